"""The texts of a digest's stories, quotes and appointments, each within a budget."""

from bot.render.coming import announced
from bot.render.escape import ago, at, escaped, link, plain
from bot.render.limits import fit
from bot.render.parts import LONGEST_ADDRESS, cited, headline, names, outlet_names, quotes
from bot.render.said import quote_line
from bot.words import mark, named, number, t, tn, weekday_and_day
from summarise.model import AgendaItem, Digest, DigestItem, StoryQuote, Style
from summarise.text.mend import shown

HEADLINE, GROUP = 200, 100
FIRST_SENTENCE, LATER_SENTENCE = 600, 500
OUTLETS, FLAGS = 120, 120
NUMBERS = 400
QUOTE, APPOINTMENT = 900, 900

MOST_SENTENCES = 5
"""With so many, and all else, a story's text still fits into one message."""

UPDATE = mark("Update")


def heading(digest: Digest) -> str:
    """The day and which page it is; on the first one how many stories there are, and from when to when."""
    title = f"## {t('Digest, {day}', day=weekday_and_day(digest.date))}"
    if digest.pages > 1:
        page = t("page {page} of {pages}", page=number(digest.page), pages=number(digest.pages))
        title = f"{title} · {page}"
    if digest.page > 1:
        return title
    count = digest.stories or len(digest.items)
    told = tn("{count} story", "{count} stories", count) if count else t("Nothing new")
    span = t("{told}, {since} to {until}", told=told, since=at(digest.since), until=at(digest.until))
    if not digest.missed_since:
        return f"{title}\n-# {span}"
    missed = t("What came before {moment} is left out.", moment=at(digest.since))
    return f"{title}\n-# {span}\n-# {missed}"


def group_heading(name: str) -> str:
    """The heading of a group of stories; empty where there is none."""
    said = fit(plain(name), GROUP, escaped)
    return f"### {said}" if said else ""


def story(item: DigestItem, style: Style) -> str:
    """What a digest of this style says of a story."""
    if style == "headlines":
        return _line(item)
    most = MOST_SENTENCES if style == "standard" else 1
    later = (cited(sentence, LATER_SENTENCE) for sentence in item.summary.sentences[1:most])
    numbers = quotes(item.disagreement, NUMBERS) if style == "standard" else ""
    told = f"{t('Outlets disagree')}:\n{numbers}" if numbers else ""
    return "\n".join(filter(None, [_least(item), *later, told, _closing(item)]))


def quote(said: StoryQuote) -> str:
    """A quote of the day; empty where it has no words to show."""
    line = quote_line(said, QUOTE)
    return f"- {line}" if line else ""


def appointment(one: AgendaItem) -> str:
    """An appointment of the coming days; empty where it has no words to show."""
    line = announced(one, APPOINTMENT)
    return f"- {line}" if line else ""


def _update(item: DigestItem) -> str:
    return f"{named(UPDATE)}: " if item.new_since else ""


def _line(item: DigestItem) -> str:
    parts = [f"- {_update(item)}{_linked(item)}", outlet_names(item.sources, OUTLETS), ago(item.last_at)]
    return " · ".join(filter(None, parts))


def _linked(item: DigestItem) -> str:
    title = fit(plain(shown(item.summary.headline)) or t("Untitled"), HEADLINE)
    return f"**{link(title, item.summary.url, LONGEST_ADDRESS)}**"


def _least(item: DigestItem) -> str:
    """The headline and, linked to its article, the first sentence; without one the headline is the link."""
    first = next((line for s in item.summary.sentences[:1] if (line := cited(s, FIRST_SENTENCE))), None)
    if first is None:
        return f"{_update(item)}{_linked(item)}"
    return f"**{_update(item)}{headline(item.summary.headline, HEADLINE)}**\n{first}"


def _closing(item: DigestItem) -> str:
    """Outlets, watched actors and time, in small print."""
    parts = [outlet_names(item.sources, OUTLETS), names(item.flags, FLAGS), ago(item.last_at)]
    if item.new_since:
        parts.append(t("told before, this is new since {moment}", moment=at(item.new_since)))
    return "-# " + " · ".join(part for part in parts if part)
