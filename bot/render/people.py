"""Who is in a text: what each does there, what is said, and who is unknown."""

from bot.people import People, Utterance
from bot.render.escape import escaped, plain
from bot.render.limits import EMBED_FIELD_VALUE, fit, joined
from bot.render.message import ACCENT, Json, RenderedMessage
from bot.render.parts import ROLES
from bot.words import named, t

QUOTE = 300
NAME = 100
PEOPLE = 2_000


def people_answer(found: People, *, in_server: bool) -> RenderedMessage:
    """One embed; in a server it says how an unknown one is added."""
    lines = [f"**{_name(part.name)}** ({named(ROLES[part.role])})" for part in found.parts]
    embed: Json = {
        "title": t("Who is in this?"),
        "color": ACCENT,
        "description": joined(lines, "\n", PEOPLE, _more) or t("Nobody whom Wirewatch knows is named in it."),
    }
    fields = []
    if found.said:
        said = joined([_said(one) for one in found.said], "\n", EMBED_FIELD_VALUE, _more)
        fields.append({"name": t("Who says what"), "value": said})
    if found.unknown:
        names = joined([_name(name) for name in found.unknown], " · ", EMBED_FIELD_VALUE - 200, _more)
        hint = t("`/actor add` lets this server know somebody.") if in_server else ""
        fields.append({"name": t("Unknown to Wirewatch"), "value": f"{names}\n-# {hint}" if hint else names})
    return RenderedMessage(embeds=({**embed, "fields": fields},) if fields else (embed,))


def _said(one: Utterance) -> str:
    words = fit(plain(one.text), QUOTE, escaped)
    if one.speaker is None:
        return t("Somebody: {words}", words=words)
    if one.is_quote:
        return f"**{_name(one.speaker)}**: {words}"
    return t("{name}, reported: {words}", name=f"**{_name(one.speaker)}**", words=words)


def _name(name: str) -> str:
    return fit(plain(name), NAME, escaped)


def _more(count: int) -> str:
    return t("-# and {count} more", count=count)
