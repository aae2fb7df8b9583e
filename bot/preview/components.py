"""Components: rows of buttons and menus, and the layouts of Components V2.

https://discord.com/developers/docs/components/reference
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.preview.blocks import blocks
from bot.preview.inline import link, text
from bot.preview.parts import Json, colour, each, inner, whole, words
from bot.preview.pictures import attached, picture
from bot.preview.scene import Scene

DEEPEST: Final = 4
"""Containers hold sections, which hold texts: no message goes deeper."""

STYLES: Final = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "web", 6: "primary"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What a component is drawn within; `left` says how many levels may be inside it."""

    scene: Scene
    files: Sequence[Json]
    left: int = DEEPEST


def components(held: Sequence[Json], around: Around) -> str:
    """The components as HTML, in their order; one of an unknown type is named by its number."""
    if not around.left:
        return ""
    return "".join(_DRAWN.get(whole(one, "type") or 0, _unknown)(one, around) for one in held)


def _inside(held: Json, around: Around, key: str = "components") -> str:
    within = Around(scene=around.scene, files=around.files, left=around.left - 1)
    return components(each(held, key), within)


def _row(held: Json, around: Around) -> str:
    return f'<div class="row">{_inside(held, around)}</div>'


def _button(held: Json, around: Around) -> str:
    del around
    style = STYLES.get(whole(held, "style") or 0, "secondary")
    off = " off" if held.get("disabled") is True else ""
    icon = words(inner(held, "emoji"), "name")
    label = " ".join(text(part) for part in (icon, words(held, "label")) if part)
    drawn = f'<span class="button {style}{off}">{label}</span>'
    return link(words(held, "url"), drawn) if style == "web" else drawn


def _menu(held: Json, around: Around) -> str:
    del around
    chosen = [words(one, "label") for one in each(held, "options") if one.get("default") is True]
    said = ", ".join(chosen) or words(held, "placeholder") or "Choose"
    return f'<div class="menu"><span>{text(said)}</span><span>▾</span></div>'


def _section(held: Json, around: Around) -> str:
    beside = components((inner(held, "accessory"),), Around(scene=around.scene, files=around.files, left=1))
    return f'<div class="section"><div>{_inside(held, around)}</div>{beside}</div>'


def _text(held: Json, around: Around) -> str:
    return f'<div class="text">{blocks(words(held, "content"), around.scene)}</div>'


def _thumbnail(held: Json, around: Around) -> str:
    seen = {"url": words(inner(held, "media"), "url"), "description": words(held, "description")}
    return picture(seen, around.files)


def _gallery(held: Json, around: Around) -> str:
    return "".join(_thumbnail(one, around) for one in each(held, "items"))


def _file(held: Json, around: Around) -> str:
    del around
    return attached({"filename": words(inner(held, "file"), "url").removeprefix("attachment://")})


def _separator(held: Json, around: Around) -> str:
    del around
    wide = " wide" if whole(held, "spacing") == 2 else ""
    return f'<div class="gap{wide}"></div>' if held.get("divider") is False else f'<hr class="gap{wide}">'


def _container(held: Json, around: Around) -> str:
    return f'<section class="container {colour(held, "accent_color")}">{_inside(held, around)}</section>'


def _unknown(held: Json, around: Around) -> str:
    del around
    number = whole(held, "type")
    said = f"A component of type {number}" if number is not None else "A component without a type"
    return f'<div class="picture">{text(said)}, which the preview does not know</div>'


_DRAWN: Final[dict[int, Callable[[Json, Around], str]]] = {
    1: _row,
    2: _button,
    **dict.fromkeys((3, 5, 6, 7, 8), _menu),
    9: _section,
    10: _text,
    11: _thumbnail,
    12: _gallery,
    13: _file,
    14: _separator,
    17: _container,
}
