"""What restores left beside the database: what was there before, or what one that was killed left undone."""

from bot.doctor.finding import Finding, warning, well
from config.settings import Settings
from storage.engine import database_url
from storage.trouble.kept import file_of, is_same_file, kept_beside, unfinished_beside

NAME = "restore"
KILLED = "A restore was killed before its end, and the database is as it was before"


def restored(settings: Settings, *, runs: bool) -> list[Finding]:
    """A finding where something lies there; nothing is unfinished where a process `runs` on the database."""
    if settings.is_shared:
        return []
    place = file_of(database_url(settings.database))
    kept = kept_beside(place)
    half = [str(one) for one in kept if is_same_file(one, place)]
    half += [] if runs else map(str, unfinished_beside(place))
    if not (kept or half) or not place.exists():  # what is missing the check of the database tells
        return []
    if half:
        said = f"{KILLED}. It left {', '.join(half)}."
        return [warning(NAME, said, "Restore again, which clears that away; or remove it, and go on.")]
    if kept:
        size = sum(one.stat().st_size for one in kept) / 1e6
        said = f"What was there before a restore is kept in {', '.join(map(str, kept))} ({size:,.1f} MB)."
        return [well(NAME, said, "Delete it when you are content.")]
    return []
