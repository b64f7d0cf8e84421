"""Scripted stdio servers, standard library only, for testing how a client finds out a server's era.

`raw_servers.py MODE`, with one of these modes:

modern               speaks 2026-07-28 only; initialize is refused with -32022
modern-32022         the same: a discover of another revision is refused with -32022 and the supported one
modern-refuses-once  refuses the first discover with -32022 whatever it asks for, then is modern
late                 modern, but answers discover only after initialize, which it refuses first
late-discover        modern, but answers discover only once initialize arrives, which it refuses second
future               discover names 2027-01-01 only; all else is refused with -32022
legacy               shakes hands; discover is refused with -32601
legacy-32602         the same with -32602
legacy-32000         the same with -32000
legacy-2024          negotiates 2024-11-05 whatever is asked
silent               legacy, and never answers discover
exits                legacy, and exits with status 1 on any request before initialize
noisy                legacy, with text that is no JSON and blank lines around every answer
garbage              answers every request with a line of invalid JSON
dead                 exits at once
"""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

JSON = dict[str, Any]

MODERN = "2026-07-28"
FUTURE = "2027-01-01"
LEGACY = "2025-11-25"
HANDSHAKE_REVISIONS = ["2024-11-05", "2025-03-26", "2025-06-18", LEGACY]
PREFIX = "io.modelcontextprotocol/"
SERVER = {"name": "raw", "version": "1.0.0"}
CACHING = {"ttlMs": 0, "cacheScope": "public"}
ECHO_SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
ECHO_TOOL = {"name": "echo", "description": "Returns the text it is given.", "inputSchema": ECHO_SCHEMA}

INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS, UNSUPPORTED_REVISION = -32600, -32601, -32602, -32022


class Fault(Exception):
    """A request is refused."""

    def __init__(self, code: int, message: str, data: JSON | None = None) -> None:
        super().__init__(message)
        self.error: JSON = {"code": code, "message": message} | ({"data": data} if data else {})


def echo(params: JSON) -> JSON:
    """The result of a call of the only tool."""
    if params.get("name") != "echo":
        raise Fault(INVALID_PARAMS, f"Unknown tool: {params.get('name')}")
    return {"content": [{"type": "text", "text": params["arguments"]["text"]}], "isError": False}


class Server:
    """Answers every request once."""

    def respond(self, request: JSON) -> Iterator[JSON]:
        """The messages that answer a request. Odd modes have more of them, or none."""
        try:
            yield {"jsonrpc": "2.0", "id": request["id"], "result": self.result(request)}
        except Fault as fault:
            yield {"jsonrpc": "2.0", "id": request["id"], "error": fault.error}

    def result(self, request: JSON) -> JSON:
        """The result of a request, or a fault."""
        raise NotImplementedError


class Modern(Server):
    """Speaks the stateless era only."""

    supported = [MODERN]

    def result(self, request: JSON) -> JSON:
        """The result of a request, or a fault."""
        method, params = request["method"], request.get("params", {})
        if method == "initialize":
            raise self.unsupported(params.get("protocolVersion"))
        meta = params.get("_meta", {})
        missing = [key for key in ("protocolVersion", "clientCapabilities") if PREFIX + key not in meta]
        if missing:
            raise Fault(INVALID_PARAMS, f"_meta lacks {', '.join(missing)}")
        self.check(method, meta[PREFIX + "protocolVersion"])
        return {"resultType": "complete", **self.served(method, params), "_meta": {PREFIX + "serverInfo": SERVER}}

    def served(self, method: str, params: JSON) -> JSON:
        """What is particular to the result of a method."""
        if method == "server/discover":
            return {"supportedVersions": self.supported, "capabilities": {"tools": {}}, **CACHING}
        if method == "tools/list":
            return {"tools": [ECHO_TOOL], **CACHING}
        if method == "tools/call":
            return echo(params)
        raise Fault(METHOD_NOT_FOUND, "Method not found")

    def check(self, method: str, revision: str) -> None:
        """Refuse a revision that is not served."""
        if revision not in self.supported:
            raise self.unsupported(revision)

    def unsupported(self, revision: str | None) -> Fault:
        """The error that names the revisions served."""
        return Fault(
            UNSUPPORTED_REVISION, "Unsupported protocol version", {"supported": self.supported, "requested": revision}
        )


class RefusesOnce(Modern):
    """Refuses the first discover, naming a revision that then is served."""

    refused = False

    def result(self, request: JSON) -> JSON:
        """As modern, but for the first discover."""
        if request["method"] == "server/discover" and not self.refused:
            self.refused = True
            raise self.unsupported("first")
        return super().result(request)


class Late(Modern):
    """Answers discover only when initialize has shown that the client lost patience."""

    def __init__(self, discover_first: bool) -> None:
        self.discover_first = discover_first
        self.initialized = False
        self.held: list[JSON] = []

    def respond(self, request: JSON) -> Iterator[JSON]:
        """Hold discover back until initialize arrives."""
        if request["method"] == "server/discover" and not self.initialized:
            self.held.append(request)
        elif request["method"] == "initialize":
            self.initialized = True
            order = [*self.held, request] if self.discover_first else [request, *self.held]
            self.held = []
            for each in order:
                yield from super().respond(each)
        else:
            yield from super().respond(request)


class Future(Modern):
    """Speaks a revision that is yet to come, and says so to whoever asks in another."""

    supported = [FUTURE]

    def check(self, method: str, revision: str) -> None:
        """As modern, but for discover."""
        if method != "server/discover":
            super().check(method, revision)


class Legacy(Server):
    """Speaks the handshake era only."""

    def __init__(self, discover_code: int = METHOD_NOT_FOUND, revision: str | None = None) -> None:
        self.discover_code = discover_code
        self.revision = revision
        self.initialized = False

    def result(self, request: JSON) -> JSON:
        """The result of a request, or a fault."""
        method, params = request["method"], request.get("params", {})
        if method == "server/discover":
            raise Fault(self.discover_code, "Refused")
        if method == "initialize":
            self.initialized = True
            return {"protocolVersion": self.negotiate(params), "capabilities": {"tools": {}}, "serverInfo": SERVER}
        if method == "ping":
            return {}
        if not self.initialized:
            raise Fault(INVALID_REQUEST, "Not initialized")
        if method == "tools/list":
            return {"tools": [ECHO_TOOL]}
        if method == "tools/call":
            return echo(params)
        raise Fault(METHOD_NOT_FOUND, "Method not found")

    def negotiate(self, params: JSON) -> str:
        """The revision for a handshake: a fixed one, the one asked for, or the latest."""
        asked = params.get("protocolVersion", "")
        return self.revision or (asked if asked in HANDSHAKE_REVISIONS else LEGACY)


class Silent(Legacy):
    """Never answers discover."""

    def respond(self, request: JSON) -> Iterator[JSON]:
        """Answer all but discover."""
        if request["method"] != "server/discover":
            yield from super().respond(request)


class Exits(Legacy):
    """Cannot bear a request before initialize."""

    def respond(self, request: JSON) -> Iterator[JSON]:
        """Exit, unless hands were shaken."""
        if not self.initialized and request["method"] != "initialize":
            sys.exit(1)
        yield from super().respond(request)


class Noisy(Legacy):
    """Writes to its output what belongs elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        say("Starting up ...")
        say("")

    def respond(self, request: JSON) -> Iterator[JSON]:
        """Chatter around the answer."""
        say(f"[info] handling {request['method']}")
        say("")
        yield from super().respond(request)
        say("{not json}")
        say("")


class Garbage(Server):
    """Answers nothing that can be read."""

    def respond(self, request: JSON) -> Iterator[JSON]:
        """Write a broken line."""
        say('{"jsonrpc": "2.0", "id": ' + json.dumps(request["id"]) + ', "result": {')
        return iter(())


MODES: dict[str, Callable[[], Server]] = {
    "modern": Modern,
    "modern-32022": Modern,
    "modern-refuses-once": RefusesOnce,
    "late": lambda: Late(discover_first=False),
    "late-discover": lambda: Late(discover_first=True),
    "future": Future,
    "legacy": Legacy,
    "legacy-32602": lambda: Legacy(INVALID_PARAMS),
    "legacy-32000": lambda: Legacy(-32000),
    "legacy-2024": lambda: Legacy(revision="2024-11-05"),
    "silent": Silent,
    "exits": Exits,
    "noisy": Noisy,
    "garbage": Garbage,
}


def say(line: str) -> None:
    """Write a line at once."""
    print(line, flush=True)


def main() -> None:
    """Serve standard input until it ends."""
    if len(sys.argv) != 2 or sys.argv[1] not in [*MODES, "dead"]:
        sys.exit(f"usage: raw_servers.py {'|'.join([*MODES, 'dead'])}")
    if sys.argv[1] == "dead":
        return
    server = MODES[sys.argv[1]]()
    for line in sys.stdin:
        message = json.loads(line)
        if "method" in message and "id" in message:
            for answer in server.respond(message):
                say(json.dumps(answer))


if __name__ == "__main__":
    main()
