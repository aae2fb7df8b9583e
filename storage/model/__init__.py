"""The values that only the archive and the counter know."""

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
    Status,
    Subscription,
    View,
)
from storage.model.found import Announced, Cited, Day, Named, Said, Stranger
from storage.model.outbox import Attempt, Delivery, DeliveryState, Outcome, StoppedTarget

__all__ = [
    "AddedActor",
    "Announced",
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
    "Said",
    "Same",
    "Status",
    "StoppedTarget",
    "Stranger",
    "Subscription",
    "View",
]
