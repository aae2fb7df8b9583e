"""Work whose documents a newer version wrote counts as no try where an older one takes it up."""

from types import SimpleNamespace
from typing import Literal, NoReturn, cast

import pytest

from bot.handlers import _on_mend, _on_read
from bot.newsroom import Newsroom
from config.errors import NewerError


@pytest.mark.parametrize("work", ["read", "mend"])
async def test_taking_up_what_is_left_to_newer_processes_is_no_try(
    monkeypatch: pytest.MonkeyPatch, work: Literal["read", "mend"]
) -> None:
    async def newer(*_: object, **__: object) -> NoReturn:
        raise NewerError("A stored tale has version 9, but this Wirewatch reads version 1.")

    spared: list[tuple[str, int]] = []

    async def spare(kind: str, article: int) -> None:
        spared.append((kind, article))

    monkeypatch.setattr(f"bot.handlers.{work}", newer)
    room = SimpleNamespace(
        archive=SimpleNamespace(stories=SimpleNamespace(spare=spare)), workers=None, now=None
    )
    handler = {"read": _on_read, "mend": _on_mend}[work]
    with pytest.raises(NewerError):
        await handler(cast("Newsroom", room), "7")
    assert spared == [(work, 7)]
