"""What a right click on a message offers."""

from bot.commands.menus.links import summarise_links
from bot.commands.menus.who import who_is_in_this

__all__ = ["summarise_links", "who_is_in_this"]
