"""The settings of what is asked of the web: how often, how much, from where, and through what."""

from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, Field, SecretStr, field_validator, model_validator

from config.settings import addresses
from config.settings.addresses import host_and_port, networks

Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], BeforeValidator(networks)]


class Asking(BaseModel):
    """The part of `Settings` that says how feeds and pages are asked, and how hubs reach the process."""

    contact: str = Field(
        default="", max_length=200, description="Address or mail that feeds' operators see in the User-Agent."
    )
    fetch_seconds: float = Field(
        default=20, gt=0, le=60, description="A fetch ends after so many seconds, whatever happens."
    )
    fetch_megabytes: float = Field(
        default=10, gt=0, le=100, description="A body may be so large, decompressed."
    )
    poll_floor_minutes: float = Field(
        default=5, ge=0.01, le=1440, description="A feed is asked at most so often."
    )
    poll_ceiling_minutes: float = Field(
        default=1440, ge=1, le=10080, description="A feed is asked at least so often."
    )
    host_delay_seconds: float = Field(
        default=1, ge=0, le=600, description="The pause between two requests to one host."
    )
    looks: int = Field(default=100, ge=1, le=1000, description="How many feeds are looked at side by side.")
    full_text: Literal["auto", "always", "never"] = Field(
        default="auto",
        description="Whether an article's page is read too: auto (where the feed carries only a teaser), "
        "always or never.",
    )
    allow_networks: Networks = Field(
        default=(),
        description="Private networks that the operator's feeds may live in, in CIDR form, comma-separated.",
    )
    allow_command_networks: Networks = Field(
        default=(),
        description="Private networks that everybody may name, in commands and feeds, so that anyone in a "
        "server can read what answers there. In CIDR form, comma-separated.",
    )
    proxy: SecretStr | None = Field(
        default=None,
        description="Proxy that feeds and pages are asked through: http://[user:password@]host:port.",
    )
    public_url: str | None = Field(
        default=None,
        description="Address under which hubs on the web reach this process (WebSub), such as "
        "https://news.your-domain.example. Without it, feeds are only polled.",
    )
    listen: str = Field(
        default="127.0.0.1:8480",
        description="host:port where hubs' requests arrive, on this machine. Used only with public_url.",
    )

    @model_validator(mode="after")
    def _floor_below_ceiling(self) -> Self:
        if self.poll_floor_minutes > self.poll_ceiling_minutes:
            raise ValueError("poll_floor_minutes is larger than poll_ceiling_minutes")
        return self

    _reachable = field_validator("public_url")(addresses.reachable)

    _host_and_port = field_validator("listen")(addresses.listening)

    _a_proxy = field_validator("proxy")(addresses.a_proxy)

    @property
    def listens_at(self) -> tuple[str, int]:
        """Host and port of `listen`."""
        return host_and_port(self.listen)

    @property
    def poll_floor(self) -> timedelta:
        """The shortest time between two looks at a feed."""
        return timedelta(minutes=self.poll_floor_minutes)

    @property
    def host_delay(self) -> timedelta:
        """The pause between two requests to one host."""
        return timedelta(seconds=self.host_delay_seconds)

    @property
    def poll_ceiling(self) -> timedelta:
        """The longest time between two looks at a feed."""
        return timedelta(minutes=self.poll_ceiling_minutes)
