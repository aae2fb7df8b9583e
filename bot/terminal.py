"""The terminal as a target: what Discord would be sent is printed."""

from collections.abc import Callable

from rich.console import Console, RenderableType

from bot.outcomes import Delayed, Outcome, Sent
from bot.render.terminal import alert_panel, notice_panel, pointer_line, rollup_panel, update_panel
from bot.render.terminal_digest import digest_panel
from storage.model import Delivery
from summarise.model import Alert, Digest, Greeting, Logged, Notice, Pointer, Post, Rollup, Update

GUILD = "terminal"
TARGET = "terminal"


class TerminalSender:
    """Prints posts. A terminal keeps nothing: after a crash between print and record it prints again."""

    def __init__(self, console: Console, closed: Callable[[], None] = lambda: None) -> None:
        """`closed` is called when nobody reads the terminal any more."""
        self._console = console
        self._closed = closed

    async def send(self, delivery: Delivery) -> Outcome:
        """Print; an edit is printed as an updated alert. There are no threads, and nobody to publish to."""
        try:
            if delivery.post.action not in ("thread", "publish"):
                self._console.print(_panel(delivery.post))
        except (OSError, SystemExit) as trouble:  # rich ends the program where a pipe is closed
            self._closed()
            return Delayed(reason=f"the terminal takes no more ({type(trouble).__name__})")
        return Sent(message_id=f"terminal-{delivery.id}")

    async def settle(self, delivery: Delivery) -> Sent | None:
        """Nobody can read a terminal back."""
        del delivery
        return None


def _panel(post: Post) -> RenderableType:
    match post.body:
        case Alert():
            return alert_panel(post.body, updated=post.action == "edit")
        case Digest():
            return digest_panel(post.body)
        case Notice():
            return notice_panel(post.body)
        case Update():
            return update_panel(post.body)
        case Rollup():
            return rollup_panel(post.body)
        case Pointer():
            return pointer_line(post.body)
        case Greeting():
            return "Wirewatch"
        case Logged():
            return post.body.text
