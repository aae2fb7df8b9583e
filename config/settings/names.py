"""What settings are called, in the environment and in the file."""

from pydantic import BaseModel

from config.declared import DeclaredDigest, DeclaredFeed, DeclaredWatch

PREFIX = "WIREWATCH_"
OUTSIDE = {"discord_token": "DISCORD_TOKEN"}
"""Settings whose environment name is the one everybody uses."""

TABLES: dict[str, type[BaseModel]] = {
    "feed": DeclaredFeed,
    "watch": DeclaredWatch,
    "digest": DeclaredDigest,
}
"""Settings that only the file can hold, and what each of their entries is."""


def environment_name(field: str) -> str:
    """The environment variable of a setting."""
    return OUTSIDE.get(field, PREFIX + field.upper())
