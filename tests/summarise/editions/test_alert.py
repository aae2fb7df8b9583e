"""One event, one message: who is told, why, and when a message is edited."""

from dataclasses import replace
from datetime import timedelta

from summarise.model import Alert, Audience, Post, Report, Shown
from summarise.reading import reading_of
from tests.fakes.english import plainly
from tests.summarise.editions.telling import posts as alerts
from tests.summarise.wire import NOON, article, audience, report, seeds, story, watch

GUTERRES, PUTIN, LAVROV = "antonio-guterres", "vladimir-putin", "sergey-lavrov"
FIRST = article(
    1, "The two men met for an hour in the white hall of the palace.", title="Two men meet in hall"
)
SECOND = article(
    2,
    "An envoy said that the convoy of buses would leave the harbour town on Friday.",
    title="Convoy to leave harbour town on Friday, envoy says",
    outlet="Harbour Courier",
    feed=2,
    hours=1,
)
TOLD = story(report(FIRST, {GUTERRES: "speaker", PUTIN: "mention"}), report(SECOND, {LAVROV: "subject"}))


def alert_of(post: Post) -> Alert:
    assert isinstance(post.body, Alert)
    return post.body


def having_seen(listener: Audience, post: Post) -> Audience:
    return replace(listener, shown=(Shown(target=post.target, subject=post.subject, post=post),))


def test_watch_on_an_actor_of_the_story_gets_a_new_message_with_its_reasons() -> None:
    listener = audience(watch(GUTERRES, PUTIN), feeds=(1, 2))
    (post,) = alerts(TOLD, SECOND, (listener,), NOON + timedelta(hours=2))
    assert (post.target, post.subject, post.part, post.action) == ("channel:1", "story:7", 0, "post")
    assert post.revision == TOLD.revision
    alert = alert_of(post)
    assert plainly(alert.reasons) == (
        "Your watch on António Guterres and Vladimir Putin:"
        " António Guterres speaks in it, Vladimir Putin is named in it.",
    )
    assert [(flag.actor, flag.role) for flag in alert.flags[:2]] == [
        (GUTERRES, "speaker"),
        (PUTIN, "mention"),
    ]
    assert alert.outlets == ("Meridian Wire", "Harbour Courier")
    assert (alert.first_at, alert.last_at) == (FIRST.at, SECOND.at)


def test_reason_names_watched_actors_who_are_not_in_the_story_but_says_nothing_of_them() -> None:
    (post,) = alerts(TOLD, SECOND, (audience(watch(LAVROV, "volodymyr-zelensky"), feeds=(2,)),), NOON)
    (reason,) = plainly(alert_of(post).reasons)
    assert reason.startswith("Your watch on Sergey Lavrov and ")
    assert reason.endswith(": Sergey Lavrov acts in it.")


def test_story_without_a_watched_actor_is_told_to_nobody() -> None:
    assert alerts(TOLD, SECOND, (audience(watch("joe-biden"), feeds=(1, 2)), audience()), NOON) == ()


def test_backlog_says_nothing() -> None:
    silent = replace(SECOND, silent=True)
    assert alerts(TOLD, silent, (audience(watch(GUTERRES), feeds=(1, 2)),), NOON) == ()


def test_watches_of_one_target_make_one_message_and_each_target_has_its_own() -> None:
    listener = audience(
        watch(GUTERRES, number=1),
        watch(PUTIN, number=2),
        watch(PUTIN, target="channel:2", number=3),
        feeds=(1, 2),
    )
    posts = alerts(TOLD, SECOND, (listener,), NOON)
    assert [post.target for post in posts] == ["channel:1", "channel:2"]
    assert [len(alert_of(post).reasons) for post in posts] == [2, 1]


def test_message_is_edited_only_where_a_reader_sees_a_difference() -> None:
    listener = audience(watch(GUTERRES), feeds=(1, 2))
    (before,) = alerts(story(TOLD.reports[0], revision=1), FIRST, (listener,), NOON)
    (after,) = alerts(TOLD, SECOND, (having_seen(listener, before),), NOON + timedelta(hours=2))
    assert (after.action, after.revision) == ("edit", 2)
    unseen = replace(after, body=replace(alert_of(after), reasons=("Another reason.",)))
    assert alerts(TOLD, SECOND, (having_seen(listener, unseen),), NOON + timedelta(hours=2)) == ()


def test_another_targets_message_does_not_count_as_shown() -> None:
    listener = audience(watch(GUTERRES), feeds=(1, 2))
    (before,) = alerts(TOLD, FIRST, (listener,), NOON)
    elsewhere = having_seen(listener, replace(before, target="channel:9"))
    assert [post.action for post in alerts(TOLD, SECOND, (elsewhere,), NOON)] == ["post"]


def test_feeds_of_another_guild_never_alter_a_guilds_message() -> None:
    mine = audience(watch(GUTERRES, LAVROV), guild="a", feeds=(1,))
    theirs = audience(watch(GUTERRES, LAVROV, guild="b", target="channel:2"), guild="b", feeds=(1, 2))
    (alone,) = alerts(story(TOLD.reports[0]), FIRST, (mine,), NOON + timedelta(hours=2))
    together = alerts(TOLD, FIRST, (mine, theirs), NOON + timedelta(hours=2))
    assert together[0] == alone
    assert alert_of(together[1]).outlets == ("Meridian Wire", "Harbour Courier")


def test_new_story_is_told_as_story_nought_until_the_archive_names_it() -> None:
    (post,) = alerts(story(TOLD.reports[0], number=0, revision=1), FIRST, (audience(watch(PUTIN)),), NOON)
    assert post.subject == "story:0"
    assert post.about(41).subject == "story:41"


def test_the_seeds_make_one_alert_with_both_outlets_and_flag_guterres_and_putin() -> None:
    told = story(*(Report(article=a, reading=reading_of(a)) for a in seeds()))
    listener = audience(watch(GUTERRES, PUTIN), feeds=(11, 12))
    (post,) = alerts(told, told.reports[1].article, (listener,), NOON)
    alert = alert_of(post)
    assert {flag.actor for flag in alert.flags[:2]} == {GUTERRES, PUTIN}
    assert alert.outlets == ("Europe Sun", "The Hill")
    assert len(alert.summary.sentences) == 4


def test_outlets_that_disagree_on_a_number_are_quoted_and_that_is_a_difference_to_a_reader() -> None:
    twelve = article(1, "At least 12 people were killed when a ferry sank off Vell.")
    fifteen = article(2, "Fifteen people died when a ferry sank off Vell.", outlet="Harbour Courier", feed=2)
    ferry = story(report(twelve, {PUTIN: "speaker"}), report(fifteen))
    (post,) = alerts(ferry, fifteen, (audience(watch(PUTIN), feeds=(1, 2)),), NOON)
    told = alert_of(post).disagreement
    assert told is not None
    assert [said.outlet for said in told.sentences] == ["Meridian Wire", "Harbour Courier"]
    silent = replace(post, body=replace(alert_of(post), disagreement=None))
    listener = having_seen(audience(watch(PUTIN), feeds=(1, 2)), silent)
    assert [post.action for post in alerts(ferry, fifteen, (listener,), NOON)] == ["edit"]
    (alone,) = alerts(ferry, twelve, (audience(watch(PUTIN), feeds=(1,)),), NOON)
    assert alert_of(alone).disagreement is None


def test_wire_copy_in_two_outlets_is_one_voice() -> None:
    text = "Envoy met Putin in Moscow. They spoke about the corridor. Nothing was signed. Talks go on in May."
    copied = story(
        report(article(1, text), {PUTIN: "subject"}),
        report(article(2, text, outlet="Harbour Courier", feed=2), {PUTIN: "subject"}),
    )
    (post,) = alerts(copied, copied.reports[1].article, (audience(watch(PUTIN), feeds=(1, 2)),), NOON)
    assert (len(alert_of(post).outlets), alert_of(post).voices) == (2, 1)
