"""A message as Discord shows it, drawn from what Discord is sent. Pure: a payload becomes a page of HTML.

The page asks nobody for anything and runs nothing: its policy allows its own style sheet and no more.
"""

from bot.preview.page import page
from bot.preview.scene import LOOKS, Look, Scene
from bot.preview.shape import misshapen

__all__ = ["LOOKS", "Look", "Scene", "misshapen", "page"]
