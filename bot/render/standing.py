"""Where a story stands, in words for people: how many tell it, whether that confirms it, what was taken back.

Names come from feeds; `show` makes one safe for where it is shown.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

from bot.render.message import ACCENT
from bot.render.message import RETRACTED as RETRACTED_COLOUR
from bot.render.message import UNCONFIRMED as UNCONFIRMED_COLOUR
from bot.words import listed, mark, named, number, t, tn
from summarise.model import Alert, Escalation, Rollup, Update

UNCONFIRMED: Final = mark("Unconfirmed: one outlet")
ONE_REPORT: Final = mark("Unconfirmed: all print one report")
RETRACTED: Final = mark("Retracted")
MOST_NAMED: Final = 3

Show = Callable[[str], str]


def unconfirmed(alert: Alert) -> str:
    """Why nothing confirms the story so far; empty where two independent sources tell it."""
    if len(alert.outlets) == 1:
        return named(UNCONFIRMED)
    return named(ONE_REPORT) if alert.voices == 1 else ""


def colour(alert: Alert) -> int:
    """The colour that tells a retracted story from an unconfirmed and from a corroborated one."""
    if alert.retracted:
        return RETRACTED_COLOUR
    return UNCONFIRMED_COLOUR if unconfirmed(alert) else ACCENT


def outlet_count(alert: Alert) -> str:
    """How many outlets tell it, and how many told it at first where they were fewer: "3 → 11 outlets"."""
    count = len(alert.outlets)
    grown = f"{number(alert.began_with)} → " if 0 < alert.began_with < count else ""
    return f"{grown}{outlets_told(count)}"


def outlets_told(count: int) -> str:
    """ "1 outlet", "11 outlets"."""
    return tn("{count} outlet", "{count} outlets", count)


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
    return t("Retracted by {outlets}", outlets=_listed(outlets)) if outlets else named(RETRACTED)


def _corroborated(update: Update, _: Show) -> str:
    alert = update.alert
    count = len(alert.outlets)
    said = t("Corroborated: {outlets} now", outlets=outlets_told(count))
    if not 1 < alert.voices < count:
        return said
    return f"{said}, {tn('{count} independent source', '{count} independent sources', alert.voices)}"


def _speaks(update: Update, show: Show) -> str:
    speakers = [flag for flag in update.alert.flags if flag.role == "speaker"]
    new = [flag for flag in speakers if flag.actor in update.speaking] or speakers
    if not new:
        return t("Somebody who is watched now speaks")
    who = _listed([show(flag.name) for flag in new])
    return tn("{who} now speaks", "{who} now speak", len(new), who=who)


def _corrected(update: Update, show: Show) -> str:
    corrections = update.alert.corrections
    if not corrections:
        return t("Corrected")
    return t("Corrected by {outlets}", outlets=show(corrections[0].outlet))


def _retracted(update: Update, show: Show) -> str:
    return retraction(update.alert, show) or named(RETRACTED)


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
        told.append(t("{count} more", count=number(left)))
    return listed(told)


def rolled(rollup: Rollup) -> str:
    """Why stories are told in a list."""
    if not rollup.limit:
        return t("Came while this watch rested")
    return tn(
        "{count} alert an hour is posted here; these came besides",
        "{count} alerts an hour are posted here; these came besides",
        rollup.limit,
    )
