"""Draws the README's pictures of the sample wire: what a terminal shows, and what Discord shows.

.venv/bin/python docs/pictures/draw.py

The terminal's are rich's own SVG; Discord's are the preview of what it is sent, photographed in headless
Chromium, and are left as they are where there is none.
"""

import asyncio
import re
import tempfile
from io import BytesIO, StringIO
from pathlib import Path

from PIL import Image
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console, RenderableType
from rich.terminal_theme import MONOKAI

from bot.first_start import replay_sample
from bot.preview import Scene, page
from bot.previewing import Kept, posted
from bot.render.terminal import alert_panel
from bot.render.terminal_digest import digest_panel
from bot.workers import WorkerProcesses
from config.sample import SAMPLE_NOW
from config.settings import Settings
from scripts.darkroom import chromium, darkroom
from storage.model import Delivery
from summarise.model import Alert, Digest

FOLDER = Path(__file__).parent
WIDTH = 100
DISCORD_WIDTH, SHARP = 640, 1.5
COLOURS = 64
"""Few are there but those of letters' edges: with so many a picture is a third as long."""
# rich's own template names a font server; a picture in a repository should ask nobody for anything
PLAIN = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def draw(panel: RenderableType, name: str) -> None:
    """Write one panel as an SVG that stands alone."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(panel)
    svg = console.export_svg(title="wirewatch run", theme=MONOKAI, code_format=PLAIN, unique_id=name)
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


async def photograph(program: str, deliveries: dict[str, Delivery]) -> None:
    """Write each delivery, as Discord shows it in the dark, as a PNG of its name."""
    async with darkroom(program) as room:
        for name, delivery in deliveries.items():
            with tempfile.TemporaryDirectory() as folder:
                shown = Path(folder) / f"{name}.html"
                shown.write_text(page(posted(delivery), Scene(now=SAMPLE_NOW, look="dark")), encoding="utf-8")
                await room.show(shown, DISCORD_WIDTH, sharp=SHARP)
                keep(await room.photograph(), name)


def keep(photograph: bytes, name: str) -> None:
    """Write a photograph in few colours."""
    picture = Image.open(BytesIO(photograph)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(FOLDER / f"{name}.png", optimize=True)


async def main() -> None:
    """Replay the sample wire and draw its first alert and its digest."""
    kept = Kept()
    with tempfile.TemporaryDirectory() as folder:
        workers = WorkerProcesses(2)
        await workers.warm()
        await replay_sample(Settings(data=Path(folder)), workers, kept, lambda _kind, _waiting: None)
    alert = kept.first(lambda body: isinstance(body, Alert))
    digest = kept.first(lambda body: isinstance(body, Digest))
    assert isinstance(alert.post.body, Alert)
    assert isinstance(digest.post.body, Digest)
    draw(alert_panel(alert.post.body, updated=False), "alert")
    draw(digest_panel(digest.post.body), "digest")
    if (program := chromium()) is None:
        print("No Chromium here: discord-alert.png and discord-digest.png stay as they are.")  # noqa: T201
        return
    await photograph(program, {"discord-alert": alert, "discord-digest": digest})


if __name__ == "__main__":
    asyncio.run(main())
