"""A feed's subscription at its hub, as it is asked for (WebSub)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class HubRequest:
    """What a hub is to be asked: to push this topic's changes to `callback`, signed with `secret`.

    `callback` ends in a token that only the hub is told. `tries` counts the requests since the last one that
    came to something, this one included.
    """

    feed_id: int
    hub: str
    topic: str
    callback: str = field(repr=False)
    secret: str = field(repr=False)
    tries: int
