"""A watch in words for people: what it asks for, and how it tells of it. Nothing of it is markup."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from summarise.model import Quiet, Role, Watch

ROLES: Final[Mapping[Role, str]] = {
    "mention": "is named",
    "subject": "acts or speaks",
    "speaker": "speaks",
}
"""What somebody is in the stories that a watch asks for."""

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


def asks(watch: Watch, names: Names) -> str:
    """What a story must have: "A or B", "A and B, with “truce”", "Stories with “truce”"."""
    if watch.story is not None:
        return "One story that somebody follows"
    actors = [names.actors.get(actor, actor) for actor in watch.actors]
    who = _listed(actors, "and" if watch.every else "or")
    words = _listed([f"“{word}”" for word in watch.keywords], "or")
    if not words:
        return who or "Every story"
    return f"{who}, with {words}" if who else f"Stories with {words}"


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
            return f" A watch for whenever one of them {ROLES[one.role]} stays; `/watch remove` stops it."
    return ""


def span(length: timedelta) -> str:
    """Whole minutes or hours: "30 minutes", "2 hours"."""
    minutes = round(length.total_seconds() / 60)
    number, unit = (minutes // 60, "hour") if minutes % 60 == 0 else (minutes, "minute")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _narrower(watch: Watch, names: Names) -> Iterator[str]:
    if watch.role != "mention":
        yield f"only where {'each of them' if watch.every else 'somebody'} {ROLES[watch.role]}"
    if watch.feeds or watch.outlets:
        yield _sources([names.feeds.get(feed, f"feed {feed}") for feed in watch.feeds], watch.outlets)
    if watch.languages:
        yield f"in {_listed([LANGUAGES.get(code, code) for code in watch.languages], 'or')}"
    if watch.voices > 1:
        yield f"once {watch.voices} independent outlets tell it"


def _sources(feeds: Sequence[str], outlets: Sequence[str]) -> str:
    """ "told by Courier", "told by the feed Courier or by The Wire": any one of them is enough."""
    if not (feeds and outlets):
        return f"told by {_listed(feeds or outlets, 'or')}"
    kind = "feed" if len(feeds) == 1 else "feeds"
    return f"told by the {kind} {_listed(feeds, 'or')} or by {_listed(outlets, 'or')}"


def _manner(watch: Watch, names: Names) -> Iterator[str]:
    if watch.ping is not None:
        yield f"pings @{names.roles.get(watch.ping, watch.ping)}"
    if watch.quiet is not None:
        yield _quiet(watch.quiet)
    if watch.cooldown:
        yield f"at most one every {span(watch.cooldown)}"
    if watch.publish:
        yield "published to followers"
    if watch.timeline:
        yield "with a thread for what is new"
    if watch.tags:
        yield f"tagged {_listed([names.tags.get(tag, tag) for tag in watch.tags], 'and')}"


def _quiet(quiet: Quiet) -> str:
    many = "an outlet tells" if quiet.urgent == 1 else f"{quiet.urgent} independent outlets tell"
    unless = f", unless {many} it" if quiet.urgent else ""
    return f"quiet from {quiet.begins:%H:%M} to {quiet.ends:%H:%M} ({quiet.zone}){unless}"


def _listed(names: Iterable[str], word: str) -> str:
    *first, last = list(names) or [""]
    return f"{', '.join(first)} {word} {last}" if first else last
