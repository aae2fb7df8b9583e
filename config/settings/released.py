"""The settings of whoever wants to hear of new versions."""

from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, field_validator, model_validator


class Released(BaseModel):
    """The part of `Settings` that says where news of releases is asked for, and whether every day."""

    release_feed: SecretStr | None = Field(
        default=None,
        description="Address of a feed of Wirewatch's releases (RSS, Atom or JSON Feed), which "
        "`wirewatch version --check` asks.",
    )
    release_check: bool = Field(
        default=False, description="Whether release_feed is asked once a day, and a new version logged."
    )

    @field_validator("release_feed")
    @classmethod
    def _on_the_web(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _is_on_the_web(value.get_secret_value()):
            raise ValueError("not an address that begins with https:// or http://")
        if value is not None and "@" in urlsplit(value.get_secret_value()).netloc:
            raise ValueError(
                "it holds a user name or password, which are not sent: leave them out; a key behind ? is sent"
            )
        return value

    @model_validator(mode="after")
    def _has_somebody_to_ask(self) -> Self:
        if self.release_check and self.release_feed is None:
            raise ValueError(
                "release_check asks the address that release_feed names, and none is named: set it, or leave "
                "release_check out"
            )
        return self


def _is_on_the_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
