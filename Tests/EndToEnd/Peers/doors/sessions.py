"""Streams, sessions and disconnects: `door.py sessions HOST:PORT LOG`; LOG is what the scripted child `s` writes down."""

import json

from doors.childlog import received, until
from doors.wire import META, Door, check, expect


@check("a request whose client goes before the answer is given up")
def _(door: Door) -> None:
    before = received(door.rest[0], "notifications/cancelled")
    with door.line() as line:
        line.send(door.modern("tools/call", {"name": "s__gate", "arguments": {"name": "left"}}))
        until(lambda: received(door.rest[0], "tools/call", '"left"') > 0)
    until(lambda: received(door.rest[0], "notifications/cancelled") > before)


@check("a request whose stream is closed is given up")
def _(door: Door) -> None:
    before = received(door.rest[0], "notifications/cancelled")
    with door.line() as line:
        params = {"name": "s__progress_at_gate", "arguments": {"name": "closed"}, "_meta": META | {"progressToken": 7}}
        line.send(door.modern("tools/call", params))
        status, fields = line.head()
        expect(status == 200 and fields["content-type"] == "text/event-stream", fields)
        expect(fields["x-accel-buffering"] == "no", fields)
        event = line.event()
        expect("notifications/progress" in event["data"] and "id" not in event, event)
    until(lambda: received(door.rest[0], "notifications/cancelled") > before)


@check("a session goes on when a connection breaks, and its stream is taken up again")
def _(door: Door) -> None:
    session = door.shake_hands()
    before = received(door.rest[0], "notifications/cancelled")
    params = {"name": "s__progress_at_gate", "arguments": {"name": "broken"}, "_meta": {"progressToken": "p"}}
    with door.line() as line:
        line.send(door.legacy({"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": params}, session))
        status, fields = line.head()
        expect(fields["content-type"] == "text/event-stream", fields)
        first = line.event()
        expect(first["data"] == "" and "id" in first and "retry" in first, first)
        last = line.event()
        expect("notifications/progress" in last["data"], last)
    door.call("tools/call", {"name": "s__open_gate", "arguments": {"name": "broken"}})
    with door.line() as line:
        fields = {"Mcp-Session-Id": session, "Accept": "text/event-stream", "Last-Event-ID": last["id"]}
        line.send(door.request("GET", "/mcp", None, fields))
        expect(line.head()[0] == 200)
        # Whoever comes back before there is something new is told so by an event without data.
        while "result" not in (answer := json.loads(line.event()["data"] or "{}")):
            expect(answer.get("method", "notifications/progress") == "notifications/progress", answer)
        expect(answer["id"] == 5, answer)
    expect(received(door.rest[0], "notifications/cancelled") == before, "a disconnect is no cancel")


@check("a request of a session that takes long can be taken up again although nothing was sent")
def _(door: Door) -> None:
    session = door.shake_hands()
    params = {"name": "s__gate", "arguments": {"name": "long"}}
    with door.line() as line:
        line.send(door.legacy({"jsonrpc": "2.0", "id": 6, "method": "tools/call", "params": params}, session))
        expect(line.head()[1]["content-type"] == "text/event-stream")
        first = line.event()
    door.call("tools/call", {"name": "s__open_gate", "arguments": {"name": "long"}})
    with door.line() as line:
        fields = {"Mcp-Session-Id": session, "Accept": "text/event-stream", "Last-Event-ID": first["id"]}
        line.send(door.request("GET", "/mcp", None, fields))
        expect(line.head()[0] == 200)
        while not (answer := line.event()["data"]):
            pass
        expect(json.loads(answer)["id"] == 6)


@check("a session that is ended is unknown from then on")
def _(door: Door) -> None:
    session = door.shake_hands()
    fields = {"Mcp-Session-Id": session}
    expect(door.ask("DELETE", "/mcp", None, fields).status == 204)
    expect(door.say({"jsonrpc": "2.0", "id": 1, "method": "ping"}, session).status == 404)
    expect(door.ask("DELETE", "/mcp", None, fields).status == 404)


@check("a request that names no session and is not modern is refused")
def _(door: Door) -> None:
    expect(door.say({"jsonrpc": "2.0", "id": 1, "method": "ping"}).status == 400)
    expect(door.say({"jsonrpc": "2.0", "id": 1, "method": "ping"}, "0" * 64).status == 404)


@check("an array of messages is understood at 2025-03-26 and refused at every other revision")
def _(door: Door) -> None:
    batch = [{"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"jsonrpc": "2.0", "id": "1", "method": "ping"}]
    old = door.shake_hands("2025-03-26")
    answer = door.say(batch, old)
    expect(answer.status == 200, answer)
    ids = [json.loads(event["data"])["id"] for event in answer.events if event.get("data")]
    expect(sorted(map(str, ids)) == ["1", "1"] and len(set(map(type, ids))) == 2, ids)
    expect(door.say(batch, door.shake_hands("2025-11-25")).status == 400)
    expect(door.say(batch).status == 400)


@check("a revision that is not spoken is refused in a session")
def _(door: Door) -> None:
    session = door.shake_hands()
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    expect(door.say(ping, session, MCP_Protocol_Version="1999-01-01").status == 400)
    expect(door.say(ping, session, MCP_Protocol_Version="2025-11-25").status == 200)


@check("both eras are served at one address at the same time")
def _(door: Door) -> None:
    session = door.shake_hands()
    with door.line() as line:
        line.send(door.modern("tools/list", id=1))
        line.send(door.legacy({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}, session))
        expect("resultType" in line.answer().json["result"])
        expect("resultType" not in line.answer().json["result"])


@check("a subscription is acknowledged first, and tells its id in the type that it came in")
def _(door: Door) -> None:
    for id in [3, "3"]:
        with door.line() as line:
            line.send(door.modern("subscriptions/listen", {"notifications": {"toolsListChanged": True}}, id=id))
            expect(line.head()[1]["content-type"] == "text/event-stream")
            told = json.loads(line.event()["data"])
            expect(told["method"] == "notifications/subscriptions/acknowledged", told)
            expect(told["params"]["_meta"]["io.modelcontextprotocol/subscriptionId"] == id, told)
            # The one before may take a moment to be gone.
            until(lambda: b"mcphub_open_streams 1\n" in door.ask("GET", "/metrics").body)


@check("GET and DELETE without a session are not allowed")
def _(door: Door) -> None:
    for method in ["GET", "DELETE"]:
        answer = door.ask(method, "/mcp", None, {"MCP-Protocol-Version": "2026-07-28"})
        expect(answer.status == 405 and answer.fields["allow"] == "POST", answer)


@check("a server that is not there has no address")
def _(door: Door) -> None:
    expect(door.call("tools/list", path="/mcp/nobody").status == 404)

