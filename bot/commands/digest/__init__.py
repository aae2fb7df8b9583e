"""/digest: what happened, now or every day."""

from bot.commands.digest.editing import edit
from bot.commands.digest.group import digest
from bot.commands.digest.keeping import list_digests, remove
from bot.commands.digest.looking import now, preview
from bot.commands.digest.scheduling import schedule

__all__ = ["digest", "edit", "list_digests", "now", "preview", "remove", "schedule"]
