"""Forms are taken in by name, also by a process that did not show them."""

from typing import Any

import discord
import pytest
from discord import app_commands

from bot.commands import forms
from bot.commands.answering import say
from bot.commands.forms import Field, Values, ask_form, form
from bot.commands.mistake import Mistake
from bot.render.answer import notice
from tests.bot.asking import guild
from tests.bot.conftest import Bot

FIELDS = (
    Field(key="who", name="Whom?", note="A name will do", value="Guterres"),
    Field(key="more", name="More", long=True, required=False, longest=500),
)


@app_commands.command(name="form", description="Open a form")
async def opening(interaction: discord.Interaction[Any]) -> None:
    """Open the form of these tests."""
    await ask_form(interaction, "test", "7:x", "Whom to watch?" * 10, FIELDS)


@pytest.fixture
async def opener(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> Bot:
    """A bot that knows a form."""
    monkeypatch.setattr(forms, "FORMS", {})

    @form("test")
    async def take(interaction: discord.Interaction[Any], state: str, values: Values) -> None:
        if values["who"] == "nobody":
            raise Mistake("Nobody is called that.")
        await say(interaction, notice(f"{state} {dict(values)}"))

    bot.client.tree.add_command(opening)
    await bot.client.tell_commands()
    return bot


async def test_form_is_taken_in_also_after_a_restart(opener: Bot) -> None:
    asked = await opener.discord.interact("form")
    shown = await asked.modal()
    assert len(shown["title"]) <= 45
    await opener.client.close()
    await opener.discord.wait_for(
        lambda d: len(d.gateway.identifies) > 1 and d.connected, 10, "a new session"
    )
    sent = await opener.discord.submit(asked, {"more": "a\nb"})
    assert (await sent.answer()).text == "7:x {'who': 'Guterres', 'more': 'a\\nb'}"
    assert sent.ephemeral


async def test_mistakes_and_strange_forms_are_answered(opener: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = await opener.discord.interact("form", guild=guild(opener))
    refused = await opener.discord.submit(asked, {"who": "nobody"})
    assert (await refused.answer()).text == "Nobody is called that."
    monkeypatch.setattr(forms, "FORMS", {})
    strange = await opener.discord.submit(asked, {"who": "x"})
    assert "no longer knows this form" in (await strange.answer()).text
