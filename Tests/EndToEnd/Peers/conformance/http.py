"""A small HTTP/1.1 client that sends exactly what it is told to, and reads streams of events as they come."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Address:
    """Where the server is."""

    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, url: str) -> "Address":
        """The address in a URL."""
        parts = urlsplit(url)
        return cls(parts.hostname or "127.0.0.1", parts.port or 80, parts.path or "/")

    @property
    def authority(self) -> str:
        """What stands in the Host field."""
        return f"{self.host}:{self.port}"


@dataclass
class Event:
    """One server-sent event."""

    id: str | None = None
    retry: int | None = None
    name: str | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def data(self) -> str:
        """Its data."""
        return "\n".join(self.lines)


@dataclass
class Response:
    """A response whose head is there."""

    status: int
    fields: dict[str, list[str]]
    _reader: asyncio.StreamReader
    _writer: asyncio.StreamWriter

    def only(self, name: str) -> str | None:
        """The value of a field that stands there once at most."""
        values = self.fields.get(name.lower(), [])
        if len(values) > 1:
            raise AssertionError(f"the field {name} stands there {len(values)} times")
        return values[0] if values else None

    @property
    def media_type(self) -> str:
        """The type of its content, without parameters."""
        return (self.only("content-type") or "").split(";")[0].strip().lower()

    async def pieces(self) -> AsyncIterator[bytes]:
        """The content, as it comes."""
        if self.status == 204 or self.status < 200:
            return
        if (self.only("transfer-encoding") or "").lower() == "chunked":
            while size := int((await self._line()).split(";")[0], 16):
                yield await self._reader.readexactly(size)
                await self._line()
            await self._line()
            return
        length = self.only("content-length")
        if length is not None:
            yield await self._reader.readexactly(int(length))
            return
        while piece := await self._reader.read(65536):
            yield piece

    async def body(self) -> bytes:
        """All of the content."""
        return b"".join([piece async for piece in self.pieces()])

    async def events(self) -> AsyncIterator[Event]:
        """The content as server-sent events; comments are left out."""
        event, waiting = Event(), b""
        async for piece in self.pieces():
            complete, newline, waiting = (waiting + piece).rpartition(b"\n")
            for line in (complete + newline).decode().split("\n")[:-1]:
                if line := line.removesuffix("\r"):
                    take(event, line)
                elif event != Event():
                    yield event
                    event = Event()

    async def _line(self) -> str:
        return (await self._reader.readuntil(b"\r\n")).decode("latin-1").strip()

    def cut(self) -> None:
        """Break the connection."""
        self._writer.transport.abort()


def take(event: Event, line: str) -> None:
    """Add a line to an event."""
    name, _, value = line.partition(":")
    value = value.removeprefix(" ")
    if name == "data":
        event.lines.append(value)
    elif name == "id":
        event.id = value
    elif name == "event":
        event.name = value
    elif name == "retry":
        event.retry = int(value)
    elif name:
        raise AssertionError(f"a line that is none of an event: {line!r}")


@asynccontextmanager
async def exchange(
    address: Address, method: str, fields: Fields, body: object | bytes | None = None, host: str | None = None
) -> AsyncIterator[Response]:
    """Send one request on a connection of its own."""
    reader, writer = await asyncio.open_connection(address.host, address.port, limit=1 << 24)
    try:
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        head = [f"{method} {address.path} HTTP/1.1", f"Host: {host or address.authority}"]
        head += [f"{name}: {value}" for name, value in fields]
        if body is not None:
            head.append(f"Content-Length: {len(content)}")
        writer.write("\r\n".join([*head, "", ""]).encode() + content)
        await writer.drain()
        yield await read_head(reader, writer)
    finally:
        writer.transport.abort()


async def read_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Response:
    """Read a status line and the fields."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    version, status, *_ = lines[0].split(" ")
    if version != "HTTP/1.1":
        raise AssertionError(f"not HTTP/1.1: {lines[0]!r}")
    fields: dict[str, list[str]] = {}
    for line in lines[1:]:
        if line:
            name, _, value = line.partition(":")
            fields.setdefault(name.strip().lower(), []).append(value.strip())
    return Response(int(status), fields, reader, writer)
