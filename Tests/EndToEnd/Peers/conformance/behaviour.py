"""What the tools and prompts of the fixture do, whatever SDK serves them."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

import anyio

from conformance import fixture
from conformance.fixture import JSON


class Call(Protocol):
    """One call of a tool, or one request for a prompt."""

    arguments: JSON
    state: JSON

    async def progress(self, done: float, total: float) -> None:
        """Report progress, if the client wants to know."""

    async def log(self, text: str) -> None:
        """Log at level info."""

    async def ask(self, questions: dict[str, JSON], state: JSON | None = None) -> dict[str, JSON]:
        """Have questions answered, all at once; those of a kind that the client does not declare are refused."""
        ...

    def declares(self, question: JSON) -> bool:
        """Whether the client can be asked this."""
        ...

    async def change(self, what: str) -> None:
        """Tell that the list of tools or prompts has changed."""


@dataclass
class Lists:
    """What has been added to the lists so far."""

    tool: int = 0
    prompt: int = 0

    def tools(self) -> list[JSON]:
        """The tools offered now."""
        return fixture.TOOLS + ([fixture.dynamic_tool(self.tool)] if self.tool else [])

    def prompts(self) -> list[JSON]:
        """The prompts offered now."""
        added = [fixture.dynamic_prompt(self.prompt)] if self.prompt else []
        return [*fixture.PROMPTS, fixture.INPUT_PROMPT, *added]


lists = Lists()
Tool = Callable[[Call], Awaitable[JSON]]
functions: dict[str, Tool] = {}


def tool(function: Tool) -> Tool:
    """Register a function as the tool of its name."""
    functions[function.__name__] = function
    return function


def text(value: str) -> JSON:
    """A text block."""
    return {"type": "text", "text": value}


def result(*blocks: Any, is_error: bool = False) -> JSON:
    """A result of content blocks, where a string stands for a text block."""
    content = [text(block) if isinstance(block, str) else block for block in blocks]
    return {"content": content, **({"isError": True} if is_error else {})}


IMAGE: JSON = {"type": "image", "data": fixture.PNG, "mimeType": "image/png"}


@tool
async def test_simple_text(call: Call) -> JSON:
    return result(fixture.SIMPLE_TEXT)


@tool
async def test_image_content(call: Call) -> JSON:
    return result(IMAGE)


@tool
async def test_audio_content(call: Call) -> JSON:
    return result({"type": "audio", "data": fixture.WAV, "mimeType": "audio/wav"})


@tool
async def test_embedded_resource(call: Call) -> JSON:
    return result({"type": "resource", "resource": fixture.EMBEDDED})


@tool
async def test_multiple_content_types(call: Call) -> JSON:
    return result("Multiple content types test:", IMAGE, {"type": "resource", "resource": fixture.MIXED})


@tool
async def test_error_handling(call: Call) -> JSON:
    return result(fixture.ERROR_TEXT, is_error=True)


@tool
async def test_tool_with_progress(call: Call) -> JSON:
    for done, total in fixture.PROGRESS:
        await call.progress(done, total)
    return result("Progress was reported.")


@tool
async def test_tool_with_logging(call: Call) -> JSON:
    for message in fixture.LOGS:
        await call.log(message)
    return result("Messages were logged.")


@tool
async def test_logging_tool(call: Call) -> JSON:
    await call.log("A message for those who want it")
    return result("Logged.")


@tool
async def test_reconnection(call: Call) -> JSON:
    await call.progress(1, 2)
    await anyio.sleep(0.3)
    return result("Reconnection test completed.")


@tool
async def json_schema_2020_12_tool(call: Call) -> JSON:
    return result(json.dumps(call.arguments))


@tool
async def test_x_mcp_header(call: Call) -> JSON:
    return result(json.dumps(call.arguments))


@tool
async def test_trigger_tool_change(call: Call) -> JSON:
    lists.tool += 1
    await call.change("tools")
    return result("The tools have changed.")


@tool
async def test_trigger_prompt_change(call: Call) -> JSON:
    lists.prompt += 1
    await call.change("prompts")
    return result("The prompts have changed.")


async def one(call: Call, key: str, question: JSON) -> JSON:
    """The answer to a single question."""
    return (await call.ask({key: question}))[key]


def told(answer: JSON) -> str:
    """An answer of the user, as the tools repeat it."""
    return f"action={answer['action']}, content={json.dumps(answer.get('content'))}"


@tool
async def test_sampling(call: Call) -> JSON:
    answer = await one(call, "sampling", fixture.sampling(call.arguments["prompt"], 100))
    return result(f"LLM response: {answer['content']['text']}")


@tool
async def test_elicitation(call: Call) -> JSON:
    answer = await one(call, "contact", fixture.form(call.arguments["message"], fixture.CONTACT_FIELDS))
    return result(f"User response: {told(answer)}")


@tool
async def test_elicitation_sep1034_defaults(call: Call) -> JSON:
    answer = await one(call, "defaults", fixture.form("Please review the defaults", fixture.DEFAULTS))
    return result(f"Elicitation completed: {told(answer)}")


@tool
async def test_elicitation_sep1330_enums(call: Call) -> JSON:
    answer = await one(call, "choices", fixture.form("Please choose", fixture.ENUMS))
    return result(f"Elicitation completed: {told(answer)}")


@tool
async def test_missing_capability(call: Call) -> JSON:
    await one(call, "sampling", fixture.sampling("Nobody will be asked this", 10))
    return result("The client has a model.")


@tool
async def test_streaming_elicitation(call: Call) -> JSON:
    await call.progress(50, 100)
    await one(call, "user_name", fixture.USER_NAME)
    return result("Streaming complete")


@tool
async def test_input_required_result_elicitation(call: Call) -> JSON:
    answer = await one(call, "user_name", fixture.USER_NAME)
    return result(f"Hello, {(answer.get('content') or {}).get('name')}!")


@tool
async def test_input_required_result_sampling(call: Call) -> JSON:
    return result((await one(call, "capital_question", fixture.CAPITAL))["content"]["text"])


@tool
async def test_input_required_result_list_roots(call: Call) -> JSON:
    answer = await one(call, "client_roots", fixture.ROOTS)
    return result("\n".join(root["uri"] for root in answer["roots"]))


@tool
async def test_input_required_result_request_state(call: Call) -> JSON:
    await call.ask({"confirm": fixture.CONFIRM}, {"issued": True})
    return result("state-ok" if call.state.get("issued") else "the state is missing")


@tool
async def test_input_required_result_multiple_inputs(call: Call) -> JSON:
    answers = await call.ask(fixture.MULTIPLE)
    return result(f"All is answered: {', '.join(sorted(answers))}")


@tool
async def test_input_required_result_multi_round(call: Call) -> JSON:
    name = await one(call, "step1", fixture.STEP_1)
    colour = await one(call, "step2", fixture.STEP_2)
    return result(f"{name['content']['name']} likes {colour['content']['color']}.")


@tool
async def test_input_required_result_tampered_state(call: Call) -> JSON:
    await call.ask({"confirm": fixture.CONFIRM}, {"issued": True})
    return result("The state was intact.")


@tool
async def test_input_required_result_capabilities(call: Call) -> JSON:
    questions = {"user_name": fixture.USER_NAME, "capital_question": fixture.CAPITAL}
    possible = {key: question for key, question in questions.items() if call.declares(question)}
    answers = await call.ask(possible) if possible else {}
    return result(f"Answered: {', '.join(sorted(answers)) or 'nothing'}")


async def prompt(name: str, call: Call) -> JSON | None:
    """A prompt, or nothing for an unknown one or missing arguments."""
    known = next((each for each in lists.prompts() if each["name"] == name), None)
    if known is None or not all(each["name"] in call.arguments for each in known.get("arguments", [])):
        return None
    return {"messages": [{"role": "user", "content": block} for block in await blocks(name, call)]}


async def blocks(name: str, call: Call) -> list[JSON]:
    """The content of a prompt's messages."""
    arguments = call.arguments
    if name == "test_prompt_with_arguments":
        return [text(f"Prompt with arguments: arg1='{arguments['arg1']}', arg2='{arguments['arg2']}'")]
    if name == "test_prompt_with_embedded_resource":
        resource = {
            "uri": arguments["resourceUri"],
            "mimeType": "text/plain",
            "text": "Embedded resource content for testing.",
        }
        return [{"type": "resource", "resource": resource}, text("Please process the embedded resource above.")]
    if name == "test_prompt_with_image":
        return [IMAGE, text("Please analyze the image above.")]
    if name == "test_input_required_result_prompt":
        answer = await one(call, "user_context", fixture.PROMPT_CONTEXT)
        return [text(f"Use this context: {(answer.get('content') or {}).get('context')}")]
    return [text("This is a simple prompt for testing.")]
