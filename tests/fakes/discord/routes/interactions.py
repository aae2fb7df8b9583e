"""The first answer to an interaction: in three seconds, once, and of a kind that fits what was asked."""

from collections.abc import Callable

from tests.fakes.discord.errors import ApiError, Complaint, invalid_form, unknown
from tests.fakes.discord.interaction import Interaction, Response
from tests.fakes.discord.message import Message, MessageFlag
from tests.fakes.discord.message_payloads import message_json, metadata
from tests.fakes.discord.posting import change, check, post
from tests.fakes.discord.routing import Answer, Call, route
from tests.fakes.discord.rules.callbacks import choice_complaints, modal_complaints
from tests.fakes.discord.rules.messages import ON_EDIT, ON_REPLY
from tests.fakes.discord.world import Json

PING, COMMAND, COMPONENT, TYPING, FORM = 1, 2, 3, 4, 5
FITTING: dict[int, frozenset[int]] = {
    COMMAND: frozenset({4, 5, 9}),
    COMPONENT: frozenset({4, 5, 6, 7, 9}),
    TYPING: frozenset({8}),
    FORM: frozenset({4, 5, 6, 7}),
}


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", public=True)
def callback(call: Call) -> Answer:
    """Take the first answer; 10062 when late or unknown, 40060 when there was one already."""
    interaction = call.backend.interactions.get(call.id("interaction_id"))
    if interaction is None or interaction.token != call.steps["interaction_token"]:
        raise unknown(10062, "interaction")
    if interaction.first is not None:
        interaction.blame("double answer", "answered again after the first answer")
        raise ApiError(400, 40060, "Interaction has already been acknowledged.")
    if call.backend.clock.now() - interaction.created > call.backend.answer_within:
        interaction.blame("unanswered", "answered after more than 3 s")
        raise unknown(10062, "interaction")
    kind, data = call.body.get("type"), call.body.get("data") or {}
    if not isinstance(kind, int) or not fits(interaction, kind) or not isinstance(data, dict):
        message = f"callback type {kind} does not answer an interaction of type {interaction.type}"
        raise invalid_form([Complaint(path=("type",), code="BASE_TYPE_CHOICES", message=message)])
    TAKE[kind](call, interaction, data)
    interaction.first = Response(type=kind, data=data, at=call.backend.clock.now())
    call.backend.journal.ring()
    if call.query.get("with_response", "").lower() not in ("1", "true"):
        return Answer(status=204)
    return Answer(body=resource(call, interaction, kind))


def fits(interaction: Interaction, kind: int) -> bool:
    """Say whether a callback type answers this kind of interaction; updates need a message to update."""
    needs_source = kind in (6, 7)
    return kind in FITTING.get(interaction.type, ()) and (interaction.source is not None or not needs_source)


def reply(call: Call, interaction: Interaction, data: Json) -> None:
    """Post the reply."""
    check(data, allowed=ON_REPLY, files=call.files)
    interaction.original = posted(call, interaction, data)


def think(call: Call, interaction: Interaction, data: Json) -> None:
    """Show that the bot is thinking."""
    flags = data.get("flags") or 0
    if set(data) - {"flags"} or flags & ~int(MessageFlag.EPHEMERAL):
        message = "a deferral carries the ephemeral flag and nothing else"
        raise invalid_form([Complaint(path=("data",), code="UNKNOWN_KEY", message=message)])
    interaction.original = posted(call, interaction, {"flags": flags | MessageFlag.LOADING})


def posted(call: Call, interaction: Interaction, data: Json) -> Message:
    """Post as the interaction's webhook."""
    about = metadata(interaction.id, interaction.type, interaction.user, interaction.owners)
    if interaction.type == COMPONENT and interaction.source is not None:
        about["interacted_message_id"] = str(interaction.source.id)
    if interaction.type == FORM:
        about["triggering_interaction_metadata"] = metadata(
            interaction.id, COMMAND, interaction.user, interaction.owners
        )
    return post(
        call.backend,
        interaction.channel,
        data,
        files=call.files,
        interaction=about,
        webhook_id=call.backend.world.application_id,
    )


def wait(call: Call, interaction: Interaction, data: Json) -> None:
    """Acknowledge a click without showing anything."""


def update(call: Call, interaction: Interaction, data: Json) -> None:
    """Change the message that was clicked."""
    assert interaction.source is not None
    check(data, allowed=ON_EDIT, files=call.files, before=interaction.source)
    change(call.backend, interaction.source, data, call.files)
    interaction.updated = True


def suggest(call: Call, interaction: Interaction, data: Json) -> None:
    """Check the suggestions."""
    if found := list(choice_complaints(data, interaction.option_type)):
        raise invalid_form(found)


def form(call: Call, interaction: Interaction, data: Json) -> None:
    """Check the form."""
    if found := list(modal_complaints(data)):
        raise invalid_form(found)


TAKE: dict[int, Callable[[Call, Interaction, Json], None]] = {
    4: reply,
    5: think,
    6: wait,
    7: update,
    8: suggest,
    9: form,
}


def resource(call: Call, interaction: Interaction, kind: int) -> Json:
    """Return the callback object that `with_response` asks for."""
    about: Json = {"id": str(interaction.id), "type": interaction.type}
    message = interaction.source if kind == 7 else interaction.original
    if message is None:
        return {"interaction": about}
    about |= {
        "response_message_id": str(message.id),
        "response_message_loading": message.loading,
        "response_message_ephemeral": message.ephemeral,
    }
    if kind == 5:
        return {"interaction": about}
    return {
        "interaction": about,
        "resource": {"type": kind, "message": message_json(call.backend.world, message)},
    }
