"""/me: what comes to one member alone, by direct message."""

from bot.commands.me.asking import digest_me, watch_me
from bot.commands.me.editing import edit_mine
from bot.commands.me.group import me
from bot.commands.me.keeping import list_mine, pause_mine, remove_mine, resume_mine
from bot.commands.me.settling import settle

__all__ = [
    "digest_me",
    "edit_mine",
    "list_mine",
    "me",
    "pause_mine",
    "remove_mine",
    "resume_mine",
    "settle",
    "watch_me",
]
