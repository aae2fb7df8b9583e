"""A watch fires where nothing that it asks for is lacking, and says what it found or still waits for."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from summarise.model import Appointment, Quote, Role, Speaker, Story, Watch
from tests.fakes.english import plainly
from tests.summarise.editions.telling import alert_of, told, verdict
from tests.summarise.wire import NOON, article, audience, report, story, watch

GUTERRES, PUTIN, LAVROV = "antonio-guterres", "vladimir-putin", "sergey-lavrov"
FIRST = article(1, "The envoys met in the hall. Grain was spoken of.", title="Envoys meet")
SECOND = article(
    2, "Ships with grain may leave soon.", title="Ships to leave", outlet="Courier", feed=2, hours=1
)
BOTH = story(report(FIRST, {PUTIN: "subject"}), report(SECOND, {GUTERRES: "speaker"}))


def asking(*actors: str, role: Role = "mention", **more: Any) -> Watch:
    return replace(watch(*actors), role=role, **more)


def fires(asked: Watch, event: Story = BOTH) -> bool:
    return bool(told(event, FIRST, (audience(asked, feeds=(1, 2)),), NOON).posts)


def why(asked: Watch, event: Story = BOTH) -> tuple[str, tuple[str, ...]]:
    said = verdict(event, FIRST, (audience(asked, feeds=(1, 2)),), NOON)
    return said.what, plainly(said.reasons)


@pytest.mark.parametrize(
    "asked",
    [
        asking(PUTIN, LAVROV),
        asking(PUTIN, GUTERRES, every=True),
        asking(keywords=("grain",)),
        asking(keywords=("missile", "SHIP*")),
        asking(keywords=("envoys meet",)),
        asking(PUTIN, keywords=("grain",)),
        asking(feeds=(2,)),
        asking(outlets=("COURIER",)),
        asking(PUTIN, feeds=(9,), outlets=("Courier",)),
        asking(PUTIN, languages=("en-GB",)),
        asking(PUTIN, voices=2),
        asking(PUTIN, PUTIN, every=True),
        asking(LAVROV, story=BOTH.id),
    ],
)
def test_watch_with_all_that_it_asks_for_fires(asked: Watch) -> None:
    assert fires(asked)


@pytest.mark.parametrize(
    "asked",
    [
        asking(LAVROV),
        asking(PUTIN, LAVROV, every=True),
        asking(PUTIN, GUTERRES, every=True, role="speaker"),
        asking(keywords=("hip",)),
        asking(PUTIN, keywords=("missile",)),
        asking(LAVROV, keywords=("grain",)),
        asking(PUTIN, feeds=(9,), outlets=("Courie",)),
        asking(PUTIN, languages=("de",)),
        asking(PUTIN, voices=3),
        asking(PUTIN, story=BOTH.id + 1),
    ],
)
def test_watch_that_lacks_something_does_not(asked: Watch) -> None:
    assert not fires(asked)


def test_one_report_has_to_come_from_where_it_asks_and_in_its_language() -> None:
    other = report(SECOND, {PUTIN: "subject"})
    mixed = story(report(FIRST), replace(other, reading=replace(other.reading, language="de")))
    assert fires(asking(PUTIN, feeds=(2,), languages=("de",)), mixed)
    assert not fires(asking(PUTIN, feeds=(1,), languages=("de",)), mixed)


def test_wire_copies_are_one_voice() -> None:
    text = "Envoy met Putin in Moscow. They spoke about the corridor. Nothing was signed. Talks go on in May."
    copied = story(
        report(article(1, text), {PUTIN: "subject"}),
        report(article(2, text, outlet="Courier", feed=2), {PUTIN: "subject"}),
    )
    assert not fires(asking(PUTIN, voices=2), copied)
    assert why(asking(PUTIN, voices=3), copied) == (
        "hold",
        (
            "Your watch on Vladimir Putin waits:"
            " 1 of the 3 independent outlets that it asks for tells it so far.",
        ),
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            asking(GUTERRES, PUTIN, role="speaker", every=True),
            "Your watch on António Guterres and Vladimir Putin speaking together waits:"
            " Vladimir Putin does not speak in it.",
        ),
        (
            asking(PUTIN, LAVROV, every=True),
            "Your watch on Vladimir Putin and Sergey Lavrov together waits: Sergey Lavrov is not in it.",
        ),
        (
            asking(PUTIN, keywords=("missile", "tank")),
            "Your watch on Vladimir Putin with “missile” or “tank” waits:"
            " neither “missile” nor “tank” is in it.",
        ),
        (
            asking(keywords=("grain",), outlets=("Gazette",)),
            "Your watch on “grain” waits: Gazette does not tell it.",
        ),
        (
            asking(keywords=("grain",), feeds=(7,), outlets=("Gazette",)),
            "Your watch on “grain” waits: none of its feeds tells it, Gazette does not tell it.",
        ),
        (asking(keywords=("grain",), feeds=(7,)), "Your watch on “grain” waits: none of its feeds tells it."),
        (
            asking(PUTIN, languages=("de", "fr")),
            "Your watch on Vladimir Putin waits: no report that it asks for is in de or fr.",
        ),
    ],
)
def test_hold_says_what_is_missing(asked: Watch, said: str) -> None:
    assert why(asked) == ("hold", (said,))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            asking(keywords=("grain", "ship*")),
            "Your watch on “grain” or “ship*”: “grain” and “ship*” are in it.",
        ),
        (
            asking(PUTIN, voices=2),
            "Your watch on Vladimir Putin: Vladimir Putin acts in it, 2 independent outlets tell it.",
        ),
        (asking(outlets=("Courier",)), "Your watch on Courier: 2 independent outlets tell it."),
        (asking(feeds=(1,)), "Your watch on its feeds: 2 independent outlets tell it."),
        (asking(story=BOTH.id), "You follow this story."),
    ],
)
def test_alert_says_why_it_was_sent(asked: Watch, said: str) -> None:
    assert why(asked) == ("post", (said,))


def test_watch_of_what_the_story_is_not_about_is_not_even_mentioned() -> None:
    for asked in (asking(LAVROV), asking(keywords=("missile",)), asking(feeds=(9,)), asking(story=1)):
        assert told(BOTH, FIRST, (audience(asked, feeds=(1, 2)),), NOON).verdicts == ()


def test_many_names_are_counted_instead_of_listed() -> None:
    asked = asking(keywords=("grain", *(f"word{n}" for n in range(30))))
    (reason,) = why(asked)[1]
    assert "“word8” or 21 more: " in reason


def test_muted_target_is_told_nothing_and_why() -> None:
    listener = replace(audience(asking(PUTIN), feeds=(1, 2)), muted=frozenset({"channel:1"}))
    decided = told(BOTH, FIRST, (listener,), NOON)
    assert decided.posts == ()
    (said,) = decided.verdicts
    assert (said.what, plainly(said.reasons)) == ("mute", ("Somebody muted this story here.",))
    assert (said.target, said.story, said.revision) == ("channel:1", BOTH.id, BOTH.revision)


def test_best_quotes_of_known_speakers_and_the_next_appointment_are_part_of_the_alert() -> None:
    text = "“Grain first,” said the envoy. “Peace then,” said Putin. He said “no”. Talks are on Friday."
    one = report(article(1, text), {PUTIN: "speaker"})

    def quote(words: str, number: int, speaker: Speaker | None) -> Quote:
        start = text.index(words)
        return Quote(start=start, end=start + len(words), text=words, quote=number, speaker=speaker)

    envoy = Speaker(start=20, end=29, text="the envoy", actor=None)
    putin = Speaker(start=0, end=1, text="Putin", actor=PUTIN, name="Vladimir Putin")
    day = text.index("Friday")
    talks = Appointment(start=day, end=day + 6, date=date(2022, 4, 29), text="Friday", actors=())
    over = replace(talks, date=date(2022, 4, 25))
    told_one = replace(
        one,
        reading=replace(
            one.reading,
            quotes=(
                quote("“Grain first,”", 0, envoy),
                quote("“Peace then,”", 1, putin),
                quote("“no”", 2, None),
            ),
            appointments=(over, talks),
        ),
    )
    (post,) = told(story(told_one), FIRST, (audience(asking(PUTIN)),), NOON).posts
    alert = alert_of(post)
    assert [said.speaker for said in alert.quotes] == ["Vladimir Putin", "the envoy"]
    assert alert.upcoming is not None
    assert alert.upcoming.date == date(2022, 4, 29)


def test_what_was_announced_for_today_is_not_next_once_a_later_report_says_nothing_of_it() -> None:
    text = "The envoy will meet Putin on Tuesday."
    day = text.index("Tuesday")
    today = Appointment(start=day, end=day + 7, date=NOON.date(), text="Tuesday", actors=())
    announcing = report(article(1, text), {PUTIN: "subject"})
    announcing = replace(announcing, reading=replace(announcing.reading, appointments=(today,)))
    over = report(article(2, "The envoy met Putin.", outlet="Lantern", hours=0.5), {PUTIN: "subject"})
    listener, now = audience(asking(PUTIN)), NOON + timedelta(hours=1)
    (before,) = told(story(announcing), announcing.article, (listener,), now).posts
    (after,) = told(story(announcing, over), over.article, (listener,), now).posts
    assert alert_of(before).upcoming is not None
    assert alert_of(after).upcoming is None
