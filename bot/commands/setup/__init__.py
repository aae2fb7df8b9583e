"""/setup: what to read, whom to watch and when to tell, in a walk of a minute that outlives a restart."""

from bot.commands.setup.command import setup
from bot.commands.setup.pressing import SetupPart

__all__ = ["SetupPart", "setup"]
