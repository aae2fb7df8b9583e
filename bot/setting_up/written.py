"""The files of a first run, as text. Pure: what was in them stays, and so do its comments."""

import re
from collections.abc import Mapping
from io import StringIO
from typing import Any, Final

import tomlkit
from dotenv.parser import parse_stream

from bot.setting_up.answers import Answers
from config.errors import ConfigurationError

ENV_HEAD: Final = """\
# Secrets of Wirewatch, for this user alone. Other settings may stand here, too (docs/configuration.md).
"""
TOML_HEAD: Final = """\
# What Wirewatch is to do. docs/configuration.md explains every setting, and how to declare feeds, watches and
# digests here. The environment and the file .env win over this file; the token belongs there.
"""
COMMENTS: Final[Mapping[str, str]] = {
    "bot_id": "The bot's id: a token of another bot is refused.",
    "owner": "The Discord account of who runs this bot: /help names it.",
    "zone": "Time zone of the terminal's digest; /setup proposes it.",
    "languages": "Languages of the starter feeds: en, de, fr, es. A server's own comes with them.",
    "starters": 'Topics of the starter feeds that a server begins with: ["all"], ["none"], or some of them.',
}
MORE: Final = """\
# How feeds' operators can reach you: sent along when a feed is asked for.
# contact = "news@your-domain.example"

# Where the database lives. Default: the platform's data folder.
# data = "/var/lib/wirewatch"

# Stories whose newest article is older than so many days are deleted. Default: all are kept.
# keep_days = 365
"""
TOKEN: Final = "DISCORD_TOKEN"  # noqa: S105 - its name

SIGNS: Final = "_ . / : @ % + , = ~ - ( )"
PLAIN: Final = re.compile(r"[\w./:@%+,=~()-]+(?: +[\w./:@%+,=~()-]+)*")
"""What python-dotenv, Docker, compose and systemd (EnvironmentFile=) all read as it stands: they differ in
quotes, backslashes, $, # and spaces at the ends."""


def env_text(old: str, name: str, value: str) -> str:
    """The file .env with the token in it, or the path of its file (`name` says which), in place of either.

    Never in quotes, which `docker run --env-file` takes for a part of the value. ConfigurationError where
    not everybody who reads such files would read the same.
    """
    if PLAIN.fullmatch(value) is None:
        is_file = name.endswith("_FILE")
        what, mend = (
            ("The path of the token's file", "Rename it.") if is_file else ("That token", "Copy it anew.")
        )
        raise ConfigurationError(
            f"{what} cannot be written to .env, as not all programs that read such files take it as it is: "
            f"letters, digits, spaces within and of other signs {SIGNS} alone. {mend} Nothing was written."
        )
    line = f"{name}={value}\n"
    kept: list[str] = []
    placed = False
    for binding in parse_stream(StringIO(old)):
        if binding.key not in (TOKEN, f"{TOKEN}_FILE"):
            kept.append(binding.original.string)
        elif not placed:
            kept.append(line)
            placed = True
    text = "".join(kept)
    if placed:
        return text
    head = text if not text or text.endswith("\n") else f"{text}\n"
    return f"{head or ENV_HEAD}{line}"


def toml_text(old: str, answers: Answers) -> str:
    """The file wirewatch.toml with these answers, in place of what it said of them."""
    document = tomlkit.parse(old)
    missing: list[str] = []
    for key, value in _values(answers).items():
        if value is None:
            document.pop(key, None)
        elif key not in document:
            missing.append(f"# {COMMENTS[key]}\n{key} = {tomlkit.item(value).as_string()}\n")
        elif document[key] != value:
            document[key] = value
    new = "\n".join(missing)
    if not old.strip():
        return "\n".join((TOML_HEAD, new, MORE))
    # keys of their own come before the first table
    return f"{new}\n{document.as_string()}" if new else document.as_string()


def _values(answers: Answers) -> dict[str, Any]:
    starters = ["all"] if answers.starters is None else list(answers.starters) or ["none"]
    return {
        "bot_id": answers.bot_id,
        "owner": answers.owner,
        "zone": answers.zone,
        "languages": list(answers.languages),
        "starters": starters,
    }
