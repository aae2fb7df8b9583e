"""Where actors come from."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueText:
    """Entries of actors as TOML, beside the shipped ones: an operator's file, or what a guild added.

    `label` names it in problems. Without a `guild` its actors are everybody's.
    """

    label: str
    text: str
    guild: str | None = None
