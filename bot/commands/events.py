"""What is chosen from the agenda becomes a Discord Scheduled Event: one for a server, whoever chooses it."""

from typing import Any, Final, Self

import aiohttp
import discord
from discord.http import Route
from discord.ui import DynamicItem, Item, Select

from bot.ahead import announced_as
from bot.calendar import EndedError, event_of, keys_of, sign
from bot.commands.agenda import local_now
from bot.commands.answering import desk_of, say, think
from bot.commands.changes import language_here, log_change
from bot.commands.mistake import Mistake
from bot.commands.place import guild_of
from bot.commands.pressed import Pressed
from bot.render.agenda import EVENT, chosen
from bot.render.answer import notice
from bot.render.escape import escaped, label
from bot.render.message import Json
from bot.tries import DoubtfulError, Tries
from bot.words import mark, named, speaking, t
from storage.model import EventClaim
from summarise.editions.coming import Ahead

ALL: Final = "/guilds/{guild_id}/scheduled-events"
ONE: Final = ALL + "/{event_id}"
ANSWER: Final = aiohttp.ClientTimeout(total=20)
DOUBT: Final = (DoubtfulError, OSError, aiohttp.ClientError, TimeoutError, ValueError)
"""What leaves open whether Discord made the event."""

OVER: Final = mark("That is over, or no longer announced. Ask `/agenda` again.")
BUSY: Final = mark("Somebody is adding it at this moment. Look at the server's events in a minute.")
UNSURE: Final = mark(
    "Discord did not say whether it added the event. Choose it again in a minute: I look first."
)


class EventChoice(Pressed, DynamicItem[Select[Any]], template=EVENT):
    """The select under an agenda; its values name appointments, so that it outlives a restart."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: Item[Any], _match: object, /
    ) -> Self:
        """The select that was used."""
        assert isinstance(item, Select)
        return cls(item)

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Add the event that was chosen, if there is none of it yet."""
        await think(interaction)
        guild = guild_of(interaction)
        _check_may(interaction)
        now, picked = await local_now(interaction), chosen(self.item.values[0])
        archive = desk_of(interaction).archive
        thing = None if picked is None else await announced_as(archive, guild, now, *picked)
        if thing is None or now.tzinfo is None:
            raise Mistake(named(OVER))
        language = await language_here(interaction)
        try:
            with speaking(language):
                body = event_of(thing, now.tzinfo, now)
        except EndedError:
            raise Mistake(named(OVER)) from None
        made, new = await _made(interaction, guild, thing, body)
        link = f"[{label(body['name'])}](https://discord.com/events/{guild}/{made})"
        if not new:
            await say(
                interaction, notice(t("That is among the server's events already: {event}.", event=link))
            )
            return
        await say(interaction, notice(t("Added to the server's events: {event}.", event=link)))
        await log_change(interaction, mark("added the event {event}"), event=link)


def _check_may(interaction: discord.Interaction[Any]) -> None:
    """A Mistake where the asker or the bot may add no events here."""
    person, bot = interaction.permissions, interaction.app_permissions
    if not (person.create_events or person.manage_events):
        raise Mistake(t("Adding an event needs *Create Events* or *Manage Events*. Ask someone who has it."))
    if not (bot.create_events or bot.manage_events):
        raise Mistake(
            t("I may not add events here: I need *Create Events*. Someone with *Manage Server* can allow it.")
        )


async def _made(
    interaction: discord.Interaction[Any], guild: str, thing: Ahead, body: Json
) -> tuple[str, bool]:
    """The id of the thing's event, and whether it was added now."""
    events, now = desk_of(interaction).archive.events, desk_of(interaction).now()
    claim = await events.claim(guild, keys_of(thing), now)
    if claim.event is not None:
        if await _is_there(interaction, guild, claim.event):
            return claim.event, False
        await events.drop(guild, claim)
        claim = await events.claim(guild, keys_of(thing), now)
    if claim.state not in ("new", "doubtful"):
        raise Mistake(named(BUSY))
    made = await _ours(interaction, guild, thing) if claim.state == "doubtful" else None
    is_new = made is None
    if made is None:
        made = await _create(interaction, guild, claim, thing, body)
    await events.made(guild, claim, made)
    return made, is_new


async def _create(
    interaction: discord.Interaction[Any], guild: str, claim: EventClaim, thing: Ahead, body: Json
) -> str:
    """Ask Discord once for the event; its id. A Mistake where that is refused, or in doubt."""
    events, http = desk_of(interaction).archive.events, interaction.client.http
    route = Route("POST", ALL, guild_id=guild)
    with speaking(await language_here(interaction)):
        reason = t("Chosen from the agenda by {person}", person=interaction.user.id)
    try:
        made = await http.request(
            route, json=body, reason=reason, timeout=ANSWER, trace_request_ctx=Tries(once=True)
        )
    except DOUBT:
        if (found := await _ours(interaction, guild, thing)) is None:
            raise Mistake(named(UNSURE)) from None
        return found
    except discord.Forbidden:
        await events.drop(guild, claim)
        raise Mistake(t("Discord lets me add no events here. Allow me *Create Events*.")) from None
    except (discord.HTTPException, discord.RateLimited) as refusal:
        await events.drop(guild, claim)
        said = escaped(str(getattr(refusal, "text", refusal))[:300])
        raise Mistake(t("Discord does not take that event: {said}", said=said)) from None
    return str(made["id"])


async def _is_there(interaction: discord.Interaction[Any], guild: str, event: str) -> bool:
    """Whether the event still exists; so it does where Discord does not say."""
    route = Route("GET", ONE, guild_id=guild, event_id=event)
    try:
        await interaction.client.http.request(route, timeout=ANSWER)
    except discord.NotFound:
        return False
    except (discord.DiscordException, *DOUBT):
        return True
    return True


async def _ours(interaction: discord.Interaction[Any], guild: str, thing: Ahead) -> str | None:
    """The id of an event that was made of this before, by what its description carries."""
    signs, me = tuple(map(sign, keys_of(thing))), str(interaction.client.application_id)
    try:
        listed = await interaction.client.http.request(Route("GET", ALL, guild_id=guild), timeout=ANSWER)
    except (discord.DiscordException, *DOUBT):
        raise Mistake(named(UNSURE)) from None
    mine = (one for one in listed if str(one.get("creator_id")) == me)
    signed = (one for one in mine if any(known in (one.get("description") or "") for known in signs))
    return next((str(one["id"]) for one in signed), None)
