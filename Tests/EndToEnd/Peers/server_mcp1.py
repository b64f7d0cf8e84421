"""The fixture on the official Python SDK 1.x, over stdio, in the handshake era only.

What the SDK does not let it do: answer nothing to a cancelled call (it sends an error with code 0), and fail an
unknown tool as a request (it becomes a result with isError).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import anyio
from mcp import types
from mcp.server.lowlevel import NotificationOptions, Server
from mcp.server.session import ServerSession
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import McpError
from pydantic import AnyUrl

import fixture
from fixture import JSON


@dataclass
class State:
    """What the process remembers between calls."""

    touches: int = 0
    cancellations: int = 0
    grown: bool = False
    log_level: str = "debug"
    subscriptions: set[str] = field(default_factory=set)

    def tools(self) -> list[JSON]:
        """The tools offered now."""
        return fixture.TOOLS + ([fixture.EXTRA_TOOL] if self.grown else [])


state = State()
server: Server[None, None] = Server("fixture-mcp1", version="1.0.0", instructions="A fixture for tests.")

Tool = Callable[[JSON], Awaitable[types.CallToolResult]]
functions: dict[str, Tool] = {}


def tool(function: Tool) -> Tool:
    """Register a function as the tool of its name."""
    functions[function.__name__] = function
    return function


def result(text: str, structured: JSON | None = None, is_error: bool = False) -> types.CallToolResult:
    """A result of one text block."""
    block = types.TextContent(type="text", text=text)
    return types.CallToolResult(content=[block], structuredContent=structured, isError=is_error)


def session_for(capability: str) -> ServerSession:
    """The session of the current call, if its client declared a capability."""
    session = server.request_context.session
    declared = session.client_params.capabilities if session.client_params else None
    if getattr(declared, capability, None) is None:
        raise ValueError(f"The client does not support {capability}")
    return session


@tool
async def echo(arguments: JSON) -> types.CallToolResult:
    """Return the text."""
    return result(arguments["text"])


@tool
async def add(arguments: JSON) -> types.CallToolResult:
    """Add two numbers."""
    total = arguments["a"] + arguments["b"]
    return result(fixture.sum_text(total), {"sum": total})


@tool
async def countdown(arguments: JSON) -> types.CallToolResult:
    """Report progress if it was asked for, then lift off."""
    context = server.request_context
    token = context.meta.progressToken if context.meta else None
    for step in range(1, arguments["from"] + 1):
        if token is not None:
            await context.session.send_progress_notification(token, step, arguments["from"])
    return result("liftoff")


@tool
async def wait(arguments: JSON) -> types.CallToolResult:
    """Wait for cancellation, and count it."""
    try:
        await anyio.sleep_forever()
    except anyio.get_cancelled_exc_class():
        state.cancellations += 1
        raise
    raise AssertionError("unreachable")


@tool
async def cancellations(arguments: JSON) -> types.CallToolResult:
    """Tell how many waits were cancelled."""
    return result(str(state.cancellations), {"count": state.cancellations})


@tool
async def fail(arguments: JSON) -> types.CallToolResult:
    """Fail as a tool fails, not as a request fails."""
    return result(arguments["message"], is_error=True)


@tool
async def log(arguments: JSON) -> types.CallToolResult:
    """Log a message at or above the level the client set."""
    level = arguments["level"]
    if fixture.LOG_LEVELS.index(level) >= fixture.LOG_LEVELS.index(state.log_level):
        await server.request_context.session.send_log_message(level, arguments["message"], fixture.LOGGER)
    return result("logged")


async def ask(question: JSON) -> types.ElicitResult:
    """Ask the user to fill in a form."""
    session = session_for("elicitation")
    return await session.elicit_form(question["message"], question["requestedSchema"])


@tool
async def greet(arguments: JSON) -> types.CallToolResult:
    """Ask for a name and greet it."""
    answer = await ask(fixture.NAME_QUESTION)
    return result(fixture.greet_answer(answer.action, str((answer.content or {}).get("name"))))


@tool
async def interview(arguments: JSON) -> types.CallToolResult:
    """Ask for a name, then for a colour."""
    name = await ask(fixture.NAME_QUESTION)
    colour = await ask(fixture.COLOUR_QUESTION)
    return result(f"{(name.content or {}).get('name')} likes {(colour.content or {}).get('colour')}.")


@tool
async def consent(arguments: JSON) -> types.CallToolResult:
    """Send the user to a page."""
    answer = await session_for("elicitation").elicit_url(**fixture.CONSENT, elicitation_id="consent-1")
    return result(f"Consent: {answer.action}")


@tool
async def summarize(arguments: JSON) -> types.CallToolResult:
    """Have the client's model summarize."""
    params = types.CreateMessageRequestParams.model_validate(fixture.sampling_request(arguments["text"]))
    answer = await session_for("sampling").create_message(params.messages, max_tokens=params.maxTokens)
    return result(answer.content.text if isinstance(answer.content, types.TextContent) else "")


@tool
async def roots(arguments: JSON) -> types.CallToolResult:
    """List the client's roots."""
    answer = await session_for("roots").list_roots()
    return result("\n".join(str(root.uri) for root in answer.roots))


@tool
async def touch(arguments: JSON) -> types.CallToolResult:
    """Advance the clock and tell a subscriber."""
    state.touches += 1
    if fixture.CLOCK in state.subscriptions:
        await server.request_context.session.send_resource_updated(AnyUrl(fixture.CLOCK))
    return result("touched")


@tool
async def grow(arguments: JSON) -> types.CallToolResult:
    """Register one more tool and say so."""
    state.grown = True
    await server.request_context.session.send_tool_list_changed()
    return result("grown")


@tool
async def extra(arguments: JSON) -> types.CallToolResult:
    """The tool that grow registers."""
    return result("extra")


@server.list_tools()
async def list_tools() -> list[types.Tool]:
    """List the tools offered now."""
    return [types.Tool.model_validate(each) for each in state.tools()]


@server.call_tool()
async def call_tool(name: str, arguments: JSON) -> types.CallToolResult:
    """Run a call whose arguments the SDK has validated."""
    if not any(each["name"] == name for each in state.tools()):
        raise ValueError(f"Unknown tool: {name}")
    return await functions[name](arguments)


@server.list_resources()
async def list_resources() -> list[types.Resource]:
    """List the resources."""
    return [types.Resource.model_validate(each) for each in fixture.RESOURCES]


@server.list_resource_templates()
async def list_templates() -> list[types.ResourceTemplate]:
    """List the resource templates."""
    return [types.ResourceTemplate.model_validate(each) for each in fixture.TEMPLATES]


async def read_resource(request: types.ReadResourceRequest) -> types.ServerResult:
    """Read a resource."""
    contents = fixture.contents(str(request.params.uri), state.touches)
    if contents is None:
        uri = str(request.params.uri)
        raise McpError(types.ErrorData(code=-32002, message="Resource not found", data={"uri": uri}))
    return types.ServerResult(types.ReadResourceResult.model_validate({"contents": [contents]}))


server.request_handlers[types.ReadResourceRequest] = read_resource


@server.subscribe_resource()
async def subscribe(uri: AnyUrl) -> None:
    """Remember a subscription."""
    state.subscriptions.add(str(uri))


@server.unsubscribe_resource()
async def unsubscribe(uri: AnyUrl) -> None:
    """Forget a subscription."""
    state.subscriptions.discard(str(uri))


@server.list_prompts()
async def list_prompts() -> list[types.Prompt]:
    """List the prompts."""
    return [types.Prompt.model_validate(each) for each in fixture.PROMPTS]


@server.get_prompt()
async def get_prompt(name: str, arguments: dict[str, str] | None) -> types.GetPromptResult:
    """Write the prompt."""
    if name != "greeting" or "name" not in (arguments or {}):
        raise McpError(types.ErrorData(code=types.INVALID_PARAMS, message="Unknown prompt, or an argument is missing"))
    return types.GetPromptResult.model_validate({"messages": [fixture.greeting(**(arguments or {}))]})


@server.completion()
async def complete(
    reference: types.PromptReference | types.ResourceTemplateReference,
    argument: types.CompletionArgument,
    context: types.CompletionContext | None,
) -> types.Completion:
    """Complete an argument."""
    values = fixture.completions(argument.name, argument.value)
    return types.Completion(values=values, total=len(values), hasMore=False)


@server.set_logging_level()
async def set_log_level(level: types.LoggingLevel) -> None:
    """Remember the log level."""
    state.log_level = level


async def main() -> None:
    """Serve standard input until it ends. The SDK never declares subscriptions by itself."""
    options = server.create_initialization_options(NotificationOptions(tools_changed=True))
    assert options.capabilities.resources is not None
    options.capabilities.resources.subscribe = True
    async with stdio_server() as (read, write):
        await server.run(read, write, options)


if __name__ == "__main__":
    anyio.run(main)
