"""What a person enters: the values of a select, the fields of a form."""

from collections.abc import Iterable, Mapping
from typing import Any

from . import asking
from .asking import NotOffered, takes_channel
from .world import Attachment, Json

STRING_SELECT, TEXT_INPUT, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 3, 4, 19, 21, 22, 23
OPTION_TYPE = {
    5: asking.USER,
    6: asking.ROLE,
    7: asking.MENTIONABLE,
    8: asking.CHANNEL,
    FILE_UPLOAD: asking.ATTACHMENT,
}


def chosen(component: Json, values: Iterable[Any]) -> list[str]:
    """Return the values picked from a select; NotOffered for what it does not offer."""
    given = tuple(values)
    picked = [str(getattr(value, "id", value)) for value in given]
    least, most = (default(component.get(key), 1) for key in ("min_values", "max_values"))
    if not least <= len(picked) <= most or len(set(picked)) != len(picked):
        raise NotOffered(f"pick {least} to {most} different values, not {picked}")
    offered = [option["value"] for option in component.get("options") or ()]
    if component["type"] in (STRING_SELECT, CHECKBOXES) and not set(picked) <= set(offered):
        raise NotOffered(f"{picked} are not all among the options {offered}")
    files = component["type"] == FILE_UPLOAD
    if any(isinstance(v, Attachment) is not files or not takes_channel(component, v) for v in given):
        raise NotOffered(f"{component['custom_id']!r} does not offer {picked}")
    return picked


def default(value: int | None, otherwise: int) -> int:
    """Return a number, or what Discord takes where none is given."""
    return otherwise if value is None else value


def entries(component: Json, values: Iterable[str]) -> list[Json]:
    """Return what is to be resolved of a select's values, as options name it."""
    kind = OPTION_TYPE.get(component["type"])
    return [] if kind is None else [{"type": kind, "value": value} for value in values]


def filled(component: Json, values: Mapping[str, Any]) -> Json:
    """Return a form's component as it comes back, with what the person entered."""
    made: Json = {key: component[key] for key in ("type", "id", "custom_id") if key in component}
    name, kind = component.get("custom_id"), component["type"]
    if kind == TEXT_INPUT:
        made["value"] = entered(
            component, str(values.get(component["custom_id"], component.get("value") or ""))
        )
    elif kind == CHECKBOX:
        made["value"] = bool(values.get(component["custom_id"], component.get("default")))
    elif kind == RADIO:
        made["value"] = next(iter(picked(component, values)), None)
    elif name is not None:
        made["values"] = picked(component, values)
    if "components" in component:
        made["components"] = [filled(inner, values) for inner in component["components"]]
    if "component" in component:
        made["component"] = filled(component["component"], values)
    return made


def picked(component: Json, values: Mapping[str, Any]) -> list[str]:
    """Return what was picked in a form's select: what is preselected unless the person chose otherwise."""
    before = [option["value"] for option in component.get("options") or () if option.get("default")]
    before += [value["id"] for value in component.get("default_values") or ()]
    given = values.get(component["custom_id"], before)
    listed = [given] if not isinstance(given, list | tuple) else list(given)
    if not listed and component.get("required") is False:
        return []
    return chosen(component, listed)


def entered(component: Json, text: str) -> str:
    """Return text typed into a form; NotOffered when the form would not take it."""
    required = component.get("required") is not False
    least = component.get("min_length") or (1 if required else 0)
    most = component.get("max_length") or 4000
    if (text and not least <= len(text) <= most) or (not text and required):
        raise NotOffered(f"{component['custom_id']!r} does not take {len(text)} characters")
    return text
