"""The catalogue's own vetoes: words right before or right after a form that make it something else."""

from summarise.actors.fold import folded_name
from summarise.actors.match.profile import Profile
from summarise.actors.neighbours import has_genitive_s, is_possessive, preceded_by, small

_REACH = 60


def vetoed(text: str, start: int, end: int, known: Profile, following: str) -> tuple[str, str] | None:
    """The reason and the words in the text that veto the form at [start, end) for this actor; else None.

    `following` is the word after the form, empty where none is.
    """
    if (
        following
        and (known.after or known.after_all)
        and not is_possessive(text, end)  # a possessive names its owner, whatever is owned
        and (word := _after(text, end, known, following))
    ):
        return "veto", word
    if (known.before or known.before_all) and (word := _before(text, start, known)):
        return "before", word
    return None


def plural(text: str, start: int, end: int, known: Profile) -> tuple[str, str] | None:
    """Whether a form with -s, a genitive in German or Swedish, is a plural in this text: "the Putins"."""
    if text[end - 1] not in "sS" or small(text[start : end - 1].split()[-1]) not in known.names:
        return None
    return None if has_genitive_s(text, start, end) else ("plural", text[start:end])


def _after(text: str, end: int, known: Profile, following: str) -> str:
    if small(following) in known.after:
        return following
    if not known.after_all:
        return ""
    after = folded_name(text[end : end + _REACH]).lstrip(" '")
    return next(
        (one for one in known.after_all if after.startswith(one) and not after[len(one) :][:1].isalnum()), ""
    )


def _before(text: str, start: int, known: Profile) -> str:
    before = preceded_by(text, start)
    if not before or small(before) in known.before:
        return before
    ahead = folded_name(text[max(0, start - _REACH) : start]).rstrip() if known.before_all else ""
    return next(
        (one for one in known.before_all if ahead.endswith(one) and not ahead[: -len(one)][-1:].isalnum()), ""
    )
