"""Moving house: everything that one database holds, copied into another, checked, and the first one left."""

from storage.moving.mark import Mark, at_home
from storage.moving.move import Progress, come_back, move

__all__ = ["Mark", "Progress", "at_home", "come_back", "move"]
