"""Without Discord: what the terminal is given at each start."""

from types import SimpleNamespace
from typing import Any

from bot.first_start import furnish_terminal
from bot.starter import proposed
from bot.terminal import GUILD
from config.settings import Settings
from storage.archive import Archive
from storage.queue import NoNudges
from tests.fakes.examples import HOUR, NOON


async def test_terminal_that_has_paused_all_its_feeds_is_given_no_others(archive_url: str) -> None:
    archive = await Archive.open(archive_url, NoNudges())
    room: Any = SimpleNamespace(archive=archive, now=lambda: NOON, settings=Settings())
    await furnish_terminal(room)
    starters = await archive.subscriptions.of_guild(GUILD)
    assert starters
    for one in starters[1:]:
        await archive.subscriptions.unsubscribe(GUILD, one.feed.id)
    assert await archive.pausing.pause(GUILD, starters[0].feed.id, NOON + HOUR)
    await furnish_terminal(room)
    assert await archive.subscriptions.of_guild(GUILD) == ()
    assert await archive.subscriptions.unsubscribe(GUILD, starters[0].feed.id)
    await furnish_terminal(room)
    assert len(await archive.subscriptions.of_guild(GUILD)) == len(starters)
    await archive.close()


def test_starter_feeds_are_those_the_operator_begins_with() -> None:
    chosen = proposed(Settings(starters="world, ECONOMY", languages="de"), "fr")
    assert {(one.topic, one.language) for one in chosen} == {
        (topic, language) for topic in ("World", "Economy") for language in ("de", "fr")
    }
    assert {one.language for one in proposed(Settings())} == {"en"}
    assert proposed(Settings(starters="none", languages="de")) == ()
