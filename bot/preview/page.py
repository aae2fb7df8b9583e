"""The whole page: the message, its style sheet, and a policy under which nothing else is loaded or run."""

import base64
import hashlib
import re
from typing import Final

from bot.preview.message import message
from bot.preview.parts import Json
from bot.preview.scene import Look, Scene
from bot.preview.sheet import DARK, LIGHT, sheet
from bot.words import spoken

_BARS: Final = re.compile(r'class="(?:embed|container) c([0-9a-f]{6})"')


def page(payload: Json, scene: Scene) -> str:
    """A page of HTML that shows what Discord is sent, whatever the payload holds."""
    body = message(payload, scene)
    style = f"{_colours(scene.look)}{sheet()}{_bars(body)}"
    return (
        f'<!DOCTYPE html>\n<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Wirewatch: preview</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>{body}</main>\n</body>\n</html>\n"
    )


def _colours(look: Look) -> str:
    if look == "system":
        return f":root{{{DARK}}}\n@media (prefers-color-scheme: light){{:root{{{LIGHT}}}}}\n"
    return f":root{{{DARK if look == 'dark' else LIGHT}}}\n"


def _bars(body: str) -> str:
    """A rule per colour: the policy forbids styles within the message."""
    return "".join(f".c{one}{{--bar:#{one}}}\n" for one in sorted(set(_BARS.findall(body))))


def _policy(style: str) -> str:
    """https://www.w3.org/TR/CSP3/: this style sheet, named by its hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
