"""A value of any of the house's types in which every text is a different one: walked from the types alone."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from tests.fakes.examples import NOON

_PLAIN: Final[Mapping[Any, Any]] = {
    int: 1,
    float: 1.0,
    bool: True,
    datetime: NOON,
    date: NOON.date(),
    time: NOON.time(),
    timedelta: timedelta(hours=1),
}


def filled(kind: Any) -> Any:
    """A value of this type; its texts are leaf-0, leaf-1 …, also where it may be None or empty."""
    return _of(kind, (f"leaf-{number}" for number in count()), ())


def _of(kind: Any, leaves: Iterator[str], within: tuple[Any, ...]) -> Any:
    if kind is str:
        return next(leaves)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        inside = (*within, kind)
        return kind(**{one.name: _of(hints[one.name], leaves, inside) for one in fields(kind)})  # type: ignore[operator]
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return args[0]
    if origin in (Union, types.UnionType):
        return _of(next(one for one in args if one not in within), leaves, within)
    if origin is tuple:
        several = args[:1] if args[1:] == (...,) else args
        return tuple(_of(one, leaves, within) for one in several)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {_of(args[0], leaves, within): _of(args[1], leaves, within)}
    raise AssertionError(f"nobody says how {kind} is filled")
