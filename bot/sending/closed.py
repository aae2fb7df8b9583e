"""What Discord has refused, so that it is not asked again before anything has changed there."""

from collections import OrderedDict
from typing import Final

import discord

from bot.sending.access import circumstances
from bot.sending.refusals import Act
from config.phrase import Reason

REMEMBERED: Final = 2000


class Closed:
    """Acts that are refused in a channel, each with the reason, as long as the bot stands there as it did."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._reasons: OrderedDict[tuple[str, ...], Reason] = OrderedDict()

    def reason(self, act: Act, *channels: str) -> Reason | None:
        """Why this act was refused in these channels; None where it was not, or something changed since."""
        return self._reasons.get(self._key(act, channels))

    def remember(self, reason: Reason, act: Act, *channels: str) -> None:
        """It was refused."""
        self._reasons[self._key(act, channels)] = reason
        if len(self._reasons) > REMEMBERED:
            self._reasons.popitem(last=False)

    def _key(self, act: Act, channels: tuple[str, ...]) -> tuple[str, ...]:
        return (act, *channels, circumstances(self._client, *channels))
