"""Who has left a server hears no more of its news."""

from dataclasses import replace

import pytest

from bot.outcomes import Outcome, Refused, Sent
from bot.sending.membership import LEFT_BY_THEM
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
