"""Where a story stands, in words for people: how many tell it, whether that confirms it, what was taken back.

Names come from feeds; `show` makes one safe for where it is shown.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

from bot.render.message import ACCENT
from bot.render.message import RETRACTED as RETRACTED_COLOUR
from bot.render.message import UNCONFIRMED as UNCONFIRMED_COLOUR
from summarise.model import Alert, Escalation, Rollup, Update

UNCONFIRMED: Final = "Unconfirmed: one outlet"
ONE_REPORT: Final = "Unconfirmed: all print one report"
RETRACTED: Final = "Retracted"
MOST_NAMED: Final = 3

Show = Callable[[str], str]


def unconfirmed(alert: Alert) -> str:
    """Why nothing confirms the story so far; empty where two independent sources tell it."""
    if len(alert.outlets) == 1:
        return UNCONFIRMED
    return ONE_REPORT if alert.voices == 1 else ""


def colour(alert: Alert) -> int:
    """The colour that tells a retracted story from an unconfirmed and from a corroborated one."""
    if alert.retracted:
        return RETRACTED_COLOUR
    return UNCONFIRMED_COLOUR if unconfirmed(alert) else ACCENT


def outlet_count(alert: Alert) -> str:
    """How many outlets tell it, and how many told it at first where they were fewer: "3 → 11 outlets"."""
    count = len(alert.outlets)
    grown = f"{alert.began_with} → " if 0 < alert.began_with < count else ""
    return f"{grown}1 outlet" if count == 1 else f"{grown}{count} outlets"


def retracted_by(alert: Alert) -> tuple[str, ...]:
    """The outlets that withdrew the story: where it is not told which, that of the headline's article."""
    if alert.withdrawn_by:
        return alert.withdrawn_by
    of_lede = (source.outlet for source in alert.sources if source.url and source.url == alert.summary.url)
    return tuple(islice((*of_lede, *alert.outlets), 1))


def escalated(update: Update, show: Show) -> tuple[str, ...]:
    """What happened that is worth a message by itself, a sentence each."""
    return tuple(_SAID[kind](update, show) for kind in dict.fromkeys(update.escalations))


def retraction(alert: Alert, show: Show) -> str:
    """Who withdrew the story; empty where nobody did."""
    if not alert.retracted:
        return ""
    outlets = [show(outlet) for outlet in retracted_by(alert)]
    return f"{RETRACTED} by {_listed(outlets)}" if outlets else RETRACTED


def _corroborated(update: Update, _: Show) -> str:
    alert = update.alert
    count = len(alert.outlets)
    independent = f", {alert.voices} independent sources" if 1 < alert.voices < count else ""
    return f"Corroborated: {count} outlets now{independent}"


def _speaks(update: Update, show: Show) -> str:
    speakers = [flag for flag in update.alert.flags if flag.role == "speaker"]
    new = [flag for flag in speakers if flag.actor in update.speaking] or speakers
    if not new:
        return "Somebody who is watched now speaks"
    return f"{_listed([show(flag.name) for flag in new])} now {'speaks' if len(new) == 1 else 'speak'}"


def _corrected(update: Update, show: Show) -> str:
    corrections = update.alert.corrections
    return f"Corrected by {show(corrections[0].outlet)}" if corrections else "Corrected"


def _retracted(update: Update, show: Show) -> str:
    return retraction(update.alert, show) or RETRACTED


_SAID: Final[dict[Escalation, Callable[[Update, Show], str]]] = {
    "corroborated": _corroborated,
    "speaks": _speaks,
    "corrected": _corrected,
    "retracted": _retracted,
}


def _listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them, those beyond the first few counted."""
    told = list(names[:MOST_NAMED])
    if left := len(names) - len(told):
        told.append(f"{left} more")
    return " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))


def rolled(rollup: Rollup) -> str:
    """Why stories are told in a list."""
    if not rollup.limit:
        return "Came while this watch rested"
    alerts = "1 alert an hour is" if rollup.limit == 1 else f"{rollup.limit} alerts an hour are"
    return f"{alerts} posted here; these came besides"
