"""A newer version is heard of where the operator says, when told to, and from nobody else."""

from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.app import fetcher_for
from bot.asking_releases import DailyCheck, ask
from bot.releases import Release, is_newer, newest
from config.errors import ConfigurationError
from config.load import load
from config.settings import Settings
from feeds.fetch.reach import OwnNetworks
from tests.fakes.examples import NOON, entry
from tests.fakes.feeds import FeedServer, item, rss
from tests.fakes.workers import InlineWorkers


def newest_of(*titles: str, running: str = "1.0.0") -> str | None:
    found = newest([entry(title, title=title) for title in titles], running)
    return None if found is None else found.version


def test_highest_version_counts_by_its_numbers() -> None:
    assert newest_of("v1.9.0", "Wirewatch 1.10.0: 3.5 times as fast", "1.9.1") == "1.10.0"
    assert newest_of("Release 1.2.0", "v1.3.0-rc.1", "2.0.0.dev3", "1.3b2") == "1.2.0"
    assert newest_of("Release 1.2.0", "v1.3.0-rc.1", running="1.3.0rc0") == "1.3.0rc1"
    assert newest_of("News of 2026", "a1.2.3", "1.2.3.4.5", "1.2+local", "") is None
    assert newest_of("1.0" + "_a" * 140 + "+") is None, "a title made to be tried in every way"
    tag = entry("t", title="Faster searches")
    assert newest([replace(tag, url="http://[::1/v1.4.2")], "1.0") is None
    assert newest([tag], "1.0") is None
    assert newest([replace(tag, url="https://code.example/tag/v1.4.2")], "1.0") == Release(
        version="1.4.2", link="https://code.example/tag/v1.4.2"
    )


def test_same_and_older_versions_are_no_news() -> None:
    for running, is_news in (
        ("1.1.9", True),
        ("1.2", False),
        ("1.2.0+mine", False),
        ("1.2.0rc1", True),
        ("2", False),
    ):
        assert is_newer(Release(version="1.2.0"), running) is is_news, running


@given(st.lists(st.text(max_size=400) | st.from_regex(r"v?[0-9]+\.[0-9.a-z+-]*"), max_size=5))
def test_any_titles_are_survived(titles: list[str]) -> None:
    found = newest_of(*titles)
    assert found is None or is_newer(Release(version=found), "0.0.0.dev0") is not None


@pytest.mark.parametrize(
    "said", ["ftp://a.example/", "https://", "news", "https://a.example:0/", "http://[/"]
)
def test_feed_that_cannot_be_asked_is_refused_at_start(tmp_path: Path, said: str) -> None:
    with pytest.raises(ConfigurationError, match="`release_feed`"):
        load({"WIREWATCH_RELEASE_FEED": said}, tmp_path)


def test_daily_check_needs_an_address_of_the_operators(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="none is named: set it"):
        load({"WIREWATCH_RELEASE_CHECK": "yes"}, tmp_path)
    assert load({}, tmp_path).settings.release_feed is None, "Wirewatch has none of its own"


def settings(address: str, networks: str = "127.0.0.0/8") -> Settings:
    said = {"release_feed": address, "release_check": True, "allow_networks": networks}
    return Settings.model_validate(said)


async def asked(asking: Settings) -> Release | str:
    async with fetcher_for(asking, ()) as everyone, fetcher_for(asking, asking.allow_networks) as own:
        return await ask(asking, OwnNetworks(everyone, own), InlineWorkers())


async def test_feed_that_the_operator_names_is_asked_once_and_within_bounds() -> None:
    async with FeedServer() as server:
        address = server.put(
            "/releases.xml", rss(item("v99.1.0", "Much.", url="https://code.example/v99.1.0"))
        )
        found = await asked(settings(address))
        assert isinstance(found, Release)
        assert found.version == "99.1.0"
        assert server.count("/releases.xml") == 1
        shut = await asked(settings(address, networks=""))
        assert isinstance(shut, str)
        assert "could not be read" in shut
        assert server.count("/releases.xml") == 1, (
            "nothing in a private network is asked unless it is allowed"
        )
        for body, told in (
            (b"<html><body>Hello</body></html>", "is no feed"),
            (rss(item("News", "x")), "names no version"),
        ):
            server.put("/releases.xml", body)
            said = await asked(settings(address))
            assert isinstance(said, str)
            assert told in said


async def test_daily_check_asks_once_a_day_and_logs_a_version_once() -> None:
    async with FeedServer() as server:
        address = server.put("/releases.xml", rss(item("v99.1.0", "Much.")))
        asking, daily, workers = settings(address), DailyCheck(), InlineWorkers()
        async with fetcher_for(asking, asking.allow_networks) as own:
            with capture_logs() as logged:
                for hours in (0, 1, 23, 24, 25, 48):
                    await daily.look(asking, own, workers, NOON + timedelta(hours=hours))
                server.put("/releases.xml", rss(item(f"v{version('wirewatch')}", "This.")))
                await daily.look(asking, own, workers, NOON + timedelta(days=3))
                await daily.look(Settings(), own, workers, NOON + timedelta(days=9))
    assert server.count("/releases.xml") == 4
    assert [(one["event"], one["new"]) for one in logged] == [("a new version is out", "99.1.0")]
