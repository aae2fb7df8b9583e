"""The index of watches leaves out none that may want a story, and few that cannot."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from summarise.editions.index import WatchIndex
from summarise.model import Mention, Report, Story, Watch
from tests.summarise.editions.telling import told
from tests.summarise.wire import NOON, article, audience, report, story, watch

GUTERRES, PUTIN, LAVROV = "antonio-guterres", "vladimir-putin", "sergey-lavrov"
TEXTS = ("Grain left the port.", "Nothing was said.", "The port of Odesa, again.")


def ids(watches: tuple[Watch, ...]) -> list[int]:
    return [one.id for one in watches]


def test_watches_are_found_by_actor_keyword_story_and_where_they_ask_for_neither_in_their_order() -> None:
    told = story(report(article(1, TEXTS[0]), {PUTIN: "subject"}))
    index = WatchIndex(
        [
            watch(number=9),
            watch(PUTIN, LAVROV, number=3),
            watch(LAVROV, number=4),
            replace(watch(number=5), keywords=("grain", "port*")),
            replace(watch(number=6), keywords=("ship",)),
            replace(watch(LAVROV, number=7), story=told.id),
            replace(watch(number=8), story=told.id + 1),
        ]
    )
    assert ids(index.candidates(told)) == [9, 3, 5, 7]


def test_a_keyword_is_found_in_a_title_and_anew_where_an_outlet_changed_its_words() -> None:
    index = WatchIndex([replace(watch(number=1), keywords=("grain",))])
    plain = article(1, TEXTS[1], title="Port opens")
    assert index.candidates(story(report(plain))) == ()
    assert ids(index.candidates(story(report(replace(plain, title="Grain port opens"))))) == [1]


def test_a_guilds_own_actor_brings_up_its_watches_alone() -> None:
    one = report(article(1, TEXTS[1]))
    own = Mention(start=0, end=3, actor="jane-doe@a", name="Jane Doe", role="speaker")
    named = replace(one, reading=replace(one.reading, added=(own,)))
    index = WatchIndex([watch("jane-doe@a", number=1), watch("jane-doe@a", guild="b", number=2)])
    assert ids(index.candidates(story(named))) == [1]


WATCHES = st.lists(
    st.builds(
        lambda actors, keywords, outlets, followed: replace(
            watch(*actors), keywords=tuple(keywords), outlets=tuple(outlets), story=followed
        ),
        st.lists(st.sampled_from([GUTERRES, PUTIN, LAVROV]), max_size=2),
        st.lists(st.sampled_from(["grain", "port of odesa", "sa*"]), max_size=2),
        st.lists(st.sampled_from(["Meridian Wire", "Harbour Courier"]), max_size=1),
        st.none() | st.integers(6, 8),
    ),
    max_size=8,
).map(lambda made: [replace(one, id=n, target=f"channel:{n}") for n, one in enumerate(made)])
REPORTS = st.lists(
    st.tuples(st.sampled_from(TEXTS), st.lists(st.sampled_from([GUTERRES, PUTIN]), max_size=1)),
    min_size=1,
    max_size=3,
).map(
    lambda made: [
        report(article(n, text), dict.fromkeys(actors, "subject")) for n, (text, actors) in enumerate(made)
    ]
)


@given(WATCHES, REPORTS)
def test_whoever_is_told_is_among_the_candidates(watches: list[Watch], reports: list[Report]) -> None:
    event: Story = story(*reports)
    targets = {post.target for post in told(event, reports[-1].article, (audience(*watches),), NOON).posts}
    assert targets <= {one.target for one in WatchIndex(watches).candidates(event)}
