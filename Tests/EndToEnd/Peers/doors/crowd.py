"""Many agents at once: `door.py crowd STREAMS AGENTS`; there is a scripted child `s`."""

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

from doors.wire import Door, Line, check, expect


@check("a change of the list reaches every stream that listens for it")
def _(door: Door) -> None:
    lines: list[Line] = []
    try:
        for number in range(int(door.rest[0])):
            line = Line(socket.create_connection((door.host, door.port), timeout=60))
            lines.append(line)
            params = {"notifications": {"toolsListChanged": True}}
            line.send(door.modern("subscriptions/listen", params, id=number))
        for line in lines:
            expect(line.head()[0] == 200)
            expect("acknowledged" in line.event()["data"])
        door.call("tools/call", {"name": "s__add_tool", "arguments": {"name": "grown"}})
        for number, line in enumerate(lines):
            event = json.loads(line.event()["data"])
            expect(event["method"] == "notifications/tools/list_changed", event)
            expect(event["params"]["_meta"]["io.modelcontextprotocol/subscriptionId"] == number, event)
    finally:
        for line in lines:
            line.socket.close()


@check("agents of both eras that call at once each get their own answers, and all of them")
def _(door: Door) -> None:
    count = int(door.rest[1])
    together = threading.Barrier(count)

    def agent(number: int) -> int:
        session = door.shake_hands() if number % 2 else None
        with door.line() as line:
            line.socket.settimeout(60)
            together.wait(60)
            for call in range(5):
                params = {"name": "s__echo", "arguments": {"text": f"<{number}.{call}>"}}
                if session:
                    message = {"jsonrpc": "2.0", "id": call, "method": "tools/call", "params": params}
                    line.send(door.legacy(message, session))
                else:
                    line.send(door.modern("tools/call", params, id=call))
                answer = line.answer()
                expect(answer.status == 200, answer)
                body = answer.json if answer.body.startswith(b"{") else json.loads(answer.events[-1]["data"])
                expect(body["id"] == call and f"<{number}.{call}>" in json.dumps(body), body)
        return 5

    with ThreadPoolExecutor(count) as pool:
        expect(sum(pool.map(agent, range(count))) == 5 * count)
