"""Discord's own OpenAPI document as a judge of every request and every answer."""

import functools
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from .errors import Complaint
from .schemas import TOLERATED_QUERY, closed, mended
from .world import Json

DOCUMENT = Path(__file__).parents[3] / "../shared/discord/openapi.json"
SNOWFLAKE = re.compile(r'(?<!\\)"[1-9][0-9]{16,18}"(?!:)')
CODES = {
    "maxLength": "BASE_TYPE_MAX_LENGTH",
    "minLength": "BASE_TYPE_MIN_LENGTH",
    "maxItems": "BASE_TYPE_BAD_LENGTH",
    "minItems": "BASE_TYPE_BAD_LENGTH",
    "required": "BASE_TYPE_REQUIRED",
    "additionalProperties": "UNKNOWN_KEY",
    "enum": "BASE_TYPE_CHOICES",
}


class Contract:
    """Validators compiled on first use, one for each operation."""

    def __init__(self, document: Json) -> None:
        self._paths: Json = document["paths"]
        answers = mended(document)
        self._registry: Registry[Any] = Registry().with_resources(
            [
                ("urn:answers", DRAFT202012.create_resource(answers)),
                ("urn:requests", DRAFT202012.create_resource(closed(answers))),
            ]
        )
        self._compiled: dict[str, Draft202012Validator] = {}
        self._kept: set[tuple[str, bytes]] = set()

    def request(
        self, method: str, route: str, query: Mapping[str, str], body: object
    ) -> tuple[Complaint, ...]:
        """Return what Discord's document finds wrong with a request's query and JSON body."""
        operation = self._paths.get(route, {}).get(method.lower())
        if operation is None:
            return (
                Complaint(path=(), code="NO_SUCH_OPERATION", message=f"{method} {route} is not documented"),
            )
        found = list(self._query(route, method.lower(), operation, query))
        schema = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if schema is not None:
            where = pointer(
                "paths", route, method.lower(), "requestBody", "content", "application/json", "schema"
            )
            found += self._judge(f"urn:requests#{where}", body)
        elif body is not None:
            found.append(Complaint(path=(), code="UNEXPECTED_BODY", message="this operation takes no body"))
        return tuple(found)

    def answer(self, method: str, route: str, status: int, body: object) -> tuple[Complaint, ...]:
        """Return what Discord's document finds wrong with an answer of ours."""
        declared = self._paths.get(route, {}).get(method.lower(), {}).get("responses", {})
        key = str(status) if str(status) in declared else "4XX" if 400 <= status < 500 else None
        if key is None or key not in declared:
            return (Complaint(path=(), code="UNDECLARED_STATUS", message=f"{status} is not documented"),)
        steps = ("paths", route, method.lower(), "responses", key)
        if "$ref" in declared[key]:
            steps = tuple(declared[key]["$ref"].removeprefix("#/").split("/"))
        if body is None:
            return ()
        return tuple(
            self._judge(f"urn:answers#{pointer(*steps, 'content', 'application/json', 'schema')}", body)
        )

    def value(self, schema: str, value: object) -> tuple[Complaint, ...]:
        """Return what is wrong with a value that should be of a named schema."""
        return tuple(self._judge(f"urn:answers#{pointer('components', 'schemas', schema)}", value))

    def _query(
        self, route: str, method: str, operation: Json, query: Mapping[str, str]
    ) -> Iterator[Complaint]:
        declared = {p["name"]: i for i, p in enumerate(operation.get("parameters", ())) if p["in"] == "query"}
        for name, text in query.items():
            if name in TOLERATED_QUERY:
                continue
            if name not in declared:
                yield Complaint(path=(name,), code="UNKNOWN_KEY", message="unknown query parameter")
                continue
            kind = operation["parameters"][declared[name]]["schema"].get("type")
            where = pointer("paths", route, method, "parameters", str(declared[name]), "schema")
            for complaint in self._judge(f"urn:requests#{where}", read_query(text, kind)):
                yield Complaint(path=(name, *complaint.path), code=complaint.code, message=complaint.message)

    def _judge(self, reference: str, value: object) -> list[Complaint]:
        # every bot tells Discord all its commands: what was found right but for its ids is right again
        known = (reference, digest(value))
        if known in self._kept:
            return []
        found = self._found(reference, value)
        if not found:
            self._kept.add(known)
        return found

    def _found(self, reference: str, value: object) -> list[Complaint]:
        if reference not in self._compiled:
            self._compiled[reference] = Draft202012Validator({"$ref": reference}, registry=self._registry)
        return [c for error in self._compiled[reference].iter_errors(value) for c in complaints(error)]


def digest(value: object) -> bytes:
    """Tell apart what may be judged differently: of snowflakes matters alone which are the same."""
    numbers: dict[str, int] = {}
    text = SNOWFLAKE.sub(
        lambda id_: f'"{numbers.setdefault(id_[0], len(numbers))}"', json.dumps(value, ensure_ascii=False)
    )
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def pointer(*steps: str) -> str:
    """Write a JSON pointer (RFC 6901), percent-encoded for a URI fragment."""
    escaped = (step.replace("~", "~0").replace("/", "~1") for step in steps)
    return "/" + "/".join(step.replace("{", "%7B").replace("}", "%7D") for step in escaped)


def read_query(text: str, kind: object) -> object:
    """Read a query value as its parameter's type; what does not fit stays text and is then refused."""
    if kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text.lower(), text)
    if kind == "integer" and text.lstrip("-").isdecimal():
        return int(text)
    return text


def complaints(error: ValidationError) -> Iterator[Complaint]:
    """Turn a schema error into complaints; of a union, those of the branch that came nearest."""
    if error.context:
        branches: dict[object, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        nearest = min(branches.values(), key=lambda inner: (is_null_branch(inner), len(inner)))
        for inner in nearest:
            yield from complaints(inner)
        return
    code = CODES.get(str(error.validator), f"SCHEMA_{str(error.validator).upper()}")
    breaks = f"{error.validator} {error.validator_value}"
    message = error.message if len(error.message) < 200 else f"does not keep {breaks[:200]}"
    yield Complaint(path=tuple(error.absolute_path), code=code, message=message)


def is_null_branch(errors: list[ValidationError]) -> bool:
    """Say whether a union's branch failed because it is the null one."""
    return any(error.validator == "type" and error.validator_value == "null" for error in errors)


@functools.cache
def contract() -> Contract | None:
    """Load Discord's document once in a process; None where it is absent."""
    if not DOCUMENT.is_file():
        return None
    return Contract(json.loads(DOCUMENT.read_text(encoding="utf-8")))
