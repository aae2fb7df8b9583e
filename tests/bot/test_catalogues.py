"""Who is known beside the shipped actors: a file's mistakes are told, and stop nothing else."""

from pathlib import Path
from typing import Any

import pytest

from bot.catalogues import catalogue_of, has_archive, kept_actors, operators_actors
from bot.process import _check_actors
from config.errors import ConfigurationError
from config.settings import Settings
from storage.archive import Archive
from storage.queue import NoNudges
from summarise.actors.roster import roster
from tests.bot.news import NOON

ANN = '[[actor]]\nid = "ann-harbour"\nkind = "person"\nname = "Ann Harbour"\n'
BOB = ANN.replace("ann", "bob").replace("Ann", "Bob")


def settings(folder: Path, text: bytes | None = ANN.encode(), **others: Any) -> Settings:
    """Settings with a file of actors."""
    file = folder / "actors.toml"
    if text is not None:
        file.write_bytes(text)
    return Settings(actors_file=file, data=folder, **others)


def test_file_is_everybodys(tmp_path: Path) -> None:
    (text,) = operators_actors(settings(tmp_path, b"\xef\xbb\xbf" + ANN.encode()))
    assert (text.label, text.guild) == (str(tmp_path / "actors.toml"), None)
    assert roster((text,)).catalogue.find("ann-harbour")
    assert operators_actors(Settings()) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "No such file"),
        (b"\xff\xfe[[actor]]", "not UTF-8 at byte 0"),
        (b" " * 33_554_433, "more than 32 MB"),
    ],
)
def test_file_that_cannot_be_read_is_an_error_that_names_it(
    tmp_path: Path, text: bytes | None, said: str
) -> None:
    with pytest.raises(ConfigurationError, match=f"`actors_file` names .*actors.toml.*{said}"):
        operators_actors(settings(tmp_path, text))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        operators_actors(Settings(actors_file=tmp_path))


async def test_mistake_in_the_file_is_told_and_stops_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = f'[[actor]]\nid = "x"\nname = "X"\n\n{ANN}veto = "Street"\n'
    watching = {"watch": ({"channel": "terminal", "actors": ["ann-harbour"]},)}
    await _check_actors(settings(tmp_path, broken.encode(), **watching))
    told = [row for row in capsys.readouterr().out.splitlines() if "not used as an actor" in row]
    assert len(told) == 2
    assert "actors.toml, line 1: actor 1 (x): kind: missing" in told[0]
    assert "actors.toml, line 9: actor 2 (ann-harbour): veto: a list" in told[1]


async def test_actor_that_was_added_may_be_watched_from_the_start(tmp_path: Path) -> None:
    asked = settings(tmp_path, watch=({"channel": "terminal", "actors": ["bob-harbour"]},))
    assert not has_archive(asked)
    with pytest.raises(ConfigurationError, match="no actor has the id `bob-harbour`"):
        await _check_actors(asked)
    assert not has_archive(asked), "asking makes no database"
    archive = await Archive.open(asked.database, NoNudges())
    await archive.actors.add(None, "bob-harbour", BOB, "operator", NOON)
    await archive.close()
    await _check_actors(asked)
    assert len(await kept_actors(asked)) == 2


async def test_actor_removed_since_does_not_keep_the_bot_from_starting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = ["bob-harbour", "zed-harbour@1"]
    asked = settings(tmp_path, watch=({"channel": "terminal", "actors": ids},))
    archive = await Archive.open(asked.database, NoNudges())
    await archive.watches.add(guild="1", target="t", actors=tuple(ids), origin="configuration", now=NOON)
    await archive.close()
    await _check_actors(asked)
    told = [row for row in capsys.readouterr().out.splitlines() if "watch finds nobody" in row]
    assert [one for row, one in zip(told, ids, strict=True) if f"`{one}` any longer" in row] == ids
    mistyped = settings(tmp_path, watch=({"channel": "terminal", "actors": ["bob-harbor"]},))
    with pytest.raises(ConfigurationError, match="no actor has the id `bob-harbor`"):
        await _check_actors(mistyped)


async def test_entries_that_replace_shipped_ones_are_told_once_at_the_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await _check_actors(settings(tmp_path, ANN.replace("ann-harbour", "vladimir-putin").encode()))
    (told,) = [row for row in capsys.readouterr().out.splitlines() if "instead of the shipped" in row]
    assert "vladimir-putin" in told


async def test_guild_knows_everybodys_actors_and_its_own(archive: Archive) -> None:
    await archive.actors.add(None, "ann-harbour", ANN, "operator", NOON)
    await archive.actors.add("1", "bob-harbour", BOB, "command", NOON)
    for guild, known in (("1", True), ("2", False)):
        catalogue = await catalogue_of(archive, guild)
        assert catalogue.find("ann-harbour")
        assert catalogue.find("vladimir-putin")
        assert bool(catalogue.find("bob-harbour@1")) == known
