"""What became of the stories: each in every channel that watches it, once, in its last words."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from tests.soak.stream import Story


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A message in a channel, as a reader sees it."""

    channel: int
    message: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What is wrong, a sentence each."""

    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing is."""
        return not (self.lost or self.doubled or self.wrong)

    @property
    def line(self) -> str:
        """The counts, in one line."""
        more = f", wrong {len(self.wrong)}" if self.wrong else ""
        return f"lost {len(self.lost)}, doubled {len(self.doubled)}{more}"


@dataclass(slots=True)
class _Count:
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def judged(
    stories: Collection[Story],
    watching: Mapping[str, int],
    told: Iterable[Told],
    wrong: Iterable[str] = (),
) -> Judgement:
    """Compare what was told with what was to be; `watching` is each actor's channel.

    A message belongs to the story whose mark it has. `wrong` is what else was found amiss.
    """
    found = _Count(wrong=list(wrong))
    marks = {story.mark: story for story in stories}
    counted: Counter[tuple[int, str]] = Counter()
    for message in told:
        named = [mark for mark in marks if mark in message.text]
        if not named:
            found.wrong.append(f"message {message.message} in channel {message.channel} is about no story")
        for mark in named:
            counted[message.channel, mark] += 1
            _check(message, marks[mark], watching, found)
    for story in stories:
        for channel in sorted({watching[actor] for actor in story.actors}):
            times = counted[channel, story.mark]
            if times == 0:
                found.lost.append(f"story {story.number} ({story.mark}) is not in channel {channel}")
            if times > 1:
                found.doubled.append(f"story {story.number} ({story.mark}) is {times} × in channel {channel}")
    return Judgement(lost=tuple(found.lost), doubled=tuple(found.doubled), wrong=tuple(found.wrong))


def _check(message: Told, story: Story, watching: Mapping[str, int], found: _Count) -> None:
    where = f"story {story.number} ({story.mark}), message {message.message} in channel {message.channel}"
    if message.channel not in {watching[actor] for actor in story.actors}:
        found.wrong.append(f"{where}: nobody watches it there")
    missing = [outlet for outlet in story.outlets if outlet not in message.text]
    if missing:
        found.wrong.append(f"{where}: does not name {', '.join(missing)}")
