"""The preview in a real browser: nothing is wider than the page, too faint to read, fetched or run."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest

from bot.preview import LOOKS, Look, Scene, page
from scripts.darkroom import chromium, darkroom
from tests.bot.preview.everything import everything

LOOKS_AT = (Path(__file__).parent / "looks.js").read_text(encoding="utf-8")
DARK, LIGHT = "rgb(49, 51, 56)", "rgb(255, 255, 255)"
SEEN: tuple[tuple[Look, Literal["dark", "light"], str, tuple[int, ...]], ...] = (
    ("dark", "light", DARK, (320, 480, 1280)),
    ("light", "dark", LIGHT, (320, 480, 1280)),
    ("system", "dark", DARK, (640,)),
    ("system", "light", LIGHT, (640,)),
)
"""The look asked for, what the reader's machine prefers, the page's ground, and how wide it is."""

SPOIL = """
const who = document.querySelector(".who");
who.style.color = "#888";
who.parentElement.style.whiteSpace = "nowrap";
who.textContent = "wide ".repeat(500);
"""


async def test_every_text_is_legible_and_nothing_is_wider_than_the_page(tmp_path: Path) -> None:
    program = chromium()
    if program is None:
        pytest.skip("there is no Chromium here (apt-get install chromium): what pages look like is not seen")
    for look in LOOKS:
        shown = page(everything(), Scene(now=datetime(2022, 4, 26, 13, tzinfo=UTC), look=look))
        (tmp_path / f"{look}.html").write_text(shown, encoding="utf-8")
    async with darkroom(program) as room:
        for look, prefers, ground, widths in SEEN:
            for width in widths:
                await room.show(tmp_path / f"{look}.html", width, prefers=prefers)
                seen = await room.compute(LOOKS_AT)
                assert seen["styled"] == 1
                assert seen["count"] > 60
                assert seen["page"] == ground
                assert seen["faint"] == []
                assert seen["wide"] == []
                assert seen["width"] <= width
        taken = await room.photograph()
        await room.compute(SPOIL)
        spoilt = await room.compute(LOOKS_AT)
    assert taken.startswith(b"\x89PNG")
    assert len(taken) > 20_000
    assert len(spoilt["faint"]) == 1, "a text that is too faint is noticed"
    assert spoilt["wide"], "what is too wide is noticed"
