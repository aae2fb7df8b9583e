"""Stories as entries of a list: those that a search found, and the newest ones."""

from collections.abc import Mapping, Sequence

from bot.render.escape import ago, escaped, link, plain
from bot.render.limits import fit
from bot.render.listing import Listing
from bot.render.parts import LONGEST_ADDRESS, outlet_name
from bot.words import t
from storage.model.headline import Headline
from storage.model.sought import Hit
from summarise.text.mend import shown
from summarise.text.searching import Snippet

TITLE, LIST_TITLE, NAME = 150, 80, 60
HITS_A_PAGE, STORIES_A_PAGE = 5, 8
MOST_NAMED = 3


def hits_listing(query: str, hits: Sequence[Hit], empty: str, note: str) -> Listing:
    """What was found, best first; `empty` and `note` are markdown."""
    return Listing(
        title=t("Search: {query}", query=fit(plain(query), LIST_TITLE, escaped)),
        entries=tuple(map(_hit, hits)),
        empty=empty,
        note=note,
        between="\n\n",
        entries_a_page=HITS_A_PAGE,
    )


def latest_listing(
    title: str, stories: Sequence[Headline], names: Mapping[str, str], empty: str, note: str
) -> Listing:
    """The newest stories; `names` are what actors are called, `title`, `empty` and `note` are markdown."""
    return Listing(
        title=title,
        entries=tuple(_story(one, names) for one in stories),
        empty=empty,
        note=note,
        between="\n\n",
        entries_a_page=STORIES_A_PAGE,
    )


def highlighted(snippet: Snippet) -> str:
    """The line with the words that were sought in bold, and nothing else in it that formats."""
    parts: list[str] = []
    before = 0
    for start, end in snippet.marks:
        parts.append(_kept(snippet.text[before:start]))
        if parts[-1].endswith("@"):
            parts.append("\u200b")  # as `escaped` parts it from "everyone"
        found = escaped(snippet.text[start:end])
        parts.append(f"**{found}**" if found else "")
        before = end
    parts.append(_kept(snippet.text[before:]))
    return "".join(parts).strip()


def _hit(hit: Hit) -> str:
    where = f"-# {_outlets(hit.outlet, hit.outlets)} · {ago(hit.at)}"
    return "\n".join(filter(None, (_headline(hit.title, hit.url), where, highlighted(hit.snippet))))


def _story(one: Headline, names: Mapping[str, str]) -> str:
    when = ago(one.last_at)
    if one.first_at != one.last_at:
        when = t("{last}, first {first}", last=when, first=ago(one.first_at))
    lines = [_headline(one.title, one.url), f"-# {_outlets(one.outlet, one.outlets)} · {when}"]
    known = (names[actor] for actor in one.actors if actor in names)
    who = [name for each in known if (name := fit(plain(each), NAME, escaped))]
    if who:
        lines.append(f"-# {', '.join(who[:MOST_NAMED])}")
    return "\n".join(lines)


def _headline(title: str, url: str | None) -> str:
    return f"**{link(fit(plain(shown(title)) or t('Untitled'), TITLE), url, LONGEST_ADDRESS)}**"


def _outlets(first: str, count: int) -> str:
    name = outlet_name(first)
    return t("{outlet} and {count} more", outlet=name, count=count - 1) if count > 1 else name


def _kept(text: str) -> str:
    """What stands between bold words, with the spaces at its ends."""
    said = escaped(text)
    if not said:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{said}{' ' if text[-1].isspace() else ''}"
