"""A story's headline is the clearest of its titles, an untouched slice of it, and stays while it fits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.model import Report
from summarise.stories.headline import headline_of
from summarise.stories.titles import faults, shown
from tests.summarise.wire import article, report

LEDE = "Negotiators agreed on Tuesday to reopen the harbour of Vell to grain ships under a truce."
PLAIN = "Negotiators agree to reopen Vell harbour to grain ships"


def titled(number: int, title: str, *, outlet: str = "", hours: float = 0, text: str = LEDE) -> Report:
    return report(article(number, text, title=title, outlet=outlet or f"Outlet {number}", hours=hours))


def headline(*reports: Report) -> str:
    chosen = headline_of(reports)
    return chosen.article.title if chosen else ""


def kept(title: str, outlet: str = "") -> str:
    part = shown(title, outlet)
    return title[part.start : part.end]


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        (f"LIVE: {PLAIN}", ""),
        (f"Live updates: {PLAIN}", ""),
        (f"Grain war live: {PLAIN}", ""),
        (f"Vell talks – live: {PLAIN}", ""),
        (f"As it happened: {PLAIN}", ""),
        (f"{PLAIN} – as it happened", ""),
        (f"Watch: {PLAIN}", ""),
        (f"Updated: {PLAIN}", ""),
        (f"UPDATE 2-{PLAIN}", ""),
        (f"Breaking: {PLAIN}", ""),
        (f"BREAKING NEWS - {PLAIN}", ""),
        (f"🔴 BREAKING | {PLAIN}", ""),
        (f"[Video] {PLAIN}", ""),
        (f"{PLAIN} (photos)", ""),
        (f"Explainer: {PLAIN}", ""),
        (f"Opinion | {PLAIN}", ""),
        (f"Analysis: {PLAIN}", ""),
        (f"{PLAIN} | Opinion", ""),
        (f"Eilmeldung: {PLAIN}", ""),
        (f"+++ EIL +++ {PLAIN}", ""),
        (f"Vell-Liveblog: {PLAIN}", ""),
        (f"Kommentar: {PLAIN}", ""),
        (f"Guerre à Vell, en direct : {PLAIN}", ""),
        (f"EN DIRECT - {PLAIN}", ""),
        (f"Última hora: {PLAIN}", ""),
        (f"Análisis | {PLAIN}", ""),
        (f"Guerra a Vell, la diretta: {PLAIN}", ""),
        (f"Ao vivo: {PLAIN}", ""),
        (f"Opinião | {PLAIN}", ""),
        (f"Analyse: {PLAIN}", ""),
        (f"Na żywo: {PLAIN}", ""),
        (f"Срочно: {PLAIN}", ""),
        (f"Мнение | {PLAIN}", ""),
        (f"Терміново: {PLAIN}", ""),
        (f"{PLAIN} - BBC News", ""),
        (f"{PLAIN} | Reuters", ""),
        (f"{PLAIN} | World news | The Guardian", ""),
        (f"{PLAIN} — Harbour Courier", "Harbour Courier"),
        (f"{PLAIN} - vellnews.example.com", ""),
        (f"Harbour Courier | {PLAIN}", "The Harbour Courier"),
        (f"LIVE: Watch: {PLAIN} - Sky News", ""),
        (f"  {PLAIN}\n", ""),
    ],
)
def test_labels_and_outlets_are_cut_away(title: str, outlet: str) -> None:
    assert kept(title, outlet) == PLAIN


@pytest.mark.parametrize(
    "title",
    [
        "Vell war: negotiators agree to reopen the harbour",
        "Grain ships reach Vell - state TV",
        "Grain ships leave Vell - TASS",
        "Harbour reopens - but only for grain ships of a few states",
        "Live ammunition was used at the gates of Vell, envoy says",
        "Watch on the harbour doubles after theft of grain",
        "Opinion polls show lead for the harbour party",
        "Live: Vell",
        "Envoy: we agreed on grain",
    ],
)
def test_what_belongs_to_the_title_stays(title: str) -> None:
    assert kept(title, "Meridian Wire") == title


@pytest.mark.parametrize(
    "worse",
    [
        "You won't believe what negotiators agreed on for the Vell harbour",
        "Here's what the agreement on the Vell harbour means for grain ships",
        "Negotiators met in Vell over grain ships and what happened next",
        "Will negotiators agree to reopen the Vell harbour to grain ships?",
        "Why negotiators agreed to reopen the Vell harbour to grain ships",
        "What we know about the agreement to reopen the Vell harbour",
        "Five takeaways from the agreement to reopen the Vell harbour",
        "NEGOTIATORS AGREE TO REOPEN THE VELL HARBOUR TO GRAIN SHIPS",
        "Opinion | Negotiators agree to reopen the Vell harbour to grain ships",
        "Vell war live: negotiators agree to reopen the harbour to grain ships",
        "Negotiators agree to reopen the Vell harbour to grain ships after …",
        "This is the agreement to reopen the Vell harbour to grain ships",
        "We must not trust negotiators who reopen the Vell harbour",
        "Grain agreed",
        "Negotiators agree to reopen the Vell harbour to grain ships " * 4,
        "Grain: ce qu'il faut savoir de l'accord de Vell sur les navires",
        "Getreide: Was Sie über die Einigung von Vell wissen müssen",
        "Что известно о соглашении в Велле о судах с зерном",
    ],
)
def test_clear_title_is_preferred_whichever_comes_first(worse: str) -> None:
    assert headline(titled(1, worse), titled(2, PLAIN, hours=1)) == PLAIN
    assert headline(titled(1, PLAIN), titled(2, worse, hours=1)) == PLAIN


def test_world_health_organisation_asks_nothing() -> None:
    assert faults("WHO sends doctors to the harbour of Vell after truce") == 0
    assert faults("Who sends doctors to the harbour of Vell after truce") > 0


def test_title_about_what_the_others_are_about_is_preferred() -> None:
    aside = titled(1, "Captain of a tug remembers fifty years on the river")
    assert headline(aside, titled(2, PLAIN), titled(3, "Vell harbour to reopen to grain ships")) != (
        aside.article.title
    )


def test_title_in_the_language_of_most_reports_is_preferred() -> None:
    foreign = titled(1, "Unterhändler einigen sich auf Öffnung des Hafens von Vell")
    foreign = replace(foreign, reading=replace(foreign.reading, language="de"))
    assert headline(foreign, titled(2, "Ships leave"), titled(3, "Truce for grain ships in Vell agreed")) == (
        "Truce for grain ships in Vell agreed"
    )


def test_first_fitting_title_stays_when_others_follow() -> None:
    later = [
        titled(number, f"Negotiators agree to reopen {place} harbour to grain ships", hours=number)
        for number, place in enumerate(("the Vell", "eastern Vell", "old Vell"), 2)
    ]
    for count in range(len(later) + 1):
        assert headline(titled(1, PLAIN), *later[:count]) == PLAIN


def test_correction_by_the_same_outlet_replaces_its_title() -> None:
    before = titled(1, "Truce lets 12 grain ships leave Vell harbour", outlet="A")
    after = titled(2, "Truce lets 15 grain ships leave Vell harbour", outlet="A", hours=1)
    assert headline(before, after) == after.article.title
    elsewhere = titled(2, "Truce lets 15 grain ships leave Vell harbour", outlet="B", hours=1)
    assert headline(before, elsewhere) == before.article.title


def test_correction_takes_the_place_of_the_title_that_it_corrects() -> None:
    before = titled(1, "Grain ships leave Vell harbour under truce", outlet="A")
    other = titled(2, "Grain ships leave the Vell harbour under a truce", outlet="B", hours=1)
    after = titled(3, "Grain ships leave Vell harbour under new truce", outlet="A", hours=2)
    assert headline(before, other) == before.article.title
    assert headline(before, other, after) == after.article.title


def test_title_whose_number_was_exceeded_gives_way() -> None:
    told = (
        titled(1, "Ferry sinks off Vell, killing 12"),
        titled(2, "Ferry sinks off Vell, killing 15", hours=2),
    )
    assert headline(*told) == "Ferry sinks off Vell, killing 15"
    assert headline(*told, titled(3, "Twelve dead as ferry sinks off Vell", hours=3)) == (
        "Ferry sinks off Vell, killing 15"
    )


def test_title_of_days_ago_gives_way() -> None:
    old = titled(1, "Negotiators meet in Vell to talk of grain ships")
    assert headline(old, titled(2, PLAIN, hours=72)) == PLAIN


def test_story_without_a_title_has_no_headline() -> None:
    assert headline_of(()) is None
    assert headline_of((titled(1, ""), titled(2, " \n"))) is None


def test_bad_title_is_better_than_none() -> None:
    assert headline(titled(1, "LIVE")) == "LIVE"
    assert headline(titled(1, "???")) == "???"


def test_title_from_right_to_left_and_one_without_spaces_are_shown_whole() -> None:
    for title in (
        "المفاوضون يتفقون على فتح ميناء فيل أمام سفن الحبوب",
        "談判代表同意向運糧船重新開放維爾港口",
    ):
        assert headline(titled(1, title)) == title


def test_five_hundred_identical_reports_have_their_title() -> None:
    assert headline(*(titled(number, PLAIN) for number in range(500))) == PLAIN


titles = st.text(max_size=60) | st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            [
                "LIVE: ",
                "Opinion | ",
                PLAIN,
                " - BBC News",
                " | ",
                "live",
                "(video)",
                " – ",
                "?",
                "\u202e",
                "[",
                ": ",
            ]
        )
        | st.text(max_size=8),
        max_size=9,
    ),
)


@given(st.lists(titles, max_size=6))
def test_headline_is_an_untouched_slice_of_its_title_and_the_same_each_time(found: list[str]) -> None:
    reports = tuple(titled(number, title, hours=number) for number, title in enumerate(found))
    chosen = headline_of(reports)
    assert (chosen is None) == all(not title.strip() for title in found)
    if chosen is not None:
        assert chosen.article.title
        assert chosen.article.title in found[chosen.article.id]
        assert headline_of(reports) == chosen


def test_endless_title_takes_no_time() -> None:
    for title in ("live " * 200_000, " - " * 300_000, "a" * 1_000_000, "|" * 500_000):
        assert headline(titled(1, title)) in title
