"""Feeds: how they did lately, and how some of them answer now."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.app import fetcher_for
from bot.doctor.finding import Finding, skipped, trouble, warning, well
from bot.starter import proposed
from config.settings import Settings
from feeds.clean import line
from feeds.guard import host_of, shown
from feeds.model import Feed, FetchFailed
from storage.model import StoppedTarget, Subscription

TOLD: Final = 5
"""So many feeds are told of by name; of the others how many there are."""

ASKED: Final = 3
STALE: Final = timedelta(hours=26)
"""A feed is asked at least once a day: with none read for so long, nobody reads."""

CHECK: Final = "`wirewatch feeds check ID` explains one; `wirewatch feeds resume ID` tries it at once."


def feeds(held: Sequence[Subscription], now: datetime) -> list[Finding]:
    """How the feeds did, from what was kept of them. Pure."""
    if not held:
        return [skipped("feeds", "No feed is read yet: /setup in a server, or `wirewatch feeds add URL`.")]
    read = [one for one in held if one.paused_at is None]
    ill = [one for one in read if one.feed.health != "well"]
    moved = [one for one in read if one.feed.moved_to]
    paused = len(held) - len(read)
    rest = f", {paused} more are paused by their server" if paused else ""
    findings = []
    if ill:
        state = trouble if len(ill) == len(read) else warning
        findings.append(
            state("feeds", f"{len(ill)} of {len(read)} are in trouble{rest}.\n{_named(ill)}", CHECK)
        )
    if moved:
        lines = "\n".join(f"{_name(one)} leads to {shown(one.feed.moved_to or '')}" for one in moved[:TOLD])
        said = f"{len(moved)} are redirected for good.\n{lines}"
        findings.append(warning("feeds", said, "The address is changed by itself where that lasts."))
    last = max((one.last_read_at for one in read if one.last_read_at), default=None)
    if read and last is not None and now - last > STALE:
        said = f"None was read since {last:%d %B %Y %H:%M} UTC."
        findings.append(warning("feeds", said, "Start `wirewatch run`, and let it run."))
    return findings or [well("feeds", f"{len(read)} are read{rest}.")]


def deliveries(stopped: Sequence[StoppedTarget], waiting: int) -> Finding:
    """Where nothing is sent as it was refused. Pure."""
    if not stopped:
        return well("deliveries", f"No channel refuses messages; {waiting} wait to be sent.")
    lines = [f"{one.target} since {one.since:%d %B}: {line(str(one.reason), 200)}" for one in stopped[:TOLD]]
    return warning(
        "deliveries",
        "\n".join((f"Nothing is sent to {len(stopped)} of the places, which refused it.", *lines)),
        "Mend that, then `wirewatch deliveries --resume TARGET`.",
    )


async def asked(settings: Settings, held: Sequence[Subscription]) -> tuple[list[str], list[str]]:
    """What some feeds of different hosts answer now, conditionally: the names of those that did, and what
    those said that did not."""
    async with (
        fetcher_for(settings, settings.allow_command_networks) as anybodys,
        fetcher_for(settings, settings.allow_networks) as own,
    ):
        chosen = _chosen(settings, held)
        outcomes = await asyncio.gather(*((own if one.vouched else anybodys)(one) for one in chosen))
    failed = [line(str(each.detail), 200) for each in outcomes if isinstance(each, FetchFailed)]
    answered = [
        one.outlet or shown(one.address)
        for one, each in zip(chosen, outcomes, strict=True)
        if not isinstance(each, FetchFailed)
    ]
    return answered, failed


def outbound(answered: Sequence[str], failed: Sequence[str], *, discord: bool | None) -> Finding:
    """Whether the world outside can be reached: by what feeds answered, and whether Discord did. Pure."""
    if answered:
        said = f"{', '.join(answered)} answered just now."
        if not failed:
            return well("outbound", said)
        return warning("outbound", "\n".join((said, *failed)), "`wirewatch feeds check URL` explains.")
    advice = (
        "Check the network, the DNS and what a firewall or container lets out; behind a proxy set "
        "WIREWATCH_PROXY."
    )
    if not failed:
        return skipped("outbound", "There is no feed that could be asked.")
    if discord:
        return warning("outbound", "\n".join(("Discord answers, but no feed did.", *failed)), advice)
    return trouble("outbound", "\n".join(("Nobody outside answers.", *failed)), advice)


def _chosen(settings: Settings, held: Iterable[Subscription]) -> list[Feed]:
    """Feeds of different hosts that are well; where none is read yet, one that would be."""
    by_host: dict[str, Feed] = {}
    for one in held:
        if one.paused_at is None and one.feed.health == "well" and "://" in one.feed.address:
            by_host.setdefault(host_of(one.feed.address), one.feed)
    if by_host:
        return list(by_host.values())[:ASKED]
    if settings.feed:
        return [Feed(id=0, address=one.url, outlet=one.outlet, vouched=True) for one in settings.feed[:1]]
    return [Feed(id=0, address=one.address, outlet=one.outlet) for one in proposed(settings)[:1]]


def _named(ill: Sequence[Subscription]) -> str:
    lines = [
        f"{one.feed.id} {_name(one)} ({one.feed.health}): {line(str(one.last_error or ''), 200)}"
        for one in ill[:TOLD]
    ]
    return "\n".join((*lines, *([f"… and {len(ill) - TOLD} more"] if len(ill) > TOLD else [])))


def _name(one: Subscription) -> str:
    return line(one.feed.outlet or one.feed.title, 60) or shown(one.feed.address)
