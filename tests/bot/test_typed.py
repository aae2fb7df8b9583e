"""Values that people type, in any language spoken, whoever types them."""

from datetime import time

import pytest

from bot.commands.clock import hours_of, time_of
from bot.commands.mistake import Mistake
from bot.commands.watch.wanting import is_none


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8:00", time(8)),
        ("20.15 Uhr", time(20, 15)),
        ("8 Uhr", time(8)),
        ("8 Uhr 30", time(8, 30)),
        ("um 8 uhr", time(8)),
        ("8 pm", time(20)),
    ],
)
def test_time_is_understood_as_people_write_it(typed: str, meant: time) -> None:
    assert time_of(typed) == meant


@pytest.mark.parametrize("typed", ["", "Uhr", "25 Uhr", "8", "um", "13pm", "8 Uhr 70"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Mistake, match="no time of day"):
        time_of(typed)


@pytest.mark.parametrize("typed", ["22-7", "22:00 bis 07:00", "von 22 Uhr bis 7 Uhr", "from 10pm to 7am"])
def test_hours_are_understood_in_every_language(typed: str) -> None:
    assert hours_of(typed) == (time(22), time(7))


@pytest.mark.parametrize("typed", ["none", "Keine", "kein", "niemand", "nichts", "-", " None "])
def test_nothing_is_said_in_every_language(typed: str) -> None:
    assert is_none(typed)
    assert not is_none(f"{typed} war")
