"""The fixture of the conformance bar on the official Python SDK 1.x, over stdio, in the handshake era only."""

from typing import Any

import anyio
from mcp import types
from mcp.server.lowlevel import NotificationOptions, Server
from mcp.server.session import ServerSession
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import McpError
from pydantic import AnyUrl

from conformance import behaviour, fixture
from conformance.fixture import JSON

server: Server[None, None] = Server("conformance-mcp1", version="1.0.0")
QUESTIONS: dict[str, tuple[str, Any, Any]] = {
    "elicitation/create": ("elicitation", types.ElicitRequest, types.ElicitResult),
    "sampling/createMessage": ("sampling", types.CreateMessageRequest, types.CreateMessageResult),
    "roots/list": ("roots", types.ListRootsRequest, types.ListRootsResult),
}


class Call:
    """A request that may ask the client."""

    def __init__(self, arguments: JSON | None) -> None:
        self.arguments = arguments or {}
        self.state: JSON = {}
        self.context = server.request_context

    @property
    def session(self) -> ServerSession:
        """The session of the request."""
        return self.context.session

    async def progress(self, done: float, total: float) -> None:
        """Report progress, if there is a token."""
        token = self.context.meta.progressToken if self.context.meta else None
        if token is not None:
            await self.session.send_progress_notification(token, done, total)

    async def log(self, text: str) -> None:
        """Log; whoever set a higher level has the hub filter it."""
        await self.session.send_log_message("info", text, "conformance", related_request_id=self.context.request_id)

    def declares(self, question: JSON) -> bool:
        """Whether the client declared what it takes to answer."""
        params = self.session.client_params
        return params is not None and getattr(params.capabilities, QUESTIONS[question["method"]][0]) is not None

    async def ask(self, questions: dict[str, JSON], state: JSON | None = None) -> dict[str, JSON]:
        """Ask by requests of our own."""
        self.state = state or {}
        return {key: await self._send(question) for key, question in questions.items()}

    async def _send(self, question: JSON) -> JSON:
        capability, request, answer = QUESTIONS[question["method"]]
        if not self.declares(question):
            raise McpError(types.ErrorData(code=types.INVALID_PARAMS, message=f"The client has no {capability}"))
        sent = types.ServerRequest(request.model_validate(question))
        received = await self.session.send_request(sent, answer)
        return received.model_dump(by_alias=True, mode="json", exclude_none=True)

    async def change(self, what: str) -> None:
        """Tell of a changed list."""
        if what == "tools":
            await self.session.send_tool_list_changed()
        else:
            await self.session.send_prompt_list_changed()


@server.list_tools()
async def list_tools() -> list[types.Tool]:
    return [types.Tool.model_validate(each) for each in behaviour.lists.tools()]


@server.call_tool()
async def call_tool(name: str, arguments: JSON) -> types.CallToolResult:
    """Run a call whose arguments the SDK has validated."""
    if not any(each["name"] == name for each in behaviour.lists.tools()):
        raise ValueError(f"Unknown tool: {name}")
    outcome = await behaviour.functions.get(name, behaviour.test_simple_text)(Call(arguments))
    return types.CallToolResult.model_validate(outcome)


@server.list_prompts()
async def list_prompts() -> list[types.Prompt]:
    return [types.Prompt.model_validate(each) for each in behaviour.lists.prompts()]


@server.get_prompt()
async def get_prompt(name: str, arguments: dict[str, str] | None) -> types.GetPromptResult:
    outcome = await behaviour.prompt(name, Call(arguments))
    if outcome is None:
        raise McpError(types.ErrorData(code=types.INVALID_PARAMS, message="Unknown prompt, or an argument is missing"))
    return types.GetPromptResult.model_validate(outcome)


@server.list_resources()
async def list_resources() -> list[types.Resource]:
    return [types.Resource.model_validate(each) for each in fixture.RESOURCES]


@server.list_resource_templates()
async def list_templates() -> list[types.ResourceTemplate]:
    return [types.ResourceTemplate.model_validate(each) for each in fixture.TEMPLATES]


async def read_resource(request: types.ReadResourceRequest) -> types.ServerResult:
    """Read a resource."""
    uri = str(request.params.uri)
    found = fixture.contents(uri)
    if found is None:
        raise McpError(types.ErrorData(code=-32002, message="Resource not found", data={"uri": uri}))
    return types.ServerResult(types.ReadResourceResult.model_validate({"contents": [found]}))


server.request_handlers[types.ReadResourceRequest] = read_resource


@server.subscribe_resource()
async def subscribe(uri: AnyUrl) -> None:
    """The resource never changes."""


@server.unsubscribe_resource()
async def unsubscribe(uri: AnyUrl) -> None:
    """The resource never changes."""


@server.completion()
async def complete(
    reference: types.PromptReference | types.ResourceTemplateReference,
    argument: types.CompletionArgument,
    context: types.CompletionContext | None,
) -> types.Completion:
    values = [each for each in fixture.COMPLETIONS if each.startswith(argument.value)]
    return types.Completion(values=values, total=len(values), hasMore=False)


@server.set_logging_level()
async def set_log_level(level: types.LoggingLevel) -> None:
    """Everything is logged: what the client does not want, the hub keeps back."""


async def main() -> None:
    """Serve standard input until it ends. The SDK never declares subscriptions by itself."""
    changes = NotificationOptions(tools_changed=True, prompts_changed=True)
    options = server.create_initialization_options(changes)
    assert options.capabilities.resources is not None
    options.capabilities.resources.subscribe = True
    async with stdio_server() as (read, write):
        await server.run(read, write, options)


if __name__ == "__main__":
    anyio.run(main)
