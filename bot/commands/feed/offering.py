"""The feeds that a page names, to choose from: as a list, and in a select as far as Discord lets them."""

from dataclasses import replace
from typing import Final, Literal

from bot.render.escape import link, plain
from bot.render.limits import fit
from bot.render.listing import Listing, listing_page
from bot.render.message import ACTION_ROW, Json, RenderedMessage
from bot.render.parts import LONGEST_ADDRESS
from bot.words import number, t, tn
from feeds.discover.candidates import Candidate
from feeds.discover.examine import Leads
from feeds.guard import shown

STRING_SELECT: Final = 3
OPTIONS: Final = 25
OPTION: Final = 100
"""Discord's limits of a select: options, and characters of each part of one."""


def choice(leads: Leads, what: Literal["choice", "look"], topic: str = "") -> RenderedMessage:
    """The list and the select, whose choice is added under the topic, or looked at."""
    options = [_option(one) for one in leads.candidates if len(one.address) <= OPTION][:OPTIONS]
    left = len(leads.candidates) - len(options)
    count = len(leads.candidates)
    listed = Listing(
        title=tn("That page has {count} feed", "That page has {count} feeds", count),
        entries=tuple(map(_listed, leads.candidates)),
        empty="",
        note=_not_offered(left) if left else "",
        entries_a_page=count,
    )
    shown_list = listing_page(listed, 0, None)
    if not options:
        return shown_list
    select: Json = {
        "type": STRING_SELECT,
        "custom_id": f"feed:{what}:{topic}" if topic else f"feed:{what}",
        "placeholder": t("Which one?"),
        "options": options,
    }
    return replace(shown_list, components=({"type": ACTION_ROW, "components": [select]},))


def _not_offered(count: int) -> str:
    """Why the select offers fewer feeds than the list has, and what to do."""
    return "-# " + tn(
        "{count} of them cannot be chosen here: Discord allows {most} choices, with addresses of at most "
        "{length} characters. Copy its address into the command.",
        "{count} of them cannot be chosen here: Discord allows {most} choices, with addresses of at most "
        "{length} characters. Copy an address into the command.",
        count,
        most=number(OPTIONS),
        length=number(OPTION),
    )


def _option(one: Candidate) -> Json:
    return {
        "label": fit(plain(one.title), OPTION) or one.address,
        "description": one.address,
        "value": one.address,
    }


def _listed(one: Candidate) -> str:
    name = link(fit(plain(one.title), 80) or shown(one.address), one.address, LONGEST_ADDRESS)
    facts = ", ".join(part for part in (one.kind, t("comments") if one.comments else "") if part)
    return f"- {name} ({facts})" if facts else f"- {name}"
