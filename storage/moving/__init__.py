"""Moving house: everything that one database holds, copied into another, checked, and the first one left."""

from storage.home import Mark, at_home
from storage.moving.house import visited
from storage.moving.ids import skip as skip_ids
from storage.moving.move import Progress, come_back, fill_new, move

__all__ = ["Mark", "Progress", "at_home", "come_back", "fill_new", "move", "skip_ids", "visited"]
