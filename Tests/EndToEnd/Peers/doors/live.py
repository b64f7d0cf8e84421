"""Events and questions over WebSocket: `door.py live FOLDER LOG -- COMMAND...`.

The hub has the cost tools, with 19.845678901234 EUR in November 2026 and a folder for imports with october.csv, and a
scripted child `s` whose log is LOG. Eight connections may be open at once (WS_MAX_CONNECTIONS=8).
"""

import json
import pathlib
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import websockets.exceptions
from websockets.sync.client import ClientConnection, connect

from doors.childlog import received, until
from doors.rest import NOVEMBER, TOTAL, get, good, post
from doors.wire import Door, check, expect

HANDSHAKE = {
    "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def open_socket(door: Door, path: str = "/ws", **more: Any) -> ClientConnection:
    """A WebSocket."""
    more.setdefault("compression", None)
    return connect(f"ws://{door.host}:{door.port}{path}", proxy=None, **more)


def tell(line: ClientConnection, kind: str, data: dict[str, Any] | None = None, name: str = "") -> None:
    """Send a message."""
    line.send(json.dumps({"type": kind, "data": data or {}} | ({"id": name} if name else {})))


def hear(line: ClientConnection, kind: str, test: Callable[[Any], bool] = lambda _: True) -> dict[str, Any]:
    """The next message of a type; others are passed over."""
    end = time.monotonic() + 20
    while True:
        message = json.loads(line.recv(timeout=max(0.1, end - time.monotonic())))
        if message["type"] == kind and test(message):
            return message


def subscribe(line: ClientConnection, kind: str, **filters: Any) -> None:
    """Subscribe, and wait until that counts."""
    tell(line, "subscribe", {"type": kind} | filters)
    hear(line, "subscribed")


def import_more(door: Door, amount: str) -> None:
    """Have the data change."""
    text = (
        "BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName,Tags\n"
        f'{amount},{amount},EUR,2026-10-03,2026-10-04,Compute,"{{""department"":""Sales""}}"\n'
    )
    answer = door.ask("POST", "/api/cost/import?filename=more.csv", text.encode(), {"Content-Type": "text/csv"})
    expect(answer.status == 200, answer)


@check("a greeting tells where one stands, and a ping is answered")
def _(door: Door) -> None:
    for path in ["/", "/ws"]:
        with open_socket(door, path) as line:
            welcome = hear(line, "welcome")
            expect(welcome["data"]["sequence"] > 0 and welcome["timestamp"].endswith("Z"), welcome)
            tell(line, "ping", {"n": 1}, "p")
            pong = hear(line, "pong")
            expect(pong["id"] == "p" and pong["data"] == {"n": 1}, pong)


@check("what cannot be understood is answered, and the connection stays")
def _(door: Door) -> None:
    with open_socket(door) as line:
        for text in ["{", "[]", "{}", '{"type":"dance"}', "[" * 5_000]:
            line.send(text)
            expect(hear(line, "error")["data"]["status"] == 400, text)
        for kind, data in [("subscribe", {"type": "nothing"}), ("subscribe", {}), ("resume", {}), ("query", {})]:
            tell(line, kind, data)
            message = json.loads(line.recv(timeout=20))
            while message["type"] == "query_started":
                message = json.loads(line.recv(timeout=20))
            expect(message["type"] in ("error", "query_error"), message)
        tell(line, "ping")
        hear(line, "pong")


@check("an import is told at once to whoever subscribed, and to nobody else")
def _(door: Door) -> None:
    with open_socket(door) as told, open_socket(door) as other:
        subscribe(told, "cost_updates")
        subscribe(other, "alerts")
        import_more(door, "1.25")
        event = hear(told, "cost_updates")
        expect(event["sequence"] > 0 and event["data"]["dataVersion"], event)
        tell(other, "ping")
        expect(json.loads(other.recv(timeout=20))["type"] == "pong", "it was told too")
        tell(told, "unsubscribe", {"type": "cost_updates"})
        hear(told, "unsubscribed")


@check("who comes back hears what was missed, or that it is gone")
def _(door: Door) -> None:
    with open_socket(door) as line:
        sequence = hear(line, "welcome")["data"]["sequence"]
        subscribe(line, "cost_updates")
        import_more(door, "2.25")
        hear(line, "cost_updates")
    with open_socket(door) as line:
        subscribe(line, "cost_updates")
        tell(line, "resume", {"after": sequence})
        event = hear(line, "cost_updates")
        expect(event["sequence"] > sequence, event)
        expect(hear(line, "resumed")["data"]["count"] == 1, "the count is another")
        for after in [1, sequence + 1_000_000]:
            tell(line, "resume", {"after": after})
            expect(hear(line, "gone")["data"]["after"] == after, "it is not gone")


@check("a question has progress, a result, and the figures of every other door")
def _(door: Door) -> None:
    with open_socket(door) as line:
        arguments = {"period": "2026-11", "groupBy": "service"}
        tell(line, "query", {"tool": "cost_summary", "arguments": arguments}, "c")
        answer = hear(line, "query_result")
        expect(answer["id"] == "c" and answer["data"]["result"]["total"] == TOTAL, answer)
        rest = good(get(door, f"/api/cost/summary?{NOVEMBER}&groupBy=service"))
        expect(answer["data"]["result"]["data"] == rest["data"], answer)
        tell(line, "query", {"tool": "s__progress", "arguments": {"values": [1, 2], "after": False}}, "p")
        expect(hear(line, "query_progress")["data"]["done"] == 1, "no progress")
        hear(line, "query_result", lambda message: message["id"] == "p")
        tell(line, "query", {"tool": "cost_summary", "arguments": {"colour": "red"}}, "b")
        expect(hear(line, "query_error")["data"]["errors"][0]["pointer"] == "/colour", "it is not named")
        tell(line, "query", {"question": "what?"}, "w")
        expect(hear(line, "query_error")["data"]["tool"] == "ask_costs", "it does not say who would answer")


@check("a question of a tool is answered on the same connection")
def _(door: Door) -> None:
    with open_socket(door) as line:
        tell(line, "query", {"tool": "s__ask_form", "arguments": {}}, "q")
        question = hear(line, "query_question")["data"]
        (key,) = question["questions"]
        answers = {key: {"action": "accept", "content": {"name": "Ada"}}}
        tell(line, "query", {"resume": question["resume"], "answers": answers}, "r")
        expect("Ada" in json.dumps(hear(line, "query_result")), "no answer")


@check("a question can be cancelled, and ends with its connection")
def _(door: Door) -> None:
    log = door.rest[1]
    with open_socket(door) as line:
        tell(line, "query", {"tool": "s__hang", "arguments": {}}, "h")
        until(lambda: received(log, "tools/call", '"hang"') == 1)
        tell(line, "cancel", {"id": "h"})
        hear(line, "query_cancelled")
        until(lambda: received(log, "notifications/cancelled") == 1)
        tell(line, "query", {"tool": "s__hang", "arguments": {}}, "i")
        until(lambda: received(log, "tools/call", '"hang"') == 2)
    until(lambda: received(log, "notifications/cancelled") == 2)


@check("jobs and servers tell how they are")
def _(door: Door) -> None:
    with open_socket(door) as line:
        subscribe(line, "job_progress")
        subscribe(line, "hub_status", server="s")
        answer = get(door, f"/api/cost/summary?{NOVEMBER}", Prefer="respond-async")
        name = answer.json["id"]
        event = hear(line, "job_progress", lambda message: message["data"]["job"]["state"] == "succeeded")
        expect(event["data"]["job"]["id"] == name, event)
        post(door, "/api/tools/s__crash", {})
        event = hear(line, "hub_status")
        expect(event["data"]["server"] == "s", event)


@check("a new server in the configuration is told of")
def _(door: Door) -> None:
    with open_socket(door) as line:
        subscribe(line, "hub_status", server="late")
        path = pathlib.Path(door.rest[0], "mcphub.json")
        configuration = json.loads(path.read_text())
        configuration["mcpServers"]["late"] = configuration["mcpServers"]["s"]
        new = path.with_suffix(".new")
        new.write_text(json.dumps(configuration))
        new.replace(path)
        event = hear(line, "hub_status", lambda message: message["data"]["state"] == "ready")
        expect(event["data"]["server"] == "late", event)


@check("server-sent events tell the same")
def _(door: Door) -> None:
    with door.line() as line:
        line.send(door.request("GET", "/api/events?types=cost_updates"))
        status, fields = line.head()
        expect(status == 200 and fields["content-type"] == "text/event-stream", fields)
        expect(line.event()["event"] == "welcome", "no greeting")
        import_more(door, "3.25")
        event = line.event()
        message = json.loads(event["data"])
        expect(message["type"] == "cost_updates" and event["id"] == str(message["sequence"]), event)
    with door.line() as line:
        after = {"Last-Event-ID": str(message["sequence"] - 1)}
        line.send(door.request("GET", "/api/events?types=cost_updates", None, after))
        line.head()
        line.event()
        expect(json.loads(line.event()["data"]) == message, "it is not told again")
    expect(get(door, "/api/events?types=nothing").status == 400, "it is")


@check("a ticket lets in once")
def _(door: Door) -> None:
    answer = post(door, "/api/ws-ticket", {})
    expect(answer.status == 201, answer)
    with open_socket(door, f"/ws?ticket={answer.json['ticket']}") as line:
        hear(line, "welcome")


@check("a token in the address, a foreign page and a foreign name are refused")
def _(door: Door) -> None:
    for path, more in [
        ("/ws?token=secret", {}), ("/ws?access_token=secret", {}), ("/ws", {"origin": "https://evil.example"}),
    ]:
        try:
            with open_socket(door, path, **more):
                raise AssertionError(f"{path} is let in")
        except websockets.exceptions.InvalidStatus as problem:
            expect(problem.response.status_code in (400, 403), problem)
    answer = door.ask("GET", "/ws", None, HANDSHAKE | {"Host": "evil.example"})
    expect(answer.status == 403, answer)


@check("more connections than may be are closed with a reason")
def _(door: Door) -> None:
    with ExitStack() as stack:
        count, reason = 0, None
        # Those of the checks before may still be leaving.
        while count < 8 or reason is None:
            expect(count <= 8, "more are let in")
            line = stack.enter_context(open_socket(door))
            try:
                line.recv(timeout=20)
                count, reason = count + 1, None
            except websockets.exceptions.ConnectionClosed as closed:
                expect(closed.rcvd.code == 1013, closed)
                reason = closed.rcvd.reason
        expect("8 connections" in reason, reason)


@check("a message that is too long ends its connection only")
def _(door: Door) -> None:
    with open_socket(door) as other, open_socket(door) as line:
        try:
            line.send("x" * (1 << 20))
            while True:
                line.recv(timeout=20)
        except websockets.exceptions.ConnectionClosed as closed:
            expect(closed.rcvd.code == 1009, closed)
        tell(other, "ping")
        hear(other, "pong")


@check("who does not read keeps nobody waiting, and who does loses nothing")
def _(door: Door) -> None:
    with open_socket(door, max_queue=None) as good_line, socket.create_connection((door.host, door.port)) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.sendall(door.request("GET", "/ws", None, HANDSHAKE))
        slow.recv(1024)
        subscribe(good_line, "job_progress")
        count = 300
        for _ in range(count):
            answer = get(door, f"/api/cost/summary?{NOVEMBER}", Prefer="respond-async")
            while answer.status == 429:
                answer = get(door, f"/api/cost/summary?{NOVEMBER}", Prefer="respond-async")
        seen = 0
        while seen < count:
            message = json.loads(good_line.recv(timeout=20))
            expect(message["type"] == "job_progress", message)
            seen += message["data"]["job"]["state"] == "succeeded"
