"""Answers to interactions: autocomplete choices and modals."""

from collections.abc import Iterator

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.message import walk
from tests.fakes.discord.world import Json

from .components import LABEL, ROW, SELECTS, TEXT, TEXT_INPUT, each, names_once
from .shape import Path, count, length, objects, part

FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 19, 21, 22, 23
IN_LABELS = (*SELECTS, TEXT_INPUT, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX)
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
    """Complain of a modal Discord would not open: more than five fields, or fields that cannot be there."""
    path: Path = ("data", "components")
    yield from length(("data", "title"), data.get("title"), 45, least=1)
    yield from length(("data", "custom_id"), data.get("custom_id"), 100, least=1)
    yield from count(path, data.get("components"), 5, least=1)
    yield from names_once(list(walk(data.get("components"))))
    yield from each(path, data.get("components"))
    for number, component in enumerate(objects(data.get("components"))):
        kind = component.get("type")
        if kind == ROW:
            yield from text_row((*path, number), component)
        elif kind == LABEL:
            yield from labelled((*path, number), component)
        elif kind != TEXT:
            message = f"a form holds labels, texts and rows of text inputs, not type {kind}"
            yield Complaint(path=(*path, number), code="UNION_TYPE_CHOICES", message=message)


def text_row(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of a form's row that is not of one text input with its own label."""
    inner = objects(component.get("components"))
    if [entry.get("type") for entry in inner] != [TEXT_INPUT]:
        message = "a form's row holds one text input; a select is put in a label"
        yield Complaint(path=path, code="UNION_TYPE_CHOICES", message=message)
        return
    yield from length((*path, "label"), inner[0].get("label"), 45, least=1)
    yield from text_input(path, inner[0])


def labelled(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of a label without words, around nothing, or around a text input that has another one."""
    yield from length((*path, "label"), component.get("label"), 45, least=1)
    yield from length((*path, "description"), component.get("description"), 100)
    entry = part(component, "component")
    if entry.get("type") not in IN_LABELS:
        message = f"a label cannot hold type {entry.get('type')}"
        yield Complaint(path=(*path, "component"), code="UNION_TYPE_CHOICES", message=message)
    if entry.get("type") == TEXT_INPUT:
        if entry.get("label"):
            message = "the label says what is asked; its text input has no other"
            yield Complaint(path=(*path, "component"), code="TEXT_INPUT_LABEL_TWICE", message=message)
        yield from text_input((*path, "component"), entry)


def text_input(path: Path, entry: Json) -> Iterator[Complaint]:
    """Complain of a text input with impossible lengths."""
    yield from length((*path, "placeholder"), entry.get("placeholder"), 100)
    least, most = entry.get("min_length") or 0, entry.get("max_length") or 4000
    if least > most:
        yield Complaint(
            path=path, code="TEXT_INPUT_LENGTHS", message=f"min_length {least} over max_length {most}"
        )
    yield from length((*path, "value"), entry.get("value"), most)
