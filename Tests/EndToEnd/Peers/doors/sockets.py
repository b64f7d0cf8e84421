"""WebSockets: `door.py sockets -- PORT`.

The server echoes at `/echo`, and at `/attended`, where it asks every second whether the peer is still there. It says at
`/ended` how many connections have ended there; `/close` closes with code 4001 on the first message. Messages may have
64 KiB, tokens are `good`, and peers have 1 s to answer a close.
"""

import base64
import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager

import websockets.exceptions
from websockets.sync.client import ClientConnection, connect

from doors.wire import Door, Line, check, expect

LIMIT = 64 << 10
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
GOOD = {"Authorization": "Bearer good"}


def open_socket(door: Door, path: str = "/echo", headers: dict[str, str] | None = None, **more: object) -> ClientConnection:
    """A WebSocket as a library makes it."""
    url = f"ws://{door.host}:{door.port}{path}"
    more.setdefault("compression", None)
    return connect(url, additional_headers=GOOD if headers is None else headers, proxy=None, **more)


def refused(door: Door, **more: object) -> int:
    """The status with which a WebSocket is refused."""
    try:
        with open_socket(door, **more):
            raise AssertionError("it was let in")
    except websockets.exceptions.InvalidStatus as problem:
        return problem.response.status_code


def handshake(door: Door, **fields: str) -> bytes:
    """The request for a WebSocket."""
    standard = {
        "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
    }
    given = {key.replace("_", "-"): value for key, value in fields.items()}
    return door.request("GET", "/echo", None, standard | GOOD | given)


@contextmanager
def raw(door: Door) -> Iterator[Line]:
    """A WebSocket as bytes."""
    with door.line() as line:
        line.send(handshake(door))
        expect(line.head()[0] == 101)
        yield line


def frame(kind: int, data: bytes = b"", final: bool = True, masked: bool = True, reserved: int = 0) -> bytes:
    """A frame."""
    first = (0x80 if final else 0) | reserved | kind
    size = len(data)
    if size < 126:
        length, extra = size, b""
    elif size < 65536:
        length, extra = 126, struct.pack("!H", size)
    else:
        length, extra = 127, struct.pack("!Q", size)
    if not masked:
        return bytes([first, length]) + extra + data
    key = os.urandom(4)
    return bytes([first, 0x80 | length]) + extra + key + bytes(b ^ key[i % 4] for i, b in enumerate(data))


def receive(line: Line, passing: tuple[int, ...] = (PING,)) -> tuple[int, bytes]:
    """The next frame, but for pings."""
    while True:
        first, length = line.exactly(2)
        expect(first & 0xF0 == 0x80 and length < 0x80, "a server neither masks nor splits")
        if length == 126:
            length = struct.unpack("!H", line.exactly(2))[0]
        elif length == 127:
            length = struct.unpack("!Q", line.exactly(8))[0]
        data = line.exactly(length)
        if first & 0xF not in passing:
            return first & 0xF, data


def closed_with(line: Line) -> int:
    """The code with which the server closes, which it says before it goes."""
    kind, data = receive(line)
    expect(kind == CLOSE, (kind, data))
    return struct.unpack("!H", data[:2])[0]


@check("text and bytes go both ways, in order, up to the limit")
def _(door: Door) -> None:
    with open_socket(door) as client:
        for message in ["", "hello", "grüße ∑ 😀", b"", bytes(range(256)), "x" * LIMIT]:
            client.send(message)
            expect(client.recv(10) == message, message[:20])
        for number in range(500):
            client.send(str(number))
        for number in range(500):
            expect(client.recv(10) == str(number), number)


@check("a message in pieces is put together, also with pings in between")
def _(door: Door) -> None:
    with open_socket(door) as client:
        client.send(["a", "b", "c"])
        expect(client.recv(10) == "abc")
    with raw(door) as line:
        line.send(frame(TEXT, "grü".encode()[:3], final=False) + frame(PING, b"now"))
        expect(receive(line) == (PONG, b"now"))
        line.send(frame(0, "grü".encode()[3:], final=False) + frame(0, b""))
        expect(receive(line) == (TEXT, "grü".encode()))


@check("the handshake needs credentials, a page that is known, and all that belongs to it")
def _(door: Door) -> None:
    expect(refused(door, headers={}) == 401)
    expect(refused(door, headers={"Authorization": "Bearer bad"}) == 401)
    expect(refused(door, origin="https://evil.example") == 403)
    with open_socket(door, origin="https://good.example") as client:
        client.send("x")
        expect(client.recv(10) == "x")
    expect(refused(door, path="/nowhere") == 404)
    for fields in [{"Sec_WebSocket_Key": ""}, {"Sec_WebSocket_Version": "8"}]:
        with door.line() as line:
            line.send(handshake(door, **fields))
            expect(line.answer().status in (400, 426), fields)
    with door.line() as line:
        line.send(handshake(door, Host="evil.example"))
        expect(line.answer().status == 403)


@check("a ping is answered with what it says")
def _(door: Door) -> None:
    with open_socket(door, ping_interval=None) as client:
        expect(client.ping(b"still there?").wait(10))
        expect(client.ping(b"").wait(10))


@check("a peer that gives no sign of life is given up, and one that only answers pings is not")
def _(door: Door) -> None:
    with door.line() as line:
        line.send(handshake(door).replace(b"/echo", b"/attended"))
        expect(line.head()[0] == 101 and line.is_closed())
    with open_socket(door, path="/attended", ping_interval=None) as client:
        time.sleep(4)
        client.send("here")
        expect(client.recv(10) == "here")


@check("a close is answered with its code, whichever side begins")
def _(door: Door) -> None:
    with open_socket(door) as client:
        client.close(4000, "that is all")
        expect(client.close_code == 4000, client.close_code)
    with open_socket(door, path="/close") as client:
        client.send("go")
        try:
            while True:
                expect(client.recv(10) == "last word")
        except websockets.exceptions.ConnectionClosed as problem:
            expect(problem.rcvd.code == 4001, problem)
    with raw(door) as line:
        line.send(frame(CLOSE))
        expect(receive(line) == (CLOSE, b"") and line.is_closed())


@check("a peer that does not answer a close is left")
def _(door: Door) -> None:
    with door.line() as line:
        line.send(handshake(door).replace(b"/echo", b"/close"))
        expect(line.head()[0] == 101)
        line.send(frame(TEXT, b"go"))
        expect(receive(line) == (TEXT, b"last word"))
        expect(closed_with(line) == 4001 and line.is_closed())


@check("what is too large ends with 1009, in one piece or many")
def _(door: Door) -> None:
    with open_socket(door) as client:
        try:
            client.send("x" * (LIMIT + 1))
            while True:
                client.recv(10)
        except websockets.exceptions.ConnectionClosed as problem:
            expect(problem.rcvd and problem.rcvd.code == 1009, problem)
    with raw(door) as line:
        line.send(frame(BINARY, b"x" * 60_000, final=False) + frame(0, b"x" * 60_000))
        expect(closed_with(line) == 1009)
    with raw(door) as line:
        # Only the length is said: nobody waits for the rest.
        line.send(bytes([0x82, 0xFF]) + struct.pack("!Q", 1 << 62) + b"mask")
        expect(closed_with(line) == 1009)
    with raw(door) as line:
        line.send(frame(TEXT, b"", final=False) + frame(0, b"", final=False) * 2_000)
        expect(closed_with(line) == 1009)


@check("frames that no client may send end with 1002, and text that is none with 1007")
def _(door: Door) -> None:
    cases = {
        "unmasked": frame(TEXT, b"hello", masked=False), "reserved bit": frame(TEXT, b"hello", reserved=0x40),
        "unknown kind": frame(3, b"hello"), "unknown control": frame(11, b""), "long ping": frame(PING, b"x" * 126),
        "ping in pieces": frame(PING, b"x", final=False), "continuation of nothing": frame(0, b"hello"),
        "text within text": frame(TEXT, b"a", final=False) + frame(TEXT, b"b"),
        "close of one byte": frame(CLOSE, b"\x03"), "close code": frame(CLOSE, struct.pack("!H", 1005)),
    }
    for name, data in cases.items():
        with raw(door) as line:
            line.send(data)
            code = closed_with(line)
            expect(code == 1002, f"{name}: {code}")
    for data in [frame(TEXT, b"\xff\xfe"), frame(CLOSE, struct.pack("!H", 1000) + b"\xff")]:
        with raw(door) as line:
            line.send(data)
            expect(closed_with(line) == 1007)


@check("every connection has ended for its owner")
def _(door: Door) -> None:
    end = time.monotonic() + 15
    while (counts := door.ask("GET", "/ended", None, GOOD).json)["open"] > 0:
        expect(time.monotonic() < end, counts)
        time.sleep(0.05)
    expect(counts["ended"] > 20, counts)
