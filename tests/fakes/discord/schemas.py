"""Discord's document prepared for judging: lenient snowflakes, tagged unions, no unknown keys."""

from typing import Any

from .world import Json

SNOWFLAKE = {"anyOf": [{"type": "string", "pattern": "^(0|[1-9][0-9]*)$"}, {"type": "integer", "minimum": 0}]}
TAGS = ("type", "entity_type")
TOLERATED_QUERY = frozenset({"use_nested_fields"})
# Keys discord.py always sends, which Discord documents elsewhere or ignores.
TOLERATED = {
    "ApplicationCommandUpdateRequest": ("nsfw",),
    "ApplicationCommandCreateRequest": ("nsfw",),
    "ApplicationCommandPatchRequestPartial": ("nsfw",),
    "MessageEditRequestPartial": ("tts",),
    "BaseCreateMessageCreateRequest": ("tts",),
    "IncomingWebhookUpdateRequestPartial": ("tts",),
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": ("tts",),
    "RichEmbed": ("flags",),
    "CreateForumThreadRequest": ("type",),
    "MessageAttachmentRequest": ("content_type", "height", "proxy_url", "size", "spoiler", "url", "width"),
}


def mended(document: Json) -> Json:
    """Return a copy in which the document says what Discord does, unions told apart by their tag."""
    copy: Json = tagged(document, document["components"]["schemas"])
    schemas = copy["components"]["schemas"]
    schemas["SnowflakeType"] = SNOWFLAKE
    # Discord's reference shows words such as BASE_TYPE_REQUIRED inside `_errors`.
    schemas["Error"]["properties"]["code"] = {"type": ["integer", "string"]}
    # Media channels (16) are in Discord's reference; the document lacks them.
    kinds = schemas["ChannelTypes"]["oneOf"]
    if not any(kind.get("const") == 16 for kind in kinds):
        kinds.append({"title": "GUILD_MEDIA", "const": 16})
    return copy


def tagged(node: Any, schemas: Json) -> Any:
    """Copy a node; a union whose branches each claim their own values of a tag becomes a dispatch on it."""
    if isinstance(node, list):
        return [tagged(item, schemas) for item in node]
    if not isinstance(node, dict):
        return node
    copy = {key: tagged(value, schemas) for key, value in node.items()}
    for union in ("oneOf", "anyOf"):
        branches = node.get(union)
        if isinstance(branches, list) and (tag := shared_tag(branches, schemas)):
            del copy[union]
            copy.update(dispatch(tag, branches, schemas))
    return copy


def shared_tag(branches: list[Json], schemas: Json) -> str | None:
    """Return the property that tells all branches apart, if there is one."""
    for tag in TAGS:
        values = [value for branch in branches for value in claimed(branch, tag, schemas) or (None,)]
        if None not in values and len(set(values)) == len(values) > 1:
            return tag
    return None


def claimed(branch: Json, tag: str, schemas: Json) -> list[Any] | None:
    """Return the values of a tag that a branch claims."""
    target = schemas.get(str(branch.get("$ref")).rsplit("/", 1)[-1], {})
    values: list[Any] | None = target.get("properties", {}).get(tag, {}).get("enum")
    return values


def dispatch(tag: str, branches: list[Json], schemas: Json) -> Json:
    """Return a schema that looks at the tag first and then at one branch alone."""
    claims = [(claimed(branch, tag, schemas) or [], branch) for branch in branches]
    return {
        "type": "object",
        "required": [tag],
        "properties": {tag: {"enum": [value for values, _ in claims for value in values]}},
        "allOf": [
            {"if": {"properties": {tag: {"enum": values}}, "required": [tag]}, "then": branch}
            for values, branch in claims
        ],
    }


def closed(document: Json) -> Json:
    """Return a copy in which an object takes no key that its schema does not name."""
    copy: Json = sealed(document)
    for name, keys in TOLERATED.items():
        schema = copy["components"]["schemas"].get(name)
        if schema is not None:
            schema["properties"].update(dict.fromkeys(keys, True))
    return copy


def sealed(node: Any) -> Any:
    """Copy a node, sealing every plain object schema; dispatching ones are sealed in their branches."""
    if isinstance(node, list):
        return [sealed(item) for item in node]
    if not isinstance(node, dict):
        return node
    copy = {key: sealed(value) for key, value in node.items()}
    plain = node.get("type") == "object" and isinstance(node.get("properties"), dict) and "allOf" not in node
    if plain and "additionalProperties" not in node:
        copy["additionalProperties"] = False
    return copy
