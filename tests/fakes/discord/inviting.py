"""Furnishing the world with guilds, roles and people, each announced to a bot that is online."""

from .backend import Backend
from .gateway import GUILDS
from .guild_payloads import guild_create_json
from .locales import ENGLISH
from .payloads import role_json
from .permissions import EVERYONE, INVITED_BOT, Permission
from .world import NOTHING, Channel, ChannelType, Guild, Member, Role, User


class Inviting:
    """The guilds a test sets up, and who is in them."""

    backend: Backend

    def add_guild(
        self,
        name: str = "Newsroom",
        *,
        bot_permissions: Permission = INVITED_BOT,
        channel: str | None = "wire",
        system_channel: str | None = None,
        preferred_locale: str = "en-US",
        with_bot: bool = True,
    ) -> Guild:
        """Invite the bot to a new guild with an owner, and one text channel unless `channel` is None.

        The system channel, where Discord greets people, is the one channel if it has the same name. Without
        the bot, the guild is a place where people use the app they installed for themselves.
        """
        world, ids = self.backend.world, self.backend.ids
        owner = self._user(f"{name}-owner", bot=False)
        guild = Guild(
            id=ids.next(),
            name=name,
            owner=owner,
            bot_permissions=bot_permissions,
            preferred_locale=preferred_locale,
        )
        bot_role = Role(id=ids.next(), name=world.me.name, permissions=bot_permissions, managed=True)
        everyone = Role(id=guild.id, name="@everyone", permissions=EVERYONE & bot_permissions, position=0)
        guild.roles, guild.members = {everyone.id: everyone}, {owner.id: Member(user=owner)}
        if with_bot:
            guild.roles[bot_role.id], guild.bot_role_id = bot_role, bot_role.id
            guild.members[world.me.id] = Member(user=world.me, role_ids=(bot_role.id,))
        (world.guilds if with_bot else world.elsewhere)[guild.id] = guild
        for wanted in dict.fromkeys(filter(None, (channel, system_channel))):
            made = self._channel(guild, wanted, ChannelType.TEXT)
            if wanted == system_channel:
                guild.system_channel_id = made.id
        if with_bot:
            self._announce_guild(guild)
        return guild

    def remove_guild(self, guild: Guild) -> list[Channel]:
        """Throw the bot out of a guild; returns its channels, for `invite_again`."""
        world = self.backend.world
        del world.guilds[guild.id]
        channels = [c for c in world.channels.values() if c.guild_id == guild.id]
        for channel in channels:
            del world.channels[channel.id]
        self.backend.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild_id=guild.id, intent=GUILDS)
        return channels

    def invite_again(self, guild: Guild, channels: list[Channel]) -> None:
        """Let the bot into a guild that it was thrown out of."""
        self.backend.world.guilds[guild.id] = guild
        self.backend.world.channels |= {channel.id: channel for channel in channels}
        self._announce_guild(guild)

    def add_role(
        self, guild: Guild, name: str, *, mentionable: bool = False, permissions: Permission = NOTHING
    ) -> Role:
        """Add a role."""
        role = Role(id=self.backend.ids.next(), name=name, mentionable=mentionable, permissions=permissions)
        guild.roles[role.id] = role
        data = {"guild_id": str(guild.id), "role": role_json(role)}
        self.backend.gateway.dispatch("GUILD_ROLE_CREATE", data, guild_id=guild.id, intent=GUILDS)
        return role

    def add_member(
        self,
        guild: Guild,
        name: str = "reader",
        *,
        roles: tuple[Role, ...] = (),
        permissions: Permission | None = None,
        accepts_dms: bool = True,
        locale: str = ENGLISH,
    ) -> User:
        """Let a person join a guild; `permissions` None means what the roles give; `locale` is their own."""
        user = self._user(name, bot=False)
        user.accepts_dms, user.locale = accepts_dms, locale
        guild.members[user.id] = Member(
            user=user, role_ids=tuple(r.id for r in roles), permissions=permissions
        )
        return user

    def set_guild_permissions(self, guild: Guild, permissions: Permission) -> None:
        """Give the bot's role in a guild exactly these permissions, and @everyone no more than that."""
        guild.bot_permissions = permissions
        guild.roles[guild.bot_role_id].permissions = permissions
        guild.roles[guild.id].permissions = EVERYONE & permissions
        for role in guild.roles.values():
            data = {"guild_id": str(guild.id), "role": role_json(role)}
            self.backend.gateway.dispatch("GUILD_ROLE_UPDATE", data, guild_id=guild.id, intent=GUILDS)

    def _user(self, name: str, *, bot: bool) -> User:
        user = User(id=self.backend.ids.next(), name=name.lower(), bot=bot)
        self.backend.world.users[user.id] = user
        return user

    def _channel(self, guild: Guild, name: str, kind: ChannelType) -> Channel:
        channel = Channel(id=self.backend.ids.next(), type=kind, name=name, guild_id=guild.id)
        self.backend.world.channels[channel.id] = channel
        return channel

    def _announce_guild(self, guild: Guild) -> None:
        data = guild_create_json(self.backend.world, guild)
        del data["unavailable"]  # Discord names it for guilds that a session began with
        self.backend.gateway.dispatch("GUILD_CREATE", data, guild_id=guild.id, intent=GUILDS)
