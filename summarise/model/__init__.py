"""The values of the desk: Reading → Story → Alert | Digest → Post; FeedTrouble → Notice → Post."""

from summarise.model.alert import Alert, Escalation, Pointer, Rollup, RollupItem, Update
from summarise.model.cast import AgendaItem, Part, StoryQuote
from summarise.model.catalogue import CatalogueText
from summarise.model.digest import Digest, DigestItem, DigestPlan, DuePlan, Empty, Grouping, Style
from summarise.model.house import Greeting, Logged
from summarise.model.post import Action, Audience, Body, Edition, Post, Saved, Shown, Told, Verdict
from summarise.model.reading import (
    Appointment,
    Lines,
    Mention,
    Quote,
    Reading,
    Role,
    Sentence,
    Speaker,
    Unknown,
)
from summarise.model.repair import Mending, Merge, Move, Repair, Split, Unmended
from summarise.model.story import Background, Candidate, Decision, Founds, Joins, Lineup, Report, Story, Trace
from summarise.model.summary import Disagreement, Flag, Source, Summary, SummarySentence
from summarise.model.trends import Pairing, Span, Tally
from summarise.model.trouble import FeedHealth, FeedTrouble, Notice
from summarise.model.watch import Origin, Quiet, Watch

__all__ = [
    "Action",
    "AgendaItem",
    "Alert",
    "Appointment",
    "Audience",
    "Background",
    "Body",
    "Candidate",
    "CatalogueText",
    "Decision",
    "Digest",
    "DigestItem",
    "DigestPlan",
    "Disagreement",
    "DuePlan",
    "Edition",
    "Empty",
    "Escalation",
    "FeedHealth",
    "FeedTrouble",
    "Flag",
    "Founds",
    "Greeting",
    "Grouping",
    "Joins",
    "Lines",
    "Lineup",
    "Logged",
    "Mending",
    "Mention",
    "Merge",
    "Move",
    "Notice",
    "Origin",
    "Pairing",
    "Part",
    "Pointer",
    "Post",
    "Quiet",
    "Quote",
    "Reading",
    "Repair",
    "Report",
    "Role",
    "Rollup",
    "RollupItem",
    "Saved",
    "Sentence",
    "Shown",
    "Source",
    "Span",
    "Speaker",
    "Split",
    "Story",
    "StoryQuote",
    "Style",
    "Summary",
    "SummarySentence",
    "Tally",
    "Told",
    "Trace",
    "Unknown",
    "Unmended",
    "Update",
    "Verdict",
    "Watch",
]
