"""/summary: a page or a text, in a few of its own sentences."""

from bot.commands.summary.command import summary

__all__ = ["summary"]
