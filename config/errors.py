"""The one tree of errors that people may meet; expected failures are values, these are not."""

from config.phrase import Reason


class WirewatchError(Exception):
    """Something is wrong that a person must know of; the message says what, where and what to do."""


class ConfigurationError(WirewatchError):
    """A setting cannot be used: the message names the setting, the value's source and what is allowed."""


class StorageError(WirewatchError):
    """The database cannot be used as it is: the message names it and says what to do."""


class NewerError(StorageError):
    """A newer Wirewatch stored this, and this one cannot read it: it is left for a newer process to do."""


class OutgrownError(StorageError):
    """The database is of another version's schema: a process of this one must not work on it any longer."""


class LeftError(StorageError):
    """Everything was moved out of this database: a process must not work on it any longer."""


class WorkerError(WirewatchError):
    """Work in a worker process came to nothing: past its deadline, past its memory, or the worker died.

    `why` says so to people, as a clause that does not name the work.
    """

    def __init__(self, message: str, why: Reason | None = None) -> None:
        super().__init__(message)
        self.why: Reason = message if why is None else why


class StartError(WorkerError):
    """No worker process could be started, which says nothing about the work: it may be tried again."""
