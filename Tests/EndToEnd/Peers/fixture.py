"""The fixture: what every server here offers and every battery expects, as plain wire JSON."""

import base64
from typing import Any

JSON = dict[str, Any]

LOG_LEVELS = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"]
LOGGER = "example"

CLOCK = "example://clock"
README = "example://readme"
LOGO = "example://logo"
ITEM_PREFIX = "example://items/"
PNG_SIGNATURE = bytes.fromhex("89504E470D0A1A0A")

STYLES = ["formal", "friendly", "funny"]
ITEM_IDS = ["1", "2", "10", "11"]

CONSENT: JSON = {"message": "Please consent.", "url": "https://example.com/consent"}


def text_field(name: str) -> JSON:
    """The schema of an object with one required string."""
    return {"type": "object", "properties": {name: {"type": "string"}}, "required": [name]}


NAME_QUESTION: JSON = {"message": "What is your name?", "requestedSchema": text_field("name")}
COLOUR_QUESTION: JSON = {"message": "What is your favourite colour?", "requestedSchema": text_field("colour")}


def tool(name: str, description: str, properties: JSON | None = None, output: JSON | None = None) -> JSON:
    """A tool definition whose properties are all required."""
    schema: JSON = {"type": "object", "properties": properties or {}}
    if properties:
        schema["required"] = list(properties)
    definition: JSON = {"name": name, "description": description, "inputSchema": schema}
    if output:
        definition["outputSchema"] = {"type": "object", "properties": output, "required": list(output)}
    return definition


TOOLS = [
    tool("echo", "Returns the text it is given.", {"text": {"type": "string"}}),
    tool("add", "Adds two numbers.", {"a": {"type": "number"}, "b": {"type": "number"}}, {"sum": {"type": "number"}}),
    tool("countdown", "Counts down, reporting progress, and lifts off.", {"from": {"type": "integer"}}),
    tool("wait", "Waits until it is cancelled."),
    tool("cancellations", "How many waits were cancelled.", output={"count": {"type": "integer"}}),
    tool("fail", "Fails with the message it is given.", {"message": {"type": "string"}}),
    tool(
        "log",
        "Logs a message at a level.",
        {"level": {"type": "string", "enum": LOG_LEVELS}, "message": {"type": "string"}},
    ),
    tool("greet", "Asks for a name and greets it."),
    tool("interview", "Asks for a name, then for a colour."),
    tool("consent", "Sends the user to a page that asks for consent."),
    tool("summarize", "Has the client's model summarize a text.", {"text": {"type": "string"}}),
    tool("roots", "Lists the client's roots."),
    tool("touch", "Advances the clock resource."),
    tool("grow", "Registers one more tool, extra."),
]
EXTRA_TOOL = tool("extra", "The tool that grow registers.")

RESOURCES = [
    {"uri": README, "name": "readme", "mimeType": "text/markdown"},
    {"uri": LOGO, "name": "logo", "mimeType": "image/png"},
    {"uri": CLOCK, "name": "clock", "mimeType": "text/plain"},
]
TEMPLATES = [{"uriTemplate": ITEM_PREFIX + "{id}", "name": "item", "mimeType": "text/plain"}]

PROMPTS = [
    {
        "name": "greeting",
        "description": "Asks for a greeting.",
        "arguments": [{"name": "name", "required": True}, {"name": "style", "required": False}],
    }
]


def sum_text(total: float) -> str:
    """A sum as the fixture writes it: 5, not 5.0."""
    return f"{total:g}"


def contents(uri: str, touches: int) -> JSON | None:
    """What reading a resource yields, or nothing for a URI the fixture does not know."""
    if uri == README:
        return {"uri": uri, "mimeType": "text/markdown", "text": "# Example"}
    if uri == LOGO:
        return {"uri": uri, "mimeType": "image/png", "blob": base64.b64encode(PNG_SIGNATURE).decode()}
    if uri == CLOCK:
        return {"uri": uri, "mimeType": "text/plain", "text": str(touches)}
    if uri.startswith(ITEM_PREFIX):
        return {"uri": uri, "mimeType": "text/plain", "text": f"Item {uri.removeprefix(ITEM_PREFIX)}"}
    return None


def greeting(name: str, style: str = "friendly") -> JSON:
    """The message of the greeting prompt."""
    return {"role": "user", "content": {"type": "text", "text": f"Write a {style} greeting for {name}."}}


def completions(argument: str, prefix: str) -> list[str]:
    """The values that complete `style` of the prompt or `id` of the template."""
    candidates = {"style": STYLES, "id": ITEM_IDS}.get(argument, [])
    return [value for value in candidates if value.startswith(prefix)]


def sampling_request(text: str) -> JSON:
    """The parameters with which summarize asks the client's model."""
    message = {"role": "user", "content": {"type": "text", "text": f"Summarize: {text}"}}
    return {"messages": [message], "maxTokens": 100}


def greet_answer(action: str, name: str) -> str:
    """What greet says for each way a user can answer."""
    return {"accept": f"Hello, {name}!", "decline": "No name given."}.get(action, "Cancelled.")
