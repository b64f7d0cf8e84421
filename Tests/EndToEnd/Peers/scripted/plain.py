"""Tools that answer."""

import json
import os

from scripted.call import Call, Fault, failure, text
from scripted.catalog import tool
from scripted.wire import JSON


@tool(text="string")
def echo(call: Call) -> JSON:
    """Return the text."""
    return text(call.arguments.get("text", ""))


@tool(text="string")
def fail(call: Call) -> JSON:
    """Fail, as a tool does."""
    return failure(call.arguments.get("text", "it failed"))


@tool(code="integer", message="string")
def fail_with(call: Call) -> JSON:
    """Fail, with an error of the protocol."""
    raise Fault(call.arguments["code"], call.arguments.get("message", "no luck"), {"detail": "why"})


@tool()
def whoami(call: Call) -> JSON:
    """Tell which process this is."""
    return text(str(os.getpid()))


@tool()
def environment(call: Call) -> JSON:
    """Tell which variables are set."""
    return text(" ".join(sorted(os.environ)))


@tool()
def meta_echo(call: Call) -> JSON:
    """Return what stands in `_meta` of the request."""
    return text(json.dumps(call.meta), _meta={"com.example/answer": "yes"})


@tool()
def values(call: Call) -> JSON:
    """Return the arguments, character by character as they were understood."""
    return text(json.dumps(call.arguments, ensure_ascii=False))


@tool(output={"type": "array", "items": {"type": "integer"}})
def structured_array(call: Call) -> JSON:
    """Return an array."""
    return text("[1, 2, 3]", structuredContent=[1, 2, 3])


@tool(output={"type": "integer"})
def structured_scalar(call: Call) -> JSON:
    """Return a number."""
    return text("42", structuredContent=42)


@tool(output={"type": "object", "properties": {"sum": {"type": "integer"}}})
def structured_object(call: Call) -> JSON:
    """Return an object."""
    return text('{"sum": 5}', structuredContent={"sum": 5})


@tool()
def resource_link(call: Call) -> JSON:
    """Return a link to a resource."""
    return {"content": [{"type": "resource_link", "uri": "scripted://static", "name": "static"}]}


@tool()
def linked_resources(call: Call) -> JSON:
    """Return a link to a resource, another that comes along, and the same address where it means nothing."""
    uri = "scripted://static"
    link = {"type": "resource_link", "uri": uri, "name": "static"}
    embedded = {"type": "resource", "resource": {"uri": uri, "mimeType": "text/plain", "text": uri}}
    return {"content": [link, embedded, {"type": "text", "text": uri}], "structuredContent": {"uri": uri}}


@tool()
def audio(call: Call) -> JSON:
    """Return a sound."""
    return {"content": [{"type": "audio", "data": "AAAA", "mimeType": "audio/wav"}]}


@tool(values="array", after="boolean")
def progress(call: Call) -> JSON:
    """Report these values, and one more after the answer."""
    for value in call.arguments["values"]:
        call.report(value, 100)
    if call.arguments.get("after"):
        call.answer(text("reported"))
        call.report(99, 100)
    return text("reported")


@tool(level="string", text="string", always="boolean")
def log(call: Call) -> JSON:
    """Log a text; always, or only when the caller asked for that level."""
    call.log(call.arguments["level"], call.arguments["text"], call.arguments.get("always", False))
    return text("logged")


@tool(uri="string")
def touch(call: Call) -> JSON:
    """Tell that a resource has changed."""
    call.child.update(call.arguments["uri"])
    return text("touched")


@tool(name="string")
def add_tool(call: Call) -> JSON:
    """Offer one more tool and tell."""
    call.child.catalog.added.append(call.arguments["name"])
    call.child.announce("tools")
    return text("added")


@tool(text="string")
def describe_anew(call: Call) -> JSON:
    """Give all tools another description and tell."""
    call.child.catalog.description = call.arguments["text"]
    call.child.announce("tools")
    return text("described")


@tool(what="string")
def same_changed(call: Call) -> JSON:
    """Tell that a list has changed although it has not."""
    call.child.announce(call.arguments.get("what", "tools"))
    return text("announced")
