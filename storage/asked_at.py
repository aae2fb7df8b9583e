"""The moment of a statement that is built once and asked again and again: building costs more than asking."""

from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from storage.columns import Moment

_NAMES: Final[dict[timedelta, str]] = {}
"""What the parameter is called that is so much later than the moment."""


class AskedAt:
    """Stands for the moment that `moments` says once the statement is asked, or for one so much later."""

    def __init__(self, after: timedelta = timedelta(0)) -> None:
        self._after = after

    def __add__(self, span: timedelta) -> "AskedAt":
        return AskedAt(self._after + span)

    def __sub__(self, span: timedelta) -> "AskedAt":
        return AskedAt(self._after - span)

    def __clause_element__(self) -> sa.BindParameter[Any]:
        name = _NAMES.setdefault(self._after, f"b_asked_at_{len(_NAMES)}")
        return sa.bindparam(name, type_=Moment())


ASKED_AT: Final = AskedAt()

When = datetime | AskedAt
"""A moment, or what stands for one."""


def moments(now: datetime) -> dict[str, datetime]:
    """The values of all that stands for moments, for a statement that is asked now."""
    return {name: now + after for after, name in _NAMES.items()}
