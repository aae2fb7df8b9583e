"""Background frequencies: the files that ship, their format, and the script that makes them."""

import bz2
import sys
import tomllib
import tracemalloc
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts import background as script
from scripts.wikinews import plain
from summarise.model import Background
from summarise.text.background import packed, shipped, unpacked
from summarise.text.words import words

SOURCES = tomllib.loads((script.FREQUENCIES / "sources.toml").read_text(encoding="utf-8"))
LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "uk", "zh")
ORDERED = {
    "ar": ("رئيس", "مستودع"), "de": ("Regierung", "Trompete"), "en": ("government", "trombone"),
    "es": ("gobierno", "trompeta"), "fr": ("gouvernement", "trompette"), "it": ("governo", "trombone"),
    "ja": ("政府", "三味"), "nl": ("regering", "trompet"), "pl": ("rząd", "trąbka"),
    "pt": ("governo", "trompete"), "ru": ("президент", "тромбон"), "uk": ("україни", "сурма"),
    "zh": ("政府", "喇叭"),
}  # fmt: skip

STEMS = st.from_regex(r"[^\W_]{1,12}", fullmatch=True)
BACKGROUNDS = st.builds(
    Background,
    documents=st.integers(0, 10**9),
    counts=st.dictionaries(STEMS, st.integers(0, 10**9), max_size=40),
)
FILLER = " ".join(f"filler{chr(97 + number)}" for number in range(script.SHORTEST))


def page(text: str, *, namespace: int = 0, redirect: bool = False) -> str:
    to = '<redirect title="Elsewhere"/>' if redirect else ""
    return (
        f"<page><title>T</title><ns>{namespace}</ns>{to}"
        f"<revision><text>{escape(text)}</text></revision></page>"
    )


def dump(path: Path, *pages: str) -> Path:
    space = "http://www.mediawiki.org/xml/export-0.11/"
    path.write_bytes(bz2.compress(f'<mediawiki xmlns="{space}">{"".join(pages)}</mediawiki>'.encode()))
    return path


def test_every_language_of_the_desk_is_shipped_with_its_source() -> None:
    assert set(LANGUAGES) <= set(SOURCES)
    assert set(SOURCES) == {path.stem for path in script.FREQUENCIES.glob("*.xz")}
    notice = (script.FREQUENCIES / "NOTICE.md").read_text(encoding="utf-8")
    assert all(source.split()[0].strip(",") in notice for source in SOURCES.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_common_words_are_common_and_rare_ones_rare(language: str) -> None:
    background = shipped(language)
    common, rare = (background.counts.get(words(word, language)[0], 0) for word in ORDERED[language])
    assert background.documents / 100 < common < background.documents
    assert rare < common / 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_background_is_small_and_sound(language: str) -> None:
    data = (script.FREQUENCIES / f"{language}.xz").read_bytes()
    tracemalloc.start()
    background = unpacked(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 6_000_000
    assert 10_000 <= len(background.counts) <= script.MOST
    assert all(0 < count <= background.documents for count in background.counts.values())


def test_all_of_the_files_are_less_than_two_megabytes() -> None:
    assert sum(path.stat().st_size for path in script.FREQUENCIES.iterdir()) < 2_000_000


def test_a_word_never_seen_is_absent() -> None:
    assert "xyzzyplugh" not in shipped("en").counts


@pytest.mark.parametrize("language", ["xx", "", "EN", "../en", "sources", "en/../de", "日本"])
def test_an_unknown_language_has_an_empty_background(language: str) -> None:
    assert shipped(language) == Background(documents=0, counts={})


def test_a_language_is_read_once() -> None:
    assert shipped("nl") is shipped("nl")


@given(BACKGROUNDS)
def test_what_is_packed_comes_back(background: Background) -> None:
    assert unpacked(packed(background)) == background


@given(BACKGROUNDS)
def test_the_order_of_the_counts_is_not_packed(background: Background) -> None:
    turned = dict(reversed(list(background.counts.items())))
    assert packed(background) == packed(Background(documents=background.documents, counts=turned))


@pytest.mark.parametrize("stem", ["", "two words", "line\n", "tab\tbed"])
def test_what_is_no_stem_is_not_packed(stem: str) -> None:
    with pytest.raises(ValueError, match="no stem"):
        packed(Background(documents=1, counts={stem: 1}))


def test_a_dump_gives_exact_document_frequencies(tmp_path: Path) -> None:
    path = dump(
        tmp_path / "enwikinews.xml.bz2",
        page(f"The '''ministers''' met [[w:Cork (city)|Cork]]; ministers left. {FILLER}"),
        page(
            f"A {{{{w|minister}}}} spoke of floods. {FILLER} {{{{source|title=Storms}}}} [[Category:Storms]]"
        ),
        page(f"Storms hit. {FILLER}", namespace=4),
        page(f"Storms hit. {FILLER}", redirect=True),
        page("Storms: too short."),
    )
    script.main(["wikinews", "en", str(path)], tmp_path)
    background = unpacked((tmp_path / "en.xz").read_bytes())
    assert background.documents == 2
    filler = dict.fromkeys(words(FILLER, "en"), 2)
    spoken = {"minist": 2, "met": 1, "cork": 1, "left": 1, "spoke": 1, "flood": 1}
    assert background.counts == {**filler, **spoken}
    assert "enwikinews.xml.bz2" in (tmp_path / "sources.toml").read_text(encoding="utf-8")


def test_the_same_dump_gives_the_same_bytes(tmp_path: Path) -> None:
    path = dump(tmp_path / "dewikinews.xml.bz2", page(f"Der Sturm kam. {FILLER}"), page(f"Ein Tor. {FILLER}"))
    made = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        script.main(["wikinews", "de", str(path)], tmp_path / name)
        made.append((tmp_path / name / "de.xz").read_bytes())
    assert made[0] == made[1]


def test_a_rebuilt_language_leaves_the_sources_of_others(tmp_path: Path) -> None:
    nothing = Background(documents=1, counts={"a": 1})
    for language, source in (("fr", "one"), ("de", 'a "two"'), ("fr", "three")):
        script.ship(language, nothing, source, tmp_path)
    known = tomllib.loads((tmp_path / "sources.toml").read_text(encoding="utf-8"))
    assert list(known.items()) == [("de", 'a "two"'), ("fr", "three")]


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("'''Bold''' and ''slanted''", "Bold and slanted"),
        ("A [[storm]] in [[w:Cork (city)|Cork]]", "A storm in Cork"),
        ("[[File:a.jpg|thumb|A [[w:storm|storm]] at sea]]Rain", "Rain"),
        ("Rain{{source|url=x|title={{w|Rain}} today}}", "Rain"),
        ("{{w|Cork (city)|lang=ga|Cork}} flooded", "Cork flooded"),
        ("Rain<ref name=a>Not {{this}}</ref> fell<ref name=b /> fast<br/>", "Rain fell fast"),
        ("{| class=x\n| {| inner |} cell\n|}Rain", "Rain"),
        ("== Sources ==\nRain fell.\n* a list\n[[Kategorie:Wetter]]", "Rain fell."),
        ("It [https://example.org/a was said] once <!-- or\ntwice -->", "It was said once"),
    ],
)
def test_markup_is_not_counted(markup: str, seen: str) -> None:
    assert " ".join(plain(markup).split()) == seen


@given(st.text(alphabet="{}[]|'=<>!-ab:w \n"))
def test_any_markup_ends(markup: str) -> None:
    assert len(plain(markup)) <= len(markup)


def test_frequencies_of_a_stems_words_are_added_up() -> None:
    background = script.estimated({"flood": 1e-3, "floods": 1e-3, "the": 0.05, "storm": 1e-5}, "en")
    assert background.counts == {"flood": 5507, "storm": 40}


def test_pairs_where_words_meet_are_estimated_too() -> None:
    counts = script.estimated({"政府": 0.1, "会": 0.02, "议会": 1e-4}, "zh").counts
    assert counts["政府"] == script.DOCUMENTS
    assert 0 < counts["府会"] < counts["政府"]
    assert "会" not in counts


def test_without_wordfreq_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    with pytest.raises(SystemExit, match="pip install wordfreq"):
        script.main(["wordfreq", "en"], tmp_path)


@pytest.mark.parametrize("arguments", [[], ["wikinews"], ["wordfreq"], ["wikinews", "en", "nowhere.bz2"]])
def test_a_wrong_call_says_how_to_call_it(arguments: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"wikinews en|no file nowhere"):
        script.main(arguments, tmp_path)


def test_a_dump_without_articles_builds_nothing(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no article"):
        script.main(["wikinews", "en", str(dump(tmp_path / "empty.bz2"))], tmp_path)
    assert not list(tmp_path.glob("*.xz"))


@given(st.from_regex(r"0{1,3}([.,]0{1,3})?", fullmatch=True))
def test_the_numbers_of_a_shape_share_what_it_has(shape: str) -> None:
    parts = dict(script.spelt(shape))
    assert sum(parts.values()) <= 1.0
    assert all(len(number) == len(shape) and number[0] != "0" for number in parts)


def test_round_numbers_are_commoner() -> None:
    parts = dict(script.spelt("0,000"))
    assert parts["1,000"] > parts["5,000"] > parts["5,500"] > parts["5,510"]
    assert not dict(script.spelt("00th"))


@pytest.mark.parametrize(
    "content", [b"no bzip2", bz2.compress(b"<mediawiki><page>"), bz2.compress(b"<a/>")[:-5]]
)
def test_a_broken_dump_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.xml.bz2"
    path.write_bytes(content)
    with pytest.raises(SystemExit, match=r"broken\.xml\.bz2 is no whole bzip2 file"):
        script.main(["wikinews", "en", str(path)], tmp_path)


def test_a_file_is_named_by_a_language_alone(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="two-letter code"):
        script.ship("../en", Background(documents=0, counts={}), "nowhere", tmp_path)
