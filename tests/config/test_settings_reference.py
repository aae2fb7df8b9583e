"""The reference of the settings is written from them, and keeps what was written by hand."""

import pytest

from config.settings import Settings
from config.settings.reference import FILE, written


def test_reference_has_every_setting_once_and_keeps_what_is_written_by_hand() -> None:
    held = FILE.read_text(encoding="utf-8")
    blank = held.replace("WIREWATCH_", "?").replace("| `workers`", "| `gone`")
    assert written(blank).count("`workers`<br>`WIREWATCH_WORKERS` | Worker processes") == 1
    rows = {line.split("`")[1] for line in held.splitlines() if line.startswith("| `")}
    assert rows >= {*Settings.model_fields} - {"feed", "watch", "digest"}
    assert "as politely as a reader" in written(
        held.replace("There is never more", "as politely as a reader")
    )


def test_place_for_settings_that_are_not_is_refused() -> None:
    held = FILE.read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="weather"):
        written(held.replace("settings of posting", "settings of weather"))
