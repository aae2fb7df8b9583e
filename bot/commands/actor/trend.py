"""/actor trend: how often people and organisations are named, as a chart."""

import re
from typing import Any, Final, Self

import discord
from discord import app_commands
from discord.ui import Button, DynamicItem, Item

from bot.commands.actor.choosing import actor_of, actors, known_here
from bot.commands.actor.group import actor as group
from bot.commands.answering import desk_of, say, think
from bot.commands.mistake import Mistake
from bot.commands.place import asker, guild_of
from bot.commands.pressed import Pressed
from bot.quoted import feeds_of
from bot.render.profile import trend_id
from bot.render.trends import chart_of, trend_answer
from bot.trends import trend as trend_of
from bot.words import t
from summarise.actors.catalogue import Actor
from summarise.editions.days import Step

USUAL: Final[dict[Step, int]] = {"days": 30, "weeks": 182}
"""How many days are looked back unless somebody says."""

LONGEST: Final = 366


@group.command()
@app_commands.checks.cooldown(10, 60.0, key=asker)
@app_commands.describe(
    actor="Whom to count; choose from the list, or type a name",
    actor2="Another one, to compare",
    actor3="A third one",
    actor4="A fourth one",
    actor5="A fifth one",
    by="Count days or weeks; days unless you say",
    days="How far back; 30 days or 26 weeks unless you say",
)
@app_commands.choices(
    by=[app_commands.Choice(name="days", value="days"), app_commands.Choice(name="weeks", value="weeks")]
)
@app_commands.autocomplete(actor=actors, actor2=actors, actor3=actors, actor4=actors, actor5=actors)
async def trend(
    interaction: discord.Interaction[Any],
    actor: app_commands.Range[str, 1, 100],
    actor2: app_commands.Range[str, 1, 100] | None = None,
    actor3: app_commands.Range[str, 1, 100] | None = None,
    actor4: app_commands.Range[str, 1, 100] | None = None,
    actor5: app_commands.Range[str, 1, 100] | None = None,
    by: str = "days",
    days: app_commands.Range[int, 2, LONGEST] | None = None,
) -> None:
    """Draw how often somebody is named, day by day or week by week.

    Stories of this server's feeds are counted, each once a day or week however many report it. Days are those
    of your own time zone.
    """
    guild_of(interaction)
    await think(interaction)
    known = await known_here(interaction)
    typed = [text for text in (actor, actor2, actor3, actor4, actor5) if text is not None]
    chosen = tuple({(one := actor_of(text, known)).id: one for text in typed}.values())
    step: Step = "weeks" if by == "weeks" else "days"
    await _show(interaction, chosen, step, days or USUAL[step])


async def _show(
    interaction: discord.Interaction[Any], chosen: tuple[Actor, ...], step: Step, days: int
) -> None:
    """Answer with the chart, or with its numbers where it cannot be drawn."""
    desk = desk_of(interaction)
    zone = (await desk.archive.persons.of(str(interaction.user.id))).zone or "UTC"
    feeds = await feeds_of(desk.archive, guild_of(interaction))
    ids = tuple(one.id for one in chosen)
    found = await trend_of(desk.archive, feeds, ids, step, days, desk.now(), zone)
    if found is None or not any(any(counts) for counts in found.counts.values()):
        raise Mistake(
            t(
                "No story of this server's feeds names them in that time. Ask for more `days`, or see "
                "`/feed list` for what is read here."
            )
        )
    await say(interaction, trend_answer(found, chosen, await desk.draw(chart_of(found, chosen))))


class TrendButton(Pressed, DynamicItem[Button[Any]], template=r"trend:(?P<actor>[a-z0-9@-]{1,93})"):
    """Draws how often an actor is named, beside the message about them."""

    a_minute = 10

    def __init__(self, actor: str) -> None:
        super().__init__(Button(label="Trend", custom_id=trend_id(actor)))
        self._actor = actor

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed."""
        return cls(match["actor"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Show the chart to whoever asked."""
        guild_of(interaction)
        await think(interaction)
        chosen = (await known_here(interaction)).find(self._actor)
        if chosen is None:
            raise Mistake(t("They are no longer in this server's catalogue."))
        await _show(interaction, (chosen,), "days", USUAL["days"])
