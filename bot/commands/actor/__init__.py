"""/actor: who they are, how often they are named, and those whom this server adds for itself."""

from bot.commands.actor.own import actor

__all__ = ["actor"]
