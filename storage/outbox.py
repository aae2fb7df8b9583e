"""Posts into the outbox, in the transaction that decided them."""

import secrets
from datetime import datetime, timedelta

from storage.documents import POST
from storage.engine import Transaction
from storage.schema import delivery
from summarise.model import Post

LEASE = timedelta(seconds=60)
"""How long a delivery stays claimed before another may claim it."""

AGAIN = timedelta(seconds=2)
"""When the tick nudges a target again: the queue refuses a nudge while the target's last job is ending."""


async def put(tx: Transaction, guild: str, post: Post, now: datetime) -> bool:
    """A delivery for the post, and a nudge for its target; False where the same post is there already."""
    added = await tx.changed(
        tx.insert(delivery)
        .values(
            guild=guild,
            target=post.target,
            subject=post.subject,
            part=post.part,
            action=post.action,
            revision=post.revision,
            state="due",
            # 24 characters: Discord takes 25
            nonce=secrets.token_hex(12),
            document=POST.dump(post),
            attempts=0,
            unknown=False,
            created_at=now,
            not_before=now,
            wake_at=now + AGAIN,
        )
        .on_conflict_do_nothing()
    )
    if added:
        tx.nudge("deliver", post.target)
    return added == 1
