"""Watches the messages between an SDK's transport and its session, so that checks can look at what really crossed."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import anyio

from fixture import JSON


@dataclass(frozen=True)
class Line:
    """One message, and whether the client sent it."""

    sent: bool
    message: JSON


@dataclass
class Wire:
    """Every message of one connection, in order."""

    lines: list[Line] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def record(self, sent: bool, item: Any) -> None:
        """Keep what a transport passes on: a message, or an exception for a line it could not read."""
        if isinstance(item, Exception):
            self.faults.append(str(item))
        else:
            message = item.message.model_dump(by_alias=True, mode="json", exclude_unset=True)
            self.lines.append(Line(sent, message))

    def since(self, mark: int) -> "Wire":
        """The part of the record from a length on."""
        return Wire(self.lines[mark:])

    def requests(self, method: str) -> list[JSON]:
        """What the client sent under a method: requests, or notifications."""
        return [line.message for line in self.lines if line.sent and line.message.get("method") == method]

    def notifications(self, method: str) -> list[JSON]:
        """What the server sent under a method."""
        return [line.message for line in self.lines if not line.sent and line.message.get("method") == method]

    def responses(self, id: str | int) -> list[JSON]:
        """The server's answers to a request: one, if all is well."""
        return [line.message for line in self.lines if not line.sent and self._answers(line.message, id)]

    def result(self, method: str) -> JSON:
        """The result of the last request of a method."""
        response = self.responses(self.requests(method)[-1]["id"])[0]
        return response["result"]

    def before_response(self, id: str | int) -> "Wire":
        """The part of the record before a request was answered."""
        end = next(index for index, line in enumerate(self.lines) if not line.sent and self._answers(line.message, id))
        return Wire(self.lines[:end])

    @staticmethod
    def _answers(message: JSON, id: str | int) -> bool:
        return "method" not in message and message.get("id") == id


class Tap:
    """A stream that records what passes through it. It stands for either direction."""

    def __init__(self, stream: Any, record: Callable[[Any], None]) -> None:
        self._stream = stream
        self._record = record

    async def send(self, item: Any) -> None:
        """Record, then send."""
        self._record(item)
        await self._stream.send(item)

    async def receive(self) -> Any:
        """Receive, then record."""
        item = await self._stream.receive()
        self._record(item)
        return item

    async def aclose(self) -> None:
        """Close the stream."""
        await self._stream.aclose()

    def __aiter__(self) -> "Tap":
        return self

    async def __anext__(self) -> Any:
        try:
            return await self.receive()
        except anyio.EndOfStream:
            raise StopAsyncIteration from None

    async def __aenter__(self) -> "Tap":
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.aclose()


@asynccontextmanager
async def tapped(transport: AbstractAsyncContextManager[Any], wire: Wire) -> AsyncIterator[tuple[Tap, Tap]]:
    """A transport of either SDK, watched."""
    async with transport as (read, write):
        yield (
            Tap(read, lambda item: wire.record(False, item)),
            Tap(write, lambda item: wire.record(True, item)),
        )
