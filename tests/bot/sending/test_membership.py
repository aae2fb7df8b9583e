"""Who has left a server hears no more of its news."""

from dataclasses import replace
from typing import cast

import pytest

from bot.outcomes import Outcome, Refused, Sent, Unsettled
from bot.sending.membership import LEFT_BY_THEM, Membership
from bot.sending.requests import Answer, Refusal, Requests, Said
from config.phrase import phrase
from tests.bot.news import delivery
from tests.bot.sending.conftest import Press

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_person_who_left_the_server_is_told_nothing_more_of_its_news_until_they_are_back(
    press: Press,
) -> None:
    stays, leaves = (press.discord.add_member(press.guild, name) for name in ("stays", "leaves"))
    member = press.guild.members.pop(leaves.id)

    async def tell(person: int, number: int) -> Outcome:
        made = replace(delivery(target=f"user:{person}", id=number), nonce=f"member-{number}")
        return await press.sender.send(replace(made, guild=str(press.guild.id)))

    def asked() -> int:
        return sum("/members/" in one.path for one in press.discord.requests)

    assert isinstance(await tell(stays.id, 901), Sent)
    assert await tell(leaves.id, 902) == Refused(reason=LEFT_BY_THEM)
    before = asked()
    assert await tell(leaves.id, 903) == Refused(reason=LEFT_BY_THEM)
    assert asked() == before, "nobody asks twice about who has left, not even after a restart"
    press.guild.members[leaves.id] = member
    await press.client._resuming.asked(leaves.id, press.guild.id)
    assert isinstance(await tell(leaves.id, 904), Sent)


class Discord:
    """Gives these answers, one after the other."""

    def __init__(self, *answers: Said) -> None:
        self.left = list(answers)

    async def ask(self, _route: object) -> Said:
        return self.left.pop(0)


class Nothing:
    """Knows no fact, and keeps none."""

    async def note(self, key: str, value: str) -> None: ...

    async def note_of(self, key: str) -> str | None:
        return None


async def test_lost_answer_makes_nobody_a_member_for_hours() -> None:
    lost = Unsettled(reason=phrase("Discord's answer was not waited for any longer"))
    discord = Discord(
        lost, Refusal(status=503, code=0, text=""), Answer(body={}), Refusal(status=404, code=10007, text="")
    )
    membership = Membership(cast("Requests", discord), lambda: 0.0)
    for left in (3, 2, 1, 1):
        assert await membership.obstacle("7", "8", Nothing()) is None
        assert len(discord.left) == left
