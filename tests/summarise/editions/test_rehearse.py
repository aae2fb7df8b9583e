"""A watch rehearsed: what it would have said, when, and that the stage keeps to the rules."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from summarise.editions.rehearsal import Arrival, Rehearsal, What
from summarise.editions.rehearse import arrivals, ended, replay
from summarise.editions.sift import Known, sift
from summarise.editions.stage import Stage
from summarise.model import Alert, CatalogueText, Post, Quiet, Story, Summary, Told, Verdict
from tests.summarise.wire import NOON, article, report, story, watch

PUTIN = "vladimir-putin"
START = NOON - timedelta(days=1)
ONE = article(1, "He spoke in Moscow on Tuesday.", title="Putin speaks")
TWO = article(2, "He spoke for an hour, an aide said.", title="Aide", outlet="Courier", feed=2, hours=1)
OTHER = article(3, "It rained in the harbour town.", title="Rain", hours=2)


def told_of(one: Rehearsal) -> list[tuple[What, int, float]]:
    """What was said, about which story, how many minutes after noon."""
    return [(said.what, said.story, (said.at - NOON).total_seconds() / 60) for said in one.told]


def rehearsal(per_hour: int = 0) -> Rehearsal:
    return Rehearsal(watch=watch(PUTIN), feeds=frozenset({1, 2}), per_hour=per_hour)


def minutes(number: float) -> datetime:
    return NOON + timedelta(minutes=number)


def alert(number: int, headline: str = "Putin speaks") -> Alert:
    return Alert(
        story=number,
        summary=Summary(headline=headline, url=None, sentences=()),
        flags=(),
        sources=(),
        first_at=NOON,
        last_at=NOON,
        reasons=("It names him.",),
    )


def post(number: int, action: str = "post", headline: str = "Putin speaks", **more: object) -> Post:
    said = Post(
        target="channel:1",
        subject=f"story:{number}",
        part=0,
        action="post",
        revision=1,
        body=alert(number, headline),
    )
    return replace(said, action=action, **more)  # type: ignore[arg-type]


def arrival(number: int) -> Arrival:
    return Arrival(story=Story(id=number, revision=1, reports=()), article=ONE)


def put(stage: Stage, after: float, *posts: Post, verdict: Verdict | None = None) -> None:
    """Let something be decided so many minutes after noon."""
    now = minutes(after)
    stage.send_until(now)
    number = int(posts[0].subject.partition(":")[2]) if posts else verdict.story if verdict else 0
    stage.put(arrival(number), Told(posts=posts, verdicts=(verdict,) if verdict else ()), now)


def test_reports_come_again_in_order_of_arrival_and_each_story_grows() -> None:
    late = replace(ONE, id=4, seen_at=NOON + timedelta(hours=3))
    told = (story(report(TWO), report(late), number=7), story(report(OTHER), number=8))
    came = arrivals(told, frozenset({1, 2}), START, NOON + timedelta(hours=9))
    assert [(one.story.id, one.article.id, one.story.revision) for one in came] == [
        (7, 2, 1),
        (8, 3, 1),
        (7, 4, 2),
    ]
    assert [one.article.id for one in came[2].story.reports] == [4, 2], "by their own time"
    assert [one.article.id for one in arrivals(told, frozenset({1}), START, NOON + timedelta(hours=2))] == [3]
    (only,) = arrivals(told[:1], frozenset({1, 2}), NOON + timedelta(hours=2), NOON + timedelta(hours=9))
    assert (only.article.id, only.story.revision) == (4, 2), "what came before is part of the story"


def test_watch_posts_once_and_edits_as_of_the_moments_when_reports_came() -> None:
    told = (
        story(report(ONE, {PUTIN: "speaker"}), report(TWO, {PUTIN: "mention"}), number=7),
        story(report(OTHER), number=8),
    )
    came = arrivals(told, frozenset({1, 2}), START, NOON + timedelta(hours=9))
    done = ended(replay(rehearsal(), came), NOON + timedelta(hours=9))
    assert [what for what, *_ in told_of(done)] == ["post", "edit"]
    first = done.told[0]
    assert (first.at, first.story, first.headline) == (NOON, 7, "Putin speaks")
    assert first.reasons
    assert "Vladimir Putin" in str(first.reasons[0])


def test_pieces_come_to_the_same_as_the_whole() -> None:
    told = tuple(
        story(
            report(replace(ONE, id=10 * number), {PUTIN: "speaker"}),
            report(replace(TWO, id=10 * number + 1), {PUTIN: "subject"}),
            number=number,
        )
        for number in range(1, 5)
    )
    came = arrivals(told, frozenset({1, 2}), START, NOON + timedelta(hours=9))
    whole, pieces = replay(rehearsal(2), came), rehearsal(2)
    for one in came:
        pieces = replay(pieces, (one,))
    assert pieces == whole
    assert [what for what, *_ in told_of(whole)][:4] == ["post", "post", "list", "list"]


def test_backlog_says_nothing() -> None:
    told = (story(report(replace(ONE, silent=True), {PUTIN: "speaker"})),)
    came = arrivals(told, frozenset({1}), START, NOON)
    assert ended(replay(rehearsal(), came), NOON).told == ()


def test_post_waits_for_its_time_and_edits_fold_into_it() -> None:
    stage = Stage(rehearsal())
    put(stage, 0, post(7, not_before=minutes(60)))
    put(stage, 10, post(7, "edit", "More", not_before=minutes(60)))
    (said,) = ended(stage.standing(), minutes(90)).told
    assert (said.at, said.decided, said.headline, said.what) == (minutes(60), NOON, "More", "post")


def test_what_becomes_urgent_is_sent_at_once() -> None:
    stage = Stage(rehearsal())
    put(stage, 0, post(7, not_before=minutes(60)))
    put(stage, 10, post(7, "edit", "Urgent"))
    assert told_of(stage.closed()) == [("post", 7, 10)]


def test_what_still_waits_at_the_end_is_held() -> None:
    stage = Stage(rehearsal())
    put(stage, 0, post(7, not_before=minutes(60)))
    assert told_of(ended(stage.standing(), minutes(30))) == [("hold", 7, 60)]


def test_edits_that_wait_are_one() -> None:
    stage = Stage(rehearsal())
    put(stage, 0, post(7))
    put(stage, 1, post(7, "edit", "A", not_before=minutes(5)))
    put(stage, 2, post(7, "edit", "B", not_before=minutes(5)))
    assert told_of(ended(stage.standing(), minutes(9))) == [("post", 7, 0), ("edit", 7, 5)]
    (shown,) = stage.shown(7)
    assert (shown.sent_at, shown.changed_at) == (NOON, None)


def test_hourly_limit_puts_the_rest_into_a_list() -> None:
    stage = Stage(rehearsal(per_hour=2))
    for number in range(4):
        put(stage, number, post(number + 1))
    put(stage, 61, post(9))
    assert told_of(stage.closed()) == [
        ("post", 1, 0),
        ("post", 2, 1),
        ("list", 3, 2),
        ("list", 4, 3),
        ("post", 9, 61),
    ]


def test_posts_that_wait_for_one_cooldown_are_told_together_and_one_alone_is_not() -> None:
    asked = replace(rehearsal(), watch=replace(watch(PUTIN), cooldown=timedelta(minutes=30)))
    stage = Stage(asked)
    put(stage, 0, post(1))
    for number in (2, 3):
        put(stage, number, post(number, not_before=minutes(30), rolls=True))
    put(stage, 40, post(4))
    assert told_of(ended(stage.standing(), minutes(60))) == [
        ("post", 1, 0),
        ("list", 2, 30),
        ("list", 3, 30),
        ("post", 4, 60),
    ]


def test_cooldown_that_ends_in_quiet_hours_lasts_until_their_end() -> None:
    quiet = Quiet(begins=time(22), ends=time(7), zone="UTC")
    asked = replace(rehearsal(), watch=replace(watch(PUTIN), quiet=quiet, cooldown=timedelta(hours=16)))
    stage = Stage(asked)
    for number in (1, 2):
        put(stage, number, post(number))
    assert told_of(ended(stage.standing(), NOON + timedelta(days=2))) == [
        ("post", 1, 1),
        ("post", 2, 19 * 60),
    ]


def test_what_is_new_goes_into_the_reply_that_waits() -> None:
    stage = Stage(rehearsal())
    put(stage, 0, post(7))
    put(stage, 5, post(7, "edit", "A"), post(7, "reply", "A", part=2, not_before=minutes(60)))
    put(stage, 9, post(7, "edit", "B"), post(7, "edit", "B", part=2, not_before=minutes(60)))
    (shown,) = stage.shown(7)
    assert shown.reply == shown.post
    assert told_of(ended(stage.standing(), minutes(90))) == [
        ("post", 7, 0),
        ("edit", 7, 5),
        ("edit", 7, 9),
        ("reply", 7, 60),
    ]


def test_story_that_never_had_enough_outlets_is_told_as_held_with_the_last_reason() -> None:
    stage = Stage(rehearsal())
    for after, words in ((0, "One outlet."), (5, "Two outlets.")):
        verdict = Verdict(target="channel:1", story=7, revision=1, what="hold", reasons=(words,))
        put(stage, after, verdict=verdict)
    (held,) = ended(stage.standing(), minutes(9)).told
    assert (held.what, held.reasons, held.decided) == ("hold", ("Two outlets.",), NOON)
    put(stage, 10, post(7))
    assert [what for what, *_ in told_of(stage.closed())] == ["post"]


ENTRY = '[[actor]]\nid = "ann-harbour"\nkind = "person"\nname = "Ann Harbour"\nsurname = ["Harbour"]\n'
TEXTS = (CatalogueText(label="added", text=ENTRY, guild="a"),)
ANN = "ann-harbour@a"
NAMED = article(1, "Ann Harbour spoke in Lisbon on Tuesday.", title="Envoy speaks")


def test_articles_are_read_again_for_an_actor_who_was_added_since() -> None:
    known = Known(watch=watch(ANN), added=((ANN, NOON + timedelta(hours=1)),))
    told = (story(report(NAMED), number=7), story(report(OTHER), number=8))
    (found,) = sift(told, known, TEXTS)
    assert found.id == 7
    assert found.reports[0].reading.added_actors == {ANN}
    assert sift(told, replace(known, added=((ANN, None),)), TEXTS) != ()


def test_articles_that_came_after_the_actor_stay_as_they_were_read() -> None:
    known = Known(watch=watch(ANN), added=((ANN, NOON - timedelta(hours=1)),))
    assert sift((story(report(NAMED)),), known, TEXTS) == ()


def test_stories_without_the_actor_are_left_out() -> None:
    told = (story(report(ONE, {PUTIN: "mention"}), number=7), story(report(OTHER), number=8))
    assert [one.id for one in sift(told, Known(watch=watch(PUTIN)))] == [7]
