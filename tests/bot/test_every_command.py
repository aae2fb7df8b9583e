"""Every command as Discord was told of it: what it is called, what it says, who is offered it and where."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from bot.commands import BUTTONS, GROUPS, MENUS
from bot.commands.reference import FILE, usage
from bot.commands.topics import leaves, name_of, spoken_name
from tests.bot.asking import FEED, ask, suggested, wire
from tests.bot.conftest import Bot
from tests.bot.driven import NOTES, done_by, left_out, offered
from tests.fakes.discord import NotOffered
from tests.fakes.discord.rules.commands import MOST_CHARACTERS, characters, commands_complaints

REFERENCE = FILE.read_text(encoding="utf-8")
FOR_MANAGERS_ALONE = {"setup", "settings"}
"""What Discord itself keeps to *Manage Server*; for the rest `/settings permissions` decides."""

NESTED = (1, 2)
MOST_CHOICES = 25
GUILD, PRIVATE = 0, 2
TO_USER = 1
Json = dict[str, Any]


def walk(thing: Json, name: str = "") -> Iterator[tuple[str, Json]]:
    """A command with its groups, subcommands and options, each with its full name."""
    name = f"{name} {thing['name']}".strip()
    yield name, thing
    for option in thing.get("options") or ():
        yield from walk(option, name)


async def test_every_command_is_well_formed_explained_and_offered_where_it_can_work(bot: Bot) -> None:
    told = bot.discord.commands
    assert len(told) == len(GROUPS) + len(MENUS)
    assert not list(commands_complaints(told))
    languages = {tongue for c in told for _, thing in walk(c) for tongue in spoken(thing, "name")}
    for command in told:
        assert command["type"] in (1, 2, 3)
        assert characters(command) <= MOST_CHARACTERS, command["name"]
        for name, thing in walk(command):
            keys = ("name", "description") if command["type"] == 1 else ("name",)
            assert len(thing.get("options") or ()) <= 25, f"{name} has more than 25 options"
            if "description" in keys:
                explained(name, thing)
            for key in keys:
                assert spoken(thing, key) == languages, f"the {key} of {name} is not in {languages}"
        offered_where_it_works(command)
    await kept_to_managers(bot, told)


def spoken(thing: Json, key: str) -> set[str]:
    """The languages that a name or a description is in, English aside."""
    return set(thing.get(f"{key}_localizations") or {})


def explained(name: str, thing: Json) -> None:
    """It says what it is, in words."""
    said = thing["description"]
    assert said[:1].isupper(), f"{name}: {said!r} begins with a capital"
    assert len(said) > 5, f"{name}: {said!r} does not say what it is"
    for choice in thing.get("choices") or ():
        assert choice["name"].strip(), f"{name} has a choice without a name"


def offered_where_it_works(command: Json) -> None:
    """It says where it is offered, and Discord hides it from nobody who was given the right to it."""
    name, types = command["name"], set(command["integration_types"])
    places = set(command["contexts"] or ({GUILD} if not command["dm_permission"] else ()))
    assert places, f"{name} does not say where it is offered"
    assert PRIVATE not in places or TO_USER in types, f"{name}: in private places are none but users' apps"
    needed = command["default_member_permissions"]
    assert (needed is not None) == (name in FOR_MANAGERS_ALONE), f"{name} is kept to permissions {needed}"


async def kept_to_managers(bot: Bot, told: list[Json]) -> None:
    """A reader is not offered what is the managers' alone, and whatever else there is."""
    reader = bot.discord.add_member(next(iter(bot.discord.backend.world.guilds.values())))
    for command in told:
        if command["name"] in FOR_MANAGERS_ALONE:
            path = next(name for name, thing in walk(command) if not has_subcommands(thing))
            with pytest.raises(NotOffered, match="needs permissions"):
                await bot.discord.interact(path, user=reader)


def has_subcommands(thing: Json) -> bool:
    """Whether it is no command itself, but holds some."""
    return any(option["type"] in NESTED for option in thing.get("options") or ())


async def test_every_command_is_told_in_help_and_has_a_row_in_the_reference(bot: Bot) -> None:
    pages = [await ask(bot, "help", topic=key) for _, key in await suggested(bot, "help", "topic", "")]
    commands = list(leaves((*GROUPS, *MENUS)))
    assert not [name_of(one) for one in commands if f"`{spoken_name(one)}`" not in "\n".join(pages)]
    assert not [name_of(one) for one in commands if f"| `{usage(one)}` |" not in REFERENCE]


TYPED = ("", "harb", "Гутерреш", "🚢" * 200, "\u202e*[x](https://x.example)* @everyone <@&1> `")


async def test_every_option_that_suggests_answers_whatever_is_typed(bot: Bot) -> None:
    bot.web.put("https://harbour.example/feed.xml", FEED, "application/rss+xml")
    await ask(bot, "feed add", url="https://harbour.example/feed.xml")
    await ask(bot, "watch add", actor="antonio-guterres", channel=wire(bot))
    suggesting = [name.removeprefix("/").split(" suggests ") for name in offered() if " suggests " in name]
    for typed, (command, option) in itertools.product(TYPED, suggesting):
        typing = await bot.discord.autocomplete(command, option, typed)
        assert len(await typing.choices()) <= MOST_CHOICES, (command, option, typed)


async def test_what_was_done_is_noted_and_what_was_not_is_named(
    bot: Bot, request: pytest.FixtureRequest
) -> None:
    asked = await bot.discord.interact("status now")
    await asked.answer()
    typing = await bot.discord.autocomplete("feed remove", "feed", "x")
    await typing.choices()
    assert [done_by(one) for one in (asked, typing)] == ["/status now", "/feed remove suggests feed"]
    assert {"/status now", "/feed remove suggests feed"} <= set(offered())
    everything = left_out(set())
    assert {"/status now", "/feed remove suggests feed"} <= set(everything)
    assert len(everything) >= len(set(offered())) + len(BUTTONS)
    assert "/status now" not in left_out({"/status now", "id why:7"})
    assert request.config.stash[NOTES] is not None
