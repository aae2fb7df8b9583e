"""What is sent for a delivery: Discord's JSON."""

from bot.render.alert import alert_message
from bot.render.below import pointer_message, rollup_message, update_message
from bot.render.digest import digest_message
from bot.render.house import greeting_message, logged_message
from bot.render.message import Json, RenderedMessage, pinging
from bot.render.notice import notice_message
from storage.model import Delivery
from summarise.model import Alert, Digest, Greeting, Logged, Notice, Pointer, Rollup, Update


def message_body(delivery: Delivery, pointed: str | None) -> Json:
    """The message; `pointed` is the address of the one that a Pointer points to.

    Only the roles that the post names are pinged, and by an edit nobody: Discord would not either.
    """
    rendered = _rendered(delivery, pointed)
    return pinging(rendered, () if delivery.post.action == "edit" else delivery.post.pings).payload()


def _rendered(delivery: Delivery, pointed: str | None) -> RenderedMessage:
    body = delivery.post.body
    match body:
        case Alert():
            return alert_message(delivery.id, body)
        case Digest():
            return digest_message(delivery.id, body)
        case Notice():
            return notice_message(delivery.id, body)
        case Update():
            return update_message(delivery.id, body)
        case Rollup():
            return rollup_message(delivery.id, body)
        case Greeting():
            return greeting_message(delivery.id, body)
        case Logged():
            return logged_message(delivery.id, body)
        case Pointer():
            return pointer_message(delivery.id, body, pointed)


def address_of(guild: str, channel: str, message: str) -> str:
    """Where people find a message; a direct conversation's guild is `@me`."""
    return f"https://discord.com/channels/{guild}/{channel}/{message}"


def answering(body: Json, message: str) -> Json:
    """The body as a reply to the message, whose author is not pinged; without that message, a plain one."""
    named = {"message_id": message, "fail_if_not_exists": False}
    return body | {
        "message_reference": named,
        "allowed_mentions": body["allowed_mentions"] | {"replied_user": False},
    }
