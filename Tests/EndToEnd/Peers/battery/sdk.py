"""What the clients of both SDKs have in common. `mcp` is whichever of them is installed."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
from mcp import types
from pydantic import BaseModel

from battery.peer import Era, NextChange, Refusal, User
from battery.wire import Wire
from fixture import JSON

try:
    from mcp import MCPError
except ImportError:  # SDK 1.x
    from mcp import McpError as MCPError

REQUEST_LIMIT = 15.0
LOG_LEVEL_KEY = "io.modelcontextprotocol/logLevel"
MADE_UP_CODES = {408, -32000, -32001}  # what an SDK raises for a timeout or a lost connection


def dump(model: BaseModel) -> JSON:
    """A model of the SDK as wire JSON."""
    return model.model_dump(by_alias=True, mode="json", exclude_none=True)


async def answered(request: Awaitable[Any]) -> Any:
    """The result of a request. An error of the server is a `Refusal`; one the SDK made up is not."""
    try:
        return await request
    except MCPError as problem:
        if problem.error.code in MADE_UP_CODES:
            raise ConnectionError(problem.error.message) from None
        raise Refusal(problem.error.code, problem.error.message, problem.error.data) from None


class Callbacks:
    """What an SDK calls: the user's answers, and a place for what the server sends unasked."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.logs: list[JSON] = []
        self._changed, self.changes = anyio.create_memory_object_stream[str](100)

    async def elicit(self, context: Any, params: Any) -> types.ElicitResult:
        """Have the user answer."""
        return types.ElicitResult.model_validate(self.user.answer(dump(params)))

    async def sample(self, context: Any, params: Any) -> types.CreateMessageResult:
        """Have the model answer."""
        return types.CreateMessageResult.model_validate(self.user.sample(dump(params)))

    async def roots(self, context: Any) -> types.ListRootsResult:
        """Name the roots."""
        return types.ListRootsResult.model_validate({"roots": [{"uri": uri} for uri in self.user.roots]})

    async def log(self, params: types.LoggingMessageNotificationParams) -> None:
        """Keep a log message."""
        self.logs.append(dump(params))

    async def message(self, message: Any) -> None:
        """Keep a change. SDK 1.x wraps notifications once more."""
        notification = getattr(message, "root", message)
        if isinstance(notification, types.ToolListChangedNotification):
            await self._changed.send("tools")
        elif isinstance(notification, types.ResourceUpdatedNotification):
            await self._changed.send(str(notification.params.uri))


class SdkPeer:
    """A client of either SDK, as far as their methods have the same names."""

    def __init__(self, command: list[str], era: Era, client: Any, callbacks: Callbacks, wire: Wire) -> None:
        self.command = command
        self.era = era
        self.client = client
        self.callbacks = callbacks
        self.user = callbacks.user
        self.logs = callbacks.logs
        self.wire = wire

    async def tools(self) -> list[JSON]:
        """List the tools."""
        return dump(await answered(self.client.list_tools()))["tools"]

    async def call(
        self,
        name: str,
        arguments: JSON | None = None,
        *,
        on_progress: Callable[[float], None] | None = None,
        log_level: str | None = None,
    ) -> JSON:
        """Call a tool; the SDK answers the questions that come up."""

        async def progressed(progress: float, total: float | None, message: str | None) -> None:
            assert on_progress is not None
            on_progress(progress)

        callback = progressed if on_progress else None
        meta = {LOG_LEVEL_KEY: log_level} if log_level else None
        call = self.client.call_tool(name, arguments or {}, progress_callback=callback, meta=meta)
        return dump(await answered(call))

    async def resources(self) -> list[JSON]:
        """List the resources."""
        return dump(await answered(self.client.list_resources()))["resources"]

    async def templates(self) -> list[JSON]:
        """List the resource templates."""
        return dump(await answered(self.client.list_resource_templates()))["resourceTemplates"]

    async def read(self, uri: str) -> JSON:
        """Read a resource."""
        return dump(await answered(self.client.read_resource(uri)))

    async def prompts(self) -> list[JSON]:
        """List the prompts."""
        return dump(await answered(self.client.list_prompts()))["prompts"]

    async def prompt(self, name: str, arguments: dict[str, str]) -> JSON:
        """Get a prompt."""
        return dump(await answered(self.client.get_prompt(name, arguments)))

    async def complete(self, reference: JSON, argument: str, value: str) -> list[str]:
        """Complete an argument."""
        is_prompt = reference["type"] == "ref/prompt"
        kind = types.PromptReference if is_prompt else types.ResourceTemplateReference
        target = kind.model_validate(reference)
        result = await answered(self.client.complete(target, {"name": argument, "value": value}))
        return result.completion.values

    @asynccontextmanager
    async def changes(self, *, tools: bool = False, resource: str | None = None) -> AsyncIterator[NextChange]:
        """Subscribe to a resource, if one is named; in the handshake era changes of the tools come unasked."""
        if resource:
            await answered(self.client.subscribe_resource(resource))
        yield self.callbacks.changes.receive
        if resource:
            await answered(self.client.unsubscribe_resource(resource))

    async def ping(self) -> None:
        """Ping."""
        await answered(self.client.send_ping())

    async def set_log_level(self, level: str) -> None:
        """Set the session's log level."""
        await answered(self.client.set_logging_level(level))
