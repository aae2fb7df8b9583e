"""Whose an actor is: everybody's, or one guild's that added them for itself."""


def owner(actor_id: str) -> str | None:
    """The guild that added the actor for itself, by the id's end ("jane-doe@81"); None for everybody's."""
    _, at, guild = actor_id.rpartition("@")
    return guild if at else None
