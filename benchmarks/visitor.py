"""Somebody who tries every command, suggestion, menu and button there is, with what each asks for."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.prose import text, vocabulary
from tests.fakes.discord import Channel, FakeDiscord, Guild, Interaction, Message, Upload

Json = dict[str, Any]

NESTED: Final = (1, 2)
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
TYPED: Final = {
    "time": "08:00",
    "zone": "Europe/Zurich",
    "days": "weekdays",
    "since": "3 days",
    "language": "en",
    "message": "https://discord.com/channels/1/2/3",
}
"""What to type for options of these names; for others, a word of the news."""

BEGINNINGS: Final = ("", "a", "pu", "putni", "har", "united na", "zurich", "тр")


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A command that can be typed: its full name and its options."""

    name: str
    options: tuple[Json, ...]
    in_guild: bool


class Visitor:
    """Asks one thing after the other, each time with other words."""

    def __init__(self, discord: FakeDiscord, guild: Guild, address: str) -> None:
        self._discord, self._guild, self._address = discord, guild, address
        self._channel: Channel = discord.channel_of(guild)
        self._chance = random.Random(12)
        self._role = discord.add_role(guild, "desk")

    def offers(self) -> tuple[Offer, ...]:
        """Every slash command."""
        return tuple(offer for one in self._discord.commands if one["type"] == 1 for offer in _leaves(one))

    def menus(self) -> tuple[Json, ...]:
        """Every menu."""
        return tuple(one for one in self._discord.commands if one["type"] != 1)

    def suggestions(self) -> Iterator[tuple[Offer, str]]:
        """Every option that suggests something."""
        for offer in self.offers():
            yield from ((offer, one["name"]) for one in offer.options if one.get("autocomplete"))

    async def ask(self, offer: Offer) -> Interaction:
        """Type the command with what it needs."""
        given = {o["name"]: await self._value(offer, o) for o in offer.options if o.get("required")}
        return await self._discord.interact(offer.name, given, channel=self._place(offer))

    async def type(self, offer: Offer, option: str) -> Interaction:
        """Have typed a part of an option."""
        typed = self._chance.choice(BEGINNINGS)
        return await self._discord.autocomplete(offer.name, option, typed, channel=self._place(offer))

    async def open(self, menu: Json) -> Interaction:
        """Pick a menu on what a person said, or on that person."""
        if menu["type"] != 3:
            return await self._discord.context_menu(menu["name"], self._guild.owner, channel=self._channel)
        words = f"{text(self._chance.randrange(500), 3)} {self._address}"
        said = self._discord.say(self._channel, self._guild.owner, words)
        return await self._discord.context_menu(menu["name"], said)

    async def press(self, message: Message, custom_id: str) -> Interaction:
        """Press a button of a message."""
        return await self._discord.click(message, custom_id, user=self._guild.owner)

    def _place(self, offer: Offer) -> Channel:
        return self._channel if offer.in_guild else self._discord.conversation(self._guild.owner)

    async def _value(self, offer: Offer, option: Json) -> Any:
        kind = option["type"]
        if option.get("choices"):
            return self._chance.choice(option["choices"])["value"]
        if option.get("autocomplete"):
            typing = await self._discord.autocomplete(
                offer.name, option["name"], "", channel=self._place(offer)
            )
            found = await typing.choices()
            return self._chance.choice(found)["value"] if found else "nothing"
        if kind == STRING:
            word = self._chance.choice(vocabulary())
            return self._address if option["name"] == "url" else TYPED.get(option["name"], word)
        if kind == ATTACHMENT:
            return Upload(filename="story.txt", data=text(1).encode())
        if kind in (INTEGER, NUMBER):
            return option.get("min_value", 1)
        places = {USER: self._guild.owner, CHANNEL: self._channel, ROLE: self._role, MENTIONABLE: self._role}
        return places.get(kind, True)


def _leaves(command: Json, name: str = "", in_guild: bool | None = None) -> Iterator[Offer]:
    """The commands that can be typed of a group."""
    name = f"{name} {command['name']}".strip()
    if in_guild is None:
        in_guild = 0 in (command["contexts"] or (0,))
    options = tuple(command.get("options") or ())
    nested = [option for option in options if option["type"] in NESTED]
    for option in nested:
        yield from _leaves(option, name, in_guild)
    if not nested:
        yield Offer(name=name, options=options, in_guild=in_guild)
