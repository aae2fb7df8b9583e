"""What a person enters: the values of a select, the fields of a form."""

from collections.abc import Mapping
from typing import Any

from .asking import NotOffered
from .world import Json


def chosen(component: Json, values: tuple[Any, ...]) -> list[str]:
    """Return the values picked from a select; NotOffered for what it does not offer."""
    picked = [str(getattr(value, "id", value)) for value in values]
    if not component["min_values"] <= len(picked) <= component["max_values"]:
        raise NotOffered(
            f"pick {component['min_values']} to {component['max_values']} values, not {len(picked)}"
        )
    offered = [option["value"] for option in component.get("options") or ()]
    if component["type"] == 3 and not set(picked) <= set(offered):
        raise NotOffered(f"{picked} are not all among the options {offered}")
    return picked


def filled(component: Json, values: Mapping[str, Any]) -> Json:
    """Return a form's component as it comes back, with what the person entered."""
    made: Json = {key: component[key] for key in ("type", "id", "custom_id") if key in component}
    if component["type"] == 4:
        made["value"] = entered(
            component, str(values.get(component["custom_id"], component.get("value") or ""))
        )
    elif "custom_id" in component:
        given = values.get(component["custom_id"], ())
        made["values"] = [given] if isinstance(given, str) else [str(getattr(v, "id", v)) for v in given]
    if "components" in component:
        made["components"] = [filled(inner, values) for inner in component["components"]]
    if "component" in component:
        made["component"] = filled(component["component"], values)
    return made


def entered(component: Json, text: str) -> str:
    """Return text typed into a form; NotOffered when the form would not take it."""
    least = component.get("min_length") or (1 if component.get("required", True) else 0)
    if (text and not least <= len(text) <= (component.get("max_length") or 4000)) or (
        not text and component.get("required", True)
    ):
        raise NotOffered(f"{component['custom_id']!r} does not take {len(text)} characters")
    return text
