"""/settings: who may change what, where changes are told, and in which language."""

from bot.commands.settings.group import settings

__all__ = ["settings"]
