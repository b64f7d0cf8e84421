"""The fixture on the official Python SDK 2.x, over stdio, in both eras.

It offers the whole fixture. What the SDK does not let it do: serve both eras on one pipe. The first request of
a process decides for good; the other era is refused from then on.
"""

import json
import warnings
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import anyio
import jsonschema
import mcp_types as types
from mcp import MCPError
from mcp.server.caching import CacheHint
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import NotificationOptions, Server
from mcp.server.request_state import RequestStateBoundary, RequestStateSecurity
from mcp.server.stdio import stdio_server
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler, ResourceUpdated, ToolsListChanged
from mcp.shared.exceptions import MCPDeprecationWarning
from mcp.shared.message import ServerMessageMetadata
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

import fixture
from fixture import JSON

warnings.simplefilter("ignore", MCPDeprecationWarning)  # the fixture needs what 2026-07-28 deprecates

Context = ServerRequestContext[Any, Any]
AnswerT = TypeVar("AnswerT", types.ElicitResult, types.CreateMessageResult, types.ListRootsResult)


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
bus = InMemorySubscriptionBus()


@dataclass
class InputNeeded(Exception):
    """A modern call cannot go on before the client answers a question."""

    key: str
    question: types.InputRequest


class Call:
    """One tools/call: its arguments, and a way to ask the client that works in both eras."""

    def __init__(self, context: Context, params: types.CallToolRequestParams) -> None:
        self.context = context
        self.arguments: JSON = params.arguments or {}
        self.modern = context.protocol_version in MODERN_PROTOCOL_VERSIONS
        self.answers: JSON = json.loads(params.request_state or "{}")
        for key, answer in (params.input_responses or {}).items():
            self.answers[key] = answer.model_dump(by_alias=True, mode="json", exclude_none=True)

    async def ask(self, key: str, question: types.InputRequest, answer: type[AnswerT]) -> AnswerT:
        """Ask the client: by a request of our own in the legacy era, by interrupting the call in the modern one."""
        self._require(question)
        if not self.modern:
            related = ServerMessageMetadata(related_request_id=self.context.request_id)
            return await self.context.session.send_request(question, answer, metadata=related)
        if key not in self.answers:
            raise InputNeeded(key, question)
        return answer.model_validate(self.answers[key])

    def _require(self, question: types.InputRequest) -> None:
        """Refuse to ask what the client did not declare."""
        needed = {"elicitation/create": "elicitation", "sampling/createMessage": "sampling", "roots/list": "roots"}
        capability = needed[question.method]
        declared = self.context.session.client_capabilities
        if getattr(declared, capability, None) is None:
            data: JSON | None = {"requiredCapabilities": {capability: {}}} if self.modern else None
            code = types.MISSING_REQUIRED_CLIENT_CAPABILITY if self.modern else types.INVALID_PARAMS
            raise MCPError(code, f"The client does not support {capability}", data)


Tool = Callable[[Call], Awaitable[types.CallToolResult]]
functions: dict[str, Tool] = {}


def tool(function: Tool) -> Tool:
    """Register a function as the tool of its name."""
    functions[function.__name__] = function
    return function


def result(text: str, structured: JSON | None = None, is_error: bool = False) -> types.CallToolResult:
    """A result of one text block."""
    block = types.TextContent(text=text)
    return types.CallToolResult(content=[block], structured_content=structured, is_error=is_error)


@tool
async def echo(call: Call) -> types.CallToolResult:
    """Return the text."""
    return result(call.arguments["text"])


@tool
async def add(call: Call) -> types.CallToolResult:
    """Add two numbers."""
    total = call.arguments["a"] + call.arguments["b"]
    return result(fixture.sum_text(total), {"sum": total})


@tool
async def countdown(call: Call) -> types.CallToolResult:
    """Report progress, then lift off."""
    total = call.arguments["from"]
    for step in range(1, total + 1):
        await call.context.session.report_progress(step, total)
    return result("liftoff")


@tool
async def wait(call: Call) -> types.CallToolResult:
    """Wait for cancellation, and count it."""
    try:
        await anyio.sleep_forever()
    except anyio.get_cancelled_exc_class():
        state.cancellations += 1
        raise
    raise AssertionError("unreachable")


@tool
async def cancellations(call: Call) -> types.CallToolResult:
    """Tell how many waits were cancelled."""
    return result(str(state.cancellations), {"count": state.cancellations})


@tool
async def fail(call: Call) -> types.CallToolResult:
    """Fail as a tool fails, not as a request fails."""
    return result(call.arguments["message"], is_error=True)


@tool
async def log(call: Call) -> types.CallToolResult:
    """Log a message. The SDK filters by the request's level in the modern era; in the legacy one we do."""
    level = call.arguments["level"]
    if call.modern or fixture.LOG_LEVELS.index(level) >= fixture.LOG_LEVELS.index(state.log_level):
        await call.context.session.send_log_message(
            level, call.arguments["message"], fixture.LOGGER, related_request_id=call.context.request_id
        )
    return result("logged")


def form(question: JSON) -> types.ElicitRequest:
    """A question of the fixture as a form elicitation."""
    return types.ElicitRequest(params=types.ElicitRequestFormParams.model_validate(question))


@tool
async def greet(call: Call) -> types.CallToolResult:
    """Ask for a name and greet it."""
    answer = await call.ask("name", form(fixture.NAME_QUESTION), types.ElicitResult)
    return result(fixture.greet_answer(answer.action, str((answer.content or {}).get("name"))))


@tool
async def interview(call: Call) -> types.CallToolResult:
    """Ask for a name, then for a colour."""
    name = await call.ask("name", form(fixture.NAME_QUESTION), types.ElicitResult)
    colour = await call.ask("colour", form(fixture.COLOUR_QUESTION), types.ElicitResult)
    return result(f"{(name.content or {}).get('name')} likes {(colour.content or {}).get('colour')}.")


@tool
async def consent(call: Call) -> types.CallToolResult:
    """Send the user to a page. Only the legacy era names the elicitation."""
    params = types.ElicitRequestURLParams(**fixture.CONSENT, elicitation_id=None if call.modern else "consent-1")
    answer = await call.ask("consent", types.ElicitRequest(params=params), types.ElicitResult)
    return result(f"Consent: {answer.action}")


@tool
async def summarize(call: Call) -> types.CallToolResult:
    """Have the client's model summarize."""
    params = types.CreateMessageRequestParams.model_validate(fixture.sampling_request(call.arguments["text"]))
    answer = await call.ask("summary", types.CreateMessageRequest(params=params), types.CreateMessageResult)
    return result(answer.content.text if isinstance(answer.content, types.TextContent) else "")


@tool
async def roots(call: Call) -> types.CallToolResult:
    """List the client's roots."""
    answer = await call.ask("roots", types.ListRootsRequest(), types.ListRootsResult)
    return result("\n".join(str(root.uri) for root in answer.roots))


@tool
async def touch(call: Call) -> types.CallToolResult:
    """Advance the clock and tell whoever subscribed, in either era."""
    state.touches += 1
    await bus.publish(ResourceUpdated(fixture.CLOCK))
    if fixture.CLOCK in state.subscriptions:
        await call.context.session.send_resource_updated(fixture.CLOCK)
    return result("touched")


@tool
async def grow(call: Call) -> types.CallToolResult:
    """Register one more tool and tell whoever listens. Each era drops the notification of the other."""
    state.grown = True
    await bus.publish(ToolsListChanged())
    await call.context.session.send_tool_list_changed()
    return result("grown")


@tool
async def extra(call: Call) -> types.CallToolResult:
    """The tool that grow registers."""
    return result("extra")


async def call_tool(
    context: Context, params: types.CallToolRequestParams
) -> types.CallToolResult | types.InputRequiredResult:
    """Validate and run a call; what it still needs to know becomes an input_required result."""
    definition = next((each for each in state.tools() if each["name"] == params.name), None)
    if definition is None:
        raise MCPError(types.INVALID_PARAMS, f"Unknown tool: {params.name}")
    call = Call(context, params)
    try:
        jsonschema.validate(call.arguments, definition["inputSchema"])
        return await functions[params.name](call)
    except jsonschema.ValidationError as problem:
        return result(f"Invalid arguments: {problem.message}", is_error=True)
    except InputNeeded as needed:
        return types.InputRequiredResult(
            input_requests={needed.key: needed.question}, request_state=json.dumps(call.answers)
        )


async def list_tools(context: Context, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
    """List the tools offered now."""
    return types.ListToolsResult.model_validate({"tools": state.tools()})


async def list_resources(context: Context, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
    """List the resources."""
    return types.ListResourcesResult.model_validate({"resources": fixture.RESOURCES})


async def list_templates(
    context: Context, params: types.PaginatedRequestParams | None
) -> types.ListResourceTemplatesResult:
    """List the resource templates."""
    return types.ListResourceTemplatesResult.model_validate({"resourceTemplates": fixture.TEMPLATES})


async def read_resource(context: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
    """Read a resource. The code for an unknown one depends on the era."""
    contents = fixture.contents(params.uri, state.touches)
    if contents is None:
        code = types.INVALID_PARAMS if context.protocol_version in MODERN_PROTOCOL_VERSIONS else -32002
        raise MCPError(code, "Resource not found", {"uri": params.uri})
    return types.ReadResourceResult.model_validate({"contents": [contents]})


async def subscribe(context: Context, params: types.SubscribeRequestParams) -> types.EmptyResult:
    """Remember a legacy subscription."""
    state.subscriptions.add(params.uri)
    return types.EmptyResult()


async def unsubscribe(context: Context, params: types.UnsubscribeRequestParams) -> types.EmptyResult:
    """Forget a legacy subscription."""
    state.subscriptions.discard(params.uri)
    return types.EmptyResult()


async def list_prompts(context: Context, params: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
    """List the prompts."""
    return types.ListPromptsResult.model_validate({"prompts": fixture.PROMPTS})


async def get_prompt(context: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
    """Write the prompt."""
    arguments = params.arguments or {}
    if params.name != "greeting" or "name" not in arguments:
        raise MCPError(types.INVALID_PARAMS, "Unknown prompt, or an argument is missing")
    return types.GetPromptResult.model_validate({"messages": [fixture.greeting(**arguments)]})


async def complete(context: Context, params: types.CompleteRequestParams) -> types.CompleteResult:
    """Complete an argument."""
    values = fixture.completions(params.argument.name, params.argument.value)
    return types.CompleteResult(completion=types.Completion(values=values, total=len(values), has_more=False))


async def set_log_level(context: Context, params: types.SetLevelRequestParams) -> types.EmptyResult:
    """Remember the legacy log level."""
    state.log_level = params.level
    return types.EmptyResult()


server: Server[Any] = Server(
    "fixture-mcp2",
    version="1.0.0",
    instructions="A fixture for tests.",
    cache_hints={"prompts/list": CacheHint(ttl_ms=60_000, scope="public")},
    on_list_tools=list_tools,
    on_call_tool=call_tool,
    on_list_resources=list_resources,
    on_list_resource_templates=list_templates,
    on_read_resource=read_resource,
    on_subscribe_resource=subscribe,
    on_unsubscribe_resource=unsubscribe,
    on_subscriptions_listen=ListenHandler(bus),
    on_list_prompts=list_prompts,
    on_get_prompt=get_prompt,
    on_completion=complete,
    on_set_logging_level=set_log_level,
)
server.middleware.append(RequestStateBoundary(RequestStateSecurity.ephemeral(), default_audience=server.name))


async def main() -> None:
    """Serve standard input until it ends."""
    options = server.create_initialization_options(NotificationOptions(tools_changed=True))
    async with stdio_server() as (read, write):
        await server.run(read, write, options)


if __name__ == "__main__":
    anyio.run(main)
