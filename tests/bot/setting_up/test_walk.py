"""The questions over a pipe, where nobody can be asked again."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from bot.account import Account
from bot.rest import Denied, Unreached
from bot.setting_up.answers import Answers
from bot.setting_up.asking import Asker
from bot.setting_up.beginning import Beginning
from bot.setting_up.ending import write
from bot.setting_up.session import Said, session
from bot.setting_up.token import Check, Known, Settled
from bot.setting_up.walk import Proposed, walk
from config.errors import ConfigurationError
from config.settings import Settings

NOW = datetime(2022, 4, 26, 12, tzinfo=UTC)
ME, OTHER, TOKEN = "123456789012345678", "234567890123456789", "a.token.of-no-value"
MINE = Account(bot=ME, name="wire", application=ME, owner=OTHER, privileged=("Presence Intent",))


class Piped:
    """Answers over a pipe, a line each, and what was said on the way."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        self.out = io.StringIO()
        self.asker = Asker(Console(file=self.out, width=200))

    def walk(self, check: Check, known: Known) -> tuple[Settled, Answers]:
        return walk(self.asker, known, "", Proposed(), check, NOW)


def test_each_line_is_an_answer_and_the_end_takes_what_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    piped = Piped(monkeypatch, TOKEN, "", "Kyiv")
    settled, answers = piped.walk(lambda _: MINE, Known())
    assert (settled.token, settled.is_new) == (TOKEN, True)
    assert answers == Answers(zone="Europe/Kyiv", languages=("en",), starters=None, bot_id=ME, owner=OTHER)
    said = piped.out.getvalue()
    assert TOKEN not in said
    assert "Presence Intent" in said
    assert not piped.asker.agrees("Change it?", proposal=True), "nobody agreed"


def test_token_that_is_kept_unchecked_or_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Known(token=TOKEN, source=".env", bot_id=ME)
    for lines in (("y",), ()):
        settled, answers = Piped(monkeypatch, *lines).walk(lambda _: Unreached(reason="no such host"), known)
        assert (settled.token, settled.is_new, settled.account, answers.bot_id) == (TOKEN, False, None, ME)
    settled, answers = Piped(monkeypatch).walk(lambda _: MINE, Known())
    assert (settled.token, answers.bot_id, answers.owner) == ("", None, None)


@pytest.mark.parametrize(
    ("lines", "found", "why"),
    [
        ((TOKEN,), Denied(status=401), "does not accept DISCORD_TOKEN"),
        ((ME,), Denied(status=401), "an id, not a token"),
        ((f'"{TOKEN}"',), MINE, "no token: one is letters"),
        ((f"Bot {TOKEN}",), MINE, "no token: one is letters"),
        ((TOKEN,), MINE, "belongs to bot 234567890123456789"),
        (("", "me"), MINE, "15 to 20 digits"),
    ],
)
def test_what_is_no_answer_ends_it(
    monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...], found: Account | Denied, why: str
) -> None:
    with pytest.raises(ConfigurationError, match=why):
        Piped(monkeypatch, *lines).walk(lambda _: found, Known(noted=OTHER))


def test_file_that_is_not_to_be_changed_stays_and_overrules_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    toml, answers = tmp_path / "wirewatch.toml", Answers(zone="UTC", languages=("en",), starters=None)
    begun = Beginning(settings=Settings(), token="", source="", folder=tmp_path, toml=toml)
    settled = Settled(token=TOKEN, is_new=True)
    assert write(Piped(monkeypatch).asker, begun, settled, answers, None)
    said = toml.read_text()
    another = Answers(zone="Europe/Berlin", languages=("en",), starters=None)
    assert not write(Piped(monkeypatch, "n").asker, begun, settled, another, None)
    assert toml.read_text() == said
    assert write(Piped(monkeypatch).asker, begun, settled, answers, None), "it says so already"


def test_token_that_cannot_be_read_is_told_of_and_the_rest_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "missing"))
    monkeypatch.setenv("WIREWATCH_DATA", str(tmp_path / "data"))
    session(Said(token_file=None, proposed=lambda *_: Proposed(), yes=True, offline=True))
    assert (tmp_path / "wirewatch.toml").exists()
    said = " ".join(capsys.readouterr().out.split())
    assert "missing, which cannot be read: No such file or directory." in said
    assert " run" in said, "and how it goes on"
