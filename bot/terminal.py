"""The terminal as a target: what Discord would be sent is printed."""

from rich.console import Console

from bot.deliver import Outcome, Sent
from bot.render.terminal import alert_panel, digest_panel
from storage.model import Delivery
from summarise.model import Alert

GUILD = "terminal"
TARGET = "terminal"


class TerminalSender:
    """Prints posts. A terminal keeps nothing: after a crash between print and record it prints again."""

    def __init__(self, console: Console) -> None:
        self._console = console

    async def send(self, delivery: Delivery) -> Outcome:
        """Print; an edit is printed as an updated alert."""
        body = delivery.post.body
        if isinstance(body, Alert):
            self._console.print(alert_panel(body, updated=delivery.post.action == "edit"))
        else:
            self._console.print(digest_panel(body))
        return Sent(message_id=f"terminal-{delivery.id}")

    async def settle(self, delivery: Delivery) -> Sent | None:
        """Nobody can read a terminal back."""
        del delivery
        return None
