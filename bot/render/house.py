"""What Wirewatch says of itself to a server."""

from bot.render.escape import ago
from bot.render.limits import EMBED_DESCRIPTION, fit
from bot.render.message import ACCENT, RenderedMessage, why_row
from bot.words import t
from summarise.model import Greeting, Logged

ROOM = EMBED_DESCRIPTION - 200


def greeting_message(delivery_id: int, greeting: Greeting) -> RenderedMessage:
    """Where to begin, shortly; or that messages arrive, and what they will be like."""
    if greeting.wanted_by is not None:
        return _test_message(delivery_id, greeting.wanted_by)
    text = t(
        "I read the news wires for this server: one event, one message, each sentence linked to its source.\n"
        "`/setup` takes a minute: which feeds, whom to watch, when the digest comes. `/help` tells the rest."
    )
    embed = {"title": t("Hello from Wirewatch"), "color": ACCENT, "description": text}
    return RenderedMessage(embeds=(embed,), components=(why_row(delivery_id),))


def _test_message(delivery_id: int, wanted_by: str) -> RenderedMessage:
    text = t(
        "Messages arrive here. An alert has a headline, a few sentences with links to their sources, and "
        "buttons below. This test was asked for by {member}.",
        member=f"<@{wanted_by}>",
    )
    embed = {"title": t("This is a test"), "color": ACCENT, "description": text}
    return RenderedMessage(embeds=(embed,), components=(why_row(delivery_id),))


def logged_message(delivery_id: int, logged: Logged) -> RenderedMessage:
    """Who changed what, and when; the member is named without being pinged."""
    said = fit(logged.text, ROOM)
    embed = {"color": ACCENT, "description": f"<@{logged.by}> · {ago(logged.at)}\n{said}"}
    return RenderedMessage(embeds=(embed,), components=(why_row(delivery_id),))
