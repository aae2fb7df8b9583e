"""What there is before a first run: settings, a token, a database; and what is proposed by it."""

import locale
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tzlocal import get_localzone_name

from bot.setting_up.answers import proposed_languages
from bot.setting_up.files import is_there
from bot.setting_up.token import Known
from bot.setting_up.walk import Proposed
from bot.whose import BOT
from config.errors import ConfigurationError, WirewatchError
from config.load import load
from config.settings import PREFIX, Settings
from config.starters import NONE
from storage.archive import Archive
from storage.engine.only_looking import OnlyLooking, absent

STAND_IN = "stand-in"
TOKEN = "DISCORD_TOKEN"  # noqa: S105 - its name


@dataclass(frozen=True, kw_only=True, slots=True)
class Beginning:
    """The settings that hold already, without the token, and where new ones are written."""

    settings: Settings
    token: str
    source: str
    folder: Path
    toml: Path

    @property
    def env(self) -> Path:
        """The file of secrets."""
        return self.folder / ".env"


def beginning(environ: Mapping[str, str], folder: Path) -> Beginning:
    """What holds now; a token that cannot be read counts as none. ConfigurationError for other mistakes."""
    named = environ.get(PREFIX + "CONFIG")
    toml = folder / named if named else folder / "wirewatch.toml"
    seen = {name: value for name, value in environ.items() if name not in (TOKEN, f"{TOKEN}_FILE")}
    if named and not is_there(toml):
        del seen[PREFIX + "CONFIG"]
    # an own token in the environment keeps the one of .env, or its file, from being read
    settings = load({**seen, TOKEN: STAND_IN}, folder).settings
    token, source = _token(environ, folder)
    return Beginning(settings=settings, token=token, source=source, folder=folder, toml=toml)


def _token(environ: Mapping[str, str], folder: Path) -> tuple[str, str]:
    given = {name: environ[name] for name in (TOKEN, f"{TOKEN}_FILE") if environ.get(name, "").strip()}
    try:
        held = load(given, folder).settings.discord_token
    except ConfigurationError:
        return "", ""
    return (held.get_secret_value(), "environment" if given else ".env") if held else ("", "")


def proposed(settings: Settings, environ: Mapping[str, str]) -> Proposed:
    """What is proposed by the settings that hold, else by this machine."""
    set_to = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    topics = settings.starters
    return Proposed(
        owner=settings.owner or "",
        zone=settings.zone or local_zone(),
        languages=", ".join(settings.languages or proposed_languages(locale.normalize(set_to))),
        starters="all" if topics is None else ", ".join(topics) or NONE,
    )


def local_zone() -> str:
    """This machine's time zone; UTC where it cannot be told."""
    try:
        return (get_localzone_name() or "UTC").removeprefix("Etc/")
    except (LookupError, ValueError, OSError):
        return "UTC"


async def known(begun: Beginning) -> Known:
    """The token and the bots that there are already; a database that cannot be looked at names none."""
    noted: str | None = None
    try:
        looked_at = OnlyLooking(begun.settings.database)
        archive = Archive(looked_at)
        try:
            noted = None if absent(looked_at.url) else await archive.guilds.note_of(BOT)
        finally:
            await archive.close()
    except WirewatchError:
        noted = None
    return Known(token=begun.token, source=begun.source, bot_id=begun.settings.bot_id, noted=noted)
