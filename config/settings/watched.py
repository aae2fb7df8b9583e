"""The settings of whoever watches over a process: where it tells how it is, and what it logs."""

from typing import Literal

from pydantic import BaseModel, Field, SecretStr, field_validator

from config.settings.addresses import host_and_port, watched_at


class Watched(BaseModel):
    """The part of `Settings` that says how a process is watched over."""

    health: str | None = Field(
        default=None,
        description="host:port, or a port of this machine alone, where /health/live, /health/ready and "
        "/metrics are answered. Default: nowhere.",
    )
    health_token: SecretStr | None = Field(
        default=None,
        description="What whoever asks for /health/ready and /metrics must send as a bearer token, 8 to 500 "
        "characters.",
    )
    log_level: Literal["debug", "info", "warning", "error"] | None = Field(
        default=None, description="debug, info, warning or error. Default: info, in the terminal warning."
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="Lines for people, or JSON for machines."
    )

    _watched_at = field_validator("health", mode="before")(watched_at)

    @field_validator("health_token")
    @classmethod
    def _cannot_be_guessed(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not 8 <= len(token.get_secret_value()) <= 500:
            raise ValueError("that is shorter than 8 characters, or longer than 500")
        return token

    @property
    def health_at(self) -> tuple[str, int] | None:
        """Host and port of `health`; None for nowhere."""
        return None if self.health is None else host_and_port(self.health)
