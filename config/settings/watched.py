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
        min_length=8,
        max_length=500,
        description="What whoever asks for /health/ready and /metrics must send: Authorization: Bearer ….",
    )
    log_level: Literal["debug", "info", "warning", "error"] | None = Field(
        default=None, description="debug, info, warning or error. Default: info, in the terminal warning."
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="Lines for people, or JSON for machines."
    )

    _watched_at = field_validator("health", mode="before")(watched_at)

    @property
    def health_at(self) -> tuple[str, int] | None:
        """Host and port of `health`; None for nowhere."""
        return None if self.health is None else host_and_port(self.health)
