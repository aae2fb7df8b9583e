"""What a watch asks for, as its row holds it, and the key that two watches for the same have in common."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, TypeVar

from storage.documents import ACTORS, ASKED, Asked
from summarise.model import Role, Watch

T = TypeVar("T", str, int)

_CONDITIONS = ("every", "keywords", "feeds", "outlets", "languages", "voices")


def asked_of(watch: Watch) -> Asked:
    """What it asks for beside actors and role, each thing once.

    ValueError where it names no actor, no keyword, no feed and no outlet.
    """
    if not (watch.actors or watch.keywords or watch.feeds or watch.outlets):
        raise ValueError("a watch names an actor, a keyword, a feed or an outlet")
    return Asked(
        every=watch.every and len(set(watch.actors)) > 1,
        keywords=once(watch.keywords),
        feeds=once(watch.feeds),
        outlets=once(watch.outlets),
        languages=once(watch.languages),
        voices=watch.voices,
        ping=watch.ping,
        quiet=watch.quiet,
        cooldown=watch.cooldown,
        publish=watch.publish,
        timeline=watch.timeline,
        tags=once(watch.tags),
    )


def columns_of(watch: Watch) -> dict[str, Any]:
    """The columns of its row that can be changed; ValueError as `asked_of`."""
    asked = asked_of(watch)
    return {
        "target": watch.target,
        "actors": ACTORS.dump(watch.actors),
        "actors_key": key_of(watch.actors, watch.role, asked),
        "role": watch.role,
        "wishes": wishes_of(asked),
    }


def wishes_of(asked: Asked) -> str | None:
    """The document of what it asks for, or None where that is nothing."""
    return None if asked == Asked() else ASKED.dump(asked)


def once(values: Iterable[T]) -> tuple[T, ...]:
    """The values in order, each once."""
    return tuple(dict.fromkeys(values))


def key_of(actors: tuple[str, ...], role: Role, asked: Asked) -> str:
    """All conditions as text of fixed length, whatever their order."""
    # a watch for any mention of actors has the key that it had before there was more to ask for
    parts = [*sorted(set(actors)), *(() if role == "mention" else ("", role))]
    # whatever the case of keywords, as they match
    folded = tuple(" ".join(keyword.casefold().split()) for keyword in asked.keywords)
    whole, plain = asdict(replace(asked, keywords=folded)), asdict(Asked())
    more = {name: whole[name] for name in _CONDITIONS if whole[name] != plain[name]}
    if more:
        ordered = {
            name: sorted(set(held)) if isinstance(held, tuple) else held for name, held in more.items()
        }
        parts += ["", json.dumps(ordered, sort_keys=True)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
