"""Commands and options by the names that they had: told of, and understood as config.deprecated says."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import typer

from bot.cli.command_list import CommandList
from config.deprecated import RENAMED, Renamed, in_arguments

if TYPE_CHECKING:
    from typer._click import Context


class Renaming(CommandList):
    """The commands under `wirewatch`."""

    renamed: ClassVar[Sequence[Renamed]] = RENAMED

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Read what was typed; exits with status 2 where a name is used no more."""
        if not self.renamed:
            return super().parse_args(ctx, args)
        from importlib.metadata import version

        typed = in_arguments(args, self.renamed, version("wirewatch"))
        for line in (*typed.notes, *typed.refused):
            typer.echo(line, err=True)
        if typed.refused:
            raise typer.Exit(2)
        return super().parse_args(ctx, list(typed.words))
