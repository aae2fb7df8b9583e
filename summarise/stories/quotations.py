"""What is said in a story: the same words in several outlets are one quote."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from summarise.model import Report, Sentence, Source, Speaker, Story, StoryQuote, SummarySentence
from summarise.stories.sources import sources_of
from summarise.stories.wordings import FRAGMENT, Wording, Words, are_alike, difference, grams, wordings

_MOST_A_REPORT = 200
_MOST_WITH_A_GRAM = 50
_MOST_COMPARED = 10
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we", "one"})


def quotations(story: Story) -> tuple[StoryQuote, ...]:
    """The quotes and statements of a story, each once, those with the most sources first, then by time.

    Wordings that differ in marks, case, brackets, a dropped beginning or end or a few words are one quote; a
    fragment of two or three words is the quote of the same speaker that holds it. The best attributed wording
    tells the speaker. Only wordings that share three words in a row are compared, so that time grows with the
    words printed, not with the square of the reports.
    """
    every = [
        one
        for number, report in enumerate(story.reports)
        for one in islice(wordings(number, report), _MOST_A_REPORT)
    ]
    sources = sources_of(story.reports)
    groups = [_quotation(group, story.reports, sources) for group in _grouped(every)]
    return tuple(sorted(groups, key=lambda one: -one.voices))


def _grouped(every: Sequence[Wording]) -> list[list[Wording]]:
    """What belongs together, each group and the groups in order of time.

    The longest wordings lead, and each other joins the leader that it shares most with: that two quotes hold
    the same slogan does not make them one.
    """
    same: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(every):
        same[(one.kind, one.words, one.voices if len(one.words) <= FRAGMENT else None)].append(place)
    led: dict[int, list[int]] = {}
    leaders: defaultdict[tuple[str, Words], list[int]] = defaultdict(list)
    fragments = frozenset(one.words for one in every if 1 < len(one.words) <= FRAGMENT)
    for places in sorted(same.values(), key=lambda places: (-len(every[places[0]].words), places[0])):
        one = every[places[0]]
        leader = _leader(one, every, leaders)
        if leader is not None:
            led[leader].extend(places)
            continue
        led[places[0]] = list(places)
        for gram in _held(one, fragments):
            if len(leaders[one.kind, gram]) < _MOST_WITH_A_GRAM:
                leaders[one.kind, gram].append(places[0])
    return [[every[place] for place in places] for places in sorted(map(sorted, led.values()))]


def _leader(
    one: Wording, every: Sequence[Wording], leaders: Mapping[tuple[str, Words], Sequence[int]]
) -> int | None:
    """The place of the leader that this wording shares most with, where they are alike."""
    sought = one.shingles if len(one.words) > FRAGMENT else (one.words,)
    near = Counter(place for gram in sought for place in leaders.get((one.kind, gram), ()))
    ranked = sorted(near, key=lambda place: (-near[place], place))[:_MOST_COMPARED]
    return next((place for place in ranked if are_alike(every[place], one)), None)


def _held(one: Wording, fragments: frozenset[Words]) -> frozenset[Words]:
    """What may tell that others are this wording: its threes in a row, and the fragments that it holds."""
    pairs = fragments.intersection(grams(one.words, 2)) if fragments else frozenset()
    return one.shingles | pairs


def _quotation(group: Sequence[Wording], reports: Sequence[Report], sources: Sequence[int]) -> StoryQuote:
    best = max(group, key=lambda one: len(one.words))
    by_words: dict[Words, list[Wording]] = {best.words: []}
    differences: dict[Words, str] = {}
    for one in group:
        other = difference(best, one, reports[one.report].article.text) if one.words != best.words else ""
        words = one.words if other else best.words
        differences.setdefault(words, other)
        by_words.setdefault(words, []).append(one)
    speaker, behalf = _attributed(group)
    return StoryQuote(
        kind=best.kind,
        actor=speaker.actor if speaker else None,
        speaker=_display(speaker),
        behalf_actor=behalf.actor if behalf else None,
        behalf=_display(behalf),
        printed=tuple(
            _printed(best if words == best.words else same[0], same, reports)
            for words, same in by_words.items()
        ),
        differences=tuple(differences[words] for words in islice(by_words, 1, None)),
        voices=len({sources[one.report] for one in group}),
    )


def _printed(shown: Wording, same: Sequence[Wording], reports: Sequence[Report]) -> SummarySentence:
    others = dict.fromkeys(one.report for one in same if one.report != shown.report)
    return SummarySentence.of(
        reports[shown.report].article,
        Sentence(start=shown.start, end=shown.end),
        tuple(Source.of(reports[number].article) for number in others),
    )


def _attributed(group: Sequence[Wording]) -> tuple[Speaker | None, Speaker | None]:
    """The speaker that is known best, then that most tell, and whose words they give."""
    told = Counter(one.speaker.actor or one.speaker.name for one in group if one.speaker)
    best = max(group, key=lambda one: _knowledge(one, told))
    speaker = best.speaker
    if speaker is None or best.behalf:
        return speaker, best.behalf
    same = (one for one in group if one.speaker and one.speaker.actor == speaker.actor is not None)
    return speaker, next((one.behalf for one in same if one.behalf), None)


def _knowledge(one: Wording, told: Mapping[str | None, int]) -> tuple[bool, bool, bool, int, int]:
    speaker = one.speaker
    return (
        speaker is not None and speaker.actor is not None,
        one.behalf is not None,
        speaker is not None and speaker.name is not None,
        told[speaker.actor or speaker.name] if speaker else 0,
        len(one.words),
    )


def _display(speaker: Speaker | None) -> str | None:
    if speaker is None:
        return None
    return speaker.name or (None if speaker.text.lower() in _PRONOUNS else speaker.text)
