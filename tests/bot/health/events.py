"""The events that the code logs: found in its text, by name, with their levels and keys."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROOMS = ("bot", "storage", "summarise", "feeds", "config")
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Event:
    """One place that logs, and the keys that it gives; exceptions come at level error."""

    name: str
    level: str
    keys: frozenset[str]
    place: str


def events() -> Iterator[Event]:
    """Every place of every room."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if "structlog" in text:
                yield from _of(ast.parse(text), str(path.relative_to(ROOT)))


def _of(module: ast.Module, path: str) -> Iterator[Event]:
    bound: dict[str, frozenset[str]] = {"log": frozenset()}
    calls = []
    for node in ast.walk(module):
        if isinstance(node, ast.Assign) and _is_call(node.value, {"bind"}, bound):
            assert isinstance(node.targets[0], ast.Name), path
            assert isinstance(node.value, ast.Call), path
            bound[node.targets[0].id] = _keys(node.value, path)
        elif _is_call(node, LEVELS, None):
            calls.append(node)
    for call in calls:
        assert isinstance(call, ast.Call)
        assert isinstance(call.func, ast.Attribute)
        on = _logger(call.func.value)
        if on not in bound:
            continue
        said = call.args[0]
        names = [said.body, said.orelse] if isinstance(said, ast.IfExp) else [said]
        keys = _keys(call, path) | bound[on]
        level = "error" if call.func.attr == "exception" else call.func.attr
        for name in names:
            assert isinstance(name, ast.Constant), f"{path}:{call.lineno}: an event has a name of its own"
            yield Event(name=str(name.value), level=level, keys=keys, place=f"{path}:{call.lineno}")


def _logger(value: ast.expr) -> str:
    if isinstance(value, ast.Call):  # structlog.get_logger().error(…)
        return "log" if ast.unparse(value) == "structlog.get_logger()" else ""
    return value.id if isinstance(value, ast.Name) else ""


def _is_call(node: ast.AST, names: set[str], on: dict[str, frozenset[str]] | None) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return node.func.attr in names and (on is None or _logger(node.func.value) in on)


def _keys(call: ast.Call, path: str) -> frozenset[str]:
    named = [keyword.arg for keyword in call.keywords]
    assert None not in named, f"{path}:{call.lineno}: keys are written out, for whoever looks for them"
    return frozenset(name for name in named if name and name != "exc_info")
