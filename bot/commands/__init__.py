"""Slash commands, a module per group, and what is pressed under messages."""

from typing import Any

from discord import app_commands
from discord.ui import DynamicItem

from bot.commands.actor import TrendButton, actor
from bot.commands.agenda import agenda
from bot.commands.digest import digest
from bot.commands.events import EventChoice
from bot.commands.feed import FeedChoice, FeedDetails, FeedLook, feed
from bot.commands.follow import FollowButton, FollowChoice, FollowStory
from bot.commands.help import help_command
from bot.commands.latest import latest
from bot.commands.me import me
from bot.commands.menus import summarise_links, who_is_in_this
from bot.commands.mute import MuteButton, MuteChoice, UndoButton
from bot.commands.paging import PageButton
from bot.commands.quotes import quotes
from bot.commands.search import search
from bot.commands.settings import settings
from bot.commands.setup import SetupPart, setup
from bot.commands.status import status
from bot.commands.story import story
from bot.commands.summary import summary
from bot.commands.told import QuotesButton, SourcesButton
from bot.commands.trending import trending
from bot.commands.watch import watch
from bot.commands.why import WhyButton, why

GROUPS: tuple[app_commands.Group | app_commands.Command[Any, ..., Any], ...] = (
    setup,
    help_command,
    latest,
    story,
    search,
    digest,
    summary,
    watch,
    actor,
    feed,
    me,
    settings,
    status,
    why,
    quotes,
    agenda,
    trending,
)

MENUS: tuple[app_commands.ContextMenu, ...] = (summarise_links, who_is_in_this)
"""What a right click on a message or a person offers."""

BUTTONS: tuple[type[DynamicItem[Any]], ...] = (
    WhyButton,
    MuteButton,
    UndoButton,
    FollowButton,
    FollowChoice,
    FollowStory,
    MuteChoice,
    SourcesButton,
    QuotesButton,
    EventChoice,
    FeedChoice,
    FeedDetails,
    FeedLook,
    PageButton,
    TrendButton,
    SetupPart,
)
"""Found by their custom ids, also under messages of a process that is gone."""
