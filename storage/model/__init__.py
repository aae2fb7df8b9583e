"""The values that only the archive and the counter know."""

from storage.model.aside import Aside, AsideDigest
from storage.model.counter import (
    AddedActor,
    EventClaim,
    Full,
    GuildSettings,
    HeldFeed,
    Job,
    JobKind,
    Person,
    Same,
    SeenGuild,
    Status,
    Subscription,
    View,
)
from storage.model.found import Announced, Cited, Day, Named, Said, Stranger
from storage.model.outbox import Attempt, Delivery, DeliveryState, Outcome, StoppedTarget
from storage.model.processes import Process
from storage.model.shards import ALONE, Shards

__all__ = [
    "ALONE",
    "AddedActor",
    "Announced",
    "Aside",
    "AsideDigest",
    "Attempt",
    "Cited",
    "Day",
    "Delivery",
    "DeliveryState",
    "EventClaim",
    "Full",
    "GuildSettings",
    "HeldFeed",
    "Job",
    "JobKind",
    "Named",
    "Outcome",
    "Person",
    "Process",
    "Said",
    "Same",
    "SeenGuild",
    "Shards",
    "Status",
    "StoppedTarget",
    "Stranger",
    "Subscription",
    "View",
]
