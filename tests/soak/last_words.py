"""What the database decided last for each message, beside what Discord shows."""

from collections.abc import AsyncIterator
from typing import Final

from bot.render.alert import alert_message
from bot.render.message import RenderedMessage
from storage.documents import POST
from summarise.model import Alert
from tests.fakes.discord import FakeDiscord, Message
from tests.soak.ledger import Ledger

UNFINISHED: Final = {
    "articles": "SELECT count(*) FROM reading WHERE state IN ('due', 'page') OR revised IS NOT NULL",
    "stories": "SELECT count(*) FROM mending",
    "deliveries": "SELECT count(*) FROM delivery WHERE state IN ('due', 'claimed')",
}
"""What is left: articles to be read, stories to be looked at again, deliveries to be made."""

NEWEST: Final = """
    SELECT id, target, subject, part, revision, state FROM delivery AS held
    WHERE action IN ('post', 'edit') AND state <> 'superseded' AND NOT EXISTS (
        SELECT 1 FROM delivery AS newer WHERE newer.target = held.target AND newer.subject = held.subject
        AND newer.part = held.part AND newer.action IN ('post', 'edit') AND newer.state <> 'superseded'
        AND (newer.revision > held.revision OR (newer.revision = held.revision AND newer.id > held.id))
    ) ORDER BY id
"""


async def unfinished(ledger: Ledger) -> dict[str, int]:
    """How much of each kind of work is left; nothing where all is done."""
    left = {name: (await ledger.rows(query))[0][0] for name, query in UNFINISHED.items()}
    return {name: count for name, count in left.items() if count}


async def differences(ledger: Ledger, discord: FakeDiscord) -> AsyncIterator[str]:
    """Each message that does not show what was decided last for it, and each decision that is not told."""
    shown = {
        (target, subject, part): int(message)
        for target, subject, part, message in await ledger.rows(
            "SELECT target, subject, part, message_id FROM message WHERE NOT gone"
        )
    }
    for number, target, subject, part, revision, state in await ledger.rows(NEWEST):
        where = f"{subject} in {target}, revision {revision} (delivery {number})"
        message = discord.backend.messages.get(shown.get((target, subject, part), 0))
        if state != "sent":
            yield f"{where} is {state}"
        elif message is None:
            yield f"{where} has no message"
        elif said := _difference(await _decided(ledger, number), message):
            yield f"{where}: message {message.id} {said}"


async def _decided(ledger: Ledger, number: int) -> RenderedMessage:
    ((document,),) = await ledger.rows(f"SELECT document FROM delivery WHERE id = {number}")
    body = POST.load(document).body
    assert isinstance(body, Alert), body
    return alert_message(number, body)


def _difference(decided: RenderedMessage, message: Message) -> str | None:
    """How they differ, by the embed: buttons carry numbers."""
    if not message.embeds:
        return "has no embed"
    (wanted,), shown = decided.embeds, message.embeds[0]
    parts = [name for name in sorted(wanted.keys() | shown.keys()) if wanted.get(name) != shown.get(name)]
    if not parts:
        return None
    return f"differs in {', '.join(parts)}: {shown.get(parts[0])!r} instead of {wanted.get(parts[0])!r}"
