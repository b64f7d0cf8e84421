"""What every message must look like, whatever scenario it belongs to."""

import base64
from typing import Any

from conformance.fixture import JSON
from conformance.scenario import Era, expect, expect_equal

META = "io.modelcontextprotocol/"
CACHED = {"server/discover", "tools/list", "prompts/list", "resources/list", "resources/templates/list",
          "resources/read"}  # fmt: skip
INTERRUPTIBLE = {"tools/call", "prompts/get", "resources/read"}
CALL_NOTIFICATIONS = {"notifications/progress", "notifications/message"}
LISTEN_NOTIFICATIONS = {
    "notifications/subscriptions/acknowledged",
    "notifications/tools/list_changed",
    "notifications/prompts/list_changed",
    "notifications/resources/list_changed",
    "notifications/resources/updated",
}


def check_answer(message: JSON, id: str | int, method: str, era: Era) -> None:
    """Fail unless this answers the request properly."""
    expect_equal(message.get("jsonrpc"), "2.0", "jsonrpc")
    expect(type(message.get("id")) is type(id) and message["id"] == id, f"the id is {message.get('id')!r}, not {id!r}")
    expect(("result" in message) != ("error" in message), f"neither a result nor an error: {message}")
    expect(set(message) <= {"jsonrpc", "id", "result", "error"}, f"unknown members: {sorted(message)}")
    if "error" in message:
        return check_error(message["error"], era)
    result = message["result"]
    expect(isinstance(result, dict), f"the result is no object: {result!r}")
    check_modern(result, method) if era == "modern" else check_legacy(result)
    if result.get("resultType", "complete") == "complete":
        check_shape(result, method)


def check_error(error: Any, era: Era) -> None:
    """Fail unless this is an error that the era knows."""
    expect(isinstance(error, dict), f"the error is no object: {error!r}")
    expect(type(error.get("code")) is int, f"the code is {error.get('code')!r}")
    expect(isinstance(error.get("message"), str), f"the message is {error.get('message')!r}")
    unknown = {-32002, -32042} if era == "modern" else {-32020, -32021, -32022}
    expect(error["code"] not in unknown, f"an error of the other era: {error}")


def check_modern(result: JSON, method: str) -> None:
    """Fail unless a result has what every result of the era has."""
    kind = result.get("resultType")
    expect(kind in ("complete", "input_required"), f"resultType is {kind!r}")
    info = result.get("_meta", {}).get(META + "serverInfo")
    expect(isinstance(info, dict) and info.get("name") and info.get("version"), f"serverInfo is {info!r}")
    if kind == "input_required":
        expect(method in INTERRUPTIBLE, f"{method} was answered with questions")
        expect("ttlMs" not in result and "cacheScope" not in result, "questions with a lifetime")
        return check_questions(result)
    if method in CACHED:
        expect(type(result.get("ttlMs")) is int and result["ttlMs"] >= 0, f"ttlMs is {result.get('ttlMs')!r}")
        expect(result.get("cacheScope") in ("public", "private"), f"cacheScope is {result.get('cacheScope')!r}")


def check_questions(result: JSON) -> None:
    """Fail unless a result asks something."""
    questions, state = result.get("inputRequests"), result.get("requestState")
    expect(questions or state is not None, "neither inputRequests nor requestState")
    expect(state is None or isinstance(state, str), f"requestState is {state!r}")
    for key, question in (questions or {}).items():
        known = question.get("method") in ("elicitation/create", "sampling/createMessage", "roots/list")
        expect(known, f"{key} asks {question.get('method')!r}")
        expect("id" not in question and "jsonrpc" not in question, f"{key} is a whole request")


def check_legacy(result: JSON) -> None:
    """Fail if a result has what only the modern era knows."""
    newer = {"resultType", "ttlMs", "cacheScope", "inputRequests", "requestState"} & set(result)
    expect(not newer, f"members of the modern era: {sorted(newer)}")
    expect(META + "serverInfo" not in result.get("_meta", {}), "serverInfo in the _meta of a legacy result")


def check_shape(result: JSON, method: str) -> None:
    """Fail unless a result has the members that its method is for."""
    if method == "tools/call":
        expect(isinstance(result.get("content"), list), f"content is {result.get('content')!r}")
        expect(isinstance(result.get("isError", False), bool), f"isError is {result.get('isError')!r}")
        for block in result["content"]:
            check_block(block)
    elif method == "prompts/get":
        expect(isinstance(result.get("messages"), list), f"messages is {result.get('messages')!r}")
        for message in result["messages"]:
            expect(message.get("role") in ("user", "assistant"), f"the role is {message.get('role')!r}")
            check_block(message.get("content"))
    elif method == "resources/read":
        expect(isinstance(result.get("contents"), list), f"contents is {result.get('contents')!r}")
        for contents in result["contents"]:
            check_contents(contents)
    elif method.endswith("/list"):
        member = "resourceTemplates" if method == "resources/templates/list" else method.split("/")[0]
        expect(isinstance(result.get(member), list), f"{member} is {result.get(member)!r}")


def check_block(block: Any) -> None:
    """Fail unless this is a content block."""
    expect(isinstance(block, dict), f"no content block: {block!r}")
    kind = block.get("type")
    if kind == "text":
        expect(isinstance(block.get("text"), str), f"a text without text: {block}")
    elif kind in ("image", "audio"):
        expect(base64.b64decode(block["data"], validate=True), f"no data: {block}")
        expect("/" in block.get("mimeType", ""), f"no mimeType: {block}")
    elif kind == "resource":
        check_contents(block.get("resource"))
    else:
        expect(kind == "resource_link" and block.get("uri") and block.get("name"), f"an unknown block: {block}")


def check_contents(contents: Any) -> None:
    """Fail unless these are contents of a resource."""
    expect(isinstance(contents, dict), f"no contents: {contents!r}")
    expect(isinstance(contents.get("uri"), str) and contents["uri"], f"contents without uri: {contents}")
    expect(isinstance(contents.get("text"), str) != isinstance(contents.get("blob"), str), f"no contents: {contents}")


def check_notification(message: JSON, allowed: set[str]) -> None:
    """Fail unless this is a notification that may come here."""
    expect_equal(message.get("jsonrpc"), "2.0", "jsonrpc")
    expect("id" not in message, f"a request where only notifications may come: {message}")
    expect(message.get("method") in allowed, f"{message.get('method')!r} may not come here")
    expect(isinstance(message.get("params", {}), dict), f"params is {message.get('params')!r}")
