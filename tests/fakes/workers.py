"""Hands for CPU work without processes: the function runs here and now."""

import pickle
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from config.errors import WorkerError

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class InlineWorkers:
    """Runs the work in this process; arguments and result travel pickled, as they would to a real worker.

    With `fails`, every work comes to nothing with that sentence instead.
    """

    def __init__(self, fails: str | None = None) -> None:
        self.fails = fails
        self.works = 0

    async def run(self, work: Callable[[*Ts], T], *args: *Ts, deadline: float = 3.0) -> T:
        self.works += 1
        if self.fails is not None:
            raise WorkerError(self.fails)
        result = work(*pickle.loads(pickle.dumps(args)))
        copy: T = pickle.loads(pickle.dumps(result))
        return copy
