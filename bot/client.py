"""The gateway client: guilds only, nothing cached that is not needed, one tree of commands."""

import asyncio
from typing import Any, Final

import discord
import structlog
from discord import app_commands
from discord.app_commands import ContextMenu
from discord.http import Route
from yarl import URL

from bot.commands import BUTTONS, GROUPS, MENUS
from bot.commands.forms import take_form
from bot.commands.translating import Translated
from bot.commands.tree import Tree
from bot.counts import Counts
from bot.desk import Desk
from bot.gateway import Dialler, serve
from bot.resuming import Resuming
from bot.seen import Seen
from bot.sending.access import may_read_history, standing
from bot.sending.places import place_of
from bot.sending.rests import use_long_windows
from bot.shards.holding import Alone, Holding
from bot.shards.sharded import Sharded
from bot.synced import tell_commands
from bot.tries import trace
from bot.whose import note_bot
from config.errors import StorageError
from config.settings import Settings

__all__ = ["Wirewatch", "serve"]

log = structlog.get_logger()

RATELIMIT_WAIT: Final = 30.0
"""Longer waits for a rate limit become `discord.RateLimited`; discord.py allows no less."""

GUILD_WAIT: Final = 0.5
"""Seconds without a further guild until discord.py is ready: nothing depends on having seen all of them."""


class Wirewatch(Sharded):
    """Wirewatch on Discord; `bot.gateway.serve` runs and supervises it.

    `signed_in` says whether REST calls can be made, `knows` whether a guild would be known. While `furnished`
    is not set, what the operator's file declares is being applied, and commands wait a little. It signs in on
    the shards that `holding` says, which may become others at any time.
    """

    def __init__(
        self,
        desk: Desk | None,
        settings: Settings,
        holding: Holding | None = None,
        counts: Counts | None = None,
    ) -> None:
        """Without a `desk` it is to be given one before anything is asked of it; it holds all by default.

        What Discord refuses is noted in `counts`.
        """
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # it never speaks
        super().__init__(
            holding or Alone(settings.part),
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=RATELIMIT_WAIT,
            http_trace=trace(counts),
            shard_connect_timeout=None,
            guild_ready_timeout=GUILD_WAIT,
        )
        self._desk = desk
        self.signed_in = self._told_commands = False
        self.started_at = discord.utils.utcnow() if desk is None else desk.now()
        self.furnished = asyncio.Event()
        self.furnished.set()
        self._arrived = asyncio.Event()
        self._seen = Seen(self)
        self._resuming = Resuming(self)
        self._keep_left_days = settings.keep_left_days
        self.tree = Tree(self)
        for command in (*GROUPS, *MENUS):
            self.tree.add_command(command)
        if settings.discord_api is not None:
            Route.BASE = settings.discord_api.rstrip("/")
        home = None if settings.discord_gateway is None else URL(settings.discord_gateway)
        dialler = Dialler(self.http.ws_connect, home, stay=settings.discord_api is not None)
        self.http.ws_connect = dialler  # type: ignore[method-assign]
        use_long_windows(self.http)

    @property
    def desk(self) -> Desk:
        """What commands may use; RuntimeError where there is nothing yet."""
        if self._desk is None:
            raise RuntimeError("This bot has no archive yet: await its setup_hook() first.")
        return self._desk

    @desk.setter
    def desk(self, desk: Desk) -> None:
        self._desk = desk

    def renew(self) -> None:
        """Make a client that was closed ready to sign in again."""
        if self.is_closed():
            self.clear()
            self.http.connector = discord.utils.MISSING

    async def setup_hook(self) -> None:
        """After each sign-in: messages of any age answer again, and Discord is to be told of the commands."""
        self.add_dynamic_items(*BUTTONS)
        await self.tree.set_translator(Translated())
        self._told_commands = False
        self.signed_in = True
        if self.user is not None:
            await note_bot(self.desk.archive, str(self.user.id))

    async def tell_commands(self) -> None:
        """Tell Discord of the commands where they differ from what it was told last; raises nothing.

        Of several processes the one that leads does.
        """
        if self.is_closed() or self.application_id is None or not self.holding.leads:
            return
        try:
            await tell_commands(self.tree, self.desk.archive)
        except StorageError as error:
            log.error("whether Discord knows the commands cannot be seen", reason=str(error))

    async def close(self) -> None:
        """Leave Discord."""
        self.signed_in = False
        await super().close()

    async def wait_until_ready(self) -> None:
        """Return once the guilds are known for the first time; may be called before signing in."""
        await self._arrived.wait()

    async def on_shard_ready(self, shard: int) -> None:
        """Note every guild of a shard that has told of its guilds."""
        await super().on_shard_ready(shard)
        told = [guild for guild in self.guilds if guild.shard_id == shard]
        if not self._told_commands:
            self._told_commands = True
            await self.tell_commands()
        if self.is_ready():
            self._arrived.set()
            log.info("connected to Discord", guilds=len(self.guilds))
        await self._seen.note(told)
        await self._resuming.began(frozenset(str(guild.id) for guild in told))
        await self._seen.miss(shard, told)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note a new guild, or one that is back, and greet it the first time."""
        await self._seen.note([guild], joined=True)
        await self._resuming.changed(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot was removed: after a while all that is kept of the guild goes."""
        log.info("removed from a server", guild=str(guild.id), forgotten_after_days=self._keep_left_days)
        await self.desk.archive.guilds.left(str(guild.id), self.desk.now())

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Note a guild that can be reached again."""
        if guild.shard_id not in self._known:
            return  # its shard is about to tell of all of its guilds
        await self._seen.note([guild])
        await self._resuming.changed(guild.id)

    async def on_guild_update(self, before: discord.Guild, after: discord.Guild) -> None:
        """Note a new name or language."""
        if (before.name, before.preferred_locale) != (after.name, after.preferred_locale):
            await self._seen.note([after])
        await self._resuming.changed(after.id)

    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """Look what a channel that is seen now is good for."""
        await self._resuming.changed(channel.guild.id)

    async def on_guild_channel_update(
        self, _: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Look what the bot may do there by now."""
        await self._resuming.changed(after.guild.id)

    async def on_guild_role_update(self, _: discord.Role, after: discord.Role) -> None:
        """Look what the bot may do by now."""
        await self._resuming.changed(after.guild.id)

    async def on_member_update(self, _: discord.Member, after: discord.Member) -> None:
        """Look what the bot may do by now; without the members intent this is the bot alone."""
        await self._resuming.changed(after.guild.id)

    async def on_thread_update(self, _: discord.Thread, after: discord.Thread) -> None:
        """Look whether a thread was unlocked."""
        await self._resuming.changed(after.guild.id)

    async def on_thread_join(self, thread: discord.Thread) -> None:
        """Look at a thread that is open again."""
        await self._resuming.changed(thread.guild.id)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take in a form that was sent, and write to somebody again who uses the bot."""
        if interaction.type is discord.InteractionType.modal_submit:
            await take_form(interaction)
        if interaction.type is not discord.InteractionType.autocomplete:
            await self._resuming.asked(interaction.user.id, interaction.guild_id)

    async def look_at_stopped(self) -> None:
        """Resume every stopped target that takes messages again."""
        await self._resuming.look()

    async def on_app_command_completion(
        self, interaction: discord.Interaction, command: app_commands.Command[Any, ..., Any] | ContextMenu
    ) -> None:
        """Tell which command was answered where; who asked is nobody's business."""
        guild = None if interaction.guild_id is None else str(interaction.guild_id)
        log.info("command answered", command=command.qualified_name, guild=guild)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log what an event handler raised; the client goes on."""
        log.exception("an event of Discord's could not be handled", discord_event=event_method)

    def may_read(self, target: str) -> bool:
        """Whether the gateway told that what was written in a target can be read back."""
        place = place_of(target)
        return place is not None and place.kind != "user" and may_read_history(self, place.id) is True

    def may_post(self, target: str, guild: str = "") -> bool | None:
        """Whether a target (of the guild) takes messages; None where the gateway did not tell."""
        place = place_of(target)
        if place is None or place.kind == "user":
            return None
        if guild and not self.knows(guild):
            return None
        seen = standing(self, place, guild)
        return seen.obstacle is None if seen.known else None
