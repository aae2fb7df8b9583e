"""Beside its stories a digest has headings, quotes of the day and the appointments of the coming days."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from summarise.editions.coming import coming
from summarise.editions.digest import composed, digest
from summarise.model import (
    AgendaItem,
    Digest,
    DuePlan,
    Quote,
    Report,
    Role,
    Sentence,
    Source,
    Speaker,
    Story,
    SummarySentence,
)
from tests.summarise.editions.test_digest import plan, told
from tests.summarise.wire import NOON, article, report, story

TODAY = NOON.date()
DAY = timedelta(days=1)
FERRY = "A ferry with 80 people aboard sank in the harbour of Vell."
WORDS = "“We will raise the wreck before winter,” said the harbour master on Monday."


LEFT = "The ferry had left Vell for the island of Oster with people and cars aboard."


def said(
    number: int,
    who: str | None,
    text: str = WORDS,
    *,
    outlet: str = "A",
    actor: str | None = None,
    lead: str = LEFT,
) -> Report:
    """An article whose last sentence quotes somebody."""
    whole = f"{FERRY} {lead} {text}"
    held = report(article(number, whole, title="Ferry sinks in the harbour of Vell", outlet=outlet, hours=-2))
    start, end = whole.index("“"), whole.index("”") + 1
    speaker = Speaker(start=end, end=end + 1, text="x", actor=actor, name=who) if who else None
    quote = Quote(start=start, end=end, text=whole[start:end], quote=0, speaker=speaker)
    return replace(held, reading=replace(held.reading, quotes=(quote,)))


def made(due: DuePlan) -> Digest:
    return composed(due, NOON, TODAY)


def wishing(*stories: Story, **wishes: object) -> DuePlan:
    due = plan(*stories)
    return replace(due, plan=replace(due.plan, **wishes))  # type: ignore[arg-type]


def of(number: int, actor: str | None, role: Role = "subject", text: str = FERRY, feed: int = 1) -> Story:
    held = report(
        article(number, f"{text} {number}.", feed=feed, hours=-number), {actor: role} if actor else None
    )
    return story(held, number=number)


def test_stories_stand_under_a_watched_actor_or_one_who_leads_two() -> None:
    stories = (
        of(1, "antonio-guterres"),
        of(2, "vladimir-putin"),
        of(3, "antonio-guterres"),
        of(4, "sergey-lavrov"),
        of(5, None),
    )
    items = made(wishing(*stories, grouping="actor")).items
    assert {item.story: item.group for item in items} == {
        1: "António Guterres",
        2: "Vladimir Putin",
        3: "António Guterres",
        4: "Other",
        5: "Other",
    }
    groups = [item.group for item in items]
    assert groups == sorted(groups, key=groups.index)
    assert groups[-1] == "Other"


def test_stories_stand_under_the_folder_of_most_of_their_feeds() -> None:
    stories = (of(1, None, feed=1), of(2, None, feed=2), of(3, None, feed=3))
    due = replace(wishing(*stories, grouping="topic"), topics={1: "World", 2: "Sport"})
    assert {item.story: item.group for item in made(due).items} == {1: "World", 2: "Sport", 3: "Other"}
    assert {item.group for item in made(replace(due, topics={})).items} == {""}


def test_quotes_of_the_day_are_attributed_one_a_story_the_most_printed_first() -> None:
    lone = story(said(1, "Nia Quill", "“The road will be closed for weeks,” she said."), number=1)
    other = said(12, "Tom Reed", outlet="B", lead="Nobody knows how many cars it had.")
    printed = story(said(11, "Tom Reed"), other, number=2)
    nobody = story(said(21, None, "“Nobody was ever asked about any of it.”"), number=3)
    quotes = made(wishing(lone, printed, nobody, sentences=1)).quotes
    assert [quote.speaker for quote in quotes] == ["Tom Reed", "Nia Quill"]
    assert made(wishing(lone, printed, sentences=1, quotes=1)).quotes == quotes[:1]
    assert made(wishing(lone, printed, sentences=1, quotes=0)).quotes == ()


def test_quote_that_was_told_or_stands_in_a_storys_sentences_is_none_of_the_day() -> None:
    one = story(said(1, "Tom Reed"), number=1)
    shown = made(wishing(one, sentences=1))
    assert len(shown.quotes) == 1
    elsewhere = story(said(2, "Tom Reed"), number=8)
    assert made(replace(wishing(elsewhere, sentences=1), earlier=(shown,))).quotes == ()
    bare = replace(one.reports[0].article, text=WORDS)
    reading = replace(one.reports[0].reading, sentences=(Sentence(start=0, end=len(WORDS)),))
    quote = replace(reading.quotes[0], start=0, end=WORDS.index("”") + 1)
    alone = replace(one.reports[0], article=bare, reading=replace(reading, quotes=(quote,)))
    assert made(wishing(story(alone, number=3))).quotes == ()


def test_quote_of_another_guilds_actor_is_not_told() -> None:
    one = story(said(1, "Jane Doe", actor="jane-doe@b"), number=1)
    assert made(wishing(one, sentences=1)).quotes == ()
    mine = story(said(1, "Jane Doe", actor="jane-doe@a"), number=1)
    assert len(made(wishing(mine, sentences=1)).quotes) == 1


def announced(
    number: int,
    what: str = "The presidents will meet in Ankara for talks on grain.",
    *,
    days: int = 2,
    outlet: str = "A",
    actors: tuple[str, ...] = (),
    clock: time | None = None,
    span: int = 0,
    at: datetime | None = None,
) -> AgendaItem:
    day = TODAY + days * DAY
    url = f"https://wire.example/{number}"
    words = SummarySentence(text=what, article=number, start=0, end=len(what), outlet=outlet, url=url)
    return AgendaItem(date=day, last=day + span * DAY, clock=clock, at=at, what=words, actors=actors)


def ahead(*items: AgendaItem, days: int = 7, watched: frozenset[str] = frozenset()) -> tuple[AgendaItem, ...]:
    return coming(items, now=NOON, days=days, watched=watched)


def test_announcements_of_one_meeting_are_one_with_who_else_announces_it() -> None:
    other = announced(2, "Talks on grain: presidents meet in Ankara.", outlet="B", clock=time(9))
    (item,) = ahead(announced(1), other, announced(3, outlet="C"))
    assert item.clock == time(9)
    named = {item.what.outlet, *(source.outlet for source in item.what.also)}
    assert named == {"A", "B", "C"}
    assert Source(outlet="C", title="", url="https://wire.example/3") in item.what.also


def test_other_things_on_a_day_and_the_same_on_another_stay_apart() -> None:
    court = announced(2, "The court will hear the appeal of the miners.")
    assert len(ahead(announced(1), court, announced(3, days=3))) == 3


def test_two_who_meet_are_one_appointment_in_whatever_words() -> None:
    both = ("a", "b")
    assert len(ahead(announced(1, actors=both), announced(2, "They see each other again.", actors=both))) == 1


def test_what_is_over_far_away_vague_or_without_words_is_left_out() -> None:
    left_out = (
        announced(1, days=-1),
        announced(2, days=0, at=NOON - timedelta(hours=1)),
        announced(6, days=0, clock=time(11)),
        announced(3, days=8),
        announced(4, days=0, span=30),
        announced(5, "on Thursday"),
    )
    assert ahead(*left_out) == ()
    assert len(ahead(announced(1, days=0), announced(2, "The court will hear the miners.", days=7))) == 2


def test_what_was_announced_for_today_without_a_time_is_over_by_the_evening() -> None:
    today = (announced(1, days=0),)
    assert coming(today, now=NOON, days=7) == today
    assert coming(today, now=NOON.replace(hour=18), days=7) == ()


def test_watched_and_widely_announced_appointments_stay_where_there_are_many() -> None:
    places = [
        *("Vell votes", "Oster closes", "Brenn rises", "Harl marches", "Torve sails", "Lund sings"),
        *("Masch opens", "Nerr builds", "Pask leaves"),
    ]
    many = [announced(n, f"{place} for a whole day.") for n, place in enumerate(places, 1)]
    watched = announced(50, "The minister opens a bridge.", days=6, actors=("x",))
    wide = [announced(60 + n, days=5, outlet=f"O{n}") for n in range(3)]
    found = ahead(*many, watched, *wide, watched=frozenset({"x"}))
    assert len(found) == 8
    assert [item.date for item in found] == sorted(item.date for item in found)
    assert {watched.what.text, wide[0].what.text} <= {item.what.text for item in found}


def test_digest_tells_appointments_of_as_many_days_as_planned() -> None:
    due = replace(wishing(told(1, "A"), agenda_days=3), announced=(announced(1), announced(2, days=5)))
    assert [item.date for item in made(due).agenda] == [TODAY + 2 * DAY]


def test_empty_digest_is_sent_only_where_that_was_asked_for() -> None:
    assert digest(wishing(), NOON) is None
    empty = digest(wishing(empty="say"), NOON)
    assert empty is not None
    assert (empty.items, empty.date) == ((), date(2022, 4, 26))


def test_digest_tells_of_planned_actors_or_keywords_alone() -> None:
    ferry, lavrov = of(1, None), of(2, "sergey-lavrov", text="Talks were held in Ankara.")
    elsewhere = of(3, "vladimir-putin", text="Ferryboat owners met in Oslo.")
    stories = (ferry, lavrov, elsewhere)

    def ids(**wishes: object) -> set[int]:
        found = digest(wishing(*stories, **wishes), NOON)
        return {item.story for item in found.items} if found else set()

    assert ids(actors=("sergey-lavrov",)) == {2}
    assert ids(keywords=("FERRY",)) == {1}
    assert ids(actors=("sergey-lavrov",), keywords=("ferry",)) == {1, 2}
    assert ids(actors=("nobody",)) == set()
    assert ids(actors=("sergey-lavrov@b",)) == set()


def test_style_says_how_many_sentences_a_story_has() -> None:
    text = (
        f"{FERRY} Divers found the wreck at noon and brought up the papers of its captain, who is missing. "
        "Its owner had sold two other ships in May to a company from Oster. Fishing boats took 31 people to "
        "the hospital. The minister of transport ordered an inquiry. Two of the lifeboats had no oars. "
        "A storm warning was out since the morning. Trains to the coast were full of relatives by night."
    )
    long = story(report(article(1, text, hours=-1)), number=1)
    lengths = {
        style: len(made(wishing(long, style=style, sentences=3)).items[0].summary.sentences)
        for style in ("headlines", "brief", "standard")
    }
    assert lengths["headlines"] == lengths["brief"] == 1 < lengths["standard"]
