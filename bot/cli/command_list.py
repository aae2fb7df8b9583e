"""How a group's --help lists its commands: each with its whole first sentence."""

from typing import TYPE_CHECKING, Final

from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

WHOLE: Final = 1000
"""More letters than a first sentence has."""


class CommandList(TyperGroup):
    """A group of commands. Typer cuts their sentences off where the line ends; here they go on below."""

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the list, in the order in which the commands were made."""
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        told = [
            (name, one.get_short_help_str(WHOLE)) for name, one in commands.items() if one and not one.hidden
        ]
        with formatter.section("Commands"):
            formatter.write_dl(told)
