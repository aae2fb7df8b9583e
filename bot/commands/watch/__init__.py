"""/watch: alerts about people, organisations and words."""

from bot.commands.watch.adding import watch
from bot.commands.watch.rehearsing import rehearse

__all__ = ["rehearse", "watch"]
