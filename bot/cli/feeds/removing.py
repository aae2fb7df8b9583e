"""`wirewatch feeds remove` and `resume`."""

from bot.cli.feeds.bureau import Bureau, CannotError
from bot.cli.feeds.words import counted
from feeds.guard import shown
from storage.model import Subscription


async def remove(bureau: Bureau, chosen: str) -> int:
    """End the server's reading of a feed; returns the exit status. CannotError for what is declared."""
    row = await bureau.subscription(chosen)
    if row.origin == "configuration":
        where = bureau.file or "wirewatch.toml"
        raise CannotError(
            f"{_name(row)} is declared in {where}. Remove its [[feed]] there and restart the bot."
        )
    await bureau.archive.subscriptions.unsubscribe(bureau.guild, row.feed.id)
    bureau.tell(f"{_name(row)} is read no longer; its articles stay.")
    return 0


async def resume(bureau: Bureau, chosen: str, *, every: bool) -> int:
    """Let feeds in trouble be due now, or one that was paused be read again; returns the exit status."""
    if every == bool(chosen):
        raise CannotError("Name one feed by its number or address, or all of them with --all.")
    rows = await bureau.subscriptions() if every else (await bureau.subscription(chosen),)
    ill = [row for row in rows if not every or (row.feed.health != "well" and row.paused_at is None)]
    for row in ill:
        if await bureau.archive.pausing.resume(bureau.guild, row.feed.id, bureau.now()):
            bureau.tell(f"{_name(row)} is read again; what came meanwhile stays silent.")
            continue
        rested = await bureau.archive.feeds.resume(row.feed.id, bureau.now())
        though = ", though its server had asked for rest" if rested else ""
        bureau.tell(f"{_name(row)} is looked at again at once{though}.")
    if every:
        bureau.tell(f"{counted(len(ill), 'feed was', 'feeds were')} in trouble.")
    return 0


def _name(row: Subscription) -> str:
    return f"{row.feed.outlet or shown(row.feed.address)} (feed {row.feed.id})"
