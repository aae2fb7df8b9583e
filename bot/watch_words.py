"""A watch in words for people: what it asks for, and how it tells of it. Nothing of it is markup."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from babel import Locale

from bot.words import LANGUAGES as SPOKEN
from bot.words import listed, mark, named, number, spoken, t, tn
from bot.zones import zone_shown
from summarise.model import Quiet, Role, Watch

ROLES: Final[Mapping[Role, str]] = {
    "mention": mark("is named"),
    "subject": mark("acts or speaks"),
    "speaker": mark("speaks"),
}
"""What somebody is in the stories that a watch asks for."""

_IN_ROLE: Final[Mapping[tuple[Role, bool], str]] = {
    ("subject", False): mark("only where somebody acts or speaks"),
    ("subject", True): mark("only where each of them acts or speaks"),
    ("speaker", False): mark("only where somebody speaks"),
    ("speaker", True): mark("only where each of them speaks"),
}
"""The clause for a role that each of the actors must be in, or one of them."""

_WEAKER: Final[Mapping[Role, tuple[Role, ...]]] = {
    "mention": (),
    "subject": ("mention",),
    "speaker": ("mention", "subject"),
}

LANGUAGES: Final[Mapping[str, str]] = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
"""The languages that a watch may be for, by their ISO 639-1 codes: as many as Discord offers choices."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """What ids stand for; one that is not known stands for itself."""

    actors: Mapping[str, str] = field(default_factory=dict)
    feeds: Mapping[int, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


def called(actor: str, names: Mapping[str, str]) -> str:
    """What the actor is called; of one that is gone the id, without the guild that had added it."""
    return names.get(actor) or actor.partition("@")[0]


def asks(watch: Watch, names: Names) -> str:
    """What a story must have: "A or B", "A and B, with “truce”", "Stories with “truce”"."""
    if watch.story is not None:
        return t("One story that somebody follows")
    actors = [called(actor, names.actors) for actor in watch.actors]
    who = listed(actors, "and" if watch.every else "or")
    words = listed([t("“{word}”", word=word) for word in watch.keywords], "or")
    if not words:
        return who or t("Every story")
    return t("{who}, with {words}", who=who, words=words) if who else t("Stories with {words}", words=words)


def terms(watch: Watch, names: Names) -> tuple[str, ...]:
    """What else it asks for and how it tells, a clause each: "only where somebody speaks", "published"."""
    return (*_narrower(watch, names), *_manner(watch, names))


def told(watch: Watch, names: Names) -> str:
    """All of it in one line, without where it goes."""
    return ", ".join((asks(watch, names), *terms(watch, names)))


def wider(watch: Watch, others: Iterable[Watch]) -> str:
    """A sentence about a watch that tells more of the same to the same target anyway, with a space first."""
    for one in others:
        alike = (one.target, one.keywords, one.feeds, one.outlets) == (
            watch.target,
            watch.keywords,
            watch.feeds,
            watch.outlets,
        )
        same = alike and set(one.actors) == set(watch.actors) and one.every == watch.every
        if same and one.role in _WEAKER[watch.role]:
            does = named(ROLES[one.role])
            told = t("A watch for whenever one of them {does} stays; `/watch remove` stops it.", does=does)
            return f" {told}"
    return ""


def _seldom(cooldown: timedelta) -> str:
    """How often at most something is told, in whole hours or minutes."""
    minutes = round(cooldown.total_seconds() / 60)
    if minutes % 60 == 0:
        return tn("at most one an hour", "at most one every {count} hours", minutes // 60)
    return tn("at most one a minute", "at most one every {count} minutes", minutes)


def language_name(code: str) -> str:
    """What the language of this ISO 639-1 code is called; the code itself where nobody knows."""
    known: Mapping[str, str] = Locale.parse(spoken()).languages
    return known.get(code, code)


def language_meant(text: str) -> str | None:
    """The code of the language offered that is called so by itself or in any language spoken."""
    wanted = text.strip().casefold()
    readers = [Locale.parse(code).languages for code in SPOKEN]
    for code in LANGUAGES:
        own = Locale.parse(code).get_language_name() or code
        if wanted in {name.casefold() for name in (code, own, *(known[code] for known in readers))}:
            return code
    return None


def quiet_words(quiet: Quiet) -> str:
    """When it is quiet, and what is told nevertheless."""
    begins, ends = f"{quiet.begins:%H:%M}", f"{quiet.ends:%H:%M}"
    zone = zone_shown(quiet.zone)
    if not quiet.urgent:
        return t("quiet from {begins} to {ends} ({zone})", begins=begins, ends=ends, zone=zone)
    return tn(
        "quiet from {begins} to {ends} ({zone}), unless an outlet tells it",
        "quiet from {begins} to {ends} ({zone}), unless {count} independent outlets tell it",
        quiet.urgent,
        begins=begins,
        ends=ends,
        zone=zone,
    )


def _narrower(watch: Watch, names: Names) -> Iterator[str]:
    if watch.role != "mention":
        yield named(_IN_ROLE[watch.role, watch.every])
    if watch.feeds or watch.outlets:
        feeds = [names.feeds.get(feed, t("feed {number}", number=feed)) for feed in watch.feeds]
        yield _sources(feeds, watch.outlets)
    if watch.languages:
        yield t("in {languages}", languages=listed(map(language_name, watch.languages), "or"))
    if watch.voices > 1:
        yield t("once {count} independent outlets tell it", count=number(watch.voices))


def _sources(feeds: Sequence[str], outlets: Sequence[str]) -> str:
    """ "told by Courier", "told by the feed Courier or by The Wire": any one of them is enough."""
    if not (feeds and outlets):
        return t("told by {sources}", sources=listed(feeds or outlets, "or"))
    named_feeds, named_outlets = listed(feeds, "or"), listed(outlets, "or")
    if len(feeds) == 1:
        return t("told by the feed {feed} or by {outlets}", feed=named_feeds, outlets=named_outlets)
    return t("told by the feeds {feeds} or by {outlets}", feeds=named_feeds, outlets=named_outlets)


def _manner(watch: Watch, names: Names) -> Iterator[str]:
    if watch.ping is not None:
        yield t("pings @{role}", role=names.roles.get(watch.ping, watch.ping))
    if watch.quiet is not None:
        yield quiet_words(watch.quiet)
    if watch.cooldown:
        yield _seldom(watch.cooldown)
    if watch.publish:
        yield t("published to followers")
    if watch.timeline:
        yield t("with a thread for what is new")
    if watch.tags:
        tags = listed([names.tags.get(tag, tag) for tag in watch.tags])
        yield t("tagged {tags}", tags=tags)
