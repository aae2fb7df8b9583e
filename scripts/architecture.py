"""Draws docs/pictures/architecture.svg from the rooms that there are: python -m scripts.architecture

With --check it writes nothing, and ends with 1 where the picture is of another house. A test holds what is
drawn against the imports that there are.
"""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PICTURE: Final = ROOT / "docs" / "pictures" / "architecture.svg"

ROOMS: Final = {
    "bot": "the counter: posts in, messages out",
    "storage": "the archive: rows are the truth",
    "summarise": "the desk: articles in, stories and posts out",
    "feeds": "the wire: addresses in, articles out",
    "config": "settings, and what ships as data",
}
WORDS: Final = {
    "bot.commands": "commands, buttons",
    "bot.render": "values → messages",
    "bot.sending": "the outbox → Discord",
    "bot.words": "in whose language",
    "bot.charts": "pictures of trends",
    "bot.calendar": ".ics files and events",
    "bot.explaining": "all about one feed",
    "bot.exporting": "a server's settings",
    "bot.cli": "command wirewatch",
    "bot.setting_up": "wirewatch init",
    "bot.doctor": "what is wrong",
    "bot.health": "ready? and metrics",
    "bot.process": "from start to end",
    "bot.queue": "nudges → handlers",
    "bot.shards": "parts of the gateway",
    "bot.preview": "as Discord shows it",
    "storage.schema": "the tables",
    "storage.migrations": "how they came to be",
    "storage.engine": "SQLite and PostgreSQL",
    "storage.model": "deliveries, servers",
    "storage.record": "who, what and when",
    "storage.sought": "the full text",
    "storage.moving": "into another database",
    "storage.backup": "one checked file",
    "storage.trouble": "faults, for people",
    "summarise.text": "sentences, their rank",
    "summarise.actors": "people, roles, quotes",
    "summarise.stories": "which story it is",
    "summarise.editions": "alerts and digests",
    "summarise.read": "article → posts",
    "summarise.publish": "due digest → posts",
    "summarise.model": "Reading, Story, Post",
    "feeds.poll": "claim, ask, read, save",
    "feeds.fetch": "one address, once",
    "feeds.guard": "what may be reached",
    "feeds.parse": "bytes → entries",
    "feeds.cadence": "when to look again",
    "feeds.pages": "page → full text",
    "feeds.discover": "any address → feeds",
    "feeds.websub": "pushed feeds",
    "feeds.opml": "lists of feeds",
    "feeds.model": "Feed, Entry, Article",
    "config.settings": "what may be set",
    "config.sample": "the sample wire",
}
"""What is said of each box, in the order in which they stand; every folder of a room has one."""

WITHIN: Final = (
    "summarise.read",
    "summarise.editions",
    "summarise.stories",
    "summarise.actors",
    "summarise.text",
)
"""The boxes of one room that know each other in this order."""

DATA: Final = {
    ("feeds", "summarise"): "articles",
    ("summarise", "storage"): "stories, posts",
    ("storage", "bot"): "what is due",
}

WIDTH, MARGIN, ROOM, ACROSS, BOX_HEIGHT, GAP, HEAD, BETWEEN = 900, 20, 860, 5, 44, 10, 34, 40
BOX: Final = (ROOM - GAP * (ACROSS + 1)) / ACROSS

STYLE: Final = """
  svg { font-family: system-ui, sans-serif; font-size: 13px; }
  .room { fill: #eef1f8; stroke: #5468b0; }
  .box { fill: #ffffff; stroke: #a9b4d6; }
  .name { font-weight: 600; fill: #1c2340; }
  .words { font-size: 12px; font-weight: 400; fill: #454d6b; }
  .knows { stroke: #33407a; stroke-width: 1.6; fill: none; }
  .data { stroke: #b04a1e; stroke-width: 1.6; fill: none; stroke-dasharray: 6 4; }
  .knows-head { fill: #33407a; } .data-head { fill: #b04a1e; }
  .told { font-size: 12px; fill: #454d6b; } .carried { font-size: 12px; fill: #9a3d14; }
  @media (prefers-color-scheme: dark) {
    .room { fill: #232838; stroke: #8796d8; }
    .box { fill: #2e3446; stroke: #59648c; }
    .name { fill: #eef1fb; }
    .words, .told { fill: #c3c9de; }
    .knows { stroke: #a8b6f0; } .knows-head { fill: #a8b6f0; }
    .data { stroke: #f0a072; } .data-head { fill: #f0a072; } .carried { fill: #f0a072; }
  }
"""

DRIFTED: Final = "docs/pictures/architecture.svg is of another house: run python -m scripts.architecture"


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where something stands, in pixels."""

    x: float
    y: float
    width: float
    height: float


def layers() -> tuple[str, ...]:
    """The rooms from the top, as import-linter holds them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return tuple(project["tool"]["importlinter"]["contracts"][0]["layers"])


def folders(room: str) -> tuple[str, ...]:
    """The boxes of a room: its folders, and the modules that have words, in the order of the words."""
    there = {f"{room}.{path.parent.name}" for path in (ROOT / room).glob("*/__init__.py")}
    there |= {name for name in WORDS if (ROOT / f"{name.replace('.', '/')}.py").is_file()}
    silent = sorted(there - WORDS.keys())
    if silent:
        raise ValueError(f"say in scripts/architecture.py what these are for: {', '.join(silent)}")
    return tuple(name for name in WORDS if name in there and name.startswith(f"{room}."))


def picture() -> str:
    """The whole picture."""
    rooms, boxes, bottom = _spots()
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom}" role="img"'
        ' aria-labelledby="title">',
        '<title id="title">Wirewatch\'s rooms, what each may know, and how data flows</title>',
        f"<style>{STYLE}</style>",
        "<defs>",
        _head("knows"),
        _head("data"),
        "</defs>",
        *(_room(name, spot) for name, spot in rooms.items()),
        *(_box(name, spot) for name, spot in boxes.items()),
        *_arrows(rooms),
        *(_aside(*pair, boxes) for pair in pairwise(WITHIN)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _spots() -> tuple[dict[str, Spot], dict[str, Spot], float]:
    """Where rooms and boxes stand, and how high the picture is."""
    rooms, boxes, y = {}, {}, float(MARGIN + 24)
    for room in layers():
        inside = folders(room)
        rows = -(-len(inside) // ACROSS)
        height = HEAD + rows * (BOX_HEIGHT + GAP) + GAP / 2
        rooms[room] = Spot(x=MARGIN, y=y, width=ROOM, height=height)
        for place, name in enumerate(inside):
            row, column = divmod(place, ACROSS)
            left = MARGIN + GAP + column * (BOX + GAP)
            top = y + HEAD + row * (BOX_HEIGHT + GAP)
            boxes[name] = Spot(x=left, y=top, width=BOX, height=BOX_HEIGHT)
        y += height + BETWEEN
    return rooms, boxes, y - BETWEEN + 44


def _room(name: str, spot: Spot) -> str:
    return (
        f'<g id="{name}" data-kind="room"><rect class="room" x="{spot.x}" y="{spot.y}" width="{spot.width}"'
        f' height="{spot.height}" rx="8"/><text class="name" x="{spot.x + GAP}" y="{spot.y + 22}">{name}'
        f'<tspan class="words" dx="10">{escape(ROOMS[name])}</tspan></text></g>'
    )


def _box(name: str, spot: Spot) -> str:
    short = name.partition(".")[2]
    return (
        f'<g id="{name}" data-kind="box"><rect class="box" x="{spot.x}" y="{spot.y}" width="{spot.width}"'
        f' height="{spot.height}" rx="5"/>'
        f'<text class="name" x="{spot.x + 8}" y="{spot.y + 18}">{short}</text>'
        f'<text class="words" x="{spot.x + 8}" y="{spot.y + 35}">{escape(WORDS[name])}</text></g>'
    )


def _head(kind: str) -> str:
    return (
        f'<marker id="{kind}-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7"'
        f' orient="auto-start-reverse"><path class="{kind}-head" d="M0 0 10 5 0 10z"/></marker>'
    )


def _arrows(rooms: dict[str, Spot]) -> Iterator[str]:
    """From each room to the next one below, and the data that comes up beside it."""
    for upper, lower in pairwise(rooms):
        top, bottom = rooms[upper].y + rooms[upper].height, rooms[lower].y
        yield _arrow("knows", upper, lower, f"M250 {top}V{bottom - 1}")
        yield f'<text class="told" x="260" y="{(top + bottom) / 2 + 4}">knows</text>'
        if carried := DATA.get((lower, upper)):
            yield _arrow("data", lower, upper, f"M620 {bottom}V{top + 1}")
            yield f'<text class="carried" x="630" y="{(top + bottom) / 2 + 4}">{carried}</text>'
    first, last = next(iter(rooms.values())), rooms["feeds"]
    yield f'<path class="data" marker-end="url(#data-head)" d="M620 {first.y}V{first.y - 22}"/>'
    yield f'<text class="carried" x="630" y="{first.y - 8}">messages: Discord, or the terminal</text>'
    below = last.y + last.height
    yield f'<path class="data" marker-end="url(#data-head)" d="M620 {below + 24}V{below + 1}"/>'
    yield f'<text class="carried" x="630" y="{below + 24}">feeds and pages of the web</text>'
    foot = list(rooms.values())[-1]
    yield (
        f'<text class="told" x="{MARGIN}" y="{foot.y + foot.height + 26}">A room may know every room below'
        " it, and none above. Solid: imports. Dashed: data.</text>"
    )


def _aside(knowing: str, known: str, boxes: dict[str, Spot]) -> str:
    """Between two boxes that stand side by side, the one that is known on the left."""
    start, end = boxes[knowing], boxes[known]
    return _arrow("knows", knowing, known, f"M{start.x} {start.y + 12}H{end.x + end.width + 1}")


def _arrow(kind: str, start: str, end: str, path: str) -> str:
    return (
        f'<path class="{kind}" data-kind="{kind}" data-from="{start}" data-to="{end}"'
        f' marker-end="url(#{kind}-head)" d="{path}"/>'
    )


def main() -> int:
    """Draw it, or check it; the exit status."""
    wanted = picture()
    if "--check" not in sys.argv[1:]:
        PICTURE.write_text(wanted, encoding="utf-8")
        return 0
    if PICTURE.read_text(encoding="utf-8") != wanted:
        sys.stderr.write(f"{DRIFTED}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
