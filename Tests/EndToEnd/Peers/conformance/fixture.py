"""What a server offers so that every scenario can be judged, as plain wire JSON."""

import base64
from typing import Any

JSON = dict[str, Any]

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
WAV = base64.b64encode(
    b"RIFF" + (36).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little") + bytes.fromhex("01000100")
    + (8000).to_bytes(4, "little") + (8000).to_bytes(4, "little") + bytes.fromhex("01000800") + b"data" + bytes(4)
).decode()  # fmt: skip

SIMPLE_TEXT = "This is a simple text response for testing."
ERROR_TEXT = "This tool intentionally returns an error for testing"
LOGS = ["Tool execution started", "Tool processing data", "Tool execution completed"]
PROGRESS = [(0, 100), (50, 100), (100, 100)]

STATIC_TEXT = "test://static-text"
STATIC_BINARY = "test://static-binary"
WATCHED = "test://watched-resource"
TEMPLATE = "test://template/{id}/data"
TEMPLATE_AFFIXES = ("test://template/", "/data")

EMBEDDED = {
    "uri": "test://embedded-resource",
    "mimeType": "text/plain",
    "text": "This is an embedded resource content.",
}
MIXED = {
    "uri": "test://mixed-content-resource",
    "mimeType": "application/json",
    "text": '{"test":"data","value":123}',
}

SCHEMA_TOOL_INPUT: JSON = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {
        "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        }
    },
    "properties": {
        "name": {"type": "string"},
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {"type": "string", "enum": ["phone", "email"]},
        "phone": {"type": "string"},
        "email": {"type": "string"},
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}
HEADER_TOOL_INPUT: JSON = {
    "type": "object",
    "properties": {
        "region": {"type": "string", "x-mcp-header": "Region"},
        "priority": {"type": "integer", "x-mcp-header": "Priority"},
        "verbose": {"type": "boolean", "x-mcp-header": "Verbose"},
        "query": {"type": "string"},
    },
    "required": ["region"],
}


def fields(**types: str) -> JSON:
    """The schema of an object with these fields, all required."""
    return {
        "type": "object",
        "properties": {name: {"type": kind} for name, kind in types.items()},
        "required": list(types),
    }


def form(message: str, schema: JSON) -> JSON:
    """A question to the user."""
    return {"method": "elicitation/create", "params": {"message": message, "requestedSchema": schema}}


def sampling(text: str, tokens: int) -> JSON:
    """A question to the client's model."""
    message = {"role": "user", "content": {"type": "text", "text": text}}
    return {"method": "sampling/createMessage", "params": {"messages": [message], "maxTokens": tokens}}


ROOTS: JSON = {"method": "roots/list", "params": {}}
USER_NAME = form("What is your name?", fields(name="string"))
CAPITAL = sampling("What is the capital of France?", 100)
CONFIRM = form("Please confirm", fields(ok="boolean"))
STEP_1 = form("Step 1: What is your name?", fields(name="string"))
STEP_2 = form("Step 2: What is your favorite color?", fields(color="string"))
PROMPT_CONTEXT = form("What context should the prompt use?", fields(context="string"))
MULTIPLE = {"user_name": USER_NAME, "greeting": sampling("Generate a greeting", 50), "client_roots": ROOTS}
CONTACT_FIELDS: JSON = {
    "type": "object",
    "properties": {
        "username": {"type": "string", "description": "User's response"},
        "email": {"type": "string", "description": "User's email address"},
    },
    "required": ["username", "email"],
}
DEFAULTS: JSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "description": "User name", "default": "John Doe"},
        "age": {"type": "integer", "description": "User age", "default": 30},
        "score": {"type": "number", "description": "User score", "default": 95.5},
        "status": {"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
        "verified": {"type": "boolean", "description": "Verification status", "default": True},
    },
    "required": [],
}


def titled(prefix: str, *titles: str) -> list[JSON]:
    """Choices with a title each."""
    return [{"const": f"{prefix}{number}", "title": title} for number, title in enumerate(titles, 1)]


ENUMS: JSON = {
    "type": "object",
    "properties": {
        "untitledSingle": {"type": "string", "enum": ["option1", "option2", "option3"]},
        "titledSingle": {"type": "string", "oneOf": titled("value", "First Option", "Second Option", "Third Option")},
        "legacyEnum": {
            "type": "string",
            "enum": ["opt1", "opt2", "opt3"],
            "enumNames": ["Option One", "Option Two", "Option Three"],
        },
        "untitledMulti": {"type": "array", "items": {"type": "string", "enum": ["option1", "option2", "option3"]}},
        "titledMulti": {
            "type": "array",
            "items": {"anyOf": titled("value", "First Choice", "Second Choice", "Third Choice")},
        },
    },
    "required": [],
}

NOTHING: JSON = {"type": "object", "properties": {}}


def tool(name: str, description: str, schema: JSON = NOTHING) -> JSON:
    """A tool definition."""
    return {"name": name, "description": description, "inputSchema": schema}


PLAIN_TOOLS = [
    tool("test_simple_text", "Returns a text."),
    tool("test_image_content", "Returns an image."),
    tool("test_audio_content", "Returns a sound."),
    tool("test_embedded_resource", "Returns a resource."),
    tool("test_multiple_content_types", "Returns a text, an image and a resource."),
    tool("test_error_handling", "Fails."),
    tool("test_tool_with_progress", "Reports progress three times."),
    tool("test_tool_with_logging", "Logs three messages."),
    tool("test_reconnection", "Reports progress, and answers a while later."),
    tool("json_schema_2020_12_tool", "Has a schema with much of what 2020-12 knows.", SCHEMA_TOOL_INPUT),
    tool("test_x_mcp_header", "Has arguments that are mirrored in header fields.", HEADER_TOOL_INPUT),
    tool("test_logging_tool", "Logs a message."),
    tool("test_trigger_tool_change", "Changes the list of tools."),
    tool("test_trigger_prompt_change", "Changes the list of prompts."),
]
ASKING_TOOLS = [
    tool("test_sampling", "Asks the client's model.", fields(prompt="string")),
    tool("test_elicitation", "Asks the user.", fields(message="string")),
    tool("test_elicitation_sep1034_defaults", "Asks with defaults."),
    tool("test_elicitation_sep1330_enums", "Asks with choices of all forms."),
    tool("test_missing_capability", "Needs the client's model."),
    tool("test_streaming_elicitation", "Reports progress, then asks the user."),
]
INPUT_TOOLS = [
    tool("test_input_required_result_elicitation", "Asks for a name."),
    tool("test_input_required_result_sampling", "Asks the client's model."),
    tool("test_input_required_result_list_roots", "Asks for the client's roots."),
    tool("test_input_required_result_request_state", "Asks, and remembers that it has."),
    tool("test_input_required_result_multiple_inputs", "Asks three things at once."),
    tool("test_input_required_result_multi_round", "Asks two things, one after the other."),
    tool("test_input_required_result_tampered_state", "Asks, and wants its state back as it was."),
    tool("test_input_required_result_capabilities", "Asks what the client can be asked."),
]
TOOLS = PLAIN_TOOLS + ASKING_TOOLS + INPUT_TOOLS


def prompt(name: str, description: str, *arguments: str) -> JSON:
    """A prompt definition whose arguments are all required."""
    definition: JSON = {"name": name, "description": description}
    if arguments:
        definition["arguments"] = [{"name": each, "description": each, "required": True} for each in arguments]
    return definition


PROMPTS = [
    prompt("test_simple_prompt", "One message."),
    prompt("test_prompt_with_arguments", "A message with two arguments in it.", "arg1", "arg2"),
    prompt("test_prompt_with_embedded_resource", "A message with a resource.", "resourceUri"),
    prompt("test_prompt_with_image", "A message with an image."),
]
INPUT_PROMPT = prompt("test_input_required_result_prompt", "Asks for a context.")

RESOURCES = [
    {"uri": STATIC_TEXT, "name": "static-text", "description": "A text.", "mimeType": "text/plain"},
    {"uri": STATIC_BINARY, "name": "static-binary", "description": "An image.", "mimeType": "image/png"},
    {"uri": WATCHED, "name": "watched-resource", "description": "Can be watched.", "mimeType": "text/plain"},
]
TEMPLATES = [
    {"uriTemplate": TEMPLATE, "name": "template", "description": "By number.", "mimeType": "application/json"}
]
CONTENTS: dict[str, JSON] = {
    STATIC_TEXT: {"mimeType": "text/plain", "text": "This is the content of the static text resource."},
    STATIC_BINARY: {"mimeType": "image/png", "blob": PNG},
    WATCHED: {"mimeType": "text/plain", "text": "Watched resource content"},
}
COMPLETIONS = ["testValue1", "testValue2", "paris", "park"]


def contents(uri: str) -> JSON | None:
    """What reading a resource yields, or nothing for an unknown URI."""
    if uri in CONTENTS:
        return {"uri": uri, **CONTENTS[uri]}
    before, behind = TEMPLATE_AFFIXES
    number = uri.removeprefix(before).removesuffix(behind)
    if uri != before + number + behind or not number:
        return None
    text = f'{{"id":"{number}","templateTest":true,"data":"Data for ID: {number}"}}'
    return {"uri": uri, "mimeType": "application/json", "text": text}


def dynamic_tool(number: int) -> JSON:
    """The tool that takes the place of the one before whenever the list is to change."""
    return tool(f"test_dynamic_tool_{number}", "Was added later.")


def dynamic_prompt(number: int) -> JSON:
    """The same for prompts."""
    return prompt(f"test_dynamic_prompt_{number}", "Was added later.")
