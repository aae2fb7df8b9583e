"""Documents in any encoding become UTF-8 with a plain prolog."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import ParsedFeed
from feeds.parse.decode import decoded, utf8
from feeds.parse.document import parse
from feeds.parse.prolog import DECLARATION
from tests.fakes.feeds import item, rss

RUSSIAN = "Выборы в городе прошли спокойно, сообщает агентство."
TEXTS = {
    "iso-8859-1": "Crème brûlée à Genève",
    "iso-8859-2": "Příliš žluťoučký kůň",
    "iso-8859-5": RUSSIAN,
    "iso-8859-7": "Εκλογές στην Αθήνα",
    "iso-8859-8": "בחירות בעיר",
    "iso-8859-9": "İstanbul'da seçim günü",
    "iso-8859-15": "Prix : 20 € à l’œuvre".replace("’", "'"),
    "windows-1250": "Zažívají “dlouhý” den",
    "windows-1251": RUSSIAN,
    "windows-1252": "It’s “quoted” – naïve",
    "windows-1253": "Εκλογές στην Αθήνα",
    "windows-1254": "Ağaç “dalı”",
    "windows-1255": "בחירות בעיר",
    "windows-1256": "انتخابات المدينة",
    "windows-1257": "Ķīniešu žurnāls",
    "windows-1258": "Đà Lạt",
    "windows-874": "ข่าววันนี้",
    "koi8-r": RUSSIAN,
    "koi8-u": "Вибори у місті Київ",
    "gb2312": "北京新闻",
    "gbk": "镕基新闻",
    "gb18030": "㐀新闻",
    "big5": "臺北新聞",
    "shift_jis": "東京のニュース",
    "windows-31j": "①東京のニュース",
    "euc-jp": "東京のニュース",
    "iso-2022-jp": "東京のニュース",
    "euc-kr": "서울 뉴스",
    "utf-8": "Ünïcödé 🎻",
    "utf-16": "Ünïcödé 🎻",
    "utf-32": "Ünïcödé 🎻",
}
CODECS = {"windows-874": "cp874", "windows-31j": "cp932"}


def encoded(text: str, encoding: str, declared: str | None) -> bytes:
    body = rss(item("Title", text)).decode()
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else "<?xml version='1.0'?>"
    body = declaration + body[body.index("?>") + 2 :]
    return body.encode(CODECS.get(encoding, encoding), "xmlcharrefreplace")


def text_of(body: bytes, content_type: str = "application/rss+xml") -> str:
    parsed = parse(body, "https://o.example/", content_type)
    assert isinstance(parsed, ParsedFeed), parsed
    return parsed.entries[0].text


def note_of(body: bytes, content_type: str = "application/rss+xml") -> str:
    parsed = parse(body, "https://o.example/", content_type)
    assert isinstance(parsed, ParsedFeed), parsed
    return str(parsed.note or "")


@pytest.mark.parametrize("encoding", TEXTS)
def test_encoding_of_the_document_is_read(encoding: str) -> None:
    body = encoded(TEXTS[encoding], encoding, encoding)
    assert text_of(body) == TEXTS[encoding]
    assert note_of(body) == ""


@pytest.mark.parametrize("encoding", TEXTS)
def test_encoding_that_the_server_names_is_read(encoding: str) -> None:
    body = encoded(TEXTS[encoding], encoding, None)
    assert text_of(body, f"text/xml; charset={encoding}") == TEXTS[encoding]


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-be"])
@pytest.mark.parametrize("declared", [None, "iso-8859-1", "windows-1251", "utf-16"])
def test_what_the_bytes_show_beats_what_is_declared(mark: str, declared: str | None) -> None:
    body = encoded("Ünïcödé 🎻", mark, declared)
    assert text_of(body, "text/xml; charset=iso-8859-1") == "Ünïcödé 🎻"


def test_valid_utf8_beats_a_wrong_declaration() -> None:
    assert text_of(encoded("Dvořák’s é", "utf-8", "windows-1251")) == "Dvořák’s é"


def test_encoding_that_nobody_declares_is_guessed_and_said() -> None:
    body = encoded(RUSSIAN * 20, "windows-1251", None)
    assert text_of(body) == RUSSIAN * 20
    assert "declares no encoding" in note_of(body)


@pytest.mark.parametrize("declared", ["utf-8", "us-ascii", "nonsense", "idna", "undefined", "hex", "utf-7"])
def test_wrong_declaration_of_single_bytes_is_mended(declared: str) -> None:
    body = encoded("Un café crème à l'été, déjà près de la forêt où l'élève dînait. " * 5, "cp1252", declared)
    assert text_of(body).startswith("Un café crème à l'été, déjà près")


def test_broken_utf8_keeps_the_rest() -> None:
    body = encoded("Žluťoučký kůň úpěl ďábelské ódy", "utf-8", "utf-8").replace("ň".encode(), b"\xc5")
    assert text_of(body) == "Žluťoučký ků\ufffd úpěl ďábelské ódy"
    assert "no UTF-8" in note_of(body)


def test_bytes_that_the_declared_encoding_lacks_are_replaced() -> None:
    body = encoded("東京のニュース", "shift_jis", "shift_jis").replace(
        b"</description>", b"\x81</description>"
    )
    assert text_of(body).startswith("東京のニュース")
    assert "cp932" in note_of(body)


def test_control_characters_and_impossible_references_leave_well_formed_xml() -> None:
    body = rss(item("a\x00b\x0bc", "x|y")).replace(b"|", b"&#0;&#xD800;&#xFFFFFF;&#8217;")
    parsed = parse(body, "https://o.example/", "")
    assert isinstance(parsed, ParsedFeed)
    assert (parsed.entries[0].title, parsed.entries[0].text) == ("abc", "x\ufffd\ufffd\ufffd’y")
    assert str(parsed.note) == "It holds control characters, which were left out."
    assert parsed.known


@pytest.mark.parametrize(
    "junk",
    [
        b"\n\n  ",
        b"\xef\xbb\xbf\xef\xbb\xbf\n",
        b"Notice: undefined index\n",
        b"<br />\n<b>Warning</b>: it failed in <b>x.php</b> on line <b>5</b><br />\n",
        b"<!-- <rss> cached -->\n<?php echo ?>",
    ],
)
def test_junk_before_the_document_is_passed_over(junk: bytes) -> None:
    parsed = parse(junk + rss(item("One", "1")), "https://o.example/", "")
    assert isinstance(parsed, ParsedFeed), parsed
    assert [entry.title for entry in parsed.entries] == ["One"]
    assert parsed.known


def test_doctype_without_entities_is_dropped() -> None:
    body = b'<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "x" "http://a.example/x.dtd">\n<rss/>'
    assert decoded(body, "").body == DECLARATION + b"<rss/>"
    assert decoded(body, "").is_plain
    assert not decoded(b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "").is_plain


@given(st.binary(max_size=200), st.text(max_size=30))
def test_any_bytes_become_utf8(body: bytes, content_type: str) -> None:
    utf8(body, content_type)[0].decode()
    decoded(body, content_type).body.decode()
