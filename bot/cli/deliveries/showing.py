"""`wirewatch deliveries ID`: one delivery with every try of it; `--resume`: a target that refused."""

import json

from bot.cli.deliveries.listing import facts
from bot.cli.feeds.bureau import Bureau, CannotError
from bot.cli.feeds.words import local
from bot.delivery_words import OUTCOMES, STATES, about, reasons
from bot.words.phrases import said
from feeds.clean import line, visible


async def show(bureau: Bureau, delivery_id: int, *, as_json: bool) -> int:
    """Show a delivery of the server's; returns the exit status. CannotError where it has none of that id."""
    deliveries = bureau.archive.deliveries
    row = await deliveries.find(delivery_id)
    if row is None or row.guild != bureau.guild:
        raise CannotError(
            f"{bureau.reader} has no delivery {delivery_id}. `wirewatch deliveries` shows the latest."
        )
    tries = await deliveries.history(delivery_id)
    if as_json:
        told = [
            {
                "at": one.at.isoformat(timespec="seconds"),
                "outcome": one.outcome,
                "detail": one.detail and str(one.detail),
            }
            for one in tries
        ]
        print(json.dumps({**facts(row), "history": told}, ensure_ascii=False, indent=2))
        return 0
    bureau.tell(f"{row.id}  {about(row.post)}")
    bureau.tell(
        f"to {row.post.target}, {row.post.subject}, revision {row.post.revision}: {STATES[row.state]}"
    )
    bureau.tell(f"{local(row.created_at)}  decided")
    for reason in map(said, reasons(row.post)):
        bureau.tell(f"    {line(reason, 300)}")
    for one in tries:
        detail = f": {line(str(one.detail), 500)}" if one.detail else ""
        bureau.tell(f"{local(one.at)}  {OUTCOMES[one.outcome]}{detail}")
    return 0


async def resume(bureau: Bureau, target: str) -> int:
    """Send to a stopped target of the server's again; CannotError where it is not stopped."""
    stopped = {one.target for one in await bureau.archive.targets.stopped(bureau.guild)}
    if target not in stopped or not await bureau.archive.targets.resume(target, bureau.now()):
        listed = f" Stopped are: {', '.join(sorted(stopped))}." if stopped else " None is."
        raise CannotError(f"{visible(target[:60])} is not stopped in this server.{listed}")
    bureau.tell(f"What waits is sent to {target} again. `wirewatch deliveries` shows how it goes.")
    return 0
