"""What checks can ask of a connected client, whichever SDK it is made of."""

from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from battery.wire import Wire
from fixture import JSON

Era = Literal["modern", "legacy"]
NextChange = Callable[[], Awaitable[str]]


class Refusal(Exception):
    """The server answered a request with a JSON-RPC error."""

    def __init__(self, code: int, message: str, data: Any) -> None:
        super().__init__(f"error {code}: {message}")
        self.code = code
        self.data = data


@dataclass
class User:
    """Who sits behind the client: answers questions as told, and remembers them."""

    replies: deque[JSON] = field(default_factory=deque)
    asked: list[JSON] = field(default_factory=list)
    roots: tuple[str, ...] = ("file:///workspace", "file:///workspace/notes")
    summary: str = "A summary."

    def will(self, *replies: JSON) -> None:
        """Set the answers to the next questions, and forget the earlier ones."""
        self.replies = deque(replies)
        self.asked.clear()

    def answer(self, question: JSON) -> JSON:
        """Answer an elicitation."""
        self.asked.append(question)
        return self.replies.popleft()

    def sample(self, question: JSON) -> JSON:
        """Play the client's model."""
        self.asked.append(question)
        content = {"type": "text", "text": self.summary}
        return {"role": "assistant", "content": content, "model": "scripted", "stopReason": "endTurn"}


class Peer(Protocol):
    """A connected client, the same whichever SDK it is made of. Results are wire JSON; refusals raise `Refusal`."""

    command: list[str]
    era: Era
    revision: str
    server_info: JSON
    capabilities: JSON
    user: User
    wire: Wire
    logs: list[JSON]

    async def tools(self) -> list[JSON]: ...

    async def call(
        self,
        name: str,
        arguments: JSON | None = None,
        *,
        on_progress: Callable[[float], None] | None = None,
        log_level: str | None = None,
    ) -> JSON: ...

    async def resources(self) -> list[JSON]: ...

    async def templates(self) -> list[JSON]: ...

    async def read(self, uri: str) -> JSON: ...

    async def prompts(self) -> list[JSON]: ...

    async def prompt(self, name: str, arguments: dict[str, str]) -> JSON: ...

    async def complete(self, reference: JSON, argument: str, value: str) -> list[str]: ...

    async def announce_cancellation(self, request: str | int) -> None:
        """Tell the server that a request was given up, where the SDK does not do so by itself."""
        ...

    def changes(self, *, tools: bool = False, resource: str | None = None) -> AbstractAsyncContextManager[NextChange]:
        """Subscribe. The next change is "tools", or the URI of a resource."""
        ...

    def without_capabilities(self) -> AbstractAsyncContextManager["Peer"]:
        """One more connection, to a process of its own, whose client can answer no questions."""
        ...


class LegacyPeer(Peer, Protocol):
    """What only a client of the handshake era can do."""

    async def ping(self) -> None: ...

    async def set_log_level(self, level: str) -> None: ...


class ModernPeer(Peer, Protocol):
    """What only a client of the stateless era can do."""

    async def discover(self, revision: str) -> JSON: ...

    async def send(self, method: str, params: JSON) -> None:
        """Send any request, with this era's `_meta`."""
        ...

    async def call_once(self, name: str, responses: JSON | None = None, state: str | None = None) -> JSON:
        """One round of a call: an input_required result comes back as it is."""
        ...

    def undiscovered(self) -> AbstractAsyncContextManager[Peer]:
        """One more connection, to a process of its own, that never sends server/discover."""
        ...
