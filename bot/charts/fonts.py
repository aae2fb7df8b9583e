"""The letters that can be drawn: matplotlib's own font, and those of other scripts that the system has."""

from functools import lru_cache
from typing import Final

from matplotlib import font_manager

_OWN: Final = "DejaVu Sans"
_OTHERS: Final = (
    "Noto Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans SC", "Noto Sans JP",
    "Noto Sans KR", "Noto Sans Arabic", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Thai",
    "Noto Sans Tamil", "WenQuanYi Micro Hei", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic", "PingFang SC",
    "Hiragino Sans", "Apple SD Gothic Neo", "Arial Unicode MS", "Nirmala UI", "Leelawadee UI",
)  # fmt: skip


@lru_cache(maxsize=1)
def families() -> list[str]:
    """The fonts to draw with, in order of preference."""
    there = {one.name for one in font_manager.fontManager.ttflist}
    return [_OWN, *(name for name in _OTHERS if name in there)]


def legible(text: str) -> str:
    """The text on one line, without what no font here can draw."""
    return " ".join("".join(one for one in text if one.isspace() or _is_drawn(one)).split())


@lru_cache(maxsize=4096)
def _is_drawn(character: str) -> bool:
    paths = (font_manager.findfont(name) for name in families())
    return character.isprintable() and any(
        font_manager.get_font(path).get_char_index(ord(character)) for path in paths
    )
