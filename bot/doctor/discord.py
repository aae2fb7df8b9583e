"""Token, intents, gateway and clocks, by what Discord answered. Pure."""

from datetime import datetime, timedelta
from typing import Final

from bot.account import REJECTED, Account
from bot.doctor.finding import Finding, skipped, trouble, warning, well
from bot.rest import Denied, Reply, Told, Unreached
from bot.whose import another_bot

FEW_SIGN_INS, MOST_SIGN_INS = 20, 1_000_000
"""Sign-ins left within the day: with fewer something is wrong; more than the other is no such number."""

SLOW, WRONG = timedelta(seconds=5), timedelta(minutes=1)
"""A clock that is off by more is to be looked at; by more than the other, nothing comes in time."""

NO_TOKEN: Final = "There is no token: this terminal is the channel."  # noqa: S105 - says so
PORTAL: Final = "Switch it off: Discord Developer Portal, Bot, Privileged Gateway Intents."
SET_CLOCK: Final = "Let the machine's clock be set from the network (`timedatectl set-ntp true`)."


def token(answer: Account | Denied | Unreached, bot_id: str | None, noted: str | None) -> Finding:
    """Whose token it is, and whether it is the bot of this database (`noted`) and of the settings."""
    match answer:
        case Account():
            wrong = another_bot(answer.bot, bot_id, noted)
            if wrong is not None:
                return trouble("token", wrong)
            belongs = f", of {answer.owner_name}" if answer.owner_name else ""
            return well("token", f"Discord takes it: {answer.name} ({answer.bot}){belongs}.")
        case Denied(status=401):
            return trouble("token", REJECTED)
        case Denied():
            said = f"{answer.status} {answer.words}".strip()
            return warning("token", f"Discord did not say whose it is: {said}.", "Try again in some minutes.")
        case Unreached():
            return trouble(
                "token",
                f"Discord cannot be asked: {answer.reason}.",
                "Check the network, the DNS, and whether a firewall or container lets https out.",
            )


def intents(answer: Account | Denied | Unreached) -> Finding:
    """Wirewatch asks for `guilds` alone, which is no privileged intent."""
    if not isinstance(answer, Account):
        return skipped("intents", "Discord did not say which are switched on.")
    if not answer.privileged:
        return well("intents", "No privileged intent is switched on, and none is needed.")
    named = ", ".join(answer.privileged)
    return warning("intents", f"Switched on and not needed: {named}. A stolen token could read more.", PORTAL)


def gateway(reply: Reply) -> Finding:
    """How often the bot may still sign in, of Get Gateway Bot."""
    if not isinstance(reply, Told) or not isinstance(reply.body, dict):
        return skipped("gateway", "Discord did not say where it is.")
    limit = reply.body.get("session_start_limit")
    left = limit.get("remaining") if isinstance(limit, dict) else None
    if isinstance(left, bool) or not isinstance(left, int) or not 0 <= left <= MOST_SIGN_INS:
        return skipped("gateway", "Discord did not say how often the bot may still sign in today.")
    times = {0: "not sign in again", 1: "sign in once more"}.get(left, f"sign in {left} more times")
    if left <= FEW_SIGN_INS:
        return warning(
            "gateway",
            f"The bot may {times} today; it was started too often.",
            "Look in its log why it ends, and let it run. Discord resets a token that signs in too often.",
        )
    return well("gateway", f"The bot may {times} today.")


def clock(before: datetime, after: datetime, told: datetime | None, whose: str) -> Finding | None:
    """Whether another clock, asked between these two moments of ours, agrees; None where it said nothing.

    Tells in whole seconds, as the Date header does.
    """
    if told is None:
        return None
    ahead, behind = before - told - timedelta(seconds=1), told - after
    off = max(ahead, behind)
    if off <= SLOW:
        return well("clock", f"This machine's agrees with {whose}.")
    way = "ahead of" if ahead > behind else "behind"
    said = f"This machine's is {round(off.total_seconds())} s {way} {whose}."
    return (trouble if off > WRONG else warning)("clock", said, SET_CLOCK)
