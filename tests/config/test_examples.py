"""What ships to be copied names settings, roles and folders that there are."""

import re
from pathlib import Path

from config.settings import ROLES, Settings, environment_name

ROOT = Path(__file__).parents[2]
SCALED = (ROOT / "compose.scaled.yaml").read_text(encoding="utf-8")
NAMES = re.compile(r"\b(?:WIREWATCH|DISCORD)_[A-Z_]+")


def test_examples_name_settings_that_there_are() -> None:
    known = {environment_name(name) for name in Settings.model_fields}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = {*NAMES.findall(example), *NAMES.findall(SCALED)}
    assert named <= known | {f"{name}_FILE" for name in known}


def test_scaled_form_has_a_service_of_each_role() -> None:
    assert re.findall(r'^    command: \["run", "--role", "(\w+)"\]$', SCALED, re.MULTILINE) == list(ROLES)
