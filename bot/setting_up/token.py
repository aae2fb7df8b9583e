"""The bot's token: asked for, and checked with Discord at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.account import REJECTED, Account
from bot.rest import TOKEN, Denied, Unreached
from bot.setting_up.asking import INDENT, Asker
from bot.whose import another_bot
from config.errors import ConfigurationError

Check = Callable[[str], Account | Denied | Unreached]
"""Asks Discord whose token it is."""

MOST_TRIES: Final = 5
WHERE: Final = (
    "Discord Developer Portal (https://discord.com/developers/applications), New Application, Bot, "
    "Reset Token. It needs no privileged intents."
)
AN_ID: Final = (
    "That is an id, not a token. The token is longer, has two dots in it, and is shown once: Bot, "
    "Reset Token."
)
WRONG_FORM: Final = (
    "That is no token: one is letters, digits, dots, - and _, without quotes, spaces or the word Bot."
)
INTENTS: Final = (
    "Switched on for it and not needed: {intents}. Switch it off (Developer Portal, Bot, Privileged Gateway "
    "Intents): a stolen token could read more with it."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """The token that is to be used ("" for none), whether it is a new one, and whose it is where known.

    `takes_over` says that the bot takes over from the one that the database belongs to.
    """

    token: str
    is_new: bool
    account: Account | None = None
    takes_over: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What there is already: a token and where from, the bot that is configured, that of the database."""

    token: str = ""
    source: str = ""
    bot_id: str | None = None
    noted: str | None = None


def settle_token(asker: Asker, known: Known, given: str, check: Check) -> Settled:
    """A token that Discord takes, or that the person goes on with unchecked, or none.

    `given` was read from a file. ConfigurationError where nobody is there to mend what is wrong.
    """
    token, is_new = given, bool(given)
    keep = f"A token is set already ({known.source}). Keep it?"
    if not token and known.token and asker.agrees(keep, proposal=True, unanswered=True):
        token = known.token
    for _ in range(MOST_TRIES):
        if not token:
            token, is_new = asker.ask_secret("Token (not shown; empty: no Discord)"), True
        if not token:
            return Settled(token="", is_new=False)
        settled = _judged(asker, known, token, check, is_new=is_new)
        if settled is not None:
            return settled
        token = ""
    raise ConfigurationError("None of these could be used. Nothing was written.")


def _judged(asker: Asker, known: Known, token: str, check: Check, *, is_new: bool) -> Settled | None:
    """The token as settled; None where another one is to be asked for, and the person knows why."""
    if TOKEN.fullmatch(token) is None:
        _refused(asker, WRONG_FORM)
        return None
    found = check(token)
    if isinstance(found, Denied) and found.status == 401:
        _refused(asker, AN_ID if token.isdecimal() else REJECTED)
        return None
    if isinstance(found, Account):
        return _owned(asker, known, Settled(token=token, is_new=is_new, account=found))
    said = (
        found.reason if isinstance(found, Unreached) else f"it answered {found.status} {found.words}".rstrip()
    )
    asker.tell(f"{INDENT}Whose token it is could not be asked: {said}.", style="yellow")
    question = "Go on without that check? `wirewatch doctor` makes it later."
    if not asker.is_person or asker.agrees(question, proposal=False):
        return Settled(token=token, is_new=is_new)
    return None


def _owned(asker: Asker, known: Known, settled: Settled) -> Settled | None:
    account = settled.account
    assert account is not None
    belongs = f", of {account.owner_name}" if account.owner_name else ""
    asker.tell(f"{INDENT}It is {account.name} ({account.bot}){belongs}.", style="green")
    if account.privileged:
        asker.tell(INDENT + INTENTS.format(intents=", ".join(account.privileged)), style="yellow")
    wrong = another_bot(account.bot, known.bot_id, known.noted)
    if wrong is None:
        return settled
    _refused(asker, wrong)
    if asker.agrees("Shall this bot take over?", proposal=False):
        return Settled(token=settled.token, is_new=settled.is_new, account=account, takes_over=True)
    return None


def _refused(asker: Asker, why: str) -> None:
    """Tell a person, who is asked again; with nobody there it is the end."""
    if not asker.is_person:
        raise ConfigurationError(why)
    asker.tell(f"{INDENT}{why}", style="red")
