"""Servers that tests of the wire talk to."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.feeds import Canary, FeedServer


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with FeedServer() as running:
        yield running


@pytest.fixture
async def canary() -> AsyncIterator[Canary]:
    async with Canary() as running:
        yield running
