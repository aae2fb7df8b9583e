"""What is wrong with a setting, in words: where its value came from, why it cannot be used, what can."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from annotated_types import Ge, Gt, Le
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from config.settings import TABLES, Settings

WORDS = {
    "missing": "it is missing",
    "too_long": "those are too many",
    "tuple_type": "a list is needed: in [square brackets], and for feed, watch and digest as [[tables]]",
    "model_type": "a table with keys is needed",
    "finite_number": "a number is needed",
}
"""pydantic's kinds of error that its own words do not explain to a person."""


def explain(error: ValidationError, sources: Mapping[str, str]) -> Iterator[str]:
    """One sentence or two for each problem; `sources` says where each setting's value came from."""
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        field, *inner = [str(part) for part in problem["loc"]] or [""]
        source = sources.get(field, "the default")
        if problem["type"] == "extra_forbidden":
            yield _unknown(field, inner, source)
        elif field not in Settings.model_fields:
            yield f"The settings do not fit together: {_why(problem)}."
        else:
            told = f"Setting {_place(field, inner)}, from {source}: {_why(problem)}."
            yield f"{told} Allowed: {_allowed(_described(field, inner))}"


def _unknown(field: str, inner: list[str], source: str) -> str:
    if not inner:
        near = get_close_matches(field, Settings.model_fields, n=1)
        hint = f"Did you mean `{near[0]}`?" if near else "docs/configuration.md lists the settings."
        return f"Unknown setting `{field}` ({source}). {hint}"
    keys = TABLES[field].model_fields
    near = get_close_matches(inner[-1], keys, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else f"Its keys are {', '.join(keys)}."
    return f"Setting {_place(field, inner)}, from {source}: there is no such key. {hint}"


def _place(field: str, inner: list[str]) -> str:
    entry = f", entry {int(inner[0]) + 1}" if inner and inner[0].isdigit() else ""
    key = f", key `{inner[1]}`" if len(inner) > 1 else ""
    return f"`{field}`{entry}{key}"


def _why(problem: Mapping[str, Any]) -> str:
    return WORDS.get(problem["type"], str(problem["msg"]).removeprefix("Value error, "))


def _described(field: str, inner: list[str]) -> FieldInfo:
    nested = TABLES[field].model_fields.get(inner[1]) if field in TABLES and len(inner) > 1 else None
    return nested or Settings.model_fields[field]


def _allowed(info: FieldInfo) -> str:
    """The range, where there is one, and what the setting does."""
    bounds = {type(limit): limit for limit in info.metadata if isinstance(limit, Ge | Gt | Le)}
    low, above, high = bounds.get(Ge), bounds.get(Gt), bounds.get(Le)
    start = (
        f"from {low.ge} "
        if isinstance(low, Ge)
        else f"more than {above.gt}, "
        if isinstance(above, Gt)
        else ""
    )
    end = f"up to {high.le}" if isinstance(high, Le) else ""
    spread = f"{start}{end}".strip()
    return f"{spread}. {info.description}" if spread else str(info.description)
