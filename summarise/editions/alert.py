"""What a story's new revision says to whom, and why."""

from datetime import datetime

from feeds.model import Article
from summarise.actors.owner import owner
from summarise.actors.roster import roster
from summarise.actors.salience import STRENGTH
from summarise.editions.credits import flags_of, names_any, sources_of
from summarise.editions.reasons import reason
from summarise.model import (
    Action,
    Alert,
    Audience,
    CatalogueText,
    Disagreement,
    Flag,
    Part,
    Post,
    Story,
    Summary,
    Told,
    Watch,
)
from summarise.stories.cast import cast
from summarise.stories.condense import condense
from summarise.stories.corrections import corrections
from summarise.stories.numbers import disagreement
from summarise.stories.sources import sources_of as voices_of

SENTENCES = 4


def alerts(
    story: Story,
    article: Article,
    audiences: tuple[Audience, ...],
    now: datetime,
    texts: tuple[CatalogueText, ...] = (),
) -> Told:
    """One post for each target that watches an actor of the story, as its guild's own feeds tell it.

    A watch for a role waits until one of its actors has it, or a stronger one, in what the guild is told. An
    actor that a guild added for itself counts for that guild alone.
    A target that was shown nothing of the story gets a new message; one that was, an edit, and only where a
    reader would see a difference, also where no watch fires any more since an outlet changed its words. An
    article of a feed's backlog says nothing to anybody. No report counts that claims to be later than `now`.
    `texts` are actors beside the shipped ones, for their names.
    """
    if article.silent:
        return Told()
    posts: list[Post] = []
    casts: dict[tuple[tuple[int, ...], str | None], tuple[Part, ...]] = {}
    said: dict[tuple[tuple[int, ...], frozenset[str]], tuple[Summary, Disagreement | None]] = {}
    everybody = roster(texts)
    for audience in audiences:
        told = story.restricted(audience.feeds)
        if not told.reports or not (audience.shown or names_any(told, _watched(audience))):
            continue
        told_by = tuple(report.article.id for report in told.reports)
        guild = audience.guild if any(report.reading.added_actors for report in told.reports) else None
        if (told_by, guild) not in casts:
            casts[told_by, guild] = cast(told, guild)
        parts = casts[told_by, guild]
        known = everybody.of(audience.guild)
        for target, watches in _concerned(parts, audience).items():
            watched = frozenset(actor for watch in watches for actor in watch.actors)
            if (told_by, watched) not in said:
                said[told_by, watched] = condense(told, SENTENCES, wanted=watched), disagreement(told)
            flags = flags_of(told, watched, parts)
            why = tuple(reason(watch, flags, known) for watch in watches)
            alert = _alert(told, *said[told_by, watched], flags, why, now)
            if (action := _action(alert, target, audience)) is not None:
                posts.append(_post(alert, target, action, story.revision))
    return Told(posts=tuple(posts))


def _alert(
    story: Story,
    summary: Summary,
    numbers: Disagreement | None,
    flags: tuple[Flag, ...],
    reasons: tuple[str, ...],
    now: datetime,
) -> Alert:
    times = [min(report.article.at, now) for report in story.reports]
    return Alert(
        story=story.id,
        summary=summary,
        flags=flags,
        sources=sources_of(story),
        first_at=min(times),
        last_at=max(times),
        reasons=reasons,
        disagreement=numbers,
        voices=len(frozenset(voices_of(story.reports))),
        corrections=corrections(story),
    )


def _post(alert: Alert, target: str, action: Action, revision: int) -> Post:
    subject = f"story:{alert.story}"
    return Post(target=target, subject=subject, part=0, action=action, revision=revision, body=alert)


def _watched(audience: Audience) -> frozenset[str]:
    """The actors that the guild's watches can fire for: everybody's and its own."""
    ids = (actor for watch in audience.watches for actor in watch.actors)
    return frozenset(actor for actor in ids if owner(actor) in {None, audience.guild})


def _concerned(parts: tuple[Part, ...], audience: Audience) -> dict[str, list[Watch]]:
    """The watches that fire, by target, and all of a target where one did that was shown the story."""
    found = _matching(parts, audience.watches)
    alerted = {shown.target for shown in audience.shown if isinstance(shown.post.body, Alert)}
    for watch in audience.watches:
        if watch.target in alerted - found.keys():
            found[watch.target] = [other for other in audience.watches if other.target == watch.target]
    return found


def _matching(parts: tuple[Part, ...], watches: tuple[Watch, ...]) -> dict[str, list[Watch]]:
    """The watches one of whose actors has the role asked for, or a stronger one, by target."""
    strengths = {part.actor: STRENGTH[part.role] for part in parts}
    found: dict[str, list[Watch]] = {}
    for watch in watches:
        if any(strengths.get(actor, -1) >= STRENGTH[watch.role] for actor in watch.actors):
            found.setdefault(watch.target, []).append(watch)
    return found


def _action(alert: Alert, target: str, audience: Audience) -> Action | None:
    """What to do with the alert, or None where the target would see no difference."""
    shown = [s.post.body for s in audience.shown if s.target == target and isinstance(s.post.body, Alert)]
    if not shown:
        return "post"
    return None if _visible(shown[-1]) == _visible(alert) else "edit"


def _visible(alert: Alert) -> object:
    """What a reader can tell one alert from another by."""
    summary = alert.summary
    return (
        (summary.headline, summary.url, tuple((s.text, s.outlet, s.url) for s in summary.sentences)),
        alert.disagreement and tuple((s.text, s.outlet, s.url) for s in alert.disagreement.sentences),
        tuple((s.text, s.outlet, s.url) for s in alert.corrections),
        alert.flags,
        alert.voices == 1,
        tuple((source.outlet, source.url) for source in alert.sources),
        (alert.first_at, alert.last_at),
    )
