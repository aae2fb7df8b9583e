"""What is pressed and chosen in the walk of /setup: the one message shows what came of it."""

import re
from dataclasses import replace
from typing import Any, Self, cast

import discord
from discord.ui import Button, DynamicItem, Item

from bot.commands.actor.choosing import actor_of
from bot.commands.answering import desk_of, say
from bot.commands.forms import Field, Values, ask_form, form
from bot.commands.mistake import Mistake
from bot.commands.naming import catalogue_here
from bot.commands.place import manager
from bot.commands.pressed import Pressed
from bot.commands.setup.answers import MOST_ACTORS, WALK, Answers, Step, dumped, loaded
from bot.commands.setup.command import KIND
from bot.commands.setup.finishing import finish, send_test
from bot.commands.setup.known import SECTIONS
from bot.commands.setup.looking import facts_of, target_for
from bot.commands.setup.pages import NONE, ending, page
from bot.render.escape import escaped
from bot.starter import LANGUAGES, TOPICS, topics_in
from bot.words import listed, t
from bot.zones import meant, zone_meant
from storage.model import View

PARTS = r"setup:(?P<view>[0-9]{1,18}):(?P<step>[a-z]{1,10}):(?P<what>[a-z]{1,10})"


class SetupPart(Pressed, DynamicItem[Button[Any]], template=PARTS):
    """Any button or select of the walk."""

    a_minute = 40

    def __init__(self, item: Item[Any], view: int, step: str, what: str) -> None:
        super().__init__(cast("Button[Any]", item))
        self._shown, self._step, self._what = view, step, what

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The part that was used."""
        return cls(item, int(match["view"]), match["step"], match["what"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Go on with the walk, or open the form that a button stands for."""
        if self._what in FIELDS:
            manager(interaction)
            title, field = FIELDS[self._what]()
            await ask_form(interaction, f"setup-{self._what}", str(self._shown), title, (field,))
            return
        await interaction.response.defer()
        view = await _view(interaction, self._shown)
        before = loaded(view.state)
        if self._what == "finish" and before.step == "finishing":
            await finish(interaction, view, before)
            return
        if before.step != self._step:  # pressed twice, or on a message of long ago
            await _show(interaction, view, before)
            return
        data: Any = interaction.data or {}
        values = tuple(str(value) for value in data.get("values") or ())
        match self._what:
            case "finish":
                await finish(interaction, view, before)
            case "test":
                await _show(interaction, view, before, await send_test(interaction, before), "✅")
            case "cancel":
                await _go(interaction, view, before, before.at("cancelled"))
            case _:
                await _go(interaction, view, before, _changed(interaction, before, self._what, values))


def _changed(
    interaction: discord.Interaction[Any], answers: Answers, what: str, values: tuple[str, ...]
) -> Answers:
    """The answers after this was pressed or chosen; the same ones where it cannot be."""
    match what, values:
        case "next", _:
            blocked = answers.step == "channel" and not target_for(interaction, answers.channel)[0]
            return answers if blocked else answers.further(1)
        case "back", _:
            return answers.further(-1)
        case "channel", (chosen, *_):
            return replace(answers, channel=chosen)
        case "languages", _:
            languages = tuple(one for one in LANGUAGES if one in values)
            offered = topics_in(languages or LANGUAGES)
            topics = tuple(one for one in answers.topics if one in offered)
            return replace(answers, languages=languages, topics=topics)
        case "topics", _:
            return replace(answers, topics=tuple(one for one in TOPICS if one in values))
        case "section", (chosen, *_) if chosen in SECTIONS:
            return replace(answers, section=chosen)
        case "actors", _ if answers.section in SECTIONS:
            return answers.watching(values, SECTIONS[answers.section][1])
        case "clock", (chosen, *_):
            return replace(answers, clock="" if chosen == NONE else chosen)
        case "zones", (chosen, *_):
            return replace(answers, zone=chosen)
    return answers


def _name_field() -> tuple[str, Field]:
    note = t("A person or an organisation, such as Guterres or NATO.")
    return t("Whom to watch"), Field(key="name", name=t("Name"), note=note)


def _zone_field() -> tuple[str, Field]:
    note = t("A city, such as Lisbon, or a zone, such as Europe/Lisbon.")
    return t("Another time zone"), Field(key="zone", name=t("City or time zone"), note=note)


FIELDS = {"name": _name_field, "zone": _zone_field}
"""What the buttons that open a form ask for."""


@form("setup-name")
async def take_name(interaction: discord.Interaction[Any], state: str, values: Values) -> None:
    """Watch whoever was typed."""
    view, answers = await _at(interaction, state, "actors")
    one = actor_of(values["name"], await catalogue_here(interaction))
    after = answers.watching((one.id,))
    if one.id not in after.actors:
        said = t("{count} are enough here; `/watch add` takes more.", count=MOST_ACTORS)
        raise Mistake(said)
    await _go(interaction, view, answers, after)


@form("setup-zone")
async def take_zone(interaction: discord.Interaction[Any], state: str, values: Values) -> None:
    """Take the zone that was typed, where it is plain which one is meant."""
    view, answers = await _at(interaction, state, "digest")
    near = meant(values["zone"], desk_of(interaction).now(), 3)
    zone = zone_meant(values["zone"]) or (near[0] if len(near) == 1 else None)
    if zone is not None:
        await _go(interaction, view, answers, replace(answers, zone=zone))
        return
    typed = escaped(values["zone"])
    if not near:
        said = t("“{typed}” is no time zone that I know. Type the largest city near you.", typed=typed)
        raise Mistake(said)
    zones = listed([f"**{escaped(one)}**" for one in near], "or")
    raise Mistake(t("“{typed}” may be several zones. Do you mean {zones}?", typed=typed, zones=zones))


async def _at(interaction: discord.Interaction[Any], state: str, step: Step) -> tuple[View, Answers]:
    """The walk that a form belongs to, if it is still at this step."""
    await interaction.response.defer()
    view = await _view(interaction, int(state) if state.isdecimal() and len(state) <= 18 else 0)
    answers = loaded(view.state)
    if answers.step != step:
        raise Mistake(t("The walk has gone on meanwhile. Press Back to change that."))
    return view, answers


async def _view(interaction: discord.Interaction[Any], number: int) -> View:
    """The walk of this number, if it is the asker's here, and they may still manage the server."""
    guild = manager(interaction)
    view = await desk_of(interaction).archive.views.find(number)
    if view is None or view.kind != KIND or view.guild != guild:
        raise Mistake(t("Wirewatch no longer knows this set-up. `/setup` begins another."))
    if view.person != str(interaction.user.id):
        raise Mistake(t("Somebody else began this set-up. `/setup` begins your own."))
    return view


async def _go(interaction: discord.Interaction[Any], view: View, before: Answers, after: Answers) -> None:
    """Keep the answers and show them; where two presses came at once, what the first one made of them."""
    desk = desk_of(interaction)
    if not await desk.archive.views.change(view.id, view.state, dumped(after), desk.now()):
        now = await _view(interaction, view.id)
        await _show(interaction, now, loaded(now.state))
        return
    full = after == before and len(after.actors) == MOST_ACTORS and after.step == "actors"
    note = t("{count} are enough here; `/watch add` takes more.", count=MOST_ACTORS) if full else ""
    await _show(interaction, view, after, note)


async def _show(
    interaction: discord.Interaction[Any], view: View, answers: Answers, note: str = "", sign: str = "⚠️"
) -> None:
    """The message at the step that the walk is at; trouble with the channel goes before any note."""
    if answers.step not in WALK:
        await say(interaction, ending(_ended(answers)))
        return
    facts = await facts_of(interaction, answers)
    told = (facts.trouble, "⚠️") if facts.trouble else (note, sign)
    await say(interaction, page(answers, facts, view.id, *told))


def _ended(answers: Answers) -> str:
    if answers.step == "cancelled":
        return t("Nothing was changed. `/setup` begins again.")
    if answers.step == "finishing":
        return t("This is being done already. `/settings show` tells what came of it.")
    return t("This set-up is finished. `/setup` begins another.")
