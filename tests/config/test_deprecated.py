"""What changed its name works for a while, is told of, and is then refused with what to write instead."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from packaging.version import Version

from config.deprecated import RENAMED, Renamed, in_arguments
from config.errors import ConfigurationError
from config.load import Loaded, load
from config.settings import TABLES, Settings

RENAMES: Final = (
    Renamed(kind="setting", old="processes", new="workers", since="1.2.0", gone="2.0.0"),
    Renamed(kind="variable", old="BOT_TOKEN", new="DISCORD_TOKEN", since="1.2.0", gone="2.0.0"),
    Renamed(kind="key", of="watch", old="words", new="keywords", since="1.3.0", gone="2.0.0"),
    Renamed(
        kind="setting",
        old="looks",
        new=None,
        since="1.2.0",
        gone="2.0.0",
        advice="Leave it out: it is found.",
    ),
    Renamed(kind="option", of="feeds list", old="--most", new="--limit", since="1.2.0", gone="2.0.0"),
    Renamed(kind="command", old="feeds wake", new="feeds resume", since="1.2.0", gone="2.0.0"),
)
OLD: Final = """
processes = 3
looks = 7
[[watch]]
channel = "terminal"
words = ["harbour"]
[[watch]]
channel = "terminal"
keywords = ["corridor"]
"""
"""A file as a version before 1.2.0 wrote it."""


def read(folder: Path, environ: dict[str, str] | None = None, now: str = "1.9.1") -> Loaded:
    return load(environ or {}, folder, RENAMES, now)


def refused(folder: Path, environ: dict[str, str] | None = None, now: str = "1.9.1") -> str:
    with pytest.raises(ConfigurationError) as caught:
        read(folder, environ, now)
    return str(caught.value)


def test_file_of_an_older_version_starts_and_says_what_to_write(tmp_path: Path) -> None:
    file = tmp_path / "wirewatch.toml"
    file.write_text(OLD)
    loaded = read(tmp_path)
    assert (loaded.settings.workers, loaded.settings.looks) == (3, 7)
    assert [watch.keywords for watch in loaded.settings.watch] == [("harbour",), ("corridor",)]
    assert loaded.notes == (
        f"`looks` in {file} is refused from version 2.0.0 on. Leave it out: it is found.",
        f"`processes` in {file} is called `workers` since version 1.2.0. "
        "Write that: the old name is refused from 2.0.0 on.",
        f"Key `words` of [[watch]], entry 1 in {file} is called `keywords` since version 1.3.0. "
        "Write that: the old name is refused from 2.0.0 on.",
    )


def test_file_of_a_much_older_version_is_refused_with_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text(OLD)
    told = refused(tmp_path, now="2.0.0").splitlines()
    assert len(told) == 3
    assert told[0].endswith("has ended with version 2.0.0. Leave it out: it is found.")
    assert told[1].endswith(
        "is called `workers` since version 1.2.0. Write that: the old name is refused since 2.0.0."
    )
    assert refused(tmp_path, {"WIREWATCH_PROCESSES": "2"}, now="3.1").startswith(
        "WIREWATCH_PROCESSES is called"
    )
    assert read(tmp_path, now="2.0.0rc1").settings.workers == 3, "a candidate comes before its release"


def test_old_names_in_the_environment_keep_their_place_in_the_order(tmp_path: Path) -> None:
    (tmp_path / "wirewatch.toml").write_text("workers = 3\n")
    (tmp_path / ".env").write_text("WIREWATCH_PROCESSES=4\nBOT_TOKEN=of-dot-env\n")
    (tmp_path / "token").write_text("of-a-file\n")
    loaded = read(tmp_path)
    assert (loaded.settings.workers, loaded.settings.secrets) == (4, ("of-dot-env",))
    assert [note.partition(" is called ")[::2] for note in loaded.notes] == [
        (old, f"{new} since version 1.2.0. Write that: the old name is refused from 2.0.0 on.")
        for old, new in (("BOT_TOKEN", "DISCORD_TOKEN"), ("WIREWATCH_PROCESSES", "WIREWATCH_WORKERS"))
    ]
    environ = {
        "WIREWATCH_WORKERS": "5",
        "BOT_TOKEN_FILE": str(tmp_path / "token"),
        "WIREWATCH_PROCESSES": " ",
    }
    loaded = read(tmp_path, environ)
    assert (loaded.settings.workers, loaded.settings.secrets) == (5, ("of-a-file",))


def test_mistakes_are_told_by_the_name_that_was_written(tmp_path: Path) -> None:
    assert "from environment variable WIREWATCH_PROCESSES:" in refused(tmp_path, {"WIREWATCH_PROCESSES": "0"})
    assert "BOT_TOKEN_FILE names /nowhere" in refused(tmp_path, {"BOT_TOKEN_FILE": "/nowhere"})
    both = {"WIREWATCH_PROCESSES": "2", "WIREWATCH_WORKERS": "2"}
    assert refused(tmp_path, both).endswith("are the same, and both are set. Keep WIREWATCH_WORKERS.")
    (tmp_path / "wirewatch.toml").write_text("processes = 0\n")
    assert f"from `processes` in {tmp_path / 'wirewatch.toml'}" in refused(tmp_path)


@pytest.mark.parametrize(
    "text", ["watch = 3", 'watch = ["words"]', "[watch]\nwords = []", "[[feed]]\nwords = 1"]
)
def test_file_of_wrong_types_is_refused_in_words_as_ever(tmp_path: Path, text: str) -> None:
    (tmp_path / "wirewatch.toml").write_text(text)
    assert refused(tmp_path)


@pytest.mark.parametrize(
    ("typed", "meant", "told"),
    [
        ("feeds list --most 3", "feeds list --limit 3", "--most of `wirewatch feeds list` is called --limit"),
        ("feeds list --most=3 --json", "feeds list --limit=3 --json", "--most of"),
        ("feeds list --mostly", "feeds list --mostly", ""),
        ("feeds list -- --most", "feeds list -- --most", ""),
        ("run --most 3", "run --most 3", ""),
        ("feeds wake 4", "feeds resume 4", "`wirewatch feeds wake` is called `wirewatch feeds resume`"),
        ("feeds", "feeds", ""),
        ("", "", ""),
    ],
)
def test_command_line_is_understood_by_old_names(typed: str, meant: str, told: str) -> None:
    found = in_arguments(typed.split(), RENAMES, "1.2.0")
    assert (" ".join(found.words), found.refused) == (meant, ())
    assert len(found.notes) == bool(told)
    assert all(note.startswith(told) for note in found.notes)
    later = in_arguments(typed.split(), RENAMES, "2.0")
    assert (len(later.refused), later.notes) == (len(found.notes), ())


def test_table_says_what_can_be_done() -> None:
    documented = (Path(__file__).parents[2] / "docs/configuration.md").read_text(encoding="utf-8")
    for entry in RENAMED:
        assert entry.is_over(entry.gone)
        assert _series(entry.gone) > _series(entry.since), "nothing ends in the version that tells of it"
        assert entry.new or entry.advice
        assert f"`{entry.old}`" in documented, "docs/configuration.md tells of every name that changed"
        names = {
            "setting": Settings.model_fields,
            "key": TABLES[entry.of].model_fields if entry.of in TABLES else {},
        }
        if entry.kind in names and entry.new:
            assert entry.new in names[entry.kind]
            assert entry.old not in names[entry.kind]
    assert replace(RENAMES[0], gone="1.10.0").is_over("1.10.0"), "ordered as versions, not as text"
    assert not replace(RENAMES[0], gone="1.10.0").is_over("1.9.0")


def _series(version: str) -> tuple[int, int]:
    """What may end a name: a major version; before the first of them, a minor one."""
    parts = Version(version)
    return parts.major, 0 if parts.major else parts.minor
