"""HTTP as bytes, so that a check can say what no library would send."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

LIMIT = 20.0
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {"elicitation": {"form": {}}},
}

CHECKS: list[tuple[str, Callable[["Door"], str | None]]] = []


def check(sentence: str) -> Callable[[Callable[["Door"], str | None]], Callable[["Door"], str | None]]:
    """Register a check, in the order of reading."""

    def register(body: Callable[["Door"], str | None]) -> Callable[["Door"], str | None]:
        CHECKS.append((sentence, body))
        return body

    return register


def expect(condition: object, detail: object = "") -> None:
    """Fail the running check unless the condition holds."""
    if not condition:
        raise AssertionError(str(detail))


@dataclass
class Answer:
    """One HTTP answer."""

    status: int
    fields: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def events(self) -> list[dict[str, str]]:
        """The body as server-sent events."""
        return list(events(self.body.decode().split("\n")))


def events(lines: list[str]) -> Iterator[dict[str, str]]:
    """Server-sent events from lines; comments are left out."""
    event: dict[str, str] = {}
    for line in lines:
        if not line:
            if event:
                yield event
            event = {}
        elif not line.startswith(":"):
            name, _, value = line.partition(":")
            event[name] = value.removeprefix(" ")


@dataclass
class Line:
    """One connection."""

    socket: socket.socket
    buffer: bytes = field(default=b"")

    def send(self, data: bytes | str) -> None:
        """Send bytes as they are."""
        self.socket.sendall(data.encode() if isinstance(data, str) else data)

    def until(self, mark: bytes) -> bytes:
        """What comes up to a mark, and the mark."""
        while mark not in self.buffer:
            more = self.socket.recv(65536)
            if not more:
                raise EOFError(f"closed after {self.buffer[:200]!r}")
            self.buffer += more
        end = self.buffer.index(mark) + len(mark)
        data, self.buffer = self.buffer[:end], self.buffer[end:]
        return data

    def exactly(self, count: int) -> bytes:
        """So many bytes."""
        while len(self.buffer) < count:
            more = self.socket.recv(65536)
            if not more:
                raise EOFError("closed in a body")
            self.buffer += more
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def head(self) -> tuple[int, dict[str, str]]:
        """Status and fields of the next answer."""
        lines = self.until(b"\r\n\r\n").decode().split("\r\n")
        fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:] if line)}
        return int(lines[0].split()[1]), fields

    def chunk(self) -> bytes:
        """The next chunk of a body; empty at its end."""
        size = int(self.until(b"\r\n").split(b";")[0], 16)
        data = self.exactly(size)
        self.until(b"\r\n")
        return data

    def answer(self, method: str = "POST") -> Answer:
        """The next answer as a whole."""
        status, fields = self.head()
        while status == 100:
            status, fields = self.head()
        body = b""
        if fields.get("transfer-encoding") == "chunked":
            while data := self.chunk():
                body += data
        elif method != "HEAD" and status not in (204, 304):
            body = self.exactly(int(fields.get("content-length", "0")))
        return Answer(status, fields, body)

    def event(self) -> dict[str, str]:
        """The next event of a stream."""
        while True:
            text = self.chunk().decode()
            expect(text, "the stream has ended")
            found = list(events(text.split("\n")))
            if found:
                return found[0]

    def is_closed(self) -> bool:
        """Wait until the other side closes; what it still says is passed over."""
        try:
            while self.socket.recv(65536):
                pass
        except ConnectionResetError:
            pass
        return True


@dataclass
class Door:
    """A server, and what a test has told about it."""

    host: str
    port: int
    rest: list[str]
    process: int = 0

    @contextmanager
    def line(self) -> Iterator[Line]:
        """A connection."""
        with socket.create_connection((self.host, self.port), timeout=LIMIT) as opened:
            yield Line(opened)

    def request(
        self, method: str, path: str, body: bytes | None = None, fields: dict[str, str] | None = None
    ) -> bytes:
        """A request as bytes. A field that is set to nothing is left out."""
        all_fields = {"Host": f"{self.host}:{self.port}"} | (fields or {})
        if body is not None:
            all_fields = {"Content-Length": str(len(body))} | all_fields
        text = "".join(f"{name}: {value}\r\n" for name, value in all_fields.items() if value)
        return f"{method} {path} HTTP/1.1\r\n{text}\r\n".encode() + (body or b"")

    def ask(self, method: str, path: str, body: bytes | None = None, fields: dict[str, str] | None = None) -> Answer:
        """One request on a connection of its own."""
        with self.line() as line:
            line.send(self.request(method, path, body, fields))
            return line.answer(method)

    def modern(
        self, method: str, params: dict[str, Any] | None = None, id: int | str = 1, path: str = "/mcp", **fields: str
    ) -> bytes:
        """A request of the modern era, with all that belongs to it."""
        params = dict(params or {})
        params.setdefault("_meta", META)
        body = json.dumps({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).encode()
        standard = {
            "Content-Type": "application/json",
            "Accept": "application/json, text/event-stream",
            "MCP-Protocol-Version": "2026-07-28",
            "Mcp-Method": method,
        }
        name = params.get("name") or params.get("uri")
        if name:
            standard["Mcp-Name"] = name
        given = {key.replace("_", "-"): value for key, value in fields.items()}
        return self.request("POST", path, body, standard | given)

    def call(self, method: str, params: dict[str, Any] | None = None, path: str = "/mcp", **fields: str) -> Answer:
        """A request of the modern era on a connection of its own."""
        with self.line() as line:
            line.send(self.modern(method, params, path=path, **fields))
            return line.answer()

    def legacy(self, message: Any, session: str | None = None, **fields: str) -> bytes:
        """A POST of the handshake era."""
        standard = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        if session:
            standard["Mcp-Session-Id"] = session
        given = {key.replace("_", "-"): value for key, value in fields.items()}
        return self.request("POST", "/mcp", json.dumps(message).encode(), standard | given)

    def say(self, message: Any, session: str | None = None, **fields: str) -> Answer:
        """A POST of the handshake era on a connection of its own."""
        with self.line() as line:
            line.send(self.legacy(message, session, **fields))
            return line.answer()

    def shake_hands(self, version: str = "2025-11-25", **fields: str) -> str:
        """A session."""
        params = {
            "protocolVersion": version,
            "capabilities": {"elicitation": {}},
            "clientInfo": {"name": "door", "version": "1"},
        }
        answer = self.say({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params}, **fields)
        expect(answer.status == 200, answer)
        session = answer.fields["mcp-session-id"]
        told = self.say({"jsonrpc": "2.0", "method": "notifications/initialized"}, session, **fields)
        expect(told.status == 202, told)
        return session
