"""What the child lists, and the pages it lists it on."""

import argparse
import os
from collections.abc import Callable
from typing import Any

from scripted.wire import JSON

STATIC, ASKING = "scripted://static", "scripted://asking"
TEMPLATE = "scripted://items/{id}"
ITEM_PREFIX = "scripted://items/"

TOOLS: dict[str, tuple[Callable[[Any], Any], JSON]] = {}


def tool(output: JSON | None = None, **properties: str) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
    """Registers a function as a tool of the same name; the properties are its arguments and their types."""

    def register(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
        schema: JSON = {"type": "object", "properties": {key: {"type": type} for key, type in properties.items()}}
        definition = {"name": function.__name__, "inputSchema": schema}
        if output is not None:
            definition["outputSchema"] = output
        TOOLS[function.__name__] = (function, definition)
        return function

    return register


class Catalog:
    """The lists of one child."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.description = options.description
        self.added = [*options.tool]
        self.added += [f"tool_{number:05}" for number in range(options.many)]
        if options.grow_when and os.path.exists(options.grow_when):
            self.added.append("grown")

    def tools(self) -> list[JSON]:
        """All tools, in order."""
        only = self.options.only
        chosen = [name for name in only.split(",") if name] if only is not None else list(TOOLS)
        own = [{**TOOLS[name][1], "description": self.description} for name in chosen]
        schema = {"type": "object"}
        return own + [{"name": name, "description": self.description, "inputSchema": schema} for name in self.added]

    def prompts(self) -> list[JSON]:
        """All prompts."""
        names = ["greeting", "asking", *self.options.prompt]
        return [{"name": name, "arguments": [{"name": "name"}]} for name in names]

    def resources(self) -> list[JSON]:
        """All resources."""
        return [{"uri": uri, "name": uri} for uri in [STATIC, ASKING, *self.options.resource]]

    def templates(self) -> list[JSON]:
        """All templates of resources."""
        return [{"uriTemplate": TEMPLATE, "name": "item"}]

    def page(self, cursor: str | None) -> JSON:
        """A page of the tools."""
        everything, pages = self.tools(), self.options.pages
        number = self._number(cursor)
        size = -(-len(everything) // pages) or 1
        result: JSON = {"tools": everything[number * size : (number + 1) * size]}
        if number + 1 < pages:
            result["nextCursor"] = self._cursor(number + 1)
        elif self.options.repeat_cursor:
            result["nextCursor"] = self._cursor(1)
        return result

    def _cursor(self, number: int) -> str:
        return "" if self.options.empty_cursor and number == 1 else f"page {number}"

    def _number(self, cursor: str | None) -> int:
        if cursor is None:
            return 0
        return int(cursor.removeprefix("page ")) if cursor else 1
