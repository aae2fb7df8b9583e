"""How the shards of the gateway are shared out, by what each process asks for."""

from dataclasses import dataclass
from typing import Self

from storage.wishes import Speaking


def wanted(bots: Speaking) -> int:
    """The largest number of shards that is asked for; 0 where an operator's number stands against it."""
    if any(one.firm for one in bots.asking.values()):
        return 0
    return max((one.total for one in bots.asking.values()), default=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """What one process may hold beside the others that ask: `named` are shards asked for by number."""

    holder: str
    total: int
    order: tuple[str, ...]
    sharing: frozenset[str]
    named: frozenset[int]
    only: frozenset[int] | None
    steps_back: bool

    @classmethod
    def of(cls, holder: str, total: int, bots: Speaking) -> Self:
        """Who reaches nothing of Discord's steps back where somebody else would take a share."""
        mine = bots.asking.get(holder)
        able = any(one.only is None and not one.cut for one in bots.asking.values())
        served = {name: one for name, one in bots.asking.items() if not (one.cut and able)}
        only = None if mine is None else mine.only
        named = {n for name, one in served.items() if name != holder for n in one.only or ()}
        return cls(
            holder=holder,
            total=total,
            order=bots.order,
            sharing=frozenset(name for name, one in served.items() if one.only is None),
            named=frozenset(named if only is None else ()),
            only=only,
            steps_back=holder not in served,
        )

    @property
    def open_to(self) -> frozenset[int]:
        """What it may take."""
        return frozenset(range(self.total)) - self.named if self.only is None else self.only

    @property
    def share(self) -> int:
        """How many it may keep."""
        return self.share_beside()

    def share_beside(self, *others: str) -> int:
        """How many it may take where these others are about to ask, too."""
        if self.steps_back:
            return 0
        if self.only is not None:
            return len(self.only)
        everyone = [name for name in self.order if name in self.sharing or name in others]
        each, more = divmod(len(self.open_to), len(everyone))
        return each + (everyone.index(self.holder) < more)
