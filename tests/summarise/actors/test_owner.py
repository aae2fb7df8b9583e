"""Whose an actor is."""

import pytest

from summarise.actors.owner import owner


@pytest.mark.parametrize(
    ("actor", "guild"),
    [("jane-doe@81", "81"), ("vladimir-putin", None), ("", None), ("a@b@81", "81")],
)
def test_the_end_of_an_id_names_the_guild_that_added_it(actor: str, guild: str | None) -> None:
    assert owner(actor) == guild
