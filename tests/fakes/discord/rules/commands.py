"""Application commands, from Discord's "Application Commands" reference: names, limits, order of options."""

import re
from collections.abc import Iterator
from typing import Any

from tests.fakes.discord.errors import Complaint
from tests.fakes.discord.world import Json

from .localised import localised, longest, shared_names, translations
from .shape import Path, count, duplicates, length, objects, words

NAME = re.compile(r"[-'\w]{1,32}")
CHAT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
MOST = {CHAT: 100, USER: 15, MESSAGE: 15}
MOST_CHARACTERS = 8000


def commands_complaints(commands: Any) -> Iterator[Complaint]:
    """Yield what is wrong with a whole set of commands."""
    listed = objects(commands)
    kinds = [kind_of(command) for command in listed]
    for kind, most in MOST.items():
        if kinds.count(kind) > most:
            message = f"{kinds.count(kind)} commands of type {kind}; {most} is the most"
            yield Complaint(path=(), code="APPLICATION_COMMANDS_TOO_MANY", message=message)
    for name in sorted(duplicates([f"{kind_of(c)} {c.get('name')}" for c in listed])):
        yield Complaint(path=(), code="APPLICATION_COMMANDS_DUPLICATE_NAME", message=f"{name!r} comes twice")
    for kind in MOST:
        yield from shared_names((), [command for command in listed if kind_of(command) == kind])
    for number, command in enumerate(listed):
        yield from command_complaints((number,), command)


def kind_of(command: Json) -> int:
    """Return a command's type; slash commands are the default."""
    kind = command.get("type")
    return kind if isinstance(kind, int) else CHAT


def command_complaints(path: Path, command: Json) -> Iterator[Complaint]:
    """Yield what is wrong with one command."""
    if kind_of(command) != CHAT:
        yield from length((*path, "name"), command.get("name"), 32, least=1)
        yield from localised(path, command, "name", 32)
        if command.get("description") or command.get("options"):
            message = "context menu commands have no description and no options"
            yield Complaint(path=path, code="APPLICATION_COMMAND_CONTEXT_MENU", message=message)
        return
    yield from named(path, command)
    yield from options_complaints(path, command, depth=0)
    if (size := characters(command)) > MOST_CHARACTERS:
        message = f"the command holds {size} characters; {MOST_CHARACTERS} is the most"
        yield Complaint(path=path, code="APPLICATION_COMMAND_TOO_LARGE", message=message)


def named(path: Path, thing: Json) -> Iterator[Complaint]:
    """Complain of a name that is not lower case and plain, or a missing or long description."""
    translated = [(("name_localizations", locale), name) for locale, name in translations(thing, "name")]
    for where, name in [(("name",), words(thing.get("name"))), *translated]:
        if not NAME.fullmatch(name) or name != name.lower():
            message = f"{name!r} is no name"
            yield Complaint(path=(*path, *where), code="APPLICATION_COMMAND_INVALID_NAME", message=message)
    yield from length((*path, "description"), thing.get("description"), 100, least=1)
    yield from localised(path, thing, "name", 32)
    yield from localised(path, thing, "description", 100)


def options_complaints(path: Path, thing: Json, depth: int) -> Iterator[Complaint]:
    """Yield what is wrong with the options of a command, a group or a subcommand."""
    options = objects(thing.get("options"))
    path = (*path, "options")
    kinds = [option.get("type") for option in options]
    nested = [kind for kind in kinds if kind in (SUBCOMMAND, GROUP)]
    yield from count(path, options, 25)
    if nested and len(nested) != len(kinds):
        yield Complaint(path=path, code="OPTIONS_MIXED", message="subcommands and options do not go together")
    if (depth == 2 and nested) or (depth == 1 and GROUP in nested):
        yield Complaint(path=path, code="OPTIONS_TOO_DEEP", message="groups hold subcommands, nothing deeper")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        message = "Required options must be placed before non-required options"
        yield Complaint(path=path, code="APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message=message)
    for name in sorted(duplicates([words(option.get("name")) for option in options])):
        message = f"option {name!r} comes twice"
        yield Complaint(path=path, code="APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message=message)
    yield from shared_names(path, options)
    for number, option in enumerate(options):
        yield from named((*path, number), option)
        yield from choices_complaints((*path, number), option)
        if option.get("type") in (SUBCOMMAND, GROUP):
            yield from options_complaints((*path, number), option, 1 if option["type"] == GROUP else 2)


def choices_complaints(path: Path, option: Json) -> Iterator[Complaint]:
    """Complain of choices that are too many or too long, and of autocomplete beside them."""
    choices = objects(option.get("choices"))
    yield from count((*path, "choices"), choices, 25)
    for number, choice in enumerate(choices):
        yield from length((*path, "choices", number, "name"), choice.get("name"), 100, least=1)
        yield from length((*path, "choices", number, "value"), choice.get("value"), 100)
        yield from localised((*path, "choices", number), choice, "name", 100)
    if choices and option.get("autocomplete"):
        yield Complaint(path=path, code="AUTOCOMPLETE_AND_CHOICES", message="autocomplete excludes choices")
    for low, high in (("min_value", "max_value"), ("min_length", "max_length")):
        least, most = option.get(low), option.get(high)
        if least is not None and most is not None and least > most:
            yield Complaint(path=path, code="OPTION_RANGE", message=f"{low} {least} over {high} {most}")


def characters(thing: Json) -> int:
    """Count names, descriptions and choice values of a command and its options where they are longest."""
    own = longest(thing, "name") + longest(thing, "description")
    choices = sum(longest(c, "name") + len(str(c.get("value"))) for c in objects(thing.get("choices")))
    return own + choices + sum(characters(option) for option in objects(thing.get("options")))
