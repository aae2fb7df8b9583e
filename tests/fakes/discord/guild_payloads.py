"""Guilds written as Discord's JSON, for REST and for the gateway."""

from .payloads import JOINED, channel_json, member_json, role_json
from .world import Guild, Json, World


def guild_json(guild: Guild) -> Json:
    """Return a guild object as REST gives it."""
    nothing = (
        "icon description home_header splash discovery_splash banner application_id afk_channel_id"
        " widget_channel_id max_presences vanity_url_code rules_channel_id"
        " safety_alerts_channel_id public_updates_channel_id incidents_data"
    )
    zero = (
        "system_channel_flags verification_level default_message_notifications mfa_level"
        " explicit_content_filter max_stage_video_channel_users max_video_channel_users premium_tier"
        " premium_subscription_count nsfw_level"
    )
    return {
        **dict.fromkeys(nothing.split()),
        **dict.fromkeys(zero.split(), 0),
        "id": str(guild.id),
        "name": guild.name,
        "features": ["COMMUNITY", "NEWS"],
        "owner_id": str(guild.owner.id),
        "region": "rotterdam",
        "afk_timeout": 300,
        "widget_enabled": False,
        "roles": [role_json(role) for role in guild.roles.values()],
        "max_members": 500000,
        "preferred_locale": guild.preferred_locale,
        "system_channel_id": None if guild.system_channel_id is None else str(guild.system_channel_id),
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "emojis": [],
        "stickers": [],
    }


def guild_create_json(world: World, guild: Guild) -> Json:
    """Return a guild as GUILD_CREATE brings it to a bot without the members intent."""
    return {
        **guild_json(guild),
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "voice_states": [],
        "members": [member_json(guild.members[world.me.id])],
        "channels": [channel_json(world, channel) for channel in world.channels_of(guild)],
        "threads": [channel_json(world, c) for c in world.channels_of(guild, threads=True) if not c.archived],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": list(guild.events.values()),
        "soundboard_sounds": [],
    }
