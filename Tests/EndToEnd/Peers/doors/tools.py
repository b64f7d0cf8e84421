"""Any server's tools as REST: `door.py tools CONFIGURATION LOG -- COMMAND...`.

The hub has a scripted child `s`, whose log is LOG. CONFIGURATION is the file that the hub follows.
"""

import json
import pathlib
import socket
import threading
import time
from typing import Any

from doors.childlog import received, until
from doors.rest import get, good, post, problem
from doors.wire import Answer, Door, check, expect


def call(door: Door, tool: str, arguments: dict[str, Any], **fields: str) -> Answer:
    """Call a tool."""
    return post(door, f"/api/tools/{tool}", arguments, **fields)


@check("each tool of a server has a route")
def _(door: Door) -> None:
    names = {tool["name"] for tool in good(get(door, "/api/tools"))["tools"]}
    expect({"s__echo", "s__structured_object", "s__ask_form"} <= names, names)
    described = good(get(door, "/api/tools/s__echo"))
    expect(described["inputSchema"]["properties"]["text"], described)
    expect(good(call(door, "s__echo", {"text": "hello"}))["content"][0]["text"] == "hello", "no echo")
    expect("sum" in good(call(door, "s__structured_object", {})), "no structure")
    problem(get(door, "/api/tools/none"), 404)
    problem(call(door, "none", {}), 404)
    document = problem(call(door, "s__echo", {"text": 5}), 400)
    expect(document["errors"][0]["pointer"] == "/text", document)


@check("what goes wrong behind the hub is told apart")
def _(door: Door) -> None:
    problem(call(door, "s__fail", {"text": "no luck"}), 502)
    problem(call(door, "s__fail_with", {"code": -32000, "message": "broken"}), 502, "broken")
    problem(call(door, "s__crash", {}), 502)
    until(lambda: call(door, "s__echo", {"text": "up again"}).status == 200)


@check("a question is answered at the URL that comes with it, once, and the call goes on")
def _(door: Door) -> None:
    document = problem(call(door, "s__ask_form", {"text": "Your name?"}), 409)
    (key,) = document["questions"]
    expect("Your name?" in json.dumps(document["questions"][key]), document)
    answers = {"answers": {key: {"action": "accept", "content": {"name": "Ada"}}}}
    problem(post(door, document["resume"], {"answers": 1}), 400)
    answer = good(post(door, document["resume"], answers))
    expect("Ada" in json.dumps(answer), answer)
    problem(post(door, document["resume"], answers), 404)


@check("who hangs up has the tool stop")
def _(door: Door) -> None:
    before = received(door.rest[1], "notifications/cancelled")
    with door.line() as line:
        body = b"{}"
        line.send(door.request("POST", "/api/tools/s__hang", body, {"Content-Type": "application/json"}))
        until(lambda: received(door.rest[1], "tools/call", '"hang"') > 0)
    until(lambda: received(door.rest[1], "notifications/cancelled") > before)


@check("a job tells its progress and can be cancelled")
def _(door: Door) -> None:
    answer = call(door, "s__hang", {}, Prefer="respond-async")
    expect(answer.status == 202, answer)
    path = answer.fields["location"]
    until(lambda: good(get(door, path))["state"] == "running")
    expect(good(post(door, path + "/cancel", {}))["state"] == "cancelled", "it is not")


@check("a new server in the configuration has its routes at once")
def _(door: Door) -> None:
    path = pathlib.Path(door.rest[0])
    configuration = json.loads(path.read_text())
    entry = json.loads(json.dumps(configuration["mcpServers"]["s"]))
    configuration["mcpServers"]["late"] = entry
    new = path.with_suffix(".new")
    new.write_text(json.dumps(configuration))
    new.replace(path)
    until(lambda: get(door, "/api/tools/late__echo").status == 200)
    expect(good(call(door, "late__echo", {"text": "here"}))["content"][0]["text"] == "here", "no echo")
    listed = door.call("tools/list").json["result"]["tools"]
    expect("late__echo" in {tool["name"] for tool in listed}, listed)
    expect("late__echo" in json.dumps(good(get(door, "/openapi.json"))["x-tools"]), "it is not described")
    expect("late" in {server["name"] for server in good(get(door, "/health"))["servers"]}, "it has no health")


@check("ten thousand bad requests do no harm")
def _(door: Door) -> None:
    bad = [
        door.request("GET", "/api/tools?limit=%", None),
        door.request("GET", "/api/" + "x/" * 200, None),
        door.request("POST", "/api/tools/s__echo", b'{"text":', {"Content-Type": "application/json"}),
        door.request("POST", "/api/tools/s__echo", b"[" * 5_000, {"Content-Type": "application/json"}),
        door.request("PATCH", "/api/jobs", b"{}", {"Content-Type": "application/json"}),
    ]

    def send(share: int) -> None:
        with door.line() as line:
            for number in range(share):
                line.send(bad[number % len(bad)])
                status = line.answer().status
                expect(400 <= status < 500, status)

    faults: list[str] = []

    def guarded(share: int) -> None:
        try:
            send(share)
        except Exception as fault:
            faults.append(repr(fault))

    threads = [threading.Thread(target=guarded, args=(1_250,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect(not faults, faults)
    expect(call(door, "s__echo", {"text": "well"}).status == 200, "it has suffered")


@check("a client that sends nothing more is answered or let go, and does no harm")
def _(door: Door) -> None:
    for _ in range(50):
        with door.line() as line:
            line.send(door.request("GET", "/api/tools"))
            line.socket.shutdown(socket.SHUT_WR)
            status = line.answer().status
            expect(status in (200, 503), status)
            expect(line.is_closed(), "it stays open")
    expect(call(door, "s__echo", {"text": "well"}).status == 200, "it has suffered")


@check("whoever reads nothing is let go, and others do not wait")
def _(door: Door) -> None:
    with door.line() as slow:
        slow.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        for _ in range(200):
            try:
                slow.socket.setblocking(False)
                slow.send(door.request("GET", "/openapi.json"))
            except BlockingIOError:
                break
        start = time.monotonic()
        expect(call(door, "s__echo", {"text": "quick"}).status == 200, "no answer")
        expect(time.monotonic() - start < 5, "others wait")
