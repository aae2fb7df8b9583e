"""Watches of one target beside each other: who is pinged for which story, once."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from summarise.editions.reasons import GONE
from summarise.model import Post, Quiet, Report, Role, Shown, Story, Told, Watch
from tests.fakes.english import plainly
from tests.summarise.editions.telling import alert_of, shown, told, update_of
from tests.summarise.wire import NOON, article, audience, report, story, watch

PUTIN, LAVROV = "vladimir-putin", "sergey-lavrov"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NEWS = (
    "The two men met for an hour in the white hall of the palace on Monday.",
    "An envoy said that a convoy of 40 buses would leave the harbour town on Friday.",
    "Nineteen miners were pulled alive from a flooded shaft near Vell late at night.",
    "A bridge over the river Tarn was closed to lorries after heavy rain on Sunday.",
)
QUIET = Quiet(begins=time(11), ends=time(15), zone="UTC")
MINE, THEIRS = watch(PUTIN), replace(watch(LAVROV, number=2), ping="99")


def by(number: int, *, outlet: int | None = None, title: str = "", **roles: Role) -> Report:
    actors = {PUTIN: roles.get("putin"), LAVROV: roles.get("lavrov")}
    one = article(
        number,
        NEWS[number],
        title=title or f"Title {number}",
        outlet=f"Outlet {number if outlet is None else outlet}",
    )
    return report(one, {actor: role for actor, role in actors.items() if role})


def outlets(count: int) -> Story:
    return story(*(by(n, putin="mention") for n in range(count)), revision=count)


def decided(event: Story, now: datetime, seen: Shown | None, *asked: Watch) -> Told:
    listener = replace(audience(*asked), shown=() if seen is None else (seen,))
    return told(event, event.reports[-1].article, (listener,), now)


def first(event: Story, *asked: Watch) -> Post:
    return decided(event, NOON, None, *asked).posts[0]


TAKEN_BACK = story(by(0, title="RETRACTED: Title 0"), revision=2)


def test_role_of_a_watch_that_never_wanted_the_story_is_not_pinged_for_it() -> None:
    seen = shown(first(outlets(1), MINE, THEIRS), NOON)
    after = decided(TAKEN_BACK, NOON + HOUR, seen, MINE, THEIRS)
    assert [(post.action, post.pings) for post in after.posts] == [("edit", ())]
    (why, *_) = plainly(alert_of(after.posts[0]).reasons)
    assert why == "Your watch on Vladimir Putin fired before; as it is told now it would not."
    assert all("Lavrov" not in said for said in plainly(alert_of(after.posts[0]).reasons))


def test_role_of_the_watch_that_it_was_told_for_is_pinged_where_that_wants_it_no_more() -> None:
    mine = replace(MINE, ping="11")
    seen = shown(first(outlets(1), mine, THEIRS), NOON)
    edit, reply = decided(TAKEN_BACK, NOON + HOUR, seen, mine, THEIRS).posts
    assert (reply.pings, update_of(reply).escalations) == (("11",), ("retracted",))
    assert alert_of(edit).fired == (1,)


def test_nobody_is_called_where_the_watch_that_it_was_told_for_is_gone() -> None:
    seen = shown(first(outlets(1), MINE, THEIRS), NOON)
    timeline = replace(THEIRS, timeline=True)
    after = decided(outlets(2), NOON + HOUR, seen, timeline)
    assert [(post.action, post.pings) for post in after.posts] == [("edit", ())]
    assert after.verdicts[0].reasons[0] == GONE
    assert decided(outlets(2), NOON + 25 * HOUR, seen, timeline).posts == ()
    person = [replace(one, target="user:5") for one in (MINE, THEIRS)]
    theirs = shown(first(outlets(1), *person), NOON)
    assert [one.action for one in decided(outlets(2), NOON + HOUR, theirs, person[1]).posts] == ["edit"]


def test_message_that_nobody_wants_any_more_while_it_waits_goes_without_ping() -> None:
    mine = replace(MINE, quiet=QUIET, ping="11")
    waits = first(outlets(1), mine, THEIRS)
    assert waits.pings == ("11",)
    (edit,) = decided(TAKEN_BACK, NOON + MINUTE, shown(waits), mine, THEIRS).posts
    assert (edit.not_before, edit.pings) == (waits.not_before, ())
    again = replace(outlets(1), revision=3)
    (back,) = decided(again, NOON + 2 * MINUTE, shown(edit), mine, THEIRS).posts
    assert back.pings == ("11",)


def test_watch_that_did_not_want_a_message_when_it_went_is_new_to_it_later() -> None:
    mine, theirs = (replace(one, quiet=QUIET, ping=f"{one.id}") for one in (MINE, THEIRS))
    waits = first(outlets(1), mine, theirs)
    now_theirs = story(by(0, lavrov="mention"), revision=2)
    (edit,) = decided(now_theirs, NOON + MINUTE, shown(waits), mine, theirs).posts
    assert (edit.pings, alert_of(edit).fired) == (("2",), (2,))
    both = story(by(0, lavrov="mention"), by(1, outlet=0, putin="mention"), revision=3)
    _, reply = decided(both, NOON + 5 * HOUR, shown(edit, NOON + 3 * HOUR), mine, theirs).posts
    assert (reply.pings, update_of(reply).escalations) == (("1",), ())


def test_watch_that_wants_more_outlets_pings_and_publishes_once_it_has_them() -> None:
    quick, slow = MINE, replace(watch(PUTIN, number=2), ping="77", voices=3, publish=True)
    edit, reply, publish = decided(
        outlets(3), NOON + HOUR, shown(first(outlets(1), quick, slow), NOON), quick, slow
    ).posts
    assert (edit.action, reply.action, publish.action) == ("edit", "reply", "publish")
    assert (reply.pings, reply.not_before) == (("77",), None)
    assert alert_of(edit).fired == (1, 2)
    seen = shown(edit, NOON, changed_at=NOON + HOUR, replied_at=NOON + HOUR, reply=reply)
    assert [one.action for one in decided(outlets(4), NOON + 2 * HOUR, seen, quick, slow).posts] == ["edit"]


def test_watch_that_joins_later_is_heard_after_its_own_quiet_hours_and_cooldown() -> None:
    rests = replace(watch(PUTIN, number=2), ping="77", voices=2, cooldown=2 * HOUR, fired_at=NOON)
    seen = shown(first(outlets(1), MINE, rests), NOON)
    _, reply = decided(outlets(2), NOON + HOUR, seen, MINE, rests).posts
    assert (reply.pings, reply.not_before) == (("77",), NOON + 2 * HOUR)
    loud = replace(MINE, ping="11")
    edit, reply = decided(outlets(2), NOON + HOUR, seen, loud, rests).posts
    assert (reply.pings, reply.not_before, alert_of(edit).fired) == (("11",), None, (1,))
    later = shown(edit, NOON, changed_at=NOON + HOUR, replied_at=NOON + HOUR, reply=reply)
    _, reply = decided(outlets(3), NOON + 3 * HOUR, later, loud, rests).posts
    assert (reply.pings, reply.not_before) == (("77",), None)


def test_watch_that_joins_while_the_message_waits_publishes_it() -> None:
    mine = replace(MINE, quiet=QUIET)
    slow = replace(watch(PUTIN, number=2), voices=2, publish=True, quiet=QUIET)
    waits = first(outlets(1), mine, slow)
    edit, publish = decided(outlets(2), NOON + MINUTE, shown(waits), mine, slow).posts
    assert (edit.action, publish.action, publish.not_before) == ("edit", "publish", waits.not_before)
    assert [one.action for one in decided(outlets(3), NOON + HOUR, shown(edit), mine, slow).posts] == ["edit"]


def test_nobody_is_new_to_a_message_of_which_it_is_not_known_for_whom_it_was_told() -> None:
    post = first(outlets(1), MINE)
    unknown = shown(replace(post, body=replace(alert_of(post), fired=())), NOON)
    other = replace(watch(PUTIN, number=2), ping="77", publish=True)
    seen = replace(unknown, post=replace(unknown.post, body=replace(alert_of(unknown.post), voices=2)))
    assert [one.action for one in decided(outlets(2), NOON + HOUR, seen, MINE, other).posts] == ["edit"]


def both(putin: Role, lavrov: Role, count: int) -> Story:
    return story(*(by(n, outlet=n % 2, putin=putin, lavrov=lavrov) for n in range(count)), revision=count)


def test_second_actor_who_speaks_pings_those_who_watch_them() -> None:
    asked = (replace(MINE, ping="11"), THEIRS)
    seen = shown(first(both("mention", "mention", 2), *asked), NOON)
    edit, reply = decided(both("speaker", "mention", 3), NOON + HOUR, seen, *asked).posts
    assert (reply.pings, update_of(reply).speaking) == (("11",), (PUTIN,))
    seen = shown(edit, NOON, changed_at=NOON + HOUR, replied_at=NOON + HOUR, reply=reply)
    edit, reply = decided(both("speaker", "speaker", 4), NOON + 2 * HOUR, seen, *asked).posts
    assert (reply.pings, update_of(reply).speaking) == (("99",), (LAVROV,))
    assert alert_of(edit).escalated == ("speaks",)
    assert alert_of(edit).heard_speaking == (PUTIN, LAVROV)
