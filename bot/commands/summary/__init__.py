"""/summary: a page, a text, a file, or what the feeds told, in a few sentences of their own."""

from bot.commands.summary.command import summary

__all__ = ["summary"]
