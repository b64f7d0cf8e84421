"""The fixture of the conformance bar on the official Python SDK 2.x, over stdio.

The SDK serves one era per process: that of the first request.
"""

import json
import warnings
from dataclasses import dataclass
from typing import Any

import anyio
import jsonschema
import mcp_types as types
from mcp import MCPError
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import NotificationOptions, Server
from mcp.server.request_state import RequestStateBoundary, RequestStateSecurity
from mcp.server.stdio import stdio_server
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler, PromptsListChanged, ToolsListChanged
from mcp.shared.exceptions import MCPDeprecationWarning
from mcp.shared.message import ServerMessageMetadata
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from conformance import behaviour, fixture
from conformance.fixture import JSON

warnings.simplefilter("ignore", MCPDeprecationWarning)  # the fixture needs what 2026-07-28 deprecates

Context = ServerRequestContext[Any, Any]
QUESTIONS: dict[str, tuple[str, Any, Any]] = {
    "elicitation/create": ("elicitation", types.ElicitRequest, types.ElicitResult),
    "sampling/createMessage": ("sampling", types.CreateMessageRequest, types.CreateMessageResult),
    "roots/list": ("roots", types.ListRootsRequest, types.ListRootsResult),
}
bus = InMemorySubscriptionBus()


@dataclass
class InputNeeded(Exception):
    """A modern call cannot go on before questions are answered."""

    questions: dict[str, JSON]
    state: JSON


class Call:
    """A request that may ask the client, in either era."""

    def __init__(self, context: Context, params: Any) -> None:
        self.context = context
        self.arguments: JSON = params.arguments or {}
        self.modern = context.protocol_version in MODERN_PROTOCOL_VERSIONS
        kept = json.loads(params.request_state or "{}")
        self.state: JSON = kept.get("state", {})
        self.answers: dict[str, JSON] = kept.get("answers", {})
        for key, answer in (params.input_responses or {}).items():
            self.answers[key] = dump(answer)

    async def progress(self, done: float, total: float) -> None:
        """Report progress."""
        await self.context.session.report_progress(done, total)

    async def log(self, text: str) -> None:
        """Log; in the modern era the SDK filters by the request's level."""
        await self.context.session.send_log_message(
            "info", text, "conformance", related_request_id=self.context.request_id
        )

    def declares(self, question: JSON) -> bool:
        """Whether the client declared what it takes to answer."""
        capability = QUESTIONS[question["method"]][0]
        return getattr(self.context.session.client_capabilities, capability, None) is not None

    async def ask(self, questions: dict[str, JSON], state: JSON | None = None) -> dict[str, JSON]:
        """Ask by requests of our own in the legacy era, by interrupting the call in the modern one."""
        for question in questions.values():
            self._require(question)
        if not self.modern:
            self.state = state or {}
            return {key: await self._send(question) for key, question in questions.items()}
        missing = {key: each for key, each in questions.items() if not fits(each, self.answers.get(key))}
        if missing:
            raise InputNeeded(missing, state or {})
        return {key: self.answers[key] for key in questions}

    async def _send(self, question: JSON) -> JSON:
        _, request, answer = QUESTIONS[question["method"]]
        related = ServerMessageMetadata(related_request_id=self.context.request_id)
        return dump(await self.context.session.send_request(request.model_validate(question), answer, metadata=related))

    def _require(self, question: JSON) -> None:
        if self.declares(question):
            return
        capability = QUESTIONS[question["method"]][0]
        data: JSON | None = {"requiredCapabilities": {capability: {}}} if self.modern else None
        code = types.MISSING_REQUIRED_CLIENT_CAPABILITY if self.modern else types.INVALID_PARAMS
        raise MCPError(code, f"The client does not support {capability}", data)

    async def change(self, what: str) -> None:
        """Tell of a changed list; each era drops the notification of the other."""
        if what == "tools":
            await bus.publish(ToolsListChanged())
            await self.context.session.send_tool_list_changed()
        else:
            await bus.publish(PromptsListChanged())
            await self.context.session.send_prompt_list_changed()


def dump(model: Any) -> JSON:
    """A model of the SDK as wire JSON."""
    return model.model_dump(by_alias=True, mode="json", exclude_none=True)


def fits(question: JSON, answer: JSON | None) -> bool:
    """Whether an answer is there, and has the fields that were asked for."""
    if answer is None:
        return False
    if question["method"] != "elicitation/create":
        return True
    if answer.get("action") != "accept":
        return "action" in answer
    try:
        jsonschema.validate(answer.get("content") or {}, question["params"]["requestedSchema"])
    except jsonschema.ValidationError:
        return False
    return True


def interrupted(needed: InputNeeded, call: Call) -> types.InputRequiredResult:
    """The result that carries questions."""
    requests = {key: QUESTIONS[each["method"]][1].model_validate(each) for key, each in needed.questions.items()}
    kept = {"state": needed.state, "answers": call.answers}
    return types.InputRequiredResult(input_requests=requests, request_state=json.dumps(kept))


async def call_tool(
    context: Context, params: types.CallToolRequestParams
) -> types.CallToolResult | types.InputRequiredResult:
    """Validate and run a call."""
    definition = next((each for each in behaviour.lists.tools() if each["name"] == params.name), None)
    if definition is None:
        raise MCPError(types.INVALID_PARAMS, f"Unknown tool: {params.name}")
    call = Call(context, params)
    try:
        jsonschema.validate(call.arguments, definition["inputSchema"])
        outcome = await behaviour.functions.get(params.name, behaviour.test_simple_text)(call)
    except jsonschema.ValidationError as problem:
        outcome = behaviour.result(f"Invalid arguments: {problem.message}", is_error=True)
    except InputNeeded as needed:
        return interrupted(needed, call)
    return types.CallToolResult.model_validate(outcome)


async def get_prompt(
    context: Context, params: types.GetPromptRequestParams
) -> types.GetPromptResult | types.InputRequiredResult:
    """Write a prompt."""
    call = Call(context, params)
    try:
        outcome = await behaviour.prompt(params.name, call)
    except InputNeeded as needed:
        return interrupted(needed, call)
    if outcome is None:
        raise MCPError(types.INVALID_PARAMS, "Unknown prompt, or an argument is missing")
    return types.GetPromptResult.model_validate(outcome)


async def list_tools(context: Context, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
    return types.ListToolsResult.model_validate({"tools": behaviour.lists.tools()})


async def list_prompts(context: Context, params: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
    return types.ListPromptsResult.model_validate({"prompts": behaviour.lists.prompts()})


async def list_resources(context: Context, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
    return types.ListResourcesResult.model_validate({"resources": fixture.RESOURCES})


async def list_templates(
    context: Context, params: types.PaginatedRequestParams | None
) -> types.ListResourceTemplatesResult:
    return types.ListResourceTemplatesResult.model_validate({"resourceTemplates": fixture.TEMPLATES})


async def read_resource(context: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
    """Read a resource. The code for an unknown one depends on the era."""
    found = fixture.contents(params.uri)
    if found is None:
        code = types.INVALID_PARAMS if context.protocol_version in MODERN_PROTOCOL_VERSIONS else -32002
        raise MCPError(code, "Resource not found", {"uri": params.uri})
    return types.ReadResourceResult.model_validate({"contents": [found]})


async def accept(context: Context, params: Any) -> types.EmptyResult:
    """Subscriptions and levels of the legacy era: the resource never changes, and everything is logged."""
    return types.EmptyResult()


async def complete(context: Context, params: types.CompleteRequestParams) -> types.CompleteResult:
    values = [each for each in fixture.COMPLETIONS if each.startswith(params.argument.value)]
    return types.CompleteResult(completion=types.Completion(values=values, total=len(values), has_more=False))


server: Server[Any] = Server(
    "conformance-mcp2",
    version="1.0.0",
    on_list_tools=list_tools,
    on_call_tool=call_tool,
    on_list_resources=list_resources,
    on_list_resource_templates=list_templates,
    on_read_resource=read_resource,
    on_subscribe_resource=accept,
    on_unsubscribe_resource=accept,
    on_subscriptions_listen=ListenHandler(bus),
    on_list_prompts=list_prompts,
    on_get_prompt=get_prompt,
    on_completion=complete,
    on_set_logging_level=accept,
)
server.middleware.append(RequestStateBoundary(RequestStateSecurity.ephemeral(), default_audience=server.name))


async def main() -> None:
    """Serve standard input until it ends."""
    changes = NotificationOptions(tools_changed=True, prompts_changed=True)
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options(changes))


if __name__ == "__main__":
    anyio.run(main)
