"""What a first run writes, and what it says at its end."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.account import Account
from bot.invite import application_of, invite_link
from bot.setting_up.answers import Answers
from bot.setting_up.asking import INDENT, Asker
from bot.setting_up.beginning import TOKEN, Beginning
from bot.setting_up.files import text_of, write_private
from bot.setting_up.token import Settled
from bot.setting_up.written import env_text, toml_text
from config.load import load


def write(
    asker: Asker, begun: Beginning, settled: Settled, answers: Answers, token_file: Path | None
) -> bool:
    """Write both files, asking first where one is there; ConfigurationError where they cannot be.

    Whether wirewatch.toml says the answers then.
    """
    toml = toml_text(text_of(begun.toml), answers)
    # with the slashes that every system understands
    secret = (f"{TOKEN}_FILE", token_file.as_posix()) if token_file else (TOKEN, settled.token)
    env = env_text(text_of(begun.env), *secret) if settled.is_new else None
    is_said = _put(asker, begun.toml, toml)
    if env is not None:
        _put(asker, begun.env, env)
    return is_said


def _put(asker: Asker, file: Path, text: str) -> bool:
    """Whether the text is what the file says then."""
    if file.exists():
        if text_of(file) == text:
            asker.tell(f"{INDENT}{file.name} says so already.")
            return True
        question = f"{file.name} is there. Change it? (A copy is kept.)"
        if not asker.agrees(question, proposal=True):
            asker.tell(f"{INDENT}{file.name} stays as it is.", style="yellow")
            return False
    backup = write_private(file, text)
    kept = f"; what it said is in {backup.name}" if backup else ""
    asker.tell(f"{INDENT}{file} is written, for this user alone{kept}.", style="green")
    return True


def overruled(environ: Mapping[str, str], begun: Beginning, answers: Answers) -> tuple[str, ...]:
    """What of the answers the environment or .env overrules; ConfigurationError where nothing can be read."""
    settings = load(environ, begun.folder).settings
    wanted = {
        "WIREWATCH_OWNER": (settings.owner, answers.owner),
        "WIREWATCH_ZONE": (settings.zone, answers.zone),
        "WIREWATCH_LANGUAGES": (settings.languages, answers.languages),
        "WIREWATCH_STARTERS": (settings.starters, answers.starters),
    }
    return tuple(name for name, (holds, said) in wanted.items() if holds != said)


def tell_next(asker: Asker, settled: Settled, account: Account | None) -> None:
    """How it goes on: the link that invites the bot, and the next command."""
    application = account.application if account else application_of(settled.token)
    if application:
        asker.head("Add the bot to a server (needs Manage Server there):")
        asker.tell(invite_link(application))
    asker.head("Then start it:" if application else "Now start it:")
    asker.tell(f"{INDENT}{command()} run")
    if application:
        asker.tell(f"{INDENT}In the server, /setup does the rest: feeds, whom to watch, a daily digest.")
    asker.tell(f"{INDENT}`{command()} doctor` says what is wrong, whenever something is.")


def command() -> str:
    """How this command is called here."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{Path(sys.executable).name} -m bot"
    if shutil.which(called.name):
        return called.name
    near = os.path.relpath(called)
    return str(called) if near.startswith(os.pardir) else near
