"""What a reader can tell one state of an alert from another by."""

from collections.abc import Iterable

from config.phrase import Phrase, Reason, counted, phrase
from summarise.editions.escalation import escalations
from summarise.model import Alert, Escalation, Source, SummarySentence

MOST_WERE = 3

_HAPPENED: dict[Escalation, Phrase] = {
    "retracted": phrase("Its outlet took the story back."),
    "corrected": phrase("An outlet corrected its words."),
    "corroborated": phrase("A second independent source tells it."),
    "speaks": phrase("A watched actor now speaks in it."),
}


def visible(alert: Alert) -> object:
    """What differs where a reader sees a difference."""
    summary, ahead = alert.summary, alert.upcoming
    return (
        (summary.headline, summary.url, _said(summary.sentences)),
        alert.disagreement and _printed(alert.disagreement.sentences),
        _printed(alert.corrections),
        tuple(
            (one.kind, one.speaker, one.behalf, _said(one.printed), one.differences) for one in alert.quotes
        ),
        alert.flags,
        alert.voices == 1,
        (alert.retracted, alert.withdrawn_by, alert.were),
        ahead and (ahead.date, ahead.last, ahead.clock, ahead.at, _said((ahead.what,))),
        tuple((source.outlet, source.url) for source in alert.sources),
        (alert.first_at, alert.last_at),
    )


def _printed(sentences: Iterable[SummarySentence]) -> object:
    """The words and who printed them; not where in an article they stand."""
    return tuple((said.text, said.outlet, said.url) for said in sentences)


def _said(sentences: Iterable[SummarySentence]) -> object:
    """The words, who printed them, and who else says so."""
    return tuple((said.text, said.outlet, said.url, _where(said.also)) for said in sentences)


def _where(sources: Iterable[Source]) -> object:
    """Each outlet with its first address."""
    first: dict[str, str | None] = {}
    for source in sources:
        first.setdefault(source.outlet, source.url)
    return tuple(first.items())


def changes(before: Alert, after: Alert, watched: frozenset[str]) -> tuple[Reason, ...]:
    """What has changed, in sentences for people; empty where a reader would see no difference."""
    if visible(before) == visible(after):
        return ()
    told: list[Reason] = [_HAPPENED[one] for one in escalations(before, after, watched)]
    if headlines_before(before, after) != before.were:
        told.append(phrase("Its headline has changed."))
    more = len(after.outlets) - len(before.outlets)
    if more > 0:
        told.append(counted("One more outlet tells it.", "{count} more outlets tell it.", more))
    return tuple(told) or (phrase("What is told of it has changed."),)


def headlines_before(before: Alert, after: Alert) -> tuple[str, ...]:
    """The headlines that the article at the head of the alert bore until now, the latest first.

    Another article's headline is not its own: with it they begin anew.
    """
    if before.summary.url is None or before.summary.url != after.summary.url:
        return ()
    told = (before.summary.headline, *before.were)
    return tuple(dict.fromkeys(one for one in told if one != after.summary.headline))[:MOST_WERE]
