"""A watch for a role, and for an actor that a guild added: when it fires, and what it says."""

from dataclasses import replace

import pytest

from summarise.model import (
    Alert,
    Audience,
    CatalogueText,
    Mention,
    Post,
    Quote,
    Reading,
    Report,
    Role,
    Shown,
    Speaker,
)
from tests.fakes.english import plainly
from tests.summarise.editions.telling import posts as alerts
from tests.summarise.wire import NOON, article, audience, report, story, watch

GUTERRES, PUTIN, LAVROV = "antonio-guterres", "vladimir-putin", "sergey-lavrov"
FIRST = article(1, "The two men met for an hour in the white hall.", title="Two men meet")
SECOND = article(2, "One of them spoke to reporters.", title="One speaks", outlet="Courier", feed=2, hours=1)
MINE = "jane-doe@a"


def listening(role: Role, *actors: str, feeds: tuple[int, ...] = (1, 2)) -> Audience:
    return audience(replace(watch(*actors), role=role), feeds=feeds)


def fired(role: Role, has: Role) -> bool:
    told = story(report(FIRST, {PUTIN: has}))
    return bool(alerts(told, FIRST, (listening(role, PUTIN),), NOON))


@pytest.mark.parametrize(
    ("role", "fires"),
    [
        ("mention", {"mention", "subject", "speaker"}),
        ("subject", {"subject", "speaker"}),
        ("speaker", {"speaker"}),
    ],
)
def test_a_watch_for_a_role_fires_for_it_and_for_stronger_ones(role: Role, fires: set[Role]) -> None:
    roles: tuple[Role, ...] = ("mention", "subject", "speaker")
    assert {has for has in roles if fired(role, has)} == fires


def test_an_article_that_raises_the_role_makes_the_watch_fire_then() -> None:
    listener = listening("speaker", PUTIN)
    before, after = report(FIRST, {PUTIN: "subject"}), report(SECOND, {PUTIN: "speaker"})
    assert alerts(story(before), FIRST, (listener,), NOON) == ()
    (post,) = alerts(story(before, after), SECOND, (listener,), NOON)
    assert post.action == "post"


def test_a_role_told_by_another_guilds_feed_does_not_count() -> None:
    told = story(report(FIRST, {PUTIN: "subject"}), report(SECOND, {PUTIN: "speaker"}))
    assert alerts(told, SECOND, (listening("speaker", PUTIN, feeds=(1,)),), NOON) == ()


def test_who_is_quoted_speaks_even_where_a_pronoun_names_them() -> None:
    one = report(FIRST, {PUTIN: "subject"})
    he = Speaker(start=4, end=6, text="he", actor=PUTIN)
    quoted = replace(one.reading, quotes=(Quote(start=0, end=3, text="“a”", quote=0, speaker=he),))
    told = story(replace(one, reading=quoted))
    assert len(alerts(told, FIRST, (listening("speaker", PUTIN),), NOON)) == 1


def test_the_reason_says_what_was_watched_for_and_names_only_who_did_it() -> None:
    told = story(report(FIRST, {PUTIN: "speaker", GUTERRES: "mention", LAVROV: "subject"}))
    reasons = {
        role: plainly(body(alerts(told, FIRST, (listening(role, PUTIN, GUTERRES, LAVROV),), NOON)).reasons)
        for role in ("speaker", "subject")
    }
    everyone = "Vladimir Putin, António Guterres and Sergey Lavrov"
    assert reasons["speaker"] == (f"Your watch on {everyone} speaking: Vladimir Putin speaks in it.",)
    assert reasons["subject"] == (
        f"Your watch on {everyone} acting or speaking:"
        " Vladimir Putin speaks in it, Sergey Lavrov acts in it.",
    )


def test_a_second_watch_that_fires_later_edits_the_message() -> None:
    both = replace(
        listening("speaker", PUTIN),
        watches=(watch(PUTIN, number=1), replace(watch(PUTIN, number=2), role="speaker")),
    )
    before, after = report(FIRST, {PUTIN: "subject"}), report(SECOND, {PUTIN: "speaker"})
    (first,) = alerts(story(before), FIRST, (both,), NOON)
    seen = replace(both, shown=(Shown(target=first.target, subject=first.subject, post=first),))
    (second,) = alerts(story(before, after), SECOND, (seen,), NOON)
    assert (first.action, len(body((first,)).reasons)) == ("post", 1)
    assert (second.action, len(body((second,)).reasons)) == ("edit", 2)


def test_flags_come_in_the_order_of_what_the_story_is_about() -> None:
    told = story(report(FIRST, {LAVROV: "subject", PUTIN: "mention", GUTERRES: "speaker"}))
    (post,) = alerts(told, FIRST, (listening("mention", PUTIN),), NOON)
    assert [flag.actor for flag in body((post,)).flags] == [PUTIN, GUTERRES, LAVROV]


def test_an_actor_that_a_guild_added_counts_for_its_watches_alone() -> None:
    told = story(added(report(FIRST, {PUTIN: "mention"}), MINE))
    mine = listening("speaker", MINE)
    theirs = replace(mine, guild="b", watches=(replace(mine.watches[0], guild="b"),))
    (post,) = alerts(told, FIRST, (mine,), NOON)
    assert [(flag.actor, flag.role) for flag in body((post,)).flags] == [(MINE, "speaker")]
    assert plainly(body((post,)).reasons) == ("Your watch on Jane Doe speaking: Jane Doe speaks in it.",)
    assert alerts(told, FIRST, (theirs,), NOON) == ()


def test_a_message_is_put_right_where_its_watch_would_not_fire_any_more() -> None:
    mine = listening("speaker", PUTIN)
    (first,) = alerts(story(report(FIRST, {PUTIN: "speaker"})), FIRST, (mine,), NOON)
    told = replace(mine, shown=(Shown(target=first.target, subject=first.subject, post=first),))
    corrected = report(FIRST, {LAVROV: "speaker"})
    (edit,) = alerts(story(corrected), FIRST, (told,), NOON)
    assert edit.action == "edit"
    assert PUTIN not in {flag.actor for flag in body((edit,)).flags}
    assert plainly(body((edit,)).reasons) == (
        "Your watch on Vladimir Putin speaking fired before; as it is told now it would not.",
    )


def test_a_message_whose_watch_is_gone_stays_as_it_is() -> None:
    mine = listening("speaker", PUTIN)
    (first,) = alerts(story(report(FIRST, {PUTIN: "speaker"})), FIRST, (mine,), NOON)
    told = replace(mine, watches=(), shown=(Shown(target=first.target, subject=first.subject, post=first),))
    assert alerts(story(report(FIRST, {LAVROV: "speaker"})), FIRST, (told,), NOON) == ()


def test_a_headline_that_names_a_guilds_own_actor_is_enough() -> None:
    plain = report(FIRST, {PUTIN: "mention"})
    (mention,) = added(plain, MINE).reading.added
    named = replace(plain, reading=replace(plain.reading, headline_added=(mention,)))
    (post,) = alerts(story(named), FIRST, (listening("mention", MINE),), NOON)
    assert MINE in {flag.actor for flag in body((post,)).flags}


def test_an_added_actor_leaves_another_guilds_message_as_it_is() -> None:
    plain = report(FIRST, {PUTIN: "subject"})
    theirs = audience(watch(PUTIN, guild="b"), guild="b")
    alone = alerts(story(plain), FIRST, (theirs,), NOON)
    both = alerts(story(added(plain, MINE)), FIRST, (listening("mention", MINE), theirs), NOON)
    assert both[1:] == alone


def test_an_added_actor_who_is_not_in_the_story_is_named_without_the_guild() -> None:
    (post,) = alerts(
        story(report(FIRST, {PUTIN: "subject"})), FIRST, (listening("mention", PUTIN, MINE),), NOON
    )
    assert plainly(body((post,)).reasons) == (
        "Your watch on Vladimir Putin and jane-doe: Vladimir Putin acts in it.",
    )


def test_an_added_actor_who_is_not_in_the_story_is_called_by_name_where_it_is_known() -> None:
    entry = f'[[actor]]\nid = "{MINE.partition("@")[0]}"\nkind = "person"\nname = "Jane van Doe"\n'
    mine = listening("mention", PUTIN, MINE)
    texts = (CatalogueText(label="added", text=entry, guild=mine.guild),)
    (post,) = alerts(story(report(FIRST, {PUTIN: "subject"})), FIRST, (mine,), NOON, texts)
    (why,) = plainly(body((post,)).reasons)
    assert why == "Your watch on Vladimir Putin and Jane van Doe: Vladimir Putin acts in it."


def added(one: Report, actor: str) -> Report:
    mention = Mention(start=0, end=3, actor=actor, name="Jane Doe", role="speaker")
    reading: Reading = replace(one.reading, added=(mention,))
    return replace(one, reading=reading)


def body(posts: tuple[Post, ...]) -> Alert:
    (post,) = posts
    assert isinstance(post.body, Alert)
    return post.body
