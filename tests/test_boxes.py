"""What a container and a system service are made from names files, settings and roles that there are."""

import re
import shutil
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from bot.cli.run import OUTGROWN
from bot.process.ending import PATIENCE, UNWINDING
from config.settings import Settings, environment_name

ROOT = Path(__file__).parents[1]
COMPOSE = ("compose.yaml", "compose.scaled.yaml")
UNIT = "scripts/wirewatch.service"
NAMES = re.compile(r"\b(?:WIREWATCH|DISCORD)_[A-Z_]+")
FOR_BOXES = re.compile(r"^COPY (?!--)(.+) (\S+)$", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def copied() -> set[str]:
    return {source for sources, _ in FOR_BOXES.findall(read("Dockerfile")) for source in sources.split()}


def services(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(read(name))["services"]
    return found


def own(name: str) -> dict[str, dict[str, Any]]:
    return {key: one for key, one in services(name).items() if one["image"] == "wirewatch:local"}


def reaches_the_builder(source: str) -> bool:
    """By .dockerignore: the last pattern that fits a path, or a folder it is in, decides."""
    ignored = False
    for line in read(".dockerignore").splitlines():
        pattern = line.removeprefix("!").strip()
        if not pattern or pattern.startswith("#"):
            continue
        within = [source, *(str(parent) for parent in Path(source).parents if str(parent) != ".")]
        if any(fnmatch(path, pattern) for path in within):
            ignored = not line.startswith("!")
    return not ignored


def test_image_is_made_of_all_that_the_wheel_is_and_of_locked_requirements_alone() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    rooms = set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
    meta = {"pyproject.toml", project["project"]["readme"], "LICENSE"}
    locks = {"requirements.lock", "requirements-build.lock"}
    assert copied() == rooms | meta | locks | {"scripts/rootfs.sh", "scripts/trial.py"}
    for path in copied():
        assert (ROOT / path).exists(), path
        assert reaches_the_builder(path), path
    for path in (".env", ".git", "tests", "wirewatch.toml", "wirewatch.sqlite3", "scripts/words.py"):
        assert not reaches_the_builder(path), path
    told = read("Dockerfile").replace("\\\n", " ")
    installs = re.findall(r"pip (?:--python \S+ )?(?:install|wheel) [^&\n]*", told)
    assert len(installs) == 4
    assert all("--require-hashes" in one or "--no-deps" in one for one in installs)


def test_image_ends_and_answers_by_itself_and_belongs_to_nobody_else() -> None:
    told = read("Dockerfile")
    last = told[told.rindex("\nFROM ") :]
    for line in ("USER 10001:10001", "STOPSIGNAL SIGTERM", 'ENTRYPOINT ["wirewatch"]', "VOLUME /data"):
        assert f"\n{line}\n" in last, line
    # a restart forgets how long Discord wants to be left alone: only who does not live is restarted
    assert 'CMD ["wirewatch", "health", "--live"]' in last
    assert "--start-period=1h" in last
    assert "WIREWATCH_HEALTH=" in last


@pytest.mark.parametrize("name", ["Dockerfile", *COMPOSE, UNIT, "docs/deploying.md"])
def test_box_names_settings_that_there_are_and_no_registry(name: str) -> None:
    known = {environment_name(field) for field in Settings.model_fields} | {"WIREWATCH_MOVE_TO"}
    text = read(name)
    assert set(NAMES.findall(text)) <= known | {f"{field}_FILE" for field in known}
    assert not re.search(r"index-url|ghcr\.io|docker\.io|https?://\S*(?:pypi|simple)\b", text)


@pytest.mark.parametrize("name", COMPOSE)
def test_container_may_do_no_more_than_it_must_and_comes_back(name: str) -> None:
    found = own(name)
    assert found
    for one in found.values():
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]
        assert one["security_opt"] == ["no-new-privileges:true"]
        assert "/tmp" in one["tmpfs"]
        assert one["mem_limit"] == "1g"
        assert one["pids_limit"] == 256
        assert one["restart"] == "unless-stopped"
        assert one["stop_grace_period"] == "30s"
        assert one["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
        assert "healthcheck" not in one, "the image has one"
        assert one["environment"]["WIREWATCH_HEALTH"] == "8481"
        assert one["build"] == "."


def test_one_container_has_one_volume() -> None:
    whole = yaml.safe_load(read("compose.yaml"))
    (one,) = whole["services"].values()
    (volume,) = whole["volumes"]
    assert one["volumes"] == [f"{volume}:/data"]
    assert one["environment"]["WIREWATCH_DATA"] == "/data"


def test_unit_is_as_hardened_as_the_documentation_says() -> None:
    analyse = shutil.which("systemd-analyze")
    if analyse is None:
        pytest.skip("systemd-analyze is not installed")
    done = subprocess.run(
        [analyse, "security", "--offline=true", "--no-pager", str(ROOT / UNIT)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    rated = re.search(r"exposure level for wirewatch\.service: ([\d.]+)", done.stdout)
    if rated is None:
        pytest.skip(f"systemd-analyze does not rate files here: {(done.stderr or done.stdout).strip()[:200]}")
    told = re.search(r"exposure level for wirewatch\.service: ([\d.]+)", read("docs/deploying.md"))
    assert told is not None
    assert float(rated[1]) <= float(told[1])


def test_unit_starts_again_whoever_was_outgrown_and_waits_for_a_good_end() -> None:
    unit = read(UNIT)
    assert f"\nRestartForceExitStatus={OUTGROWN}\n" in unit
    assert "\nStartLimitIntervalSec=0\n" in unit, "a database may come back after hours"
    patience = re.search(r"^TimeoutStopSec=(\d+)s$", unit, re.MULTILINE)
    assert patience is not None
    assert int(patience[1]) > PATIENCE + UNWINDING
