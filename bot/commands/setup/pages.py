"""What /setup shows at each step: a few lines that fit a phone, and what can be chosen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.commands.setup.answers import WALK, Answers, Step
from bot.commands.setup.facts import Facts, clock_in, first_digest, offered_zones
from bot.commands.setup.known import SECTIONS
from bot.commands.setup.making import feeds_not_made, not_watched
from bot.commands.setup.parts import (
    DANGER,
    PRIMARY,
    SUCCESS,
    Choice,
    button,
    channel_select,
    part_id,
    row,
    select,
)
from bot.render.escape import at, escaped, plain
from bot.render.limits import fit, joined
from bot.render.message import ACCENT, Json, RenderedMessage
from bot.starter import LANGUAGES, chosen, starters, topics_in
from bot.words import mark, named, number, t, tn

TITLES: Final[Mapping[Step, str]] = {
    "channel": mark("Where do messages go?"),
    "feeds": mark("What do I read?"),
    "actors": mark("Whom do I watch?"),
    "digest": mark("When does a digest come?"),
    "check": mark("Is this right?"),
}

NONE: Final = "none"
"""The choice of no digest."""

ROOM, FEW = 700, 160
"""How much is said of names, and of feeds, of which there are more."""


def page(answers: Answers, facts: Facts, view: int, note: str = "", sign: str = "⚠️") -> RenderedMessage:
    """The step that the walk is at, with the note (markdown) below its words, behind its sign."""
    words, selects = PAGES[answers.step](answers, facts, view)
    place = t("{step} of {steps}", step=number(WALK.index(answers.step) + 1), steps=number(len(WALK)))
    embed: Json = {
        "title": named(TITLES[answers.step]),
        "color": ACCENT,
        "description": "\n".join(filter(None, (words, note and f"{sign} {note}"))),
        "footer": {"text": t("Setting up Wirewatch, {place}", place=place)},
    }
    return RenderedMessage(embeds=(embed,), components=(*map(row, selects), _buttons(answers, facts, view)))


def ending(text: str) -> RenderedMessage:
    """What the walk came to: nothing more to press."""
    return RenderedMessage(embeds=({"color": ACCENT, "description": text},))


Page = tuple[str, tuple[Json, ...]]


def _channel(answers: Answers, facts: Facts, view: int) -> Page:
    words = t("Alerts and digests go to this channel. More can be added later.")
    if answers.channel and not facts.trouble:
        words = "\n".join((words, t("I may post in {channel}.", channel=f"<#{answers.channel}>")))
    hint = t("Choose a channel")
    kept = answers.channel if facts.sees_channel else ""  # Discord takes no choice that is gone
    return words, (channel_select(part_id(view, "channel", "channel"), hint, kept),)


def _feeds(answers: Answers, facts: Facts, view: int) -> Page:
    found = chosen(answers.topics, answers.languages)
    words = [t("Choose languages and topics. Feeds of your own: `/feed add`, later.")]
    if found:
        outlets = joined([escaped(one.outlet) for one in found], ", ", FEW, _more)
        feeds = tn("**{count} feed**: {outlets}", "**{count} feeds**: {outlets}", len(found), outlets=outlets)
        words.append(feeds)
    if facts.reads:
        words.append(
            tn(
                "This server reads {count} feed already.",
                "This server reads {count} feeds already.",
                facts.reads,
            )
        )
    languages = [(code, name, "") for code, name in LANGUAGES.items()]
    topics = [_topic(topic, answers) for topic in topics_in(answers.languages or LANGUAGES)]
    return "\n".join(words), (
        select(part_id(view, "feeds", "languages"), t("Languages"), languages, answers.languages, many=True),
        select(part_id(view, "feeds", "topics"), t("Topics"), topics, answers.topics, many=True),
    )


def _topic(topic: str, answers: Answers) -> Choice:
    count = len([one for one in starters() if one.topic == topic and one.language in answers.languages])
    return topic, named(topic), tn("{count} feed", "{count} feeds", count) if count else ""


def _actors(answers: Answers, facts: Facts, view: int) -> Page:
    words = [t("An alert comes when a story names one of them. Nobody is fine too.")]
    if answers.actors:
        words.append(f"**{_names(answers.actors, facts)}**")
    sections = [(key, named(name), "") for key, (name, _) in SECTIONS.items()]
    known = SECTIONS.get(answers.section, ("", ()))[1]
    people = [(one, plain(facts.names[one]), "") for one in known if one in facts.names]
    selects = [
        select(
            part_id(view, "actors", "section"),
            t("Part of the world"),
            sections,
            (answers.section,),
            many=False,
        )
    ]
    if people:
        hint = t("Whom to watch")
        selects.append(select(part_id(view, "actors", "actors"), hint, people, answers.actors, many=True))
    return "\n".join(words), tuple(selects)


def _digest(answers: Answers, facts: Facts, view: int) -> Page:
    words = [t("A digest sums up what happened since the last one."), _when(answers, facts)]
    if facts.digests:
        words.append(t("There is one in that channel at {times}.", times=", ".join(facts.digests)))
    times = [(NONE, t("No digest"), ""), *((f"{hour:02}:00", f"{hour:02}:00", "") for hour in range(24))]
    zones = [
        (zone, zone.replace("_", " "), t("There it is {time} now", time=clock_in(zone, facts.now)))
        for zone in offered_zones(answers.zone)
    ]
    return "\n".join(words), (
        select(part_id(view, "digest", "clock"), t("Time"), times, (answers.clock or NONE,), many=False),
        select(part_id(view, "digest", "zones"), t("Time zone"), zones, (answers.zone,), many=False),
    )


def _check(answers: Answers, facts: Facts, _: int) -> Page:
    feeds, made = facts.feeds, facts.watches
    found = len(feeds.new) + feeds.there
    watched = [actor for actor in answers.actors if actor not in made.left]
    lines = (
        t("Messages go to {channel}.", channel=f"<#{answers.channel}>"),
        tn("{count} starter feed is read.", "{count} starter feeds are read.", found)
        if found
        else t("No starter feeds are added."),
        *feeds_not_made(feeds),
        t("Watched: {names}.", names=_names(watched, facts)) if watched else t("Nobody is watched."),
        *([not_watched(_names(made.left, facts))] if made.left else []),
        _when(answers, facts),
    )
    return "\n".join(f"- {line}" for line in lines), ()


PAGES: Final[Mapping[Step, Callable[[Answers, Facts, int], Page]]] = {
    "channel": _channel,
    "feeds": _feeds,
    "actors": _actors,
    "digest": _digest,
    "check": _check,
}


def _buttons(answers: Answers, facts: Facts, view: int) -> Json:
    """Back and on, what is special to the step, and a way out."""
    step = answers.step

    def made(what: str, label: str, style: int = 2, *, off: bool = False) -> Json:
        return button(part_id(view, step, what), label, style, off=off)

    off = bool(facts.trouble) or not answers.channel
    buttons = [] if step == "channel" else [made("back", t("Back"))]
    if step == "check":
        buttons += [
            made("test", t("Send a test"), off=off),
            made("finish", t("Finish"), SUCCESS, off=off),
        ]
    else:
        buttons.append(made("next", t("Continue"), PRIMARY, off=step == "channel" and not answers.channel))
    if step == "actors":
        buttons.append(made("name", t("Type a name …")))
    if step == "digest":
        buttons.append(made("zone", t("Another zone …")))
    return row(*buttons, made("cancel", t("Cancel"), DANGER))


def _when(answers: Answers, facts: Facts) -> str:
    first = first_digest(answers, facts.now)
    if first is None:
        return t("No digest comes.")
    return t(
        "A digest comes every day at {time} ({zone}), first {first}.",
        time=answers.clock,
        zone=escaped(answers.zone),
        first=at(first),
    )


def _names(actors: Sequence[str], facts: Facts) -> str:
    shown = [fit(plain(facts.names.get(one, one)), 60, escaped) for one in actors]
    return joined(shown, ", ", ROOM, _more)


def _more(left: int) -> str:
    return tn("and {count} more", "and {count} more", left)
