"""A payload with one of all that the preview draws, in words that are too long for any page."""

from typing import Any

WORD = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
LONG_LINK = f"[{WORD}](https://meridian.example/{'a' * 300})"
BARE = f"https://meridian.example/{'path-' * 60}end"


def everything() -> dict[str, Any]:
    """A forum post of every kind of text, embed and component."""
    return {"name": f"Talks in Moscow {WORD}", "message": _message()}


def _message() -> dict[str, Any]:
    texts = (
        f"<@&1> <@2> <#3> </watch add:4> @everyone {BARE}",
        f"# Heading\n## {WORD}\n### Third\n-# small <t:1650974400:R>",
        f"- one **bold**\n  - two *italic*\n1. three __under__\n2. ~~gone~~ ||hidden||\n> said {WORD}",
        f"`{WORD}` and\n```py\n{WORD}\n```{LONG_LINK}",
    )
    field = {"name": WORD, "value": f"{LONG_LINK}\n<t:1650974400:F>", "inline": True}
    embed = {
        "author": {"name": WORD},
        "title": WORD,
        "url": "https://meridian.example/a",
        "description": "\n".join(texts),
        "color": 0xC53030,
        "fields": [field, field, field, field, {"name": "Alone", "value": BARE}],
        "image": {"url": "attachment://chart.png"},
        "thumbnail": {"url": "https://meridian.example/picture.png"},
        "footer": {"text": WORD},
        "timestamp": "2022-04-26T12:00:00+00:00",
    }
    return {
        "content": texts[0],
        "embeds": [embed, {"description": "No colour"}],
        "attachments": [
            {"id": 0, "filename": "chart.png", "description": f"A chart of {WORD}"},
            {"id": 1, "filename": f"{WORD}.ics", "description": "A calendar"},
        ],
        "poll": {"question": {"text": WORD}, "answers": [{"poll_media": {"text": WORD}}]},
        "components": [_container(texts), *_rows()],
    }


def _container(texts: tuple[str, ...]) -> dict[str, Any]:
    button = {"type": 2, "style": 2, "label": "Open"}
    beside = {"type": 9, "components": [{"type": 10, "content": texts[0]}], "accessory": button}
    gallery = {"type": 12, "items": [{"media": {"url": BARE}}]}
    others = ({"type": 14, "spacing": 2}, {"type": 14, "divider": False}, beside, gallery, {"type": 99})
    file = {"type": 13, "file": {"url": f"attachment://{WORD}"}}
    shown = [{"type": 10, "content": text} for text in texts]
    return {"type": 17, "accent_color": 0x2B6CB0, "components": [*shown, *others, file]}


def _rows() -> tuple[dict[str, Any], ...]:
    buttons = [{"type": 2, "style": style, "label": f"Style {style}"} for style in (1, 2, 3, 4)]
    web = {"type": 2, "style": 5, "label": WORD, "url": "https://meridian.example/b", "emoji": {"name": "🔗"}}
    menu = {"type": 3, "placeholder": WORD, "options": []}
    return (
        {"type": 1, "components": [*buttons, {"type": 2, "style": 2, "label": "Off", "disabled": True}]},
        {"type": 1, "components": [web]},
        {"type": 1, "components": [menu]},
    )
