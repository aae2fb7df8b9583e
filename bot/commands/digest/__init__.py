"""/digest: what happened, now or every day."""

from bot.commands.digest.scheduling import digest

__all__ = ["digest"]
