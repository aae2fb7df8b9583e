"""For which feeds the operator vouches: those it declared, ships, or added on the machine itself."""

from typing import Final

import sqlalchemy as sa

from storage.schema import feed, subscription
from summarise.model import Origin

OPERATORS: Final[tuple[Origin, ...]] = ("configuration", "shipped", "operator")

TERMINAL: Final = "terminal"
"""The guild that nobody but the operator speaks for."""

VOUCHED: Final = (
    sa.exists()
    .where(
        subscription.c.feed == feed.c.id,
        sa.or_(subscription.c.origin.in_(OPERATORS), subscription.c.guild == TERMINAL),
    )
    .label("vouched")
)
"""Whether the operator vouches for a row of `feed`; nobody does for what members of a server added."""
