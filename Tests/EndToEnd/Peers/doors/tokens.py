"""Who may call: `door.py tokens HOST:PORT READER EXPIRED BOUNDED ALL`, four tokens.

The server has the tools s__echo and o__echo. Scope "s" allows everything of server s, "all" everything.
READER carries "s", EXPIRED is over, BOUNDED carries "all" but only for the tool s__echo, ALL carries "all".
"""

import json
import time

from doors.wire import Door, check, expect


def bearer(token: str) -> dict[str, str]:
    """The field that carries a token."""
    return {"Authorization": f"Bearer {token}"}


def names(door: Door, token: str, path: str = "/mcp") -> set[str]:
    """The tools that a token shows."""
    answer = door.call("tools/list", path=path, **bearer(token))
    expect(answer.status == 200, answer)
    return {tool["name"] for tool in answer.json["result"]["tools"]}


def ready(door: Door) -> None:
    """Wait until both servers have said what they offer."""
    deadline = time.monotonic() + 60
    while not {"s__echo", "o__echo"} <= names(door, door.rest[3]):
        expect(time.monotonic() < deadline, "the servers are not ready")
        time.sleep(0.05)


@check("without a token there is 401, and where to find out more")
def _(door: Door) -> None:
    for answer in [door.call("tools/list"), door.ask("GET", "/mcp"), door.ask("GET", "/nothing")]:
        expect(answer.status == 401, answer)
        challenge = answer.fields["www-authenticate"]
        expect(challenge.startswith("Bearer ") and "resource_metadata=" in challenge, challenge)
        expect('scope="all s"' in challenge, challenge)


@check("the metadata that a challenge names is there for everybody")
def _(door: Door) -> None:
    challenge = door.call("tools/list").fields["www-authenticate"]
    address = challenge.split('resource_metadata="')[1].split('"')[0]
    path = "/" + address.split("/", 3)[3]
    answer = door.ask("GET", path)
    expect(answer.status == 200 and answer.json["resource"].endswith("/mcp"), answer)
    expect(answer.json["scopes_supported"] == ["all", "s"], answer.json)


@check("tokens that are unknown or over are refused by name of the fault")
def _(door: Door) -> None:
    for token in ["nonsense", door.rest[1], "mcphub_" + "0" * 64]:
        answer = door.call("tools/list", **bearer(token))
        expect(answer.status == 401 and 'error="invalid_token"' in answer.fields["www-authenticate"], answer)
        expect(token.encode() not in answer.body, "a token is told back")


@check("a token in the address is refused although it is a good one")
def _(door: Door) -> None:
    expect(door.ask("GET", f"/health?access_token={door.rest[3]}").status == 400)
    expect(door.ask("POST", f"/mcp?token={door.rest[3]}", b"{}").status == 400)


@check("monitoring needs no token")
def _(door: Door) -> None:
    for path in ["/health", "/live", "/metrics"]:
        expect(door.ask("GET", path).status == 200, path)


@check("each token shows what it allows")
def _(door: Door) -> None:
    ready(door)
    reader, _, bounded, every = door.rest[:4]
    expect("s__echo" in names(door, reader) and "o__echo" not in names(door, reader))
    expect(names(door, bounded) == {"s__echo"}, names(door, bounded))
    expect({"s__echo", "o__echo"} <= names(door, every))
    expect("echo" in names(door, reader, "/mcp/s"))
    expect(not names(door, reader, "/mcp/o"), "tools of a server that is not allowed")


@check("a call without the scope is 403, and which scope is missing")
def _(door: Door) -> None:
    params = {"name": "o__echo", "arguments": {"text": "x"}}
    answer = door.call("tools/call", params, **bearer(door.rest[0]))
    expect(answer.status == 403, answer)
    challenge = answer.fields["www-authenticate"]
    expect('error="insufficient_scope"' in challenge and 'scope="all"' in challenge, challenge)
    expect(door.call("tools/call", params, **bearer(door.rest[3])).status == 200)


@check("a session belongs to whom it was opened for")
def _(door: Door) -> None:
    session = door.shake_hands(**bearer(door.rest[0]))
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    expect(door.say(ping, session, **bearer(door.rest[0])).status == 200)
    expect(door.say(ping, session, **bearer(door.rest[3])).status == 404)
    fields = {"Mcp-Session-Id": session, "Accept": "text/event-stream"}
    expect(door.ask("GET", "/mcp", None, fields | bearer(door.rest[3])).status == 404)
    expect(door.ask("DELETE", "/mcp", None, fields | bearer(door.rest[3])).status == 404)
    expect(door.ask("DELETE", "/mcp", None, fields | bearer(door.rest[0])).status == 204)


@check("a cursor and a state are no good for somebody else")
def _(door: Door) -> None:
    params = {"name": "s__echo", "arguments": {"text": "x"}, "requestState": "forged"}
    answer = door.call("tools/call", params, **bearer(door.rest[3]))
    expect(answer.json["error"]["code"] == -32602, answer.json)
    answer = door.call("tools/list", {"cursor": "forged"}, **bearer(door.rest[3]))
    expect(answer.json["error"]["code"] == -32602, answer.json)


@check("no token reaches a server")
def _(door: Door) -> None:
    params = {"name": "s__environment", "arguments": {}}
    answer = door.call("tools/call", params, **bearer(door.rest[3]))
    text = json.dumps(answer.json)
    for token in door.rest:
        expect(token not in text, "a token has reached a server")
