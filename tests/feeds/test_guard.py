"""No address of the inside is reached, however it is spelt; and what is shown holds no secret."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.guard import AddressRefusedError, address_refusal, connection_guard, refusal, shown

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
INSIDE = (
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1",
    "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
)  # fmt: skip
OUTSIDE = ("1.1.1.1", "8.8.8.8", "93.184.216.34", "::ffff:8.8.8.8", "2606:4700::1111", "2a00:1450::1")


@pytest.mark.parametrize("ip", INSIDE)
def test_inner_address_is_refused(ip: str) -> None:
    assert refusal(ip)


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
     "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[fe80::1%25lo]"],
)  # fmt: skip
def test_every_spelling_of_an_inner_address_is_refused(host: str) -> None:
    assert "leads to" in str(address_refusal(f"http://{host}/feed") or "")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("file:///etc/passwd", "http://"),
        ("feed.xml", "http://"),
        ("http:///feed", "host"),
        ("https:", "host"),
        ("http:/127.0.0.1/feed", "two slashes after http:"),
        ("https:a.example/feed", "two slashes after https:"),
        ("https://hello world/", "space"),
        ("https://@newswire", "an @ where its host should be"),
        ("http://[::1/feed", "web address"),
        ("http://a.example:99999/", "web address"),
        ("https://me:secret@a.example/", "password"),
        ("http://a.example:25/", "port 25"),
        ("http://a.example:0/", "port 0"),
        ("http://a.example/" + "x" * 5000, "longer"),
    ],
)
def test_what_is_no_web_address_is_refused_with_a_reason(address: str, says: str) -> None:
    assert says in str(address_refusal(address) or "")


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "https://a.example:8443/f?x=1",
        "http://cafe/",
        "http://dead.beef/",
        "http://1.1.1.1/",
    ],
)
def test_ordinary_address_may_be_asked(address: str) -> None:
    assert address_refusal(address) is None


def test_no_connection_is_made_to_an_inner_address() -> None:
    judge = connection_guard()
    for ip in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        with pytest.raises(AddressRefusedError):
            judge((socket.AF_INET, socket.SOCK_STREAM, 0, "", (ip, 80)))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/feed?key=secret#secret", "https://a.example/feed?…"),
        ("https://me:secret@a.example:8443/feed", "https://a.example:8443/feed"),
        ("https://me:se?cret@a.example/", "The address"),
        ("https://me:se/cret@a.example/", "The address"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("a.example/feed?key=secret", "a.example/feed?…"),
        ("Feed 20", "Feed 20"),
        ("", "The address"),
    ],
)
def test_shown_address_holds_no_secret(address: str, expected: str) -> None:
    assert shown(address) == expected


@given(st.text(max_size=60))
def test_any_address_can_be_judged_and_shown(address: str) -> None:
    address_refusal(address)
    assert "\n" not in shown(address)
