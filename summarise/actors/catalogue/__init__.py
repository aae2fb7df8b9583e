"""The actor catalogue: people and organisations, as `config/actors.toml` lists them."""

from summarise.actors.catalogue.actor import Actor, Kind, Office, Pronoun
from summarise.actors.catalogue.listed import Catalogue
from summarise.actors.catalogue.reading import assembled, entries, read_catalogue, shipped, shipped_entries

__all__ = [
    "Actor",
    "Catalogue",
    "Kind",
    "Office",
    "Pronoun",
    "assembled",
    "entries",
    "read_catalogue",
    "shipped",
    "shipped_entries",
]
