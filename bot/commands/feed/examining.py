"""What is at an address that somebody typed, in their words."""

from typing import Final

from bot.commands.mistake import Mistake
from bot.desk import Desk
from bot.render.escape import link
from bot.render.parts import LONGEST_ADDRESS, sentence
from bot.words import t
from feeds.discover.examine import IsFeed, Leads, Nothing, examine
from feeds.guard import shown

LONGEST: Final = 600
"""Characters of why there is no feed."""


async def examined(desk: Desk, address: str, nothing: str) -> IsFeed | Leads:
    """What is at the address; a Mistake, which ends with `nothing`, where that is neither a feed nor a page
    that has several."""
    found = await examine(address, fetch=desk.fetch_page, workers=desk.workers, now=desk.now)
    if not isinstance(found, Nothing):
        return found
    raise Mistake(" ".join(filter(None, (why_not(found), nothing if found.failure else ""))))


def where(found: IsFeed) -> str:
    """Where the feed is, if it is not where it was looked for."""
    if not found.is_elsewhere:
        return ""
    return t("That page's feed is {feed}.", feed=link(shown(found.address), found.address, LONGEST_ADDRESS))


def why_not(found: Nothing) -> str:
    """Why there is no feed, and what to do."""
    detail = sentence(found.detail, LONGEST)
    if found.failure:
        return t("That address cannot be read: {detail}", detail=detail)
    if found.may_name_one:
        return t("{detail} Look for a link called RSS or Atom there.", detail=detail)
    return detail
