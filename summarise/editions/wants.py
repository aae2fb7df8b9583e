"""Whether a watch wants a story as its guild hears it, and what it still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from summarise.actors.fold import folded_name
from summarise.actors.salience import STRENGTH
from summarise.model import Part, Story, Watch

Lack = Literal["story", "actors", "keywords", "outlets", "languages", "voices"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """A story as a guild's feeds tell it: its cast, how many independent sources it has, and which of the
    keywords that anybody asks for stand in it."""

    story: Story
    parts: Mapping[str, Part]
    voices: int
    keywords: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Want:
    """What a watch finds in a story: those of its actors who have the role asked for, those who only have a
    weaker one, those of its keywords that stand in it, and what is lacking."""

    watch: Watch
    acting: tuple[Part, ...]
    named: tuple[Part, ...]
    keywords: tuple[str, ...]
    voices: int
    lacks: tuple[Lack, ...]

    @property
    def fires(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacks

    @property
    def concerned(self) -> bool:
        """Whether the story is about what the watch asks for first, be it that something else is lacking."""
        if self.watch.story is not None:
            return self.fires
        if self.watch.actors:
            return bool(self.acting or self.named)
        if self.watch.keywords:
            return bool(self.keywords)
        return not {"outlets", "languages"}.intersection(self.lacks)


def want(watch: Watch, heard: Heard) -> Want:
    """What the watch finds; one that follows a story wants that one, whatever it is about."""
    present = [heard.parts[actor] for actor in dict.fromkeys(watch.actors) if actor in heard.parts]
    acting = tuple(part for part in present if STRENGTH[part.role] >= STRENGTH[watch.role])
    keywords = tuple(keyword for keyword in watch.keywords if keyword in heard.keywords)
    lacks: tuple[Lack, ...]
    if watch.story is not None:
        lacks = () if watch.story == heard.story.id else ("story",)
    else:
        lacks = _lacks(watch, heard, acting, keywords)
    return Want(
        watch=watch,
        acting=acting,
        named=tuple(part for part in present if part not in acting),
        keywords=keywords,
        voices=heard.voices,
        lacks=lacks,
    )


def _lacks(
    watch: Watch, heard: Heard, acting: tuple[Part, ...], keywords: tuple[str, ...]
) -> tuple[Lack, ...]:
    lacks: list[Lack] = []
    needed = len(set(watch.actors)) if watch.every else min(1, len(watch.actors))
    if len(acting) < needed:
        lacks.append("actors")
    if watch.keywords and not keywords:
        lacks.append("keywords")
    if where := _lacks_report(watch, heard.story):
        lacks.append(where)
    if heard.voices < watch.voices:
        lacks.append("voices")
    return tuple(lacks)


def _lacks_report(watch: Watch, story: Story) -> Lack | None:
    """What no report has: to come from where the watch asks, and to be in its languages as well."""
    reports = story.reports
    if watch.feeds or watch.outlets:
        feeds, outlets = frozenset(watch.feeds), frozenset(map(folded_name, watch.outlets))
        reports = tuple(
            report
            for report in reports
            if report.article.feed_id in feeds or folded_name(report.article.outlet) in outlets
        )
        if not reports:
            return "outlets"
    if watch.languages:
        languages = frozenset(map(_language, watch.languages))
        if not any(_language(report.reading.language) in languages for report in reports):
            return "languages"
    return None


def _language(tag: str) -> str:
    """The language of a tag, without script and country (RFC 5646 §2.2.1)."""
    return tag.replace("_", "-").partition("-")[0].lower()
