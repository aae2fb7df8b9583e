"""What people type, and the files that come of it."""

import os
import stat
import tomllib
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from bot.setting_up.answers import (
    Answers,
    Unclear,
    languages_of,
    owner_of,
    proposed_languages,
    topics_of,
    zone_of,
)
from bot.setting_up.files import text_of, write_private
from bot.setting_up.written import env_text, toml_text
from config.errors import ConfigurationError
from config.load import load

NOW = datetime(2022, 4, 26, 12, tzinfo=UTC)
OWNER = "123456789012345678"
SOME = Answers(zone="Europe/Berlin", languages=("en", "de"), starters=("World",), bot_id=OWNER, owner=OWNER)


def why(found: object) -> str:
    assert isinstance(found, Unclear)
    return found.why


def test_zones_languages_topics_and_owners_are_understood_as_typed() -> None:
    assert [zone_of(typed, NOW) for typed in ("Etc/UTC", "munich", "europe/paris", "UTC+2")] == [
        *("Etc/UTC", "Europe/Berlin", "Europe/Paris", "Etc/GMT-2")
    ]
    assert "Did you mean Europe/Berlin" in why(zone_of("Berlyn", NOW))
    assert languages_of("EN, de  fr") == ("en", "de", "fr")
    assert "“nl”" in why(languages_of("nl"))
    offered = ("World", "Europe", "Asia")
    assert topics_of("1, asia,1", offered) == ("World", "Asia")
    assert topics_of("1 3", offered) == ("World", "Asia")
    assert (topics_of("ALL", offered), topics_of("none", offered)) == (None, ())
    assert "“4” is no topic" in why(topics_of("4", offered))
    assert (owner_of(f" {OWNER} "), owner_of("-")) == (OWNER, None)
    assert "15 to 20 digits" in why(owner_of("me"))
    assert (proposed_languages("de_DE.UTF-8"), proposed_languages("C")) == (("de", "en"), ("en",))


def test_files_keep_what_was_in_them(tmp_path: Path) -> None:
    old = '# mine\nworkers = 3\nzone = "UTC" # far away\n\n[[feed]]\nurl = "https://news.example/rss"\n'
    text = toml_text(old, SOME)
    assert text.endswith(old.replace("UTC", "Europe/Berlin"))
    (tmp_path / "wirewatch.toml").write_text(text)
    env = env_text(
        "# s\nexport DISCORD_TOKEN=old\nWIREWATCH_LOOKS=5\nDISCORD_TOKEN_FILE=/x", "DISCORD_TOKEN", "a.b-c"
    )
    assert env == "# s\nDISCORD_TOKEN=a.b-c\nWIREWATCH_LOOKS=5\n"
    (tmp_path / ".env").write_text(env)
    settings = load({}, tmp_path).settings
    assert (settings.workers, settings.looks, settings.secrets) == (3, 5, ("a.b-c",))
    assert (settings.zone, settings.owner, settings.starters) == ("Europe/Berlin", OWNER, ("World",))
    assert toml_text(text, SOME) == text, "twice is once"
    fresh = toml_text("", Answers(zone="UTC", languages=("en",), starters=None))
    assert tomllib.loads(fresh) == {"zone": "UTC", "languages": ["en"], "starters": ["all"]}
    assert tomllib.loads(toml_text(fresh, Answers(zone="UTC", languages=("en",), starters=())))[
        "starters"
    ] == ["none"]


@given(st.text(st.characters(min_codepoint=32, codec="utf-8"), min_size=1, max_size=30))
def test_value_is_read_back_by_whoever_reads_such_files_or_is_refused(value: str) -> None:
    try:
        text = env_text("A=1\n", "DISCORD_TOKEN_FILE", value)
    except ConfigurationError:
        assert set(value) - set(SPOKEN_FOR) or value != value.strip()
        return
    assert dotenv_values(stream=StringIO(text), interpolate=False) == {"A": "1", "DISCORD_TOKEN_FILE": value}
    # docker run --env-file: what follows the first = of a line, as it is
    assert text.splitlines()[1].split("=", 1) == ["DISCORD_TOKEN_FILE", value]
    # compose expands $ and ends at a #; systemd resolves \\, and both take quotes and spaces at the ends away
    assert not set(value) & set("'\"\\$#`")
    assert value == value.strip()


SPOKEN_FOR = "/etc/wirewatch/Discord token (1).txt"


def test_paths_of_token_files_that_people_have_are_written_as_they_are() -> None:
    for path in ("/run/secrets/discord_token", "C:/Users/müller/token.txt", SPOKEN_FOR):
        assert env_text("", "DISCORD_TOKEN_FILE", path).endswith(f"\nDISCORD_TOKEN_FILE={path}\n")
    for token in ("'a.b.c'", "a b#c", "a$b", "a\nB=1"):
        with pytest.raises(ConfigurationError, match="That token cannot be written to") as refused:
            env_text("", "DISCORD_TOKEN", token)
        assert token not in str(refused.value)


def test_secret_is_written_whole_for_one_user_and_what_was_there_is_kept(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    assert write_private(file, "one\n") is None
    file.chmod(0o644)
    backup = write_private(file, "two\n")
    again = write_private(file, "three\n")
    assert (backup, again) == (tmp_path / ".env.bak", tmp_path / ".env.bak1")
    assert [each.read_text() for each in (file, tmp_path / ".env.bak", tmp_path / ".env.bak1")] == [
        *("three\n", "one\n", "two\n")
    ]
    assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()} == {0o600}
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere" / "real")
    write_private(tmp_path / "link", "far\n")
    assert (tmp_path / "elsewhere" / "real").read_text() == "far\n"


def test_what_cannot_be_written_is_told_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere.*cannot be written: No such file"):
        write_private(tmp_path / "nowhere" / ".env", "x")
    (tmp_path / ".env").mkdir()
    with pytest.raises(ConfigurationError, match="is a folder, and a file belongs there"):
        text_of(tmp_path / ".env")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConfigurationError, match="No space left on device"):
        write_private(tmp_path / "fresh", "x")
    assert [each.name for each in tmp_path.iterdir()] == [".env"]
