"""The parts of the fake that its routes work on, and what every room of it shares."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .clock import Clock, Snowflakes
from .faults import Faults
from .gateway import DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS, MESSAGE_CONTENT, Gateway
from .interaction import ANSWER_WITHIN, TOKEN_LIFE, Interaction
from .journal import Journal
from .limits import Limits
from .message import Message
from .message_payloads import event_json
from .payloads import channel_json
from .world import Attachment, Channel, World


@dataclass(kw_only=True, slots=True)
class Backend:
    """One Discord: its world, its time, its log and its wires."""

    world: World
    clock: Clock
    ids: Snowflakes
    journal: Journal
    faults: Faults
    limits: Limits
    gateway: Gateway
    messages: dict[int, Message] = field(default_factory=dict)
    interactions: dict[int, Interaction] = field(default_factory=dict)
    tokens: dict[str, Interaction] = field(default_factory=dict)
    files: dict[int, Attachment] = field(default_factory=dict)
    nonces: dict[tuple[int, str], int] = field(default_factory=dict)
    nonce_window: timedelta = timedelta(minutes=3)
    answer_within: timedelta = ANSWER_WITHIN
    token_life: timedelta = TOKEN_LIFE
    old_edit_limit: int | None = None
    old_edits: dict[int, list[datetime]] = field(default_factory=dict)

    def announce(self, event: str, channel: Channel) -> None:
        """Tell the bot that a channel or thread came, changed or went."""
        data = channel_json(self.world, channel)
        self.gateway.dispatch(event, data, guild_id=channel.guild_id, intent=GUILDS)

    def announce_message(self, event: str, channel: Channel, message: Message) -> None:
        """Send a message event to sessions whose intents ask for it, content hidden from those without.

        Where the bot is not, its own answers to people who brought it along are not told either.
        """
        if channel.private or (channel.guild_id is not None and channel.guild_id not in self.world.guilds):
            self.journal.ring()
            return
        intent = GUILD_MESSAGES if channel.guild_id is not None else DIRECT_MESSAGES
        for session in self.gateway.sessions.values():
            if session.intents & intent:
                mine = message.author_id == self.world.me.id or channel.guild_id is None
                hidden = not mine and not session.intents & MESSAGE_CONTENT
                session.dispatch(event, event_json(self.world, channel, message, hidden=hidden))
        self.journal.ring()

    def posted(self, channel_id: int, keep: Callable[[Message], bool] = lambda _: True) -> list[Message]:
        """Return a channel's visible messages, oldest first."""
        return [
            message
            for message in self.messages.values()
            if message.channel_id == channel_id
            and not (message.deleted or message.ephemeral or message.loading)
            and keep(message)
        ]
