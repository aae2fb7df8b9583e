"""Answers to interactions: autocomplete choices and modals."""

from collections.abc import Iterator

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.message import walk
from tests.fakes.discord.world import Json

from .components import ROW, TEXT_INPUT, each, names_once
from .shape import Path, count, length, objects, part

VALUES: dict[int, type | tuple[type, ...]] = {3: str, 4: int, 10: (int, float)}


def choice_complaints(data: Json, option_type: int) -> Iterator[Complaint]:
    """Complain of more than 25 choices, and of names or values over 100 characters or of the wrong type."""
    path: Path = ("data", "choices")
    yield from count(path, data.get("choices"), 25)
    for number, choice in enumerate(objects(data.get("choices"))):
        yield from length((*path, number, "name"), choice.get("name"), 100, least=1)
        value = choice.get("value")
        wanted = VALUES.get(option_type, str)
        if isinstance(value, bool) or not isinstance(value, wanted):
            message = f"{value!r} is not of the option's type {option_type}"
            yield Complaint(path=(*path, number, "value"), code="BASE_TYPE_BAD_TYPE", message=message)
        yield from length((*path, number, "value"), value, 100)


def modal_complaints(data: Json) -> Iterator[Complaint]:
    """Complain of a modal Discord would not open."""
    yield from length(("data", "title"), data.get("title"), 45, least=1)
    yield from length(("data", "custom_id"), data.get("custom_id"), 100, least=1)
    yield from count(("data", "components"), data.get("components"), 5, least=1)
    yield from names_once(list(walk(data.get("components"))))
    yield from each(("data", "components"), data.get("components"))
    for number, component in enumerate(objects(data.get("components"))):
        inner = (
            objects(component.get("components"))
            if component.get("type") == ROW
            else [part(component, "component")]
        )
        for entry in inner:
            if entry.get("type") == TEXT_INPUT:
                yield from text_input(
                    ("data", "components", number), entry, labelled=component.get("type") == ROW
                )


def text_input(path: Path, entry: Json, *, labelled: bool) -> Iterator[Complaint]:
    """Complain of a text input with impossible lengths, or without a label where the row has none."""
    yield from length((*path, "label"), entry.get("label"), 45, least=1 if labelled else 0)
    yield from length((*path, "placeholder"), entry.get("placeholder"), 100)
    least, most = entry.get("min_length") or 0, entry.get("max_length") or 4000
    if least > most:
        yield Complaint(
            path=path, code="TEXT_INPUT_LENGTHS", message=f"min_length {least} over max_length {most}"
        )
    yield from length((*path, "value"), entry.get("value"), most)
