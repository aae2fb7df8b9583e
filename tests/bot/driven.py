"""What people can do with the bot, and whether a test of this folder did it: a plugin of the whole suite.

Each loopback Discord notes what it dispatched and got answered. Where every test of this folder ran, the
run fails over each command, suggestion, menu, button, select and form that was left out.
Under xdist the workers hand in their notes when they end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from tests.fakes.discord import FakeDiscord, Interaction

HERE: Final = Path(__file__).parent


@dataclass
class Notes:
    """What was dispatched, and whether all tests of the folder were there to dispatch it."""

    driven: set[str] = field(default_factory=set)
    whole: bool = True
    left_out: tuple[str, ...] = ()


NOTES: Final = pytest.StashKey[Notes]()


def note(config: pytest.Config, discord: "FakeDiscord") -> None:
    """Keep what a loopback Discord dispatched and got answered."""
    interactions = discord.backend.interactions.values()
    config.stash[NOTES].driven |= {done_by(one) for one in interactions if one.first is not None}


def done_by(interaction: "Interaction") -> str:
    """What a person did: "/feed remove", "/feed remove suggests feed", "menu …", "id …" of a button."""
    data = interaction.payload["data"]
    if "custom_id" in data:
        return f"id {data['custom_id']}"
    if data["type"] != 1:
        return f"menu {data['name']}"
    name, options = f"/{data['name']}", data["options"]
    while options and options[0]["type"] in (1, 2):
        name, options = f"{name} {options[0]['name']}", options[0]["options"]
    typing = [option["name"] for option in options if option.get("focused")]
    return f"{name} suggests {typing[0]}" if typing else name


def offered() -> Iterator[str]:
    """Every command, suggestion and menu there is."""
    from discord import app_commands

    from bot.commands import GROUPS, MENUS

    for group in GROUPS:
        for command in group.walk_commands() if isinstance(group, app_commands.Group) else (group,):
            if isinstance(command, app_commands.Command):
                yield f"/{command.qualified_name}"
                for option in command.parameters:
                    if option.autocomplete:
                        yield f"/{command.qualified_name} suggests {option.display_name}"
    yield from (f"menu {menu.name}" for menu in MENUS)


def left_out(driven: set[str]) -> tuple[str, ...]:
    """What there is and was not done, in words."""
    from bot.commands import BUTTONS
    from bot.commands.forms import FORMS

    ids = [name.removeprefix("id ") for name in driven if name.startswith("id ")]
    missed = [name for name in offered() if name not in driven]
    templates = {button.__name__: button.__discord_ui_compiled_template__ for button in BUTTONS}
    for name, template in templates.items():
        missed += [] if any(map(template.fullmatch, ids)) else [f"{name}, {template.pattern}"]
    missed += [f"the form {name}" for name in FORMS if not any(i.startswith(f"form:{name}:") for i in ids)]
    return tuple(missed)


def pytest_configure(config: pytest.Config) -> None:
    """Begin to take notes."""
    config.stash[NOTES] = Notes()


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """See that some tests will not run."""
    if items:
        items[0].config.stash[NOTES].whole = False


def pytest_collection_finish(session: pytest.Session) -> None:
    """See whether every file of this folder is in the run."""
    there = {item.path for item in session.items}
    if not set(HERE.rglob("test_*.py")) <= there:
        session.config.stash[NOTES].whole = False


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take in what a worker noted; one that crashed leaves the notes incomplete."""
    notes, told = node.config.stash[NOTES], getattr(node, "workeroutput", {})
    notes.driven |= set(told.get("driven", ()))
    notes.whole = notes.whole and error is None and told.get("whole", False)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Hand the notes in, or judge them: a run that left something out fails."""
    notes = session.config.stash[NOTES]
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output |= {"driven": sorted(notes.driven), "whole": notes.whole}
    elif notes.whole and exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        notes.left_out = left_out(notes.driven)
        if notes.left_out:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out."""
    if missed := config.stash[NOTES].left_out:
        terminalreporter.section("Not driven by any test of tests/bot", red=True)
        for name in missed:
            terminalreporter.line(name)
