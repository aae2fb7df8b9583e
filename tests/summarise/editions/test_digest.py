"""A digest says what is new, the most important first, once for each local date."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from summarise.editions.digest import composed, digest, posts_of
from summarise.model import Digest, DigestPlan, DuePlan, Mention, Story
from summarise.stories.condense import condense
from tests.summarise.wire import NOON, article, report, story

SINCE = NOON - timedelta(days=1)


def told(number: int, *outlets: str, hours: float = -1, actor: bool = False, feed: int = 1) -> Story:
    reports = (
        report(
            article(
                number * 10 + place,
                f"Report {number} from {outlet} tells of a quite particular event in some detail.",
                outlet=outlet,
                hours=hours,
                feed=feed,
            ),
            {"vladimir-putin": "subject"} if actor else None,
        )
        for place, outlet in enumerate(outlets)
    )
    return story(*reports, number=number)


def plan(*stories: Story, at: time = time(7), zone: str = "Europe/Berlin", count: int = 5) -> DuePlan:
    return DuePlan(
        plan=DigestPlan(
            id=3,
            guild="a",
            target="channel:1",
            at=at,
            zone=zone,
            stories=count,
            sentences=2,
            origin="command",
            created_at=SINCE,
            next_due_at=NOON,
        ),
        since=SINCE,
        feeds=frozenset({1}),
        watched=frozenset({"vladimir-putin"}),
        stories=stories,
    )


def body(found: Digest | None) -> Digest:
    assert found is not None
    return found


def order(*stories: Story, count: int = 5) -> list[int]:
    return [item.story for item in body(digest(plan(*stories, count=count), NOON)).items]


def test_stories_of_more_outlets_come_first_then_the_latest() -> None:
    assert order(told(1, "A"), told(2, "A", "B"), told(3, "A", hours=-0.5)) == [2, 3, 1]


def test_watched_actor_lifts_a_story_as_two_outlets_do() -> None:
    assert order(told(1, "A", "B"), told(2, "A", actor=True), told(3, "A", "B", "C", "D")) == [3, 2, 1]


def test_digest_holds_no_more_stories_and_sentences_than_planned() -> None:
    due = plan(*(told(number, "A") for number in range(1, 9)), count=4)
    items = body(digest(due, NOON)).items
    assert len(items) == 4
    assert all(len(item.summary.sentences) <= 2 for item in items)


def test_nothing_new_makes_no_digest() -> None:
    assert digest(plan(), NOON) is None
    assert digest(plan(told(1, "A", hours=-30)), NOON) is None
    assert digest(plan(told(1, "A", feed=2)), NOON) is None


def test_backlog_is_no_news() -> None:
    (one,) = told(1, "A").reports
    silent = replace(one, article=replace(one.article, silent=True))
    assert digest(plan(story(silent)), NOON) is None


def test_late_article_is_news_but_one_from_last_month_is_not() -> None:
    (one,) = told(1, "A").reports
    late = replace(one, article=replace(one.article, published_at=SINCE - timedelta(hours=3)))
    stale = replace(one, article=replace(one.article, published_at=SINCE - timedelta(days=30)))
    assert digest(plan(story(late)), NOON) is not None
    assert digest(plan(story(stale)), NOON) is None


def test_digest_is_told_of_its_guilds_feeds_alone() -> None:
    mixed = story(*told(1, "A").reports, *told(2, "B", feed=2).reports)
    (item,) = body(digest(plan(mixed), NOON)).items
    assert [source.outlet for source in item.sources] == ["A"]


def test_pages_are_posts_of_the_plan_and_its_local_date() -> None:
    due = plan(told(1, "A", hours=10), at=time(0, 30), zone="Pacific/Auckland")
    found = body(digest(due, datetime(2022, 4, 26, 22, 40, tzinfo=UTC)))
    assert found.date == date(2022, 4, 27)
    first, second = posts_of(due.plan, (found, replace(found, page=2)))
    assert (first.subject, first.action, first.revision) == ("digest:3:2022-04-27", "post", 1)
    assert (first.part, second.part, second.subject) == (0, 1, first.subject)
    assert (second.action, second.threaded) == ("post", False)
    in_forum = posts_of(replace(due.plan, target="forum:9"), (found, replace(found, page=2)))
    assert [(post.action, post.part, post.revision, post.threaded) for post in in_forum] == [
        ("post", 0, 1, False),
        ("reply", 1, 1, True),
    ]


def test_an_actor_that_the_guild_added_lifts_a_story_and_is_flagged() -> None:
    one = told(2, "Second")
    reading = one.reports[0].reading
    mention = Mention(start=0, end=6, actor="jane-doe@a", name="Jane Doe", role="subject")
    added = replace(one, reports=(replace(one.reports[0], reading=replace(reading, added=(mention,))),))
    due = replace(plan(told(1, "First"), added), watched=frozenset({"jane-doe@a"}))
    items = body(digest(due, NOON)).items
    assert [item.story for item in items] == [2, 1]
    assert [flag.name for flag in items[0].flags] == ["Jane Doe"]
    elsewhere = replace(due, plan=replace(due.plan, guild="b"))
    assert not any(item.flags for item in body(digest(elsewhere, NOON)).items)


def test_digest_on_demand_may_be_empty() -> None:
    found = composed(plan(), NOON, date(2022, 4, 26))
    assert (found.items, found.date) == ((), date(2022, 4, 26))


TWELVE = "At least 12 people were killed when a ferry sank off Vell."
FIFTEEN = "Fifteen people died when a ferry sank off Vell."
RAISED = "Divers raised the wreck of the ferry and found a hole in its hull."


def of_ferry(*told: tuple[str, float], number: int = 5) -> Story:
    return story(
        *(
            report(article(50 + place, text, outlet=f"Outlet {place}", hours=hours))
            for place, (text, hours) in enumerate(told)
        ),
        number=number,
    )


def after(first: Digest | None, *stories: Story, later: timedelta = timedelta(days=1)) -> Digest | None:
    due = plan(*stories)
    known = replace(due.plan, last_until=NOON)
    return digest(replace(due, plan=known, since=NOON, earlier=(body(first),)), NOON + later)


def test_story_of_an_earlier_digest_comes_again_only_with_what_is_new() -> None:
    first = digest(plan(of_ferry((TWELVE, -2))), NOON)
    again = after(first, of_ferry((TWELVE, -2), (f"{TWELVE} {RAISED}", 3)))
    (item,) = body(again).items
    assert [said.text for said in item.summary.sentences] == [RAISED]
    assert item.new_since == NOON


def test_story_of_an_earlier_digest_without_news_stays_away() -> None:
    first = digest(plan(of_ferry((TWELVE, -2))), NOON)
    repeated = of_ferry((TWELVE, -2), ("At least twelve people died as a ferry sank off Vell.", 3))
    assert after(first, repeated) is None
    assert [item.story for item in body(after(first, repeated, told(1, "A", hours=2))).items] == [1]


def test_what_was_still_being_read_at_a_digest_is_news_at_the_next() -> None:
    first = digest(plan(of_ferry((TWELVE, -2))), NOON)
    (item,) = body(after(first, of_ferry((TWELVE, -2), (RAISED, -0.2)))).items
    assert [said.text for said in item.summary.sentences] == [RAISED]
    # it came too long before to have been unread: whoever reads its feed now has missed nothing
    assert after(first, of_ferry((TWELVE, -2), (RAISED, -1.8))) is None


def test_story_that_arrived_while_the_clock_went_an_hour_back_is_in_the_next_digest() -> None:
    first = digest(plan(of_ferry((TWELVE, -2))), NOON)
    assert [item.story for item in body(after(first, told(1, "A", hours=-0.9))).items] == [1]
    assert after(first, told(1, "A", hours=-1.8)) is None


def test_story_that_got_another_id_is_known_by_its_articles() -> None:
    first = digest(plan(of_ferry((TWELVE, -2))), NOON)
    assert after(first, of_ferry((TWELVE, -2), (TWELVE, 3), number=9)) is None


def test_story_that_earlier_digests_left_out_is_told_whole() -> None:
    first = digest(plan(told(1, "A")), NOON)
    whole = of_ferry((TWELVE, -2), (TWELVE, 3))
    (item,) = body(after(first, whole)).items
    assert item.new_since is None
    assert item.summary == condense(whole, 2)
    assert item.summary.sentences


def test_outlets_that_disagree_are_quoted_once() -> None:
    both = ((TWELVE, -2.0), (FIFTEEN, -1.0))
    first = digest(plan(of_ferry(*both)), NOON)
    (item,) = body(first).items
    assert item.disagreement is not None
    assert item.disagreement.numbers == (12, 15)
    (again,) = body(after(first, of_ferry(*both, (RAISED, 3)))).items
    assert again.disagreement is None
