"""What follows an interaction's first answer, within the fifteen minutes its token lives."""

from tests.fakes.discord.errors import ApiError, unknown
from tests.fakes.discord.interaction import Interaction
from tests.fakes.discord.message import Message
from tests.fakes.discord.message_payloads import message_json
from tests.fakes.discord.posting import change, check, edit, remove
from tests.fakes.discord.routing import Answer, Call, route
from tests.fakes.discord.rules.messages import ON_EDIT, ON_REPLY

from .interactions import posted

HOOK = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = HOOK + "/messages/@original"
ONE = HOOK + "/messages/{message_id}"
# "Create Followup Message": of an app that a person brought to where it is not installed.
MOST_BROUGHT_ALONG = 5


def interaction_of(call: Call) -> Interaction:
    """Return the answered interaction of a token; 10015 when unknown or unanswered, 50027 when expired."""
    token = call.steps["webhook_token"]
    found = call.backend.tokens.get(token)
    if found is None or call.id("webhook_id") != call.backend.world.application_id:
        raise unknown(10015, "Webhook")
    if found.first is None:
        found.blame("follow-up before answer", "a follow-up needs a first answer")
        raise unknown(10015, "Webhook")
    if call.backend.clock.now() - found.created > call.backend.token_life:
        found.blame("expired token", "used more than 15 minutes after the interaction")
        raise ApiError(401, 50027, "Invalid Webhook Token")
    return found


def original(interaction: Interaction) -> Message:
    """Return the first answer's message; for an update, the message that was clicked."""
    updates = interaction.first is not None and interaction.first.type in (6, 7)
    found = interaction.source if updates else interaction.original
    if found is None or found.deleted:
        raise unknown(10008, "Message")
    return found


def chosen(call: Call) -> tuple[Interaction, Message]:
    """Return the message of the path, one of this interaction's."""
    interaction = interaction_of(call)
    for message in (interaction.original, interaction.source, *interaction.followups):
        if message is not None and message.id == call.id("message_id") and not message.deleted:
            return interaction, message
    raise unknown(10008, "Message")


@route("POST", HOOK, public=True)
def follow_up(call: Call) -> Answer:
    """Send another message; the first one after a deferral takes the deferred one's place."""
    interaction = interaction_of(call)
    check(call.body, allowed=ON_REPLY, files=call.files)
    waiting = interaction.original
    if waiting is not None and waiting.loading and not waiting.deleted:
        kept = {**call.body, "flags": (call.body.get("flags") or 0) & int(ON_EDIT)}
        change(call.backend, waiting, kept, call.files)
        message = waiting
    else:
        if set(interaction.owners) == {"1"} and len(interaction.followups) >= MOST_BROUGHT_ALONG:
            raise ApiError(
                400, 40094, "This interaction has reached the maximum number of follow up messages"
            )
        message = posted(call, interaction, call.body)
        interaction.followups.append(message)
    call.backend.journal.ring()
    if call.query.get("wait", "").lower() in ("0", "false"):
        return Answer(status=204)
    return Answer(body=message_json(call.backend.world, message))


@route("GET", ORIGINAL, public=True)
def get_original(call: Call) -> Answer:
    """Give the first answer's message."""
    return Answer(body=message_json(call.backend.world, original(interaction_of(call))))


@route("PATCH", ORIGINAL, public=True)
def edit_original(call: Call) -> Answer:
    """Change the first answer, or fill a deferred one."""
    interaction = interaction_of(call)
    return edited(call, interaction, original(interaction))


@route("DELETE", ORIGINAL, public=True)
def delete_original(call: Call) -> Answer:
    """Delete the first answer."""
    remove(call.backend, original(interaction_of(call)))
    return Answer(status=204)


@route("GET", ONE, public=True)
def get_one(call: Call) -> Answer:
    """Give a follow-up."""
    return Answer(body=message_json(call.backend.world, chosen(call)[1]))


@route("PATCH", ONE, public=True)
def edit_one(call: Call) -> Answer:
    """Change a follow-up."""
    return edited(call, *chosen(call))


@route("DELETE", ONE, public=True)
def delete_one(call: Call) -> Answer:
    """Delete a follow-up."""
    remove(call.backend, chosen(call)[1])
    return Answer(status=204)


def edited(call: Call, interaction: Interaction, message: Message) -> Answer:
    """Change a message of an interaction; one that is still loading may become V2 at once."""
    edit(call.backend, message, call.body, call.files)
    interaction.updated = interaction.updated or message is interaction.source
    call.backend.journal.ring()
    return Answer(body=message_json(call.backend.world, message))
