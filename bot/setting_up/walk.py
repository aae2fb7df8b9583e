"""The questions of a first run, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from bot.setting_up.answers import (
    NOBODY,
    Answers,
    Unclear,
    languages_of,
    owner_of,
    topics_of,
    zone_of,
)
from bot.setting_up.asking import INDENT, Asker
from bot.setting_up.token import WHERE, Check, Known, Settled, settle_token
from bot.starter import chosen, topics_in
from config.errors import ConfigurationError

T = TypeVar("T")

MOST_TRIES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposed:
    """What is proposed, or was said on the command line: texts as a person would type them."""

    owner: str = ""
    zone: str = "UTC"
    languages: str = "en"
    starters: str = "all"


def walk(
    asker: Asker, known: Known, given: str, proposed: Proposed, check: Check, now: datetime
) -> tuple[Settled, Answers]:
    """Ask for everything; ConfigurationError where the answers end before there is one that can be used."""
    asker.head("1. The bot's token")
    asker.tell(f"{INDENT}{WHERE}", style="dim")
    settled = settle_token(asker, known, given, check)
    account = settled.account
    asker.head("2. Who runs this bot (`/help` names that account)")
    own = proposed.owner or (account.owner if account else None) or NOBODY
    owner = _asked(asker, f"Id of a Discord account; {NOBODY} for nobody", own, owner_of)
    asker.head("3. The clock")
    zone = _asked(asker, "Time zone, or a city", proposed.zone, lambda typed: zone_of(typed, now))
    asker.head("4. The news")
    languages = _asked(asker, "Languages of the feeds: en, de, fr, es", proposed.languages, languages_of)
    offered = topics_in(languages)
    for number, topic in enumerate(offered, 1):
        feeds = len(chosen({topic}, languages))
        asker.tell(f"{INDENT}{number:>2}  {topic} ({feeds} feed{'s' if feeds != 1 else ''})")
    topics = _asked(
        asker,
        "Starter feeds: numbers, all, or none",
        proposed.starters,
        lambda typed: topics_of(typed, offered),
    )
    answers = Answers(
        zone=zone,
        languages=languages,
        starters=topics,
        bot_id=account.bot if account else known.bot_id,
        owner=owner,
    )
    return settled, answers if settled.token else replace(answers, bot_id=known.bot_id)


def _asked(asker: Asker, question: str, proposal: str, meaning: Callable[[str], T | Unclear]) -> T:
    """What is meant by the first answer that means something."""
    for _ in range(MOST_TRIES):
        found = meaning(asker.ask(question, proposal))
        if not isinstance(found, Unclear):
            return found
        if not asker.is_person:
            raise ConfigurationError(f"{found.why} Nothing was written.")
        asker.tell(f"{INDENT}{found.why}", style="yellow")
    raise ConfigurationError("None of these could be used. Nothing was written.")
