"""/watch: alerts about people, organisations and words."""

from bot.commands.watch.adding import add
from bot.commands.watch.editing import edit
from bot.commands.watch.group import own_watches, watch
from bot.commands.watch.keeping import list_watches, pause, remove, resume
from bot.commands.watch.rehearsing import rehearse

__all__ = ["add", "edit", "list_watches", "own_watches", "pause", "rehearse", "remove", "resume", "watch"]
