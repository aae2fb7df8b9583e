"""Select menus of messages and forms, from Discord's component reference."""

from collections.abc import Iterator

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.world import Json

from .shape import Path, count, duplicates, length, objects, words

OFFERED = {5: ("user",), 6: ("role",), 7: ("user", "role"), 8: ("channel",)}


def string_select(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of options that are too many, too long or the same, and of impossible minima."""
    options = objects(component.get("options"))
    yield from count((*path, "options"), options, 25, least=1)
    for number, option in enumerate(options):
        yield from length((*path, "options", number, "label"), option.get("label"), 100, least=1)
        yield from length((*path, "options", number, "value"), option.get("value"), 100, least=1)
        yield from length((*path, "options", number, "description"), option.get("description"), 100)
    for value in sorted(duplicates([words(option.get("value")) for option in options])):
        message = f"The specified option value {value!r} is already used"
        yield Complaint(
            path=(*path, "options"), code="SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message=message
        )
    chosen = [option for option in options if option.get("default") is True]
    yield from selectable(path, component, len(chosen), max(len(options), 1))


def entity_select(path: Path, component: Json) -> Iterator[Complaint]:
    """Complain of preselected values that the select does not offer or that are too many."""
    before = objects(component.get("default_values"))
    offered = OFFERED[component["type"]]
    for number, value in enumerate(before):
        if value.get("type") not in offered:
            message = f"{value.get('type')!r} is not among {sorted(offered)}"
            yield Complaint(path=(*path, "default_values", number), code="BASE_TYPE_CHOICES", message=message)
    yield from selectable(path, component, len(before), 25)


def selectable(path: Path, component: Json, before: int, offered: int) -> Iterator[Complaint]:
    """Complain of minima and maxima that cannot be kept, by what is preselected or at all."""
    yield from length((*path, "placeholder"), component.get("placeholder"), 150)
    least, most = (
        component.get(k) if component.get(k) is not None else 1 for k in ("min_values", "max_values")
    )
    if not isinstance(least, int) or not isinstance(most, int):
        return
    if not least <= most <= offered:
        message = f"min_values {least}, max_values {most} and {offered} options do not go together"
        yield Complaint(path=path, code="SELECT_COMPONENT_VALUES_RANGE", message=message)
    if before > most:
        message = f"{before} values are preselected where {most} may be"
        yield Complaint(path=path, code="SELECT_COMPONENT_DEFAULTS", message=message)
