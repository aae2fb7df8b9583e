"""One first run from its first question to the next command."""

import asyncio
import os
import stat
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.console import Console

from bot.account import Account, ask_account
from bot.cli.streams import forgive
from bot.rest import Denied, Rest, Unreached
from bot.setting_up.answers import Answers
from bot.setting_up.asking import INDENT, Asker
from bot.setting_up.beginning import Beginning, beginning, known
from bot.setting_up.ending import overruled, tell_next, write
from bot.setting_up.token import Check
from bot.setting_up.walk import Proposed, walk
from config.errors import ConfigurationError, WirewatchError
from config.settings import Settings

LONGEST = 1000
"""Characters of a file that may be a token's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What the command line says."""

    token_file: Path | None
    proposed: Callable[[Settings, Mapping[str, str]], Proposed]
    yes: bool
    offline: bool


def session(said: Said) -> None:
    """Ask, check, write; exits with 2 where that came to nothing."""
    forgive()
    err = Console(stderr=True)
    try:
        _session(said, Asker(Console(), asks_nobody=said.yes))
    except KeyboardInterrupt:
        err.print("\nNothing more was written.")
        raise typer.Exit(130) from None
    except WirewatchError as error:
        err.print("[bold red]That could not be done.[/]")
        for line in str(error).splitlines():
            err.print(line, markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(2) from None


def _session(said: Said, asker: Asker) -> None:
    begun = beginning(os.environ, Path.cwd())
    given, token_file = _given(said)
    asker.tell("Wirewatch, first run", style="bold")
    asker.tell(
        f"Written to {begun.folder}: the token to .env, the rest to {begun.toml.name}. Nothing is written "
        "before the last question; Enter takes what stands in [brackets]."
    )
    settled, answers = walk(
        asker,
        asyncio.run(known(begun)),
        given,
        said.proposed(begun.settings, os.environ),
        _unasked if said.offline else _check(begun.settings.discord_api),
        datetime.now(UTC),
    )
    asker.head("5. The files")
    if write(asker, begun, settled, answers, token_file):
        for said_so in _wins(begun, answers):
            asker.tell(f"{INDENT}{said_so}", style="yellow")
    tell_next(asker, settled, settled.account)


def _wins(begun: Beginning, answers: Answers) -> list[str]:
    """What of the environment or .env wins over what was written, or cannot be read, which is told alone."""
    try:
        names = overruled(os.environ, begun, answers)
    except ConfigurationError as error:
        return str(error).splitlines()
    return [f"{name}, of the environment or .env, says otherwise and wins." for name in names]


def _check(api: str | None) -> Check:
    async def asked(token: str) -> Account | Denied | Unreached:
        async with Rest(token, api) as rest:
            return await ask_account(rest)

    return lambda token: asyncio.run(asked(token))


def _unasked(_token: str) -> Unreached:
    return Unreached(reason="--offline was given")


def _given(said: Said) -> tuple[str, Path | None]:
    """The token of --token-file, and the file if it stays; ConfigurationError where it holds none."""
    file = said.token_file
    if file is None:
        return "", None
    if str(file) == "-":
        if not said.yes:
            raise ConfigurationError("--token-file - reads all of standard input: say --yes too.")
        return _token_of(sys.stdin.read(LONGEST), "Standard input"), None
    try:
        with file.open(encoding="utf-8") as opened:
            text = opened.read(LONGEST)
            stays = stat.S_ISREG(os.fstat(opened.fileno()).st_mode)
    except (OSError, UnicodeDecodeError) as error:
        detail = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise ConfigurationError(
            f"{file} cannot be read: {detail}. Name a file that holds the token."
        ) from None
    return _token_of(text, str(file)), file.absolute() if stays else None


def _token_of(text: str, where: str) -> str:
    token = text.strip()
    if not token:
        raise ConfigurationError(f"{where} is empty: the bot's token is to stand there.")
    return token
