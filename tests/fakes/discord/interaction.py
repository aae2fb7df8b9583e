# ruff: noqa: ASYNC109 - a test says how long it waits where it waits
"""One interaction as the test holds it: what was asked, how it was answered, what the person sees."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .journal import Journal, Violation
from .message import Message
from .scene import Scene
from .world import Channel, Json, User

ANSWER_WITHIN = timedelta(seconds=3)
TOKEN_LIFE = timedelta(minutes=15)


class Unanswered(AssertionError):
    """The bot did not answer an interaction in time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """The bot's first answer: a callback type and its data."""

    type: int
    data: Json
    at: datetime

    @property
    def deferred(self) -> bool:
        """Whether it only asks for time."""
        return self.type in (5, 6)


@dataclass(kw_only=True, slots=True)
class Interaction:
    """A person's command, click, typing or form, and everything the bot made of it."""

    id: int
    token: str
    type: int
    payload: Json
    created: datetime
    scene: Scene
    journal: Journal
    option_type: int = 3
    source: Message | None = None
    first: Response | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    updated: bool = False

    @property
    def channel(self) -> Channel:
        """Where it was asked."""
        return self.scene.channel

    @property
    def user(self) -> User:
        """Who asked."""
        return self.scene.user

    @property
    def guild_id(self) -> int | None:
        """The guild it was asked in."""
        return self.scene.guild.id if self.scene.guild else None

    @property
    def owners(self) -> Json:
        """Whose installations of the app brought it here."""
        return self.scene.owners

    @property
    def where(self) -> str:
        """How to name this interaction in a report."""
        data = self.payload.get("data", {})
        return f"interaction {data.get('name') or data.get('custom_id')}"

    @property
    def shown(self) -> Message | None:
        """The message the person looks at in the end, None while the bot is still thinking."""
        if self.first is None or self.first.type in (8, 9):
            return None
        if self.first.type in (6, 7):
            return self.source if self.updated else None
        if self.original is not None and not self.original.loading and not self.original.deleted:
            return self.original
        return next((message for message in self.followups if not message.deleted), None)

    @property
    def ephemeral(self) -> bool:
        """Whether the answer is for the person alone."""
        return self.original is not None and self.original.ephemeral

    def blame(self, kind: str, detail: str) -> None:
        """Record a violation of this interaction's rules, once of each kind."""
        if not any(violation.kind == kind for violation in self.violations):
            self.violations.append(self.journal.blame(kind, self.where, detail))

    async def responded(self, timeout: float = 3.0) -> Response:
        """Return the first answer; Unanswered, and a violation, when none comes within `timeout` seconds."""
        try:
            return await self.journal.until(lambda: self.first, timeout, f"an answer to {self.where}")
        except TimeoutError as error:
            self.blame("unanswered", f"no answer within {timeout} s")
            raise Unanswered(str(error)) from None

    async def answer(self, timeout: float = 3.0, *, final: float = 10.0) -> Message:
        """Return the message the person sees; a deferral gets `final` more seconds to become one."""
        await self.responded(timeout)
        return await self.journal.until(lambda: self.shown, final, f"the visible answer to {self.where}")

    async def choices(self, timeout: float = 3.0) -> list[Json]:
        """Return the suggestions an autocomplete got."""
        response = await self.responded(timeout)
        assert response.type == 8, f"callback type {response.type} is no autocomplete answer"
        return list(response.data.get("choices") or ())

    async def modal(self, timeout: float = 3.0) -> Json:
        """Return the form the bot opened."""
        response = await self.responded(timeout)
        assert response.type == 9, f"callback type {response.type} opens no form"
        return response.data

    async def followup(self, number: int = 0, timeout: float = 5.0) -> Message:
        """Return the follow-up message of this number."""
        await self.journal.until(lambda: len(self.followups) > number, timeout, f"follow-up {number}")
        return self.followups[number]
