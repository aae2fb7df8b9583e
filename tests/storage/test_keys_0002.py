"""What the upgrade to revision 0002 writes never changes, whatever becomes of the code that it came from."""

import pytest

from storage.migrations.keys_0002 import host_of, keys

HOSTS = {
    "https://A.example:443/x": "a.example",
    "http://a.example:8080/": "a.example:8080",
    "https://[::1]:443/": "[::1]",
    "https://a.example./": "a.example",
    "http://[::1": "http://[::1",
    "nonsense": "nonsense",
}


@pytest.mark.parametrize(
    ("guid", "title", "url", "known_by"),
    [
        (
            "m1",
            "Envoy  MEETS president",
            "https://meridian.example/1/",
            "c4b6fa1028fc455341ed595af21f0e65 7dd16de6e94216214a93ca600c93460c",
        ),
        (
            "https://meridian.example/1",
            "A",
            "https://meridian.example/1",
            "3beb14ad4212dd4ccf2c97321a89861c 11b5dd51d5da98fbbe2e6eaa189aec33",
        ),
        (
            "HTTP://Meridian.Example:80/live/?utm_source=x&id=7#post-1",
            "Live",
            None,
            "cdd02e48e4a73a21a6eeb0e1ef2625b5",
        ),
        (
            "https://münchen.example/straße?q=ü#ö",
            "Ü",
            "https://xn--mnchen-3ya.example/stra%C3%9Fe",
            "103414973b101227d6aae8731ee2b28c b52b7ff5203053834e8447040b723347",
        ),
        ("http://[::1", "", None, "6f9800fad074a084a9cb2d657b614636"),
        ("https://[2001:db8::1]:8080/a", "t", None, "e05e15677fd849be3b80d1f4f484b35c"),
    ],
)
def test_articles_keys_are_what_they_were(guid: str, title: str, url: str | None, known_by: str) -> None:
    assert " ".join(key.hex() for key in keys(guid, title, url)) == known_by


@pytest.mark.parametrize("address", HOSTS)
def test_feeds_hosts_are_what_they_were(address: str) -> None:
    assert host_of(address) == HOSTS[address]
