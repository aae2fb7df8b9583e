"""The log's events are those that the guide tells of, with the same levels and keys."""

import re

from tests.bot.health.events import ROOT, events

GUIDE = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(.+?)` \| ([a-z, ]+) \| ([`a-z_, ]*) \| [^|]* \|$", re.MULTILINE)


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z_]+", text))


def test_guide_tells_of_each_event_with_its_levels_and_keys() -> None:
    told = {name: (words(levels), words(keys)) for name, levels, keys in ROW.findall(GUIDE)}
    there: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for event in events():
        levels, keys = there.get(event.name, (frozenset(), frozenset()))
        there[event.name] = levels | {event.level}, keys | event.keys
    places = {event.name: event.place for event in events()}
    missing = {name: places[name] for name in there.keys() - told.keys()}
    assert not missing, f"add to the tables of docs/monitoring.md: {missing}"
    gone = told.keys() - there.keys()
    assert not gone, f"nothing logs this any more; take it out of docs/monitoring.md: {gone}"
    for name, held in there.items():
        assert told[name] == held, f"docs/monitoring.md, `{name}` ({places[name]}): {held}"


def test_same_thing_has_the_same_key_everywhere() -> None:
    for event in events():
        assert not event.keys & {"why", "problem", "error", "message_id", "feed_id", "guild_id", "user"}, (
            event
        )
        assert not event.name.endswith("."), event
        assert len(event.name) <= 100, event
