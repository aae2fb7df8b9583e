"""What becomes of a message once a target has it: edits at their pace, a thread, replies, pings."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from summarise.editions.alert import DELETED, POINTS_ELSEWHERE
from summarise.editions.reasons import GONE
from summarise.model import Alert, Pointer, Post, Quiet, Report, Role, Shown, Story, Told, Watch
from tests.summarise.editions.telling import alert_of, shown, told, update_of
from tests.summarise.wire import NOON, article, audience, report, story, watch

GUTERRES, PUTIN = "antonio-guterres", "vladimir-putin"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NEWS = (
    "The two men met for an hour in the white hall of the palace on Monday.",
    "An envoy said that a convoy of 40 buses would leave the harbour town on Friday.",
    "Nineteen miners were pulled alive from a flooded shaft near Vell late at night.",
)


def told_by(count: int, *, roles: tuple[Role, ...] = ("mention",), **titles: str) -> Story:
    """So many outlets, each with news of its own; the last of `roles` is everybody's from then on."""
    reports = [
        report(
            article(n, NEWS[n], title=titles.get(f"title{n}", f"Title {n}"), outlet=f"Outlet {n}", feed=n),
            {PUTIN: roles[min(n, len(roles) - 1)]},
        )
        for n in range(count)
    ]
    return story(*reports, revision=count)


def decided(event: Story, now: datetime, seen: Shown | None, *asked: Watch) -> Told:
    listener = replace(audience(*asked, feeds=(0, 1, 2)), shown=() if seen is None else (seen,))
    return told(event, event.reports[-1].article, (listener,), now)


def asking(target: str = "channel:1", **more: Any) -> Watch:
    return replace(watch(PUTIN, target=target), **more)


def after(age: timedelta, asked: Watch, event: Story | None = None, **known: Any) -> tuple[Post, ...]:
    """What a second outlet's report comes to, so long after the first was told."""
    first = decided(told_by(1), NOON, None, asked).posts[0]
    seen = shown(replace(first, not_before=None), NOON, **known)
    return decided(event or told_by(2), NOON + age, seen, asked).posts


def test_young_message_is_edited_a_minute_after_it_was_sent() -> None:
    (edit,) = after(20 * timedelta(seconds=1), asking())
    assert (edit.action, edit.part, edit.not_before) == ("edit", 0, NOON + MINUTE)
    (edit,) = after(2 * MINUTE, asking())
    assert (edit.not_before, edit.pings, edit.watches) == (None, (), ())


def test_edit_that_waits_is_replaced_without_waiting_longer() -> None:
    first = decided(told_by(1), NOON, None, asking()).posts[0]
    waiting = replace(first, action="edit", revision=2, not_before=NOON + HOUR)
    seen = shown(waiting, NOON - 10 * MINUTE, changed_at=NOON - 2 * HOUR)
    # as it would be where the clock was set back: an edit in a minute is nearer than one in an hour
    (edit,) = decided(told_by(2), NOON, replace(seen, changed_at=NOON), asking()).posts
    assert edit.not_before == NOON + MINUTE


def test_alert_says_how_many_told_it_first_and_how_many_now() -> None:
    (edit,) = after(HOUR, asking())
    assert (alert_of(edit).began_with, len(alert_of(edit).outlets)) == (1, 2)


def test_changed_headline_is_marked_with_what_it_was() -> None:
    asked = asking()
    first = decided(told_by(1, title0="Two men meet in hall"), NOON, None, asked).posts[0]
    (edit,) = decided(told_by(1, title0="Two men talk"), NOON + HOUR, shown(first, NOON), asked).posts
    assert (alert_of(edit).summary.headline, alert_of(edit).were) == (
        "Two men talk",
        ("Two men meet in hall",),
    )
    (again,) = decided(
        told_by(1, title0="Two men meet in hall"), NOON + 2 * HOUR, shown(edit, NOON), asked
    ).posts
    assert alert_of(again).were == ("Two men talk",)


def test_outlet_that_takes_its_story_back_is_told_and_it_stays_so() -> None:
    asked = asking(ping="55")
    first = decided(told_by(1), NOON, None, asked).posts[0]
    back = told_by(1, title0="RETRACTED: Title 0")
    edit, reply = decided(back, NOON + HOUR, shown(first, NOON), asked).posts
    assert alert_of(edit).retracted
    assert alert_of(edit).withdrawn_by == alert_of(edit).outlets
    assert (update_of(reply).escalations, reply.pings) == (("retracted",), ("55",))
    two = replace(told_by(2, title0="RETRACTED: Title 0"), revision=3)
    (later,) = (
        post
        for post in decided(two, NOON + 2 * HOUR, shown(edit, NOON), asked).posts
        if post.action == "edit"
    )
    assert alert_of(later).retracted


@pytest.mark.parametrize("ping", [None, "55"])
def test_second_source_pings_once_and_only_where_a_role_is_to_be_pinged(ping: str | None) -> None:
    edit, *reply = after(5 * MINUTE, asking(ping=ping))
    assert edit.action == "edit"
    assert edit.pings == ()
    if ping is None:
        assert reply == []
        assert alert_of(edit).escalated == ()
        return
    (said,) = reply
    assert (said.action, said.part, said.pings, said.threaded) == ("reply", 2, ("55",), False)
    assert update_of(said).escalations == alert_of(edit).escalated == ("corroborated",)
    assert [source.outlet for source in update_of(said).sources] == ["Outlet 1"]
    once = shown(edit, NOON, changed_at=NOON + 5 * MINUTE, replied_at=NOON + 5 * MINUTE)
    assert [post.action for post in decided(told_by(3), NOON + HOUR, once, asking(ping=ping)).posts] == [
        "edit"
    ]


def test_watched_actor_who_now_speaks_pings_who_watches_them() -> None:
    speaks = told_by(2, roles=("mention", "speaker"))
    _, reply = after(5 * MINUTE, asking(ping="55"), speaks)
    assert update_of(reply).escalations == ("corroborated", "speaks")
    other = replace(watch(GUTERRES, number=2), ping="66")
    first = decided(told_by(1), NOON, None, asking()).posts[0]
    both = replace(told_by(1, roles=("speaker",)), revision=2)
    posts = decided(both, NOON + HOUR, shown(first, NOON), asking(), other).posts
    assert [post.action for post in posts] == ["edit"]


def test_correction_pings_once() -> None:
    asked = asking(ping="55")
    first = decided(told_by(1), NOON, None, asked).posts[0]
    note = "Correction: An earlier version of this article gave a wrong name for the president's envoy."

    def corrected(text: str, revision: int) -> Story:
        one = article(0, f"{NEWS[0]}\n{text}", title="Title 0", outlet="Outlet 0", feed=0)
        return story(report(one, {PUTIN: "mention"}), revision=revision)

    edit, reply = decided(corrected(note, 2), NOON + HOUR, shown(first, NOON), asked).posts
    assert update_of(reply).escalations == ("corrected",)
    again = corrected(note.replace("name", "title"), 3)
    (only,) = decided(again, NOON + 2 * HOUR, shown(edit, NOON), asked).posts
    assert only.action == "edit"


def test_person_hears_of_an_escalation_by_a_reply() -> None:
    followed = replace(watch(target="user:9"), story=7)
    edit, reply = after(5 * MINUTE, followed)
    assert (edit.action, reply.action, reply.pings, reply.threaded) == ("edit", "reply", (), False)


def test_escalation_in_quiet_hours_waits_for_their_end() -> None:
    quiet = Quiet(begins=time(12, 30), ends=time(14), zone="UTC")
    edit, reply = after(HOUR, asking(ping="55", quiet=quiet))
    assert edit.not_before is None
    assert (reply.not_before, reply.pings) == (NOON + 2 * HOUR, ("55",))


def test_timeline_is_a_thread_with_what_is_new() -> None:
    asked = asking(timeline=True)
    post, thread = decided(told_by(1), NOON, None, asked).posts
    assert (thread.action, thread.part, update_of(thread).sentences) == ("thread", 0, ())
    seen = shown(post, NOON, threaded=True)
    edit, reply = decided(told_by(2), NOON + HOUR, seen, asked).posts
    assert (edit.action, reply.action, reply.threaded, reply.not_before) == ("edit", "reply", True, None)
    assert [said.text for said in update_of(reply).sentences] == [NEWS[1]]
    spaced = replace(seen, post=edit, reply=reply, replied_at=NOON + HOUR)
    _, later = decided(told_by(3), NOON + HOUR + timedelta(seconds=20), spaced, asked).posts
    assert (later.part, later.not_before) == (3, NOON + HOUR + MINUTE)
    assert [said.text for said in update_of(later).sentences] == [NEWS[2]]


def test_timeline_in_a_forum_needs_no_thread_and_in_a_thread_has_none() -> None:
    for target, threaded in (("forum:1", True), ("thread:1", False), ("user:1", False)):
        asked = asking(target=target, timeline=True)
        assert [post.action for post in decided(told_by(1), NOON, None, asked).posts] == ["post"]
        actions = [(post.action, post.threaded) for post in after(HOUR, asked)]
        assert actions == [("edit", False), ("reply", threaded)]


@pytest.mark.parametrize(
    ("target", "actions"),
    [
        ("channel:1", [("thread", False), ("reply", True)]),
        ("thread:1", [("reply", False)]),
        ("forum:1", [("reply", True)]),
        ("terminal", [("reply", False)]),
    ],
)
def test_message_too_old_to_be_edited_gets_a_reply(target: str, actions: list[tuple[str, bool]]) -> None:
    posts = after(25 * HOUR, asking(target=target))
    assert [(post.action, post.threaded) for post in posts] == actions
    assert [said.text for said in update_of(posts[-1]).sentences] == [NEWS[1]]


def test_replies_to_an_old_message_come_once_an_hour_and_take_in_what_comes_meanwhile() -> None:
    asked = asking()
    first = decided(told_by(1), NOON, None, asked).posts[0]
    replied = NOON + 25 * HOUR
    seen = shown(first, NOON, threaded=True, replied_at=replied)
    (waits,) = decided(told_by(2), replied + MINUTE, seen, asked).posts
    assert (waits.action, waits.part, waits.not_before) == ("reply", 2, replied + HOUR)
    (more,) = decided(told_by(3), replied + 2 * MINUTE, replace(seen, post=waits), asked).posts
    assert (more.action, more.part, more.revision) == ("edit", 2, 3)
    assert more.not_before == waits.not_before
    assert [said.text for said in update_of(more).sentences] == [NEWS[1], NEWS[2]]
    assert [source.outlet for source in update_of(more).sources] == ["Outlet 1", "Outlet 2"]
    sent = replace(seen, post=waits, replied_at=replied + HOUR)
    (next_one,) = decided(told_by(3), replied + 2 * HOUR, sent, asked).posts
    assert (next_one.action, next_one.part, next_one.not_before) == ("reply", 3, None)


def test_another_outlet_without_news_says_nothing_below_an_old_message() -> None:
    asked = asking()
    first = decided(told_by(2), NOON, None, asked).posts[0]
    copied = told_by(2)
    third = report(article(2, NEWS[1], title="Title 1", outlet="Outlet 2", feed=2), {PUTIN: "mention"})
    known = story(*copied.reports, third, revision=3)
    old = decided(known, NOON + 25 * HOUR, shown(first, NOON), asked)
    assert old.posts == ()
    (verdict,) = old.verdicts
    assert verdict.what == "same"


def test_first_message_waits_for_quiet_hours_and_takes_in_what_comes_until_then() -> None:
    asked = asking(
        quiet=Quiet(begins=time(11), ends=time(14), zone="UTC", urgent=3),
        ping="55",
        timeline=True,
        publish=True,
    )
    post, publish, thread = decided(told_by(1), NOON, None, asked).posts
    assert {one.not_before for one in (post, publish, thread)} == {NOON + 2 * HOUR}
    assert (post.pings, post.watches, publish.action) == (("55",), (1,), "publish")
    seen = shown(post, threaded=True)
    second = decided(told_by(2), NOON + MINUTE, seen, asked)
    (edit,) = second.posts
    assert (edit.action, edit.not_before, edit.pings, edit.watches) == (
        "edit",
        NOON + 2 * HOUR,
        ("55",),
        (1,),
    )
    assert alert_of(edit).began_with == 2
    assert [said.what for said in second.verdicts] == ["hold"]
    freed = decided(told_by(3), NOON + 2 * MINUTE, replace(seen, post=edit), asked).posts
    assert [(one.action, one.not_before) for one in freed] == [
        ("edit", None),
        ("publish", None),
        ("thread", None),
    ]


def test_cooldown_has_first_messages_wait_together() -> None:
    asked = asking(cooldown=HOUR, fired_at=NOON - 20 * MINUTE)
    made = decided(told_by(1), NOON, None, asked)
    (post,) = made.posts
    assert (post.not_before, post.rolls) == (NOON + 40 * MINUTE, True)
    (verdict,) = made.verdicts
    assert (verdict.what, verdict.until) == ("hold", post.not_before)
    free = replace(asking(), id=2)
    (now,) = decided(told_by(1), NOON, None, asked, free).posts
    assert (now.not_before, now.rolls, now.watches) == (None, False, (1, 2))


def test_forum_post_bears_the_tags_of_its_watches() -> None:
    one, other = (
        replace(asking("forum:1", tags=tags), id=n) for n, tags in ((1, ("a", "b")), (2, ("b", "c")))
    )
    (post,) = decided(told_by(1), NOON, None, one, other).posts
    assert post.tags == ("a", "b", "c")


def test_deleted_message_is_neither_edited_nor_told_again() -> None:
    first = decided(told_by(1), NOON, None, asking()).posts[0]
    gone = decided(told_by(2), NOON + HOUR, shown(first, NOON, gone=True), asking(ping="55"))
    assert gone.posts == ()
    assert [(said.what, said.reasons) for said in gone.verdicts] == [("mute", (DELETED,))]


def test_message_that_points_to_another_story_stays() -> None:
    first = decided(told_by(1), NOON, None, asking()).posts[0]
    points = replace(first, action="edit", body=Pointer(story=3, headline="Two men"))
    stays = decided(told_by(2), NOON + HOUR, shown(points, NOON), asking())
    assert stays.posts == ()
    assert [(said.what, said.reasons) for said in stays.verdicts] == [("same", (POINTS_ELSEWHERE,))]


def test_message_whose_watch_is_gone_says_so_unless_nobody_knows_for_which_it_was_told() -> None:
    other = replace(watch(GUTERRES), id=2)
    first = decided(told_by(1), NOON, None, asking()).posts[0]
    (edit,) = decided(told_by(2), NOON + HOUR, shown(first, NOON), other).posts
    assert alert_of(edit).reasons == (GONE,)
    unknown = replace(first, body=replace(alert_of(first), fired=()))
    (edit,) = decided(told_by(2), NOON + HOUR, shown(unknown, NOON), other).posts
    assert alert_of(edit).reasons == alert_of(first).reasons != ()


def test_story_told_in_a_list_is_edited_there_without_ping_or_thread() -> None:
    asked = asking(ping="55", timeline=True)
    (edit,) = after(HOUR, asked, rolled=True)
    assert (edit.action, edit.not_before, edit.pings) == ("edit", None, ())
    assert after(25 * HOUR, asked, rolled=True) == ()


def test_nothing_new_to_a_reader_is_said_to_be_so() -> None:
    first = decided(told_by(1), NOON, None, asking()).posts[0]
    again = decided(replace(told_by(1), revision=2), NOON + HOUR, shown(first, NOON), asking())
    assert again.posts == ()
    assert [(said.what, said.revision) for said in again.verdicts] == [("same", 2)]


def test_alert_of_two_hundred_articles_is_bounded() -> None:
    words = ["harbour", "envoy", "convoy", "grain", "miners", "palace", "summit", "border", "treaty", "river"]
    reports: list[Report] = []
    for n in range(200):
        lines = (f"{words[n % 10].title()} {words[k]} number {n * 10 + k} was told of." for k in range(8))
        one = article(n, " ".join(lines), title=f"Title {n}", outlet=f"Outlet {n % 50}", feed=0, hours=n / 60)
        reports.append(report(one, {PUTIN: "subject"}))
    event = story(*reports, revision=200)
    (post,) = decided(event, NOON + 4 * HOUR, None, asking()).posts
    body = post.body
    assert isinstance(body, Alert)
    assert len(body.summary.sentences) <= 4
    assert body.began_with == 50
