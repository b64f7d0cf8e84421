"""TLS and HTTP/2: `door.py secure CERTIFICATE LOG`; LOG is what the scripted child `s` writes down.

The server's headerTime is 1 s.
"""

import json
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import h2.config
import h2.connection
import h2.events

from doors.childlog import received, until
from doors.wire import LIMIT, META, Door, Line, check, expect


def trust(door: Door, *protocols: str) -> ssl.SSLContext:
    """A client's side of TLS that trusts the certificate of the test."""
    context = ssl.create_default_context(cafile=door.rest[0])
    context.set_alpn_protocols(list(protocols))
    return context


@contextmanager
def secure(door: Door, *protocols: str) -> Iterator[Line]:
    """An encrypted connection."""
    with socket.create_connection((door.host, door.port), timeout=LIMIT) as opened:
        with trust(door, *protocols).wrap_socket(opened, server_hostname="localhost") as wrapped:
            yield Line(wrapped)


class Multiplex:
    """A connection of HTTP/2 and what has come over it, by stream."""

    def __init__(self, opened: ssl.SSLSocket) -> None:
        self.socket = opened
        self.h2 = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
        self.h2.initiate_connection()
        self.heads: dict[int, dict[str, str]] = {}
        self.bodies: dict[int, bytes] = {}
        self.ended: set[int] = set()
        self.resets: set[int] = set()
        self.flush()

    def flush(self) -> None:
        """Send what is due."""
        self.socket.sendall(self.h2.data_to_send())

    def send(self, request: bytes, scheme: str = "https") -> int:
        """Send what would be a request of HTTP/1.1."""
        head, _, body = request.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        method, path, _ = first.split()
        fields = dict(line.split(": ", 1) for line in lines)
        host = fields.pop("Host")
        stream = self.h2.get_next_available_stream_id()
        pseudo = [(":method", method), (":scheme", scheme), (":authority", host), (":path", path)]
        self.h2.send_headers(stream, pseudo + [(k.lower(), v) for k, v in fields.items()], end_stream=not body)
        self.flush()
        while body:
            self.until(lambda: self.h2.local_flow_control_window(stream) > 0)
            room = min(self.h2.local_flow_control_window(stream), self.h2.max_outbound_frame_size)
            piece, body = body[:room], body[room:]
            self.h2.send_data(stream, piece, end_stream=not body)
            self.flush()
        return stream

    def reset(self, stream: int) -> None:
        """Give a request up."""
        self.h2.reset_stream(stream, 8)
        self.flush()

    def step(self) -> None:
        """Take in what comes next."""
        data = self.socket.recv(65536)
        if not data:
            raise EOFError("closed")
        for event in self.h2.receive_data(data):
            if isinstance(event, h2.events.ResponseReceived):
                self.heads[event.stream_id] = dict(event.headers)
            elif isinstance(event, h2.events.DataReceived):
                self.bodies[event.stream_id] = self.bodies.get(event.stream_id, b"") + event.data
                self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            elif isinstance(event, h2.events.StreamEnded):
                self.ended.add(event.stream_id)
            elif isinstance(event, h2.events.StreamReset):
                self.resets.add(event.stream_id)
        self.flush()

    def until(self, condition: Callable[[], bool]) -> None:
        """Take in what comes until something is so."""
        while not condition():
            self.step()

    def answer(self, stream: int) -> tuple[int, bytes]:
        """Status and body of the answer to a request."""
        self.until(lambda: stream in self.ended)
        return int(self.heads[stream][":status"]), self.bodies.get(stream, b"")


@contextmanager
def multiplex(door: Door) -> Iterator[Multiplex]:
    """A connection of HTTP/2."""
    with secure(door, "h2", "http/1.1") as line:
        expect(line.socket.selected_alpn_protocol() == "h2", line.socket.selected_alpn_protocol())
        yield Multiplex(line.socket)


INITIALIZE = {
    "jsonrpc": "2.0", "id": 0, "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "door", "version": "1"}},
}


@check("both eras are spoken over HTTP/1.1 with TLS 1.2 and with TLS 1.3")
def _(door: Door) -> None:
    for version in [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]:
        context = trust(door, "http/1.1")
        context.minimum_version = context.maximum_version = version
        with socket.create_connection((door.host, door.port), timeout=LIMIT) as opened:
            with context.wrap_socket(opened, server_hostname="localhost") as wrapped:
                line = Line(wrapped)
                line.send(door.modern("tools/call", {"name": "s__echo", "arguments": {"text": "hello"}}))
                answer = line.answer()
                expect(answer.status == 200 and b"hello" in answer.body, answer)
                line.send(door.legacy(INITIALIZE))
                answer = line.answer()
                expect(answer.status == 200 and "mcp-session-id" in answer.fields, answer)


@check("who agrees on no protocol gets HTTP/1.1")
def _(door: Door) -> None:
    with socket.create_connection((door.host, door.port), timeout=LIMIT) as opened:
        context = ssl.create_default_context(cafile=door.rest[0])
        with context.wrap_socket(opened, server_hostname="localhost") as wrapped:
            line = Line(wrapped)
            line.send(door.request("GET", "/health"))
            expect(line.answer().status == 200)


@check("TLS 1.1 is refused")
def _(door: Door) -> None:
    context = trust(door, "http/1.1")
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    with socket.create_connection((door.host, door.port), timeout=LIMIT) as opened:
        try:
            context.wrap_socket(opened, server_hostname="localhost")
        except ssl.SSLError as problem:
            # The server's word, and not that of this side.
            expect("alert" in str(problem).lower(), problem)
        else:
            raise AssertionError("it was accepted")


@check("both eras are spoken over HTTP/2, many requests at a time on one connection")
def _(door: Door) -> None:
    with multiplex(door) as connection:
        streams = {
            connection.send(door.modern("tools/call", {"name": "s__echo", "arguments": {"text": f"n{n}n"}}, id=n)): n
            for n in range(50)
        }
        for stream, number in streams.items():
            status, body = connection.answer(stream)
            expect(status == 200 and json.loads(body)["id"] == number and f"n{number}n".encode() in body, body)
        stream = connection.send(door.legacy(INITIALIZE))
        expect(connection.answer(stream)[0] == 200)
        session = connection.heads[stream]["mcp-session-id"]
        told = connection.send(door.legacy({"jsonrpc": "2.0", "method": "notifications/initialized"}, session))
        expect(connection.answer(told)[0] == 202)
        lists = connection.send(door.legacy({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}, session))
        status, body = connection.answer(lists)
        expect(status == 200 and b"s__echo" in body, body)


@check("answers and requests of a megabyte come whole over HTTP/2")
def _(door: Door) -> None:
    text = "x" * (1 << 20)
    with multiplex(door) as connection:
        stream = connection.send(door.modern("tools/call", {"name": "s__echo", "arguments": {"text": text}}))
        status, body = connection.answer(stream)
        expect(status == 200 and text.encode() in body, len(body))


@check("a request that is given up over HTTP/2 is cancelled, and the others on its connection are not")
def _(door: Door) -> None:
    before = received(door.rest[1], "notifications/cancelled")
    with multiplex(door) as connection:
        kept = connection.send(door.modern("tools/call", {"name": "s__gate", "arguments": {"name": "kept"}}, id=1))
        left = connection.send(door.modern("tools/call", {"name": "s__gate", "arguments": {"name": "left"}}, id=2))
        until(lambda: received(door.rest[1], "tools/call", '"left"') > 0 and received(door.rest[1], "tools/call", '"kept"') > 0)
        connection.reset(left)
        until(lambda: received(door.rest[1], "notifications/cancelled") == before + 1)
        opened = connection.send(door.modern("tools/call", {"name": "s__open_gate", "arguments": {"name": "kept"}}))
        expect(connection.answer(opened)[0] == 200)
        status, body = connection.answer(kept)
        expect(status == 200 and "error" not in json.loads(body), body)
    expect(received(door.rest[1], "notifications/cancelled") == before + 1)


@check("events come over HTTP/2 as they happen, and giving the stream up cancels")
def _(door: Door) -> None:
    before = received(door.rest[1], "notifications/cancelled")
    with multiplex(door) as connection:
        params = {"name": "s__progress_at_gate", "arguments": {"name": "h2"}, "_meta": META | {"progressToken": 7}}
        stream = connection.send(door.modern("tools/call", params))
        connection.until(lambda: b"notifications/progress" in connection.bodies.get(stream, b""))
        expect(connection.heads[stream]["content-type"] == "text/event-stream", connection.heads[stream])
        connection.reset(stream)
        until(lambda: received(door.rest[1], "notifications/cancelled") > before)
        listen = {"notifications": {"toolsListChanged": True}}
        heard = connection.send(door.modern("subscriptions/listen", listen))
        connection.until(lambda: b"acknowledged" in connection.bodies.get(heard, b""))
        # All of this outlasts the time that a client has before its first request.
        expect(connection.answer(connection.send(door.request("GET", "/health")))[0] == 200)


@check("a connection of HTTP/2 that is closed cancels all that was asked on it")
def _(door: Door) -> None:
    before = received(door.rest[1], "notifications/cancelled")
    with multiplex(door) as connection:
        for number in range(3):
            connection.send(door.modern("tools/call", {"name": "s__gate", "arguments": {"name": f"gone{number}"}}))
        until(lambda: received(door.rest[1], "tools/call", '"gone') == 3)
    until(lambda: received(door.rest[1], "notifications/cancelled") == before + 3)


@check("foreign names and pages are refused over HTTP/2 as well")
def _(door: Door) -> None:
    with multiplex(door) as connection:
        stream = connection.send(door.modern("tools/list", Origin="https://evil.example"))
        expect(connection.answer(stream)[0] == 403)
        stream = connection.send(door.modern("tools/list", Host="evil.example"))
        expect(connection.answer(stream)[0] == 403)


@check("a client that never shakes hands, or stops in the middle, is closed")
def _(door: Door) -> None:
    for start in [b"", b"\x16\x03\x01\x02\x00\x01"]:
        begun = time.monotonic()
        with door.line() as line:
            line.send(start)
            expect(line.is_closed() and time.monotonic() - begun < 15)


@check("a client that shakes hands and then asks for nothing is closed, over HTTP/1.1 and HTTP/2")
def _(door: Door) -> None:
    for protocol in ["http/1.1", "h2"]:
        with secure(door, protocol) as line:
            expect(line.is_closed())
    with multiplex(door) as connection:
        # The client hears that it is to go, and does not.
        expect(Line(connection.socket).is_closed())


@check("nonsense instead of a handshake ends its own connection only")
def _(door: Door) -> None:
    for nonsense in [b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\x00" * 4096, bytes(range(256)) * 64, b"\x16\x03\x01\xff\xff" * 999]:
        with door.line() as line:
            try:
                line.send(nonsense)
            except OSError:
                pass
            expect(line.is_closed())
    with secure(door, "h2") as line:
        line.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 1000)
        expect(line.is_closed())
    with multiplex(door) as connection:
        expect(connection.answer(connection.send(door.modern("tools/list")))[0] == 200)
