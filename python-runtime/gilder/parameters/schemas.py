"""pydantic's JSON Schema without what a form would have to look up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter


def schema_of(adapter: TypeAdapter[Any]) -> dict[str, Any]:
    """References are replaced by what they refer to (nothing refers to itself); one choice is a choice."""
    schema = adapter.json_schema()
    definitions = schema.pop("$defs", {})
    inlined: dict[str, Any] = _inlined(schema, definitions)
    return inlined


def _inlined(node: Any, definitions: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_inlined(part, definitions) for part in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        target = definitions[node["$ref"].rpartition("/")[2]]
        node = target | {name: value for name, value in node.items() if name != "$ref"}
    # What an author gave as a default or a choice is no schema.
    plain = ("default", "enum", "x-gilder")
    node = {name: value if name in plain else _inlined(value, definitions) for name, value in node.items()}
    if "const" in node:
        node["enum"] = [node.pop("const")]
    return node
