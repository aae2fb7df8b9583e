"""What a reader can tell one state of an alert from another by."""

from summarise.editions.escalation import escalations
from summarise.model import Alert, Escalation

MOST_WERE = 3

_HAPPENED: dict[Escalation, str] = {
    "retracted": "Its outlet took the story back.",
    "corrected": "An outlet corrected its words.",
    "corroborated": "A second independent source tells it.",
    "speaks": "A watched actor now speaks in it.",
}


def visible(alert: Alert) -> object:
    """What differs where a reader sees a difference."""
    summary = alert.summary
    return (
        (summary.headline, summary.url, tuple((s.text, s.outlet, s.url) for s in summary.sentences)),
        alert.disagreement and tuple((s.text, s.outlet, s.url) for s in alert.disagreement.sentences),
        tuple((s.text, s.outlet, s.url) for s in alert.corrections),
        tuple((quote.speaker, quote.printed, quote.differences) for quote in alert.quotes),
        alert.flags,
        alert.voices == 1,
        (alert.retracted, alert.were),
        alert.upcoming,
        tuple((source.outlet, source.url) for source in alert.sources),
        (alert.first_at, alert.last_at),
    )


def changes(before: Alert, after: Alert, watched: frozenset[str]) -> tuple[str, ...]:
    """What has changed, in sentences for people; empty where a reader would see no difference."""
    if visible(before) == visible(after):
        return ()
    told = [_HAPPENED[one] for one in escalations(before, after, watched)]
    if headlines_before(before, after) != before.were:
        told.append("Its headline has changed.")
    more = len(after.outlets) - len(before.outlets)
    if more > 0:
        told.append("One more outlet tells it." if more == 1 else f"{more:,} more outlets tell it.")
    return tuple(told) or ("What is told of it has changed.",)


def headlines_before(before: Alert, after: Alert) -> tuple[str, ...]:
    """The headlines that the article at the head of the alert bore until now, the latest first.

    Another article's headline is not its own: with it they begin anew.
    """
    if before.summary.url is None or before.summary.url != after.summary.url:
        return ()
    told = (before.summary.headline, *before.were)
    return tuple(dict.fromkeys(one for one in told if one != after.summary.headline))[:MOST_WERE]
