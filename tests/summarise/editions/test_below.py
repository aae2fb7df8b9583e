"""Replies that wait: for the end of quiet hours, and for what comes meanwhile."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from summarise.model import Post, Quiet, Shown, Story, Told, Watch
from tests.summarise.editions.telling import alert_of, shown, told, update_of
from tests.summarise.wire import NOON, article, audience, report, story, watch

PUTIN = "vladimir-putin"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NEWS = (
    "The two men met for an hour in the white hall of the palace on Monday.",
    "An envoy said that a convoy of 40 buses would leave the harbour town on Friday.",
    "Nineteen miners were pulled alive from a flooded shaft near Vell late at night.",
    "A bridge over the river Tarn was closed to lorries after heavy rain on Sunday.",
)
NIGHT = Quiet(begins=time(22), ends=time(7), zone="UTC")
MORNING = datetime(2022, 4, 27, 7, tzinfo=UTC)


def told_by(*outlets: int, number: int = 7, title: str = "Title 0") -> Story:
    """A report of each of these outlets."""
    reports = [
        report(
            article(n, NEWS[n], title=f"Title {n}" if n else title, outlet=f"Outlet {outlet}"),
            {PUTIN: "mention"},
        )
        for n, outlet in enumerate(outlets)
    ]
    return story(*reports, number=number, revision=len(reports))


def decided(event: Story, now: datetime, seen: Shown | None, *asked: Watch) -> Told:
    listener = replace(audience(*asked), shown=() if seen is None else (seen,))
    return told(event, event.reports[-1].article, (listener,), now)


def asking(**more: object) -> Watch:
    return replace(watch(PUTIN), **more)  # type: ignore[arg-type]


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2022, 4, 26, hour, minute, second, tzinfo=UTC)


def by_night(*events: tuple[Story, datetime]) -> list[Post]:
    """The replies below a message of ten to ten in the evening, to which one came at eleven."""
    asked = asking(ping="55", timeline=True, quiet=NIGHT)
    post = decided(told_by(0), at(21, 50), None, asked).posts[0]
    seen = shown(post, at(21, 50), threaded=True, replied_at=at(23, 0))
    replies: list[Post] = []
    for event, now in events:
        edit, reply = decided(event, now, seen, asked).posts
        seen = replace(seen, post=edit, reply=reply)
        replies.append(reply)
    return replies


def test_reply_that_pings_does_not_go_with_one_that_waits_for_less() -> None:
    line, loud = by_night((told_by(0, 0), at(23, 0, 20)), (told_by(0, 0, 1), at(23, 0, 40)))
    assert (line.action, line.pings, line.not_before) == ("reply", (), at(23, 1))
    assert (loud.action, loud.pings, loud.not_before) == ("reply", ("55",), MORNING)


def test_reply_that_pings_waits_for_the_morning_whatever_it_takes_in() -> None:
    loud, both = by_night((told_by(0, 1), at(23, 0, 20)), (told_by(0, 1, 1), at(23, 0, 40)))
    assert loud.not_before == MORNING
    assert (both.action, both.part, both.pings, both.not_before) == ("edit", 2, ("55",), MORNING)


def test_roles_that_may_be_pinged_at_different_times_are_not_pinged_together() -> None:
    one = asking(ping="55", quiet=NIGHT)
    post = decided(told_by(0), NOON, None, one).posts[0]
    edit, early = decided(told_by(0, 1), at(23, 0), shown(post, NOON), one).posts
    later = replace(one, quiet=replace(NIGHT, ends=time(9)))
    seen = shown(edit, NOON, changed_at=at(23, 0), reply=early)
    back = told_by(0, 1, 2, title="RETRACTED: Title 0")
    reply = decided(back, at(23, 10), seen, later).posts[-1]
    assert (reply.action, reply.part, reply.not_before) == ("reply", 3, MORNING + 2 * HOUR)


def test_reply_that_waits_follows_its_story_into_another() -> None:
    asked = asking(ping="55", quiet=NIGHT)
    post = decided(told_by(0, number=9), NOON, None, asked).posts[0]
    edit, reply = decided(told_by(0, 1, number=9), at(23, 0), shown(post, NOON), asked).posts
    seen = shown(edit, NOON, changed_at=at(23, 0), reply=reply)
    back = told_by(0, 1, 2, number=7, title="RETRACTED: Title 0")
    posts = decided(back, at(23, 40), seen, asked).posts
    assert {post.subject for post in posts} == {"story:7"}
    assert update_of(posts[-1]).escalations == ("corroborated", "retracted")


def test_person_sleeps_while_an_old_message_has_news() -> None:
    asked = replace(watch(PUTIN, target="user:5"), quiet=NIGHT)
    post = decided(told_by(0), NOON, None, asked).posts[0]
    seen = shown(post, at(23, 0) - 30 * HOUR)
    (reply,) = decided(told_by(0, 0), at(23, 0), seen, asked).posts
    assert (reply.action, reply.not_before) == ("reply", MORNING)
    paced = replace(seen, replied_at=at(21, 30))
    (reply,) = decided(told_by(0, 0), at(21, 40), paced, asked).posts
    assert reply.not_before == MORNING, "the hour's pause ends in quiet hours"


def test_what_happens_while_the_first_message_is_on_its_way_is_told_below_it() -> None:
    asked = asking(ping="55")
    post = decided(told_by(0), NOON, None, asked).posts[0]
    seen = shown(post, tried_at=NOON)
    edit, reply = decided(told_by(0, 1, title="RETRACTED: Title 0"), NOON + 2 * MINUTE, seen, asked).posts
    assert (edit.action, edit.pings, alert_of(edit).retracted) == ("edit", (), True)
    assert alert_of(edit).began_with == 1
    assert (reply.pings, update_of(reply).escalations) == (("55",), ("retracted", "corroborated"))
