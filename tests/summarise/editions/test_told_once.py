"""Whatever comes, whenever, whatever the clock does: one message for each target and story."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from summarise.editions.alert import alerts
from summarise.editions.pace import SPACES
from summarise.editions.quiet import is_silent
from summarise.model import Audience, Post, Quiet, Report, Role, Watch
from tests.summarise.editions.target import Target
from tests.summarise.editions.telling import alert_of, update_of
from tests.summarise.wire import NOON, article, audience, report, story, watch

PUTIN = "vladimir-putin"
LINES = ("A convoy of 40 buses left.", "Nineteen miners were saved.", "The treaty was signed.", "Rain fell.")
ROLES: tuple[Role, ...] = ("mention", "subject", "speaker")
TITLES = ("Envoys meet", "Envoys talk", "RETRACTED: Envoys meet", "")
QUIET = Quiet(begins=time(22), ends=time(7), zone="Europe/Berlin", urgent=3)
SIESTA = Quiet(begins=time(12, 30), ends=time(15), zone="UTC")

Came = tuple[timedelta, tuple[int, str, Role, str, bool]]

REPORTS = st.tuples(
    st.integers(0, 3),
    st.sampled_from(LINES),
    st.sampled_from(ROLES),
    st.sampled_from(TITLES),
    st.booleans(),
)
WATCHES = st.lists(
    st.builds(
        lambda role, voices, keywords, ping, quiet, cooldown, timeline, followed: replace(
            watch(PUTIN),
            role=role,
            voices=voices,
            keywords=keywords,
            ping=ping,
            quiet=quiet,
            cooldown=timedelta(minutes=cooldown),
            fired_at=NOON if cooldown else None,
            timeline=timeline,
            story=followed,
        ),
        st.sampled_from(ROLES),
        st.integers(1, 3),
        st.sampled_from([(), ("miners",)]),
        st.sampled_from([None, "55", "66"]),
        st.sampled_from([None, QUIET, SIESTA]),
        st.sampled_from([0, 30]),
        st.booleans(),
        st.none() | st.just(7),
    ),
    min_size=1,
    max_size=3,
)
TARGETS = st.sampled_from(["channel:1", "forum:1", "user:1", "terminal"])
FORWARD = st.one_of(st.integers(0, 120), st.integers(0, 36 * 3_600)).map(lambda s: timedelta(seconds=s))
ANYWHERE = FORWARD | st.sampled_from([timedelta(hours=-1), timedelta(hours=1)])


def live(watches: list[Watch], target: str, came: list[Came]) -> Target:
    """A target as reports come, each so long after the one before, and what is due is sent each minute."""
    place, now, reports = Target(), NOON, dict[int, Report]()
    mine = tuple(replace(one, id=n, target=target) for n, one in enumerate(watches, 1))
    for revision, (step, (outlet, line, role, title, named)) in enumerate(came, 1):
        until = now + step
        while now < until:
            now = min(until, now + timedelta(minutes=1 if step < timedelta(hours=2) else 17))
            place.send(now)
        now = until
        one = article(
            revision if outlet else 0, line, title=title, outlet=f"Outlet {outlet}", hours=revision / 60
        )
        reports[one.id] = report(one, {PUTIN: role} if named else None)
        event = story(*sorted(reports.values(), key=lambda r: r.article.id), revision=revision)
        hears: Audience = replace(audience(*mine), shown=() if place.shown is None else (place.shown,))
        decided = alerts(event, one, (hears,), now)
        assert all(said.reasons and all(said.reasons) for said in decided.verdicts)
        assert len(decided.verdicts) <= 1
        assert bool(decided.posts) <= bool(decided.verdicts)
        for post in decided.posts:
            assert set(post.pings) <= may_be_pinged(mine, post, now)
        place.take(decided.posts)
        place.send(now)
    place.send(now + timedelta(days=30))
    return place


def may_be_pinged(watches: tuple[Watch, ...], post: Post, now: datetime) -> set[str]:
    """The roles of the watches that it is told for, outside their quiet hours."""
    fired, moment = alert_of(post).fired, post.not_before or now
    return {one.ping for one in watches if one.ping and one.id in fired and not is_silent(one, moment)}


@given(WATCHES, TARGETS, st.lists(st.tuples(ANYWHERE, REPORTS), max_size=12))
def test_a_target_has_one_message_and_all_that_was_decided_reaches_it(
    watches: list[Watch], target: str, came: list[Came]
) -> None:
    place = live(watches, target, came)
    assert sum(post.action == "post" for post in place.decided) <= 1
    assert sum(post.action == "post" for _, post in place.sent) == any(p.part == 0 for p in place.decided)
    assert place.waiting == []
    assert [post.revision for post in place.decided] == sorted(post.revision for post in place.decided)
    said = [post.part for post in place.decided if post.action == "reply"]
    assert len(said) == len(set(said))
    last = [post for post in place.decided if post.part == 0 and post.action in {"post", "edit"}][-1:]
    shows = [post for _, post in place.sent if post.part == 0 and post.action in {"post", "edit"}][-1:]
    assert [post.body for post in shows] == [post.body for post in last]


@given(WATCHES, TARGETS, st.lists(st.tuples(FORWARD, REPORTS), max_size=12))
def test_edits_and_replies_keep_their_pace(watches: list[Watch], target: str, came: list[Came]) -> None:
    place = live(watches, target, came)
    shows = [(at, post) for at, post in place.sent if post.part == 0 and post.action in {"post", "edit"}]
    end: datetime = NOON + sum((step for step, _ in came), timedelta(0))
    for (before, _), (at, _) in pairwise(shows):
        age = before - shows[0][0]
        space = next((space for younger, space in SPACES if age < younger), timedelta(hours=2))
        assert at - before >= space or at > end
    replies = [(at, post) for at, post in place.sent if post.action == "reply"]
    quiet = [at for at, post in replies if not (post.pings or update_of(post).escalations)]
    for earlier, later in pairwise(quiet):
        assert later - earlier >= timedelta(minutes=1) or later > end
    pinged = [one for _, post in replies for one in update_of(post).escalations]
    assert len(pinged) == len(set(pinged))
