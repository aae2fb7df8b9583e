"""What a story's new revision says to whom, and why."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final, Literal

from config.phrase import Reason, phrase
from feeds.model import Article
from summarise.actors.roster import roster
from summarise.editions.hearing import Hearing
from summarise.editions.living import carried, living, rolled
from summarise.editions.opening import opening, unsent
from summarise.editions.place import Decided, Place
from summarise.editions.reasons import GONE, reason, waiting
from summarise.editions.wants import Heard, want
from summarise.model import Audience, CatalogueText, Story, Told, Verdict, Watch

MUTED: Final = phrase("Somebody muted this story here.")
DELETED: Final = phrase("Somebody deleted the message about it, so it is not told here again.")
POINTS_ELSEWHERE: Final = phrase("Its message here points to another story's, which goes on.")


def alerts(
    story: Story,
    article: Article,
    audiences: tuple[Audience, ...],
    now: datetime,
    texts: tuple[CatalogueText, ...] = (),
) -> Told:
    """What each target that a story concerns is told of it, as its guild's own feeds tell it, and why.

    Watches of one target make one message. It waits until one of them has all that it asks for, and for the
    quiet hours and cooldown of the one that waits least. From then on it is one living message: edited where
    a reader would see a difference, also where no watch fires any more since an outlet changed its words; see
    `opening` and `living`. What was tried and may have arrived counts as told. A target that is muted, or
    whose message somebody deleted, is told nothing.

    An actor that a guild added for itself counts for that guild alone. An article of a feed's backlog says
    nothing to anybody. No report counts that claims to be later than `now`. `texts` are actors beside the
    shipped ones, for their names. Each target that has a watch for what the story is about, or was shown it,
    gets a verdict.
    """
    if article.silent:
        return Told()
    asked = (keyword for audience in audiences for watch in audience.watches for keyword in watch.keywords)
    hearing = Hearing(story, now, asked)
    decided = [one for audience in audiences for one in _of_guild(audience, hearing, texts)]
    return Told(
        posts=tuple(post for one in decided for post in one.posts),
        verdicts=tuple(one.verdict for one in decided),
    )


def _of_guild(audience: Audience, hearing: Hearing, texts: tuple[CatalogueText, ...]) -> Iterator[Decided]:
    if not audience.watches or (heard := hearing.heard(audience)) is None:
        return
    shown = {one.target: one for one in audience.shown}
    watches: defaultdict[str, list[Watch]] = defaultdict(list)
    for watch in audience.watches:
        watches[watch.target].append(watch)
    for target, mine in watches.items():
        place = Place(
            target=target,
            wants=tuple(want(watch, heard) for watch in mine),
            shown=shown.get(target),
            muted=target in audience.muted,
        )
        if place.shown or any(one.concerned for one in place.wants):
            yield _decided(place, audience.guild, heard, hearing, texts)


def _decided(
    place: Place, guild: str, heard: Heard, hearing: Hearing, texts: tuple[CatalogueText, ...]
) -> Decided:
    story, now, shown, names = hearing.story, hearing.now, place.shown, roster(texts).of(guild)
    stands = partial(_stands, place, story)
    if shown is None and not place.firing:
        concerned = (one for one in place.wants if one.concerned)
        return stands("hold", *(waiting(one, names) for one in concerned))
    if place.muted:
        return stands("mute", MUTED)
    before = shown.alert if shown else None
    if shown is not None and shown.gone:
        return stands("mute", DELETED)
    if shown is not None and before is None:
        return stands("same", POINTS_ELSEWHERE)
    reasons: tuple[Reason, ...] = tuple(reason(one, names) for one in place.asking)
    if before is not None and not reasons:
        reasons = (GONE,) if before.fired else before.reasons
    alert = hearing.alert(heard, place.watched, reasons)
    if shown is None or before is None:
        return opening(place, alert, story.revision, now)
    since = shown.sent_at or shown.tried_at
    if since is None and not shown.rolled:
        return unsent(place, shown, alert, story.revision, now)
    alert = carried(before, alert, hearing.withdrawn(heard))
    if shown.rolled or since is None:
        return rolled(place, shown, before, alert, story.revision, now)
    news = partial(hearing.news, heard, before, place.watched)
    return living(place, replace(shown, sent_at=since), before, alert, news, story.revision, now)


def _stands(place: Place, story: Story, what: Literal["hold", "mute", "same"], *why: Reason) -> Decided:
    """Nothing is said, for these reasons."""
    return Decided(
        verdict=Verdict(target=place.target, story=story.id, revision=story.revision, what=what, reasons=why)
    )
