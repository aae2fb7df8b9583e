"""Whatever happens in whatever order: each subject once, in order, its last words, never too many an hour."""

import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.model import Delivery
from summarise.model import Rollup
from tests.fakes.examples import HOUR, NOON
from tests.postgresql import lasting_loop
from tests.storage.conftest import Noted
from tests.storage.posts import SECOND, Outbox, opened, post

LIMIT = 3
_NUMBER = itertools.count(100)

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["new", "new", "held", "edit", "edit", "reply", "send", "send", "send", "retry", "lost"]
        )
        | st.sampled_from(["crash", "stop", "resume", "late", "overdue"]),
        st.integers(0, 9),
        st.sampled_from([1, 1, 5, 5, 30, 30, 400, 1900]),
    ),
    min_size=5,
    max_size=60,
)


@dataclass
class Discord:
    """A target that takes messages, and what of it can be seen."""

    outbox: Outbox
    target: str
    now: datetime = NOON
    revisions: dict[str, int] = field(default_factory=dict)
    shown: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    made: list[tuple[str, datetime]] = field(default_factory=list)
    nonces: dict[str, str] = field(default_factory=dict)
    listed: dict[str, dict[int, str]] = field(default_factory=dict)
    asked: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    replied: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    messages: dict[str, str] = field(default_factory=dict)

    def take(self, held: Delivery) -> str:
        """The message that it makes or edits; the same nonce makes no second one."""
        said, is_new = held.post, held.nonce not in self.nonces
        if said.action == "edit":
            assert held.message_id == self.messages[said.subject]
            self.shown[said.subject].append(said.revision)
        elif is_new:
            self.nonces[held.nonce] = f"m{held.id}"
            if said.action == "post":
                assert said.subject not in self.shown, "told twice"
                self.made.append((said.subject, self.now))
                self.shown[said.subject].append(said.revision)
                self.messages[said.subject] = f"m{held.id}"
            else:
                assert held.message_id == self.messages[said.subject]
                self.replied[said.subject].append(said.part)
        if isinstance(said.body, Rollup):
            self.listed[said.subject] = {item.story: item.headline for item in said.body.items}
        return self.nonces.get(held.nonce, held.message_id or "")

    async def play(self, step: str, number: int, pause: int) -> None:
        """One thing happens, after a while."""
        self.now += pause * SECOND
        deliveries, targets = self.outbox.archive.deliveries, self.outbox.archive.targets
        subject = f"story:{number}"
        if step in ("new", "held", "edit", "reply"):
            await self.news(step, number, subject)
            return
        if step == "crash":
            await deliveries.claim(self.target, self.now)
            await self.outbox.archive.release()
            return
        if step == "resume":
            await targets.resume(self.target, self.now)
            return
        held = await deliveries.claim(self.target, self.now)
        if held is None:
            return
        soon = self.now + timedelta(seconds=20)
        if step == "send":
            await deliveries.sent(held.id, self.take(held), self.now)
        elif step == "retry":
            await deliveries.retry(held.id, not_before=soon, error="503", unknown=False, now=self.now)
        elif step == "lost":
            self.take(held)
            await deliveries.retry(held.id, not_before=soon, error="lost", unknown=True, now=self.now)
        elif step == "stop":
            await deliveries.stop(held.id, "403", self.now)
        elif step == "overdue" and held.post.action == "edit":
            await deliveries.overdue(held.id, soon, self.now)
        else:
            self.take(held)
            await self.outbox.archive.release()

    async def news(self, step: str, number: int, subject: str) -> None:
        """A story is told for the first time, or anew."""
        first = subject not in self.revisions
        revision = self.revisions[subject] = self.revisions.get(subject, 0) + 1
        later = self.now + timedelta(minutes=10) if step == "held" else None
        told = post("post" if first else "edit", revision, story=number, target=self.target, not_before=later)
        await self.outbox.put(told, now=self.now)
        if step == "reply" and not first:
            self.asked[subject].append(revision)
            await self.outbox.put(post("reply", revision, story=number, target=self.target), now=self.now)

    async def calm_down(self) -> None:
        """All that waits is sent."""
        await self.outbox.archive.release()
        await self.outbox.archive.targets.resume(self.target, self.now)
        for _ in range(4):
            self.now += timedelta(minutes=20)
            while (held := await self.outbox.next(self.now, self.target)) is not None:
                await self.outbox.archive.deliveries.sent(held.id, self.take(held), self.now)

    def check(self) -> None:
        """What this module says."""
        for subject, revision in self.revisions.items():
            story = int(subject.removeprefix("story:"))
            lines = [lines[story] for lines in self.listed.values() if story in lines]
            if subject in self.shown:
                assert self.shown[subject] == sorted(self.shown[subject]), "an old edit came last"
                assert self.shown[subject][-1] == revision
                assert not lines
                assert self.replied[subject] == self.asked[subject], "replies lost, doubled or out of order"
            else:
                assert lines == [f"Envoy resigns {revision}"]
        alerts = [at for subject, at in self.made if subject.startswith("story:")]
        for at in alerts:
            assert sum(at - HOUR < other <= at for other in alerts) <= LIMIT


async def play(url: str, burst: int, steps: list[tuple[str, int, int]]) -> None:
    async with opened(url, Noted(), LIMIT) as outbox:
        discord = Discord(outbox, f"channel:{next(_NUMBER)}")
        for number in range(burst):
            await discord.play("new", number, 0)
        for step in steps:
            await discord.play(*step)
        await discord.calm_down()
        discord.check()
        assert discord.target not in await outbox.archive.deliveries.targets_due(discord.now + 48 * HOUR)


@pytest.mark.one_database
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(burst=st.integers(0, 8), steps=STEPS)
def test_nothing_is_lost_doubled_or_too_much(url: str, burst: int, steps: list[tuple[str, int, int]]) -> None:
    # the loop that connections to PostgreSQL belong to
    lasting_loop().run_until_complete(play(url, burst, steps))
