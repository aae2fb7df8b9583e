"""A mistake that the person who asked can mend."""

from discord import app_commands


class Mistake(app_commands.AppCommandError):
    """Its message is markdown for that person: what is wrong and what to do, foreign text escaped."""
