"""The style sheet and its two palettes; every text has 4.5:1 against its ground (WCAG 2.2, 1.4.3)."""

from functools import cache
from importlib.resources import files
from typing import Final

DARK: Final = (
    "color-scheme:dark;--page:#313338;--card:#2b2d31;--line:#45484f;--text:#dbdee1;--head:#f2f3f5;"
    "--faint:#a6adb7;--link:#1fb0ff;--grey:#4e5058;--ongrey:#fff;--mention:#3c4270;--onmention:#d9dcff;"
    "--code:#1e1f22"
)
LIGHT: Final = (
    "color-scheme:light;--page:#fff;--card:#f2f3f5;--line:#d5d8dd;--text:#2e3338;--head:#060607;"
    "--faint:#55595f;--link:#0058c4;--grey:#dfe1e5;--ongrey:#1e1f22;--mention:#dfe2fd;--onmention:#3a43a8;"
    "--code:#e3e5e8"
)


@cache
def sheet() -> str:
    """The rules that hold in both."""
    return files(__package__).joinpath("sheet.css").read_text(encoding="utf-8")
