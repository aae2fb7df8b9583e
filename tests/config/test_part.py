"""Which part of the gateway a setting names."""

from pathlib import Path

import pytest

from config.errors import ConfigurationError
from config.load import load
from config.settings.part import Part

SHARED = "postgresql+asyncpg://wirewatch@db.example/wirewatch"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("16", Part(total=16)),
        ("3/16", Part(total=16, mine=frozenset({3}))),
        ("0-3/16", Part(total=16, mine=frozenset({0, 1, 2, 3}))),
        ("0-0/1", Part(total=1, mine=frozenset({0}))),
    ],
)
def test_part_of_the_gateway_is_a_number_of_shards_or_a_range_of_them(
    tmp_path: Path, said: str, meant: Part
) -> None:
    set_ = {"WIREWATCH_SHARDS": said, "WIREWATCH_DATABASE_URL": SHARED}
    assert load(set_, tmp_path).settings.part == meant
    assert load({}, tmp_path).settings.part == Part()


@pytest.mark.parametrize(
    ("said", "database", "told"),
    [
        ("0", SHARED, "at least one shard"),
        ("1001", SHARED, "and 1000 at most"),
        ("4-6/6", SHARED, "the first is 0 and the last 5"),
        ("3-1/6", SHARED, "the first is 0 and the last 5"),
        ("all", SHARED, "WIREWATCH_SHARDS"),
        ("0-3/16", "", "On SQLite one process holds all"),
    ],
)
def test_part_that_is_none_is_told(tmp_path: Path, said: str, database: str, told: str) -> None:
    set_ = {"WIREWATCH_SHARDS": said, "WIREWATCH_DATABASE_URL": database}
    with pytest.raises(ConfigurationError, match=told):
        load({name: value for name, value in set_.items() if value}, tmp_path)
