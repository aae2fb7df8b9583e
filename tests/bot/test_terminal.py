"""The terminal prints what Discord would show, and nothing of what it cannot do."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from bot.outcomes import Delayed, Sent
from bot.terminal import TerminalSender
from storage.model import Delivery
from summarise.model import Action
from tests.bot import news


def about(action: Action) -> Delivery:
    """Something about an alert that was printed."""
    made = news.delivery(news.update(), target="terminal", message_id="terminal-4")
    return replace(made, post=replace(made.post, action=action))


@pytest.mark.parametrize("action", ["thread", "publish"])
async def test_there_are_no_threads_and_nobody_to_publish_to(action: Action) -> None:
    out = StringIO()
    assert isinstance(await TerminalSender(Console(file=out)).send(about(action)), Sent)
    assert not out.getvalue()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (about("reply"), "UPDATE"),
        (news.delivery(news.alert(), target="terminal", message_id="terminal-4"), "UPDATED ALERT"),
        (news.delivery(news.rollup(), target="terminal"), "Headline"),
        (news.delivery(news.pointer(), target="terminal", message_id="terminal-4"), "one event"),
    ],
)
async def test_what_stands_below_beside_and_in_place_of_alerts_is_printed(made: Delivery, words: str) -> None:
    out = StringIO()
    await TerminalSender(Console(file=out, width=90)).send(made)
    assert words.lower() in out.getvalue().lower()


class Closed(StringIO):
    """A pipe that nobody reads any more."""

    def write(self, _: str) -> int:
        """Fail as such a pipe does."""
        raise BrokenPipeError


async def test_terminal_that_nobody_reads_ends_the_work() -> None:
    ended: list[bool] = []
    sender = TerminalSender(Console(file=Closed()), closed=lambda: ended.append(True))
    assert isinstance(await sender.send(news.delivery(target="terminal")), Delayed)
    assert ended == [True]
