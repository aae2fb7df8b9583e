"""/actor: who they are, how often they are named, and those whom this server adds for itself."""

from bot.commands.actor import own, show, trend
from bot.commands.actor.group import actor
from bot.commands.actor.trend import TrendButton

__all__ = ["TrendButton", "actor", "own", "show", "trend"]
