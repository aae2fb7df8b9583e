"""Draws docs/pictures/alert.svg and digest.svg: what the terminal shows of the sample wire.

.venv/bin/python docs/pictures/draw.py
"""

import asyncio
import re
import tempfile
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console, RenderableType
from rich.terminal_theme import MONOKAI

from bot.first_start import replay_sample
from bot.outcomes import Outcome, Sent
from bot.render.terminal import alert_panel
from bot.render.terminal_digest import digest_panel
from bot.workers import WorkerProcesses
from config.settings import Settings
from storage.model import Delivery
from summarise.model import Alert, Digest

FOLDER = Path(__file__).parent
WIDTH = 100
# rich's own template names a font server; a picture in a repository should ask nobody for anything
PLAIN = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


class Easel:
    """A sender that keeps the panels it would have printed."""

    def __init__(self) -> None:
        self.alerts: list[RenderableType] = []
        self.digests: list[RenderableType] = []

    async def send(self, delivery: Delivery) -> Outcome:
        """Keep the panel."""
        body = delivery.post.body
        if isinstance(body, Alert):
            self.alerts.append(alert_panel(body, updated=False))
        elif isinstance(body, Digest):
            self.digests.append(digest_panel(body))
        return Sent(message_id=str(delivery.id))

    async def settle(self, delivery: Delivery) -> Sent | None:
        """Nothing is ever in doubt here."""
        del delivery
        return None


def draw(panel: RenderableType, name: str) -> None:
    """Write one panel as an SVG that stands alone."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(panel)
    svg = console.export_svg(title="wirewatch run", theme=MONOKAI, code_format=PLAIN, unique_id=name)
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


async def main() -> None:
    """Replay the sample wire and draw its first alert and its digest."""
    easel = Easel()
    with tempfile.TemporaryDirectory() as folder:
        workers = WorkerProcesses(2)
        await workers.warm()
        await replay_sample(Settings(data=Path(folder)), workers, easel, lambda _kind, _waiting: None)
    draw(easel.alerts[0], "alert")
    draw(easel.digests[0], "digest")


if __name__ == "__main__":
    asyncio.run(main())
