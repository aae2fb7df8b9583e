"""A summary says what its articles say, word for word, and says it once."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Article
from summarise.model import Report, Story
from summarise.reading import reading_of
from summarise.stories.condense import condense
from summarise.text.rank.weights import SHIPPED, Weights
from tests.summarise.wire import NOON, article, report, seeds, story

WHOLE = SHIPPED.without("stopping")
BRIDGE = (
    "The old bridge over the river Lune was closed on Monday after divers found cracks in two of its piers. "
    "Engineers expect the repair of the piers to take until the spring. "
    "They have ordered steel from a mill in the north. "
    "Who will pay for the repair of the bridge? "
    "No way. "
    "Drivers must cross the river by the motorway bridge ten miles downstream until then."
)
SAME_BRIDGE = (
    "Divers found cracks in two piers of the old bridge over the river Lune, which was closed on Monday. "
    "The council set aside four million for works on roads and bridges this year."
)


def texts(told: Story, sentences: int, weights: Weights = SHIPPED) -> list[str]:
    return [sentence.text for sentence in condense(told, sentences, weights=weights).sentences]


def test_questions_and_scraps_are_left_out() -> None:
    said = texts(story(report(article(text=BRIDGE))), 9, WHOLE)
    assert not any(text.endswith("?") for text in said)
    assert "No way." not in said
    assert len(said) == 4


def test_sentence_that_leans_on_another_comes_only_after_it() -> None:
    said = texts(story(report(article(text=BRIDGE))), 9, WHOLE)
    leaning = said.index("They have ordered steel from a mill in the north.")
    assert said[leaning - 1].startswith("Engineers expect")
    assert all("They have" not in text for text in texts(story(report(article(text=BRIDGE))), 1))


def test_summary_is_shorter_than_what_it_sums_up() -> None:
    said = texts(story(report(article(text=BRIDGE))), 9)
    assert len(" ".join(said).split()) <= SHIPPED.most * len(BRIDGE.split())


def test_sentence_names_the_other_reports_that_say_the_same() -> None:
    told = story(
        report(article(1, BRIDGE, outlet="A")),
        report(article(2, SAME_BRIDGE, outlet="B", hours=1)),
        report(article(3, BRIDGE, outlet="C", hours=2)),
    )
    cracks = next(s for s in condense(told, 2).sentences if "cracks" in s.text)
    assert {cracks.outlet, *(other.outlet for other in cracks.also)} == {"A", "B", "C"}
    assert cracks.outlet not in {other.outlet for other in cracks.also}


def test_teasers_are_left_out() -> None:
    teased = BRIDGE.replace("No way.", "Here’s what you need to know about the closure of the bridge.")
    assert not any("need to know" in text for text in texts(story(report(article(text=teased))), 9, WHOLE))


def test_actor_that_was_asked_for_brings_a_sentence_in() -> None:
    text = (
        "The ministers of nine countries agreed in Brussels on Monday on a new budget for roads and bridges. "
        "The budget rises by a tenth to nine billion, most of it for bridges in the poorest of them. "
        "António Guterres was in the city too and met a choir. "
        "Engineers had warned that one bridge in four would have to be closed to traffic within ten years. "
        "The first of the roads are to be repaired in the spring, the ministers said after their meeting."
    )
    one = article(text=text)
    told = story(Report(article=one, reading=reading_of(one)))
    assert not any("choir" in said.text for said in condense(told, 2).sentences)
    asked = condense(told, 2, wanted=frozenset({"antonio-guterres"}))
    assert any("choir" in said.text for said in asked.sentences)


def test_quotes_weigh_more_where_they_were_asked_for() -> None:
    text = (
        BRIDGE
        + " “I saw the cracks in the piers of the bridge myself,” said Anna Berg, a diver from Lancaster."
    )
    one = article(text=text)
    told = story(Report(article=one, reading=reading_of(one)))
    assert "Anna Berg" not in "".join(texts(told, 2))
    assert "Anna Berg" in "".join(said.text for said in condense(told, 2, quotes=True).sentences)


def test_what_two_outlets_report_is_said_once() -> None:
    told = story(report(article(1, BRIDGE, outlet="A")), report(article(2, SAME_BRIDGE, outlet="B", hours=1)))
    assert sum("cracks" in text for text in texts(told, 9)) == 1


def test_identical_articles_of_many_outlets_make_the_summary_of_one() -> None:
    alone = texts(story(report(article(text=BRIDGE))), 9)
    many = story(*(report(article(n, BRIDGE, outlet=f"Outlet {n}")) for n in range(1, 60)))
    assert sorted(texts(many, 9)) == sorted(alone)


def test_sentences_come_in_reading_order() -> None:
    told = story(report(article(1, BRIDGE)), report(article(2, SAME_BRIDGE, outlet="B", hours=2)))
    places = [(s.article, s.start) for s in condense(told, 4).sentences]
    assert places == sorted(places)


def test_short_text_is_not_padded_and_empty_text_gives_nothing() -> None:
    assert texts(story(report(article(text="A ship ran aground off the cape on Friday."))), 5) == [
        "A ship ran aground off the cape on Friday."
    ]
    assert texts(story(report(article(text=""))), 5) == []
    assert condense(story(), 5).headline == ""
    assert texts(story(report(article(text=BRIDGE))), 0) == []


def test_text_of_scraps_alone_still_says_something() -> None:
    said = texts(story(report(article(text="Ship aground. Crew safe."))), 1)
    assert said in (["Ship aground."], ["Crew safe."])


def test_what_never_ends_is_no_sentence() -> None:
    assert texts(story(report(article(text="word " * 5_000))), 3) == []


def test_old_report_gives_way_to_the_latest() -> None:
    old = article(
        1, "The council will vote on the closure of the town's last library on Thursday.", hours=-96
    )
    new = article(2, "The council voted on Thursday to keep the town's last library open.", outlet="B")
    assert texts(story(report(old), report(new)), 1) == [new.text]


def test_headline_is_the_clearest_title() -> None:
    titles = (
        "LIVE: bridge closed, follow our coverage of the closure",
        "BRIDGE CLOSED AFTER DIVERS FIND CRACKS",
        "Is the old bridge safe?",
        "Old bridge over the Lune closed after divers find cracks",
        "Bridge",
    )
    reports = tuple(report(article(n, BRIDGE, title=title)) for n, title in enumerate(titles, 1))
    summary = condense(story(*reports), 2)
    assert summary.headline == titles[3]
    assert summary.url == "https://wire.example/4"


def test_headline_is_of_the_last_day() -> None:
    before = report(article(1, BRIDGE, title="Old bridge over the Lune to be examined by divers", hours=-60))
    after = report(article(2, BRIDGE, title="Old bridge over the Lune closed after divers find cracks"))
    assert condense(story(before, after), 1).headline.endswith("find cracks")


def test_any_title_is_better_than_none_and_without_any_the_first_sentence_stands_whole() -> None:
    assert condense(story(report(article(text=BRIDGE, title="LIVE: bridge"))), 1).headline == "LIVE: bridge"
    untitled = condense(story(report(article(text=BRIDGE))), 1)
    assert untitled.headline == BRIDGE[: BRIDGE.index(".") + 1]


words = st.text(st.characters(codec="utf-8"), max_size=12)
prose = st.lists(words, max_size=60).map(" ".join) | st.lists(
    st.sampled_from(BRIDGE.split(". ") + SAME_BRIDGE.split(". ")), max_size=12
).map(". ".join)


@given(st.lists(st.tuples(prose, words), min_size=1, max_size=4), st.integers(0, 6))
def test_nothing_is_invented_repeated_or_more_than_asked(
    articles: list[tuple[str, str]], wanted: int
) -> None:
    reports = []
    for number, (text, title) in enumerate(articles):
        one = Article(
            id=number,
            feed_id=1,
            outlet=f"Outlet {number}",
            guid=str(number),
            title=title,
            text=text,
            url=None,
            author=None,
            published_at=NOON + timedelta(hours=number),
            seen_at=NOON + timedelta(hours=number),
        )
        reports.append(Report(article=one, reading=reading_of(one)))
    summary = condense(Story(id=1, revision=1, reports=tuple(reports)), wanted)
    assert len(summary.sentences) <= wanted
    for said in summary.sentences:
        assert said.text == articles[said.article][0][said.start : said.end]
        assert said.text.strip()
    for said, following in pairwise(summary.sentences):
        assert (said.article, said.end) <= (following.article, following.start)
    assert len({said.text for said in summary.sentences}) == len(summary.sentences)


def test_the_seeds_are_condensed_verbatim_without_boilerplate_or_repetition() -> None:
    one, other = seeds()
    told = story(*(Report(article=a, reading=reading_of(a)) for a in (one, other)))
    summary = condense(told, 6)
    by_id = {one.id: one, other.id: other}
    assert len(summary.sentences) == 6
    for said in summary.sentences:
        assert said.text == by_id[said.article].text[said.start : said.end]
        assert "For the latest news" not in said.text
    assert len({said.text for said in summary.sentences}) == 6
    assert sum("at this time of great peril" in said.text for said in summary.sentences) <= 1
    assert summary.headline == "UN Secretary General to meet Putin"
