"""No address of the inside is reached, however it is spelt; and what is shown holds no secret."""

import errno
import socket
from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.phrase import Phrase, phrase
from feeds.guard import (
    AddressRefusedError,
    address_refusal,
    connection_guard,
    host_of,
    not_asked,
    refusal,
    shown,
)

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
INSIDE = {
    "is this machine's own address": (
        "0.0.0.0", "127.0.0.1", "127.255.255.254", "::", "::1", "::ffff:127.0.0.1",
    ),
    "is a private address": (
        "10.1.2.3", "172.16.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1", "240.0.0.1", "255.255.255.255",
        "::ffff:10.0.0.1",
    ),
    "is a link-local address": ("169.254.169.254", "fe80::1", "fe80::1%eth0"),
    "is a multicast address": ("224.0.0.1", "ff02::1"),
    "is an address with a special meaning": (
        "192.0.0.8", "192.88.99.1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1",
    ),
    "is not a public address": (
        "100.64.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "5f00::1", "fc00::1",
        "fd12::1", "fec0::1",
    ),
    "is not an IP address": ("", "a.example", "127.1", "127.0.0.1:80", "[::1]", "1.1.1.1/32"),
}  # fmt: skip
"""What is refused, by what is said of it."""

OUTSIDE = ("1.1.1.1", "8.8.8.8", "93.184.216.34", "::ffff:8.8.8.8", "2606:4700::1111", "2a00:1450::1")


@pytest.mark.parametrize(("says", "ip"), [(says, ip) for says, ips in INSIDE.items() for ip in ips])
def test_inner_address_is_refused_and_called_what_it_is(says: str, ip: str) -> None:
    assert str(refusal(ip)) == says


@pytest.mark.parametrize("ip", OUTSIDE)
def test_public_address_is_reached(ip: str) -> None:
    assert refusal(ip) is None


@pytest.mark.parametrize("ip", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_allowed_network_is_reached(ip: str) -> None:
    assert refusal(ip, LOOPBACK) is None


def test_allowance_reaches_no_further() -> None:
    assert refusal("10.0.0.1", LOOPBACK)
    assert refusal("::ffff:10.0.0.1", LOOPBACK)
    assert refusal("64:ff9b::7f00:1", LOOPBACK)


def test_allowed_network_may_be_named_as_well_as_connected_to() -> None:
    assert address_refusal("http://127.1/feed", LOOPBACK) is None
    assert address_refusal("http://10.0.0.1/feed", LOOPBACK)
    connection_guard(LOOPBACK)((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80)))


@given(st.ip_addresses())
def test_what_python_calls_inner_is_never_reached(ip: IPv4Address | IPv6Address) -> None:
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        mapped = ip.ipv4_mapped if isinstance(ip, IPv6Address) else None
        assert refusal(str(ip)) or (mapped is not None and mapped.is_global)


@given(st.text(max_size=20))
def test_what_is_no_ip_address_is_refused(host: str) -> None:
    try:
        socket.inet_pton(socket.AF_INET, host)
    except (OSError, ValueError):
        assert refusal(host) or ":" in host


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.0.0.1.",
     "localhost", "LocalHost.", "feeds.localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
     "[0:0:0:0:0:0:0:1]"],
)  # fmt: skip
def test_every_spelling_of_this_machine_is_refused(host: str) -> None:
    told = str(address_refusal(f"http://{host}/feed") or "")
    assert told.startswith("leads to ")
    assert told.endswith(", which is this machine's own address")


def test_address_that_a_spelling_leads_to_is_named() -> None:
    told = {host: str(address_refusal(f"http://{host}/")) for host in ("0xa.1", "[fe80::1%25lo]", "[::1]")}
    assert told == {
        "0xa.1": "leads to 10.0.0.1, which is a private address",
        "[fe80::1%25lo]": "leads to fe80::1, which is a link-local address",
        "[::1]": "leads to ::1, which is this machine's own address",
    }


NOT_WEB = "is not a web address; check its spelling"
NO_SCHEME = "does not begin with http:// or https://"
NAME = "has an @ where its host should be; give the address of a feed, or of a page that has one"
NO_HOST = "names no host; check its spelling"
CREDENTIALS = "holds a user name or password, which everyone who lists feeds could read; leave them out"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("file:///etc/passwd", NO_SCHEME),
        ("feed.xml", NO_SCHEME),
        ("", NO_SCHEME),
        ("http:///feed", NO_HOST),
        ("http:///a:b", NO_HOST),
        ("https:", NO_HOST),
        ("http:/127.0.0.1/feed", "needs two slashes after http:"),
        ("https:a.example/feed", "needs two slashes after https:"),
        ("https://hello world/", "has a space in its host; an address has none"),
        ("https://@newswire", NAME),
        ("http://[::1/feed", NOT_WEB),
        ("http://a.example:99999/", NOT_WEB),
        ("https://me:secret@a.example/", CREDENTIALS),
        ("https://me@a.example/", CREDENTIALS),
        ("https://:secret@a.example/", CREDENTIALS),
        ("http://a.example:25/", "names port 25, which belongs to another service than the web"),
        ("http://a.example:10080/", "names port 10080, which belongs to another service than the web"),
        ("http://a.example:0/", "names port 0, which belongs to another service than the web"),
        ("http://a.example/" + "x" * 4_080, "is longer than 4,096 characters"),
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_with_a_reason(address: str, says: str) -> None:
    assert str(address_refusal(address) or "") == says


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "https://a.example:8443/f?x=1",
        "http://cafe/",
        "http://dead.beef/",
        "http://1.1.1.1/",
        "http://localhost.example/",
        "http://a.example/" + "x" * 4_079,
    ],
)
def test_ordinary_address_may_be_asked(address: str) -> None:
    assert address_refusal(address) is None


def test_no_connection_is_made_to_an_inner_address() -> None:
    judge = connection_guard()
    for ip in ("127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1"):
        with pytest.raises(AddressRefusedError) as refused:
            judge((socket.AF_INET, socket.SOCK_STREAM, 0, "", (ip, 80)))
        assert refused.value.args == (errno.EACCES, "not a public address")
        assert refused.value.ip == ip


def test_connection_is_made_to_a_public_address() -> None:
    for ip in OUTSIDE:
        connection_guard()((socket.AF_INET6, socket.SOCK_STREAM, 0, "", (ip, 80, 0, 0)))


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://A.example/feed", "a.example"),
        ("https://a.example:443/feed", "a.example"),
        ("http://a.example.:80", "a.example"),
        ("http://a.example:443", "a.example:443"),
        ("https://[::1]:8443/", "[::1]:8443"),
        ("https://[::1]/", "[::1]"),
        ("ftp://a.example/x", "ftp://a.example/x"),
        ("http:///x", "http:///x"),
        ("http://a.example:99999/", "http://a.example:99999/"),
        ("Feed 20", "Feed 20"),
    ],
)
def test_feeds_of_one_host_are_known_as_its_own(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/feed?key=secret#secret", "https://a.example/feed?…"),
        ("https://me:secret@a.example:8443/feed", "https://a.example:8443/feed"),
        ("https://me:se?cret@a.example/", "The address"),
        ("https://me:se/cret@a.example/", "The address"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("a.example/feed?key=secret", "a.example/feed?…"),
        ("https://a.example/" + "x" * 400, "https://a.example/" + "x" * 282),
        ("//a.example/feed", "//a.example/feed"),
        ("Feed 20", "Feed 20"),
        ("", "The address"),
    ],
)
def test_shown_address_holds_no_secret(address: str, expected: str) -> None:
    assert shown(address) == expected
    said = not_asked(address, phrase("is not on the list"))
    assert str(said) == f"{expected} is not on the list."
    # an address is whose it is, "The address" is ours and can be said in another language
    assert isinstance(dict(said.parts)["address"], Phrase) is (expected == "The address")


@given(st.text(max_size=60))
def test_any_address_can_be_judged_and_shown(address: str) -> None:
    address_refusal(address)
    assert "\n" not in shown(address)
