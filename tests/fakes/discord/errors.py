"""Discord's refusals: a status, a code and, for invalid forms, a tree of complaints."""

from collections.abc import Iterable
from dataclasses import dataclass

from .world import Json

INVALID_FORM = 50035
EMPTY_MESSAGE = 50006


@dataclass(frozen=True, kw_only=True, slots=True)
class Complaint:
    """One thing wrong with a request, at a path into its body."""

    path: tuple[str | int, ...]
    code: str
    message: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'body'}: {self.message} ({self.code})"


class ApiError(Exception):
    """An answer that is not a success; `misuse` marks those a careful client never provokes."""

    def __init__(
        self, status: int, code: int, message: str, *, errors: Json | None = None, misuse: str | None = None
    ) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.misuse = misuse
        self.body: Json = {"message": message, "code": code}
        if errors is not None:
            self.body["errors"] = errors

    @property
    def code(self) -> int:
        """Discord's own error code."""
        return int(self.body["code"])


def unknown(code: int, what: str) -> ApiError:
    """Return the 404 for a thing that is not there."""
    return ApiError(404, code, f"Unknown {what}")


def missing_permissions() -> ApiError:
    """Return the 403 for an action the bot may not take."""
    return ApiError(403, 50013, "Missing Permissions")


def missing_access() -> ApiError:
    """Return the 403 for a place the bot may not see."""
    return ApiError(403, 50001, "Missing Access")


def pruned(tree: Json) -> Json:
    """Return a tree of complaints in which a place with its own has none below: Discord names the first."""
    if "_errors" in tree:
        return {"_errors": tree["_errors"]}
    return {step: pruned(below) for step, below in tree.items()}


def invalid_form(complaints: Iterable[Complaint]) -> ApiError:
    """Return the 400 that lists complaints as Discord nests them."""
    listed = list(complaints)
    tree: Json = {}
    for complaint in listed:
        node = tree
        for step in complaint.path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": complaint.code, "message": complaint.message})
    tree = pruned(tree)
    if any(complaint.code == "EMPTY_MESSAGE" for complaint in listed):
        return ApiError(400, EMPTY_MESSAGE, "Cannot send an empty message", misuse="empty message")
    return ApiError(
        400, INVALID_FORM, "Invalid Form Body", errors=tree, misuse="; ".join(map(str, listed)) or "invalid"
    )
