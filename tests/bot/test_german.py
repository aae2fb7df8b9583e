"""Whoever speaks German is answered in German, and so is a server that does."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from babel.messages.catalog import Message
from discord import app_commands

from bot.commands import GROUPS, MENUS
from bot.words.catalogue import read, translation
from tests.bot.asking import ask, guild, wire
from tests.bot.conftest import Bot

GERMAN = translation("de")
NAMED = re.compile(r"(?<![\w/.<:-])/([a-zäöüß][a-zäöüß-]*(?: [a-zäöüß][a-zäöüß-]*){0,2})")


def named(command: Any) -> str:
    """What it is called in German, with its group."""
    parts = command.qualified_name.split(" ")
    return " ".join(GERMAN.of(part, "command") for part in parts)


def called() -> Iterator[str]:
    """Every command and group, as Germans type it."""
    for group in GROUPS:
        yield named(group)
        if isinstance(group, app_commands.Group):
            yield from map(named, group.walk_commands())


def forms(message: Message) -> tuple[str, ...]:
    """What it is in German."""
    string = message.string
    return (string,) if isinstance(string, str) else tuple(string or ())


def test_commands_that_a_sentence_names_exist() -> None:
    known = set(called())
    for message in read("de"):
        for form in forms(message):
            for found in NAMED.findall(form):
                words = found.split(" ")
                assert any(" ".join(words[:n]) in known for n in (2, 1)), (found, form)


def test_names_in_a_command_differ() -> None:
    everything = [inner for one in GROUPS for inner in (one, *getattr(one, "walk_commands", tuple)())]
    for command in everything:
        options = [GERMAN.of(option.display_name, "option") for option in getattr(command, "parameters", ())]
        assert len(set(options)) == len(options), named(command)


def test_menus_have_german_names() -> None:
    for menu in MENUS:
        assert ("command", menu.name) in GERMAN.forms


async def test_each_person_is_answered_in_their_language(bot: Bot) -> None:
    german = await (await bot.discord.interact("feed list", locale="de")).answer()
    english = await (await bot.discord.interact("feed list", locale="en-GB")).answer()
    assert "Noch keine." in german.text
    assert "None yet." in english.text
    stranger = await (await bot.discord.interact("watch list", locale="ja")).answer()
    assert "None yet." in stranger.text


async def test_mistakes_are_told_in_german(bot: Bot) -> None:
    told = await (await bot.discord.interact("summary", {"text": "..."}, locale="de")).answer()
    assert "Darin stehen keine Sätze" in told.text


async def test_refusal_of_an_actor_is_told_in_german(bot: Bot) -> None:
    asked = await bot.discord.interact("actor add", {"name": "Vladimir Putin"}, locale="de")
    told = (await asked.answer()).text
    assert "steht schon im Katalog, als vladimir-putin. Niemand wurde hinzugefügt." in told


async def test_what_germans_type_is_taken_from_whoever_types_it(bot: Bot) -> None:
    home = str(guild(bot).id)
    await ask(bot, "watch add", actor="vladimir-putin", keywords="war", channel=wire(bot), language="fr")
    [row] = await bot.archive.watches.of_guild(home)
    await ask(bot, "watch edit", watch=str(row.id), keywords="keine", language="Deutsch")
    [after] = await bot.archive.watches.of_guild(home)
    assert (after.keywords, after.languages) == ((), ("de",))


async def test_commands_are_offered_in_german(bot: Bot) -> None:
    assert guild(bot) is not None
    [feed] = [command for command in bot.discord.commands if command["name"] == "feed"]
    [add] = [option for option in feed["options"] if option["name"] == "add"]
    assert add["name_localizations"] == {"de": "hinzufügen"}
    assert set(add["description_localizations"]) == {"de"}


@pytest.mark.parametrize("text", ["EEEE d MMMM y", "{page} of {pages}"])
def test_german_differs(text: str) -> None:
    assert GERMAN.of(text) != text
