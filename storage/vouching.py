"""For which feeds the operator vouches: those it declared, or added on the machine itself."""

from typing import Final

import sqlalchemy as sa

from storage.schema import feed, subscription
from summarise.model import Origin

OPERATOR: Final[tuple[Origin, ...]] = ("configuration", "operator")

VOUCHED: Final = (
    sa.exists().where(subscription.c.feed == feed.c.id, subscription.c.origin.in_(OPERATOR)).label("vouched")
)
"""Whether the operator vouches for a row of `feed`; nobody does for what members of a server added."""
