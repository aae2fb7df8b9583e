"""The world written as Discord's JSON."""

from datetime import UTC, datetime

from .clock import created_at
from .permissions import ALL, Permission
from .world import Channel, ChannelType, Json, Member, Role, Tag, User, World, iso

JOINED = iso(datetime(2022, 1, 1, tzinfo=UTC))


def user_json(user: User) -> Json:
    """Return a user object."""
    return {
        "id": str(user.id),
        "username": user.name,
        "discriminator": "0000" if user.bot else "0",
        "global_name": None if user.bot else user.name,
        "avatar": None,
        "bot": user.bot,
        "flags": 0,
        "public_flags": 0,
        "primary_guild": None,
    }


def me_json(user: User) -> Json:
    """Return the bot's own user object."""
    return {**user_json(user), "mfa_enabled": True, "locale": "en-GB", "verified": True, "email": None}


def application_json(world: World, guild_count: int) -> Json:
    """Return the bot's application."""
    return {
        "id": str(world.application_id),
        "name": world.me.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user_json(world.me),
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": world.application_flags,
        "flags_new": str(world.application_flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_json(world.owner),
        "approximate_guild_count": guild_count,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def role_json(role: Role) -> Json:
    """Return a role object."""
    return {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(int(role.permissions)),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def member_json(member: Member, *, permissions: Permission | None = None) -> Json:
    """Return a member object; with `permissions`, as an interaction carries it."""
    body: Json = {
        "user": user_json(member.user),
        "roles": [str(role_id) for role_id in member.role_ids],
        "nick": None,
        "avatar": None,
        "banner": None,
        "joined_at": JOINED,
        "premium_since": None,
        "communication_disabled_until": None,
        "flags": 0,
        "pending": False,
        "mute": False,
        "deaf": False,
    }
    if permissions is not None:
        body["permissions"] = str(int(permissions))
    return body


def tag_json(tag: Tag) -> Json:
    """Return a forum tag object."""
    return {"id": str(tag.id), "name": tag.name, "moderated": False, "emoji_id": None, "emoji_name": None}


def channel_json(world: World, channel: Channel) -> Json:
    """Return a channel, thread or direct message channel object."""
    body: Json = {
        "id": str(channel.id),
        "type": int(channel.type),
        "flags": 16 if channel.requires_tag else 0,
        "last_message_id": None if channel.last_message_id is None else str(channel.last_message_id),
    }
    if channel.guild_id is None:
        return {**body, **conversation_part(channel)}
    body |= {
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "parent_id": None if channel.parent_id is None else str(channel.parent_id),
        "rate_limit_per_user": 0,
    }
    if channel.is_thread:
        return {**body, **thread_part(channel)}
    siblings = [c.id for c in world.channels.values() if c.guild_id == channel.guild_id and not c.is_thread]
    body |= {
        "position": sorted(siblings).index(channel.id) if channel.id in siblings else 0,
        "permission_overwrites": overwrites(world, channel),
        "nsfw": False,
    }
    if channel.type is not ChannelType.CATEGORY:
        body |= {"topic": channel.topic}
    if channel.type is ChannelType.FORUM:
        body |= {"available_tags": [tag_json(tag) for tag in channel.tags]}
        body |= {"default_reaction_emoji": None, "default_sort_order": None, "default_forum_layout": 0}
    return body


def conversation_part(channel: Channel) -> Json:
    """Return what only conversations outside guilds carry."""
    people = channel.private or ((channel.recipient,) if channel.recipient else ())
    part: Json = {"recipients": [user_json(person) for person in people]}
    if channel.type is ChannelType.GROUP_DM:
        part |= {"name": channel.name or None, "icon": None, "owner_id": str(people[0].id)}
    return part


def thread_part(channel: Channel) -> Json:
    """Return what only threads carry."""
    return {
        "owner_id": str(channel.owner_id),
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "applied_tags": [str(tag) for tag in channel.applied_tags],
        "thread_metadata": {
            "archived": channel.archived,
            "archive_timestamp": iso(created_at(channel.id)),
            "auto_archive_duration": channel.auto_archive_minutes,
            "locked": channel.locked,
            "create_timestamp": iso(created_at(channel.id)),
        },
    }


def overwrites(world: World, channel: Channel) -> list[Json]:
    """Return the overwrites: what @everyone may not, and what gives the bot exactly what it may there."""
    found = []
    if channel.withheld:
        everyone = {"id": str(channel.guild_id), "type": 0, "allow": "0", "deny": str(int(channel.withheld))}
        found.append(everyone)
    if channel.withheld or channel.bot_permissions is not None:
        allow = world.bot_permissions(channel)
        deny = ALL & ~allow
        found.append({"id": str(world.me.id), "type": 1, "allow": str(int(allow)), "deny": str(int(deny))})
    return found
