"""One message: who says it, and all that its payload holds, in Discord's order."""

from itertools import chain

from bot.preview.blocks import blocks
from bot.preview.components import Around, components
from bot.preview.embeds import embed
from bot.preview.inline import text
from bot.preview.moments import written
from bot.preview.parts import Json, each, inner, words
from bot.preview.pictures import attached
from bot.preview.scene import Scene


def message(payload: Json, scene: Scene) -> str:
    """The body of Create Message, of a webhook's, or of Start Thread in Forum Channel, as HTML.

    A thread's name stands above its first message, or alone.
    """
    name = words(payload, "name")
    above = f'<h1 class="thread">{text(name)}</h1>' if name else ""
    held = inner(payload, "message") if "message" in payload else payload
    inside = _inside(held, scene)
    return f"{above}{_said(inside, scene)}" if inside or not above else above


def _inside(held: Json, scene: Scene) -> str:
    files = each(held, "attachments")
    shown_inside = {
        words(inner(one, key), "url").removeprefix("attachment://")
        for one in each(held, "embeds")
        for key in ("image", "thumbnail")
    }
    content = words(held, "content")
    return "".join(
        chain(
            [f'<div class="content">{blocks(content, scene)}</div>'] if content else [],
            [_poll(inner(held, "poll"))] if inner(held, "poll") else [],
            (attached(one) for one in files if words(one, "filename") not in shown_inside),
            (embed(one, files, scene) for one in each(held, "embeds")),
            [components(each(held, "components"), Around(scene=scene, files=files))],
        )
    )


def _said(inside: str, scene: Scene) -> str:
    sent = (scene.sent or scene.now).astimezone(scene.zone)
    at = f'<time datetime="{sent.isoformat()}">{text(written(sent, "f"))}</time>'
    return (
        '<article class="message"><div class="avatar" aria-hidden="true">W</div><div class="said">'
        '<header><span class="who">Wirewatch</span> <span class="app">APP</span> '
        f"{at}</header>{inside}</div></article>"
    )


def _poll(held: Json) -> str:
    answers = (words(inner(one, "poll_media"), "text") for one in each(held, "answers"))
    listed = "".join(f'<div class="button secondary">{text(one)}</div>' for one in answers if one)
    asked = text(words(inner(held, "question"), "text"))
    return f'<section class="poll"><strong>{asked}</strong>{listed}</section>'
