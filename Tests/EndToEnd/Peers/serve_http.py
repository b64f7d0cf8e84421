"""Serves one of the fixture's servers over Streamable HTTP: `serve_http.py MODULE [--json] [--resumable]`.

The module is `server_mcp1` or `server_mcp2` and decides which SDK is used. The first line of output is the URL.
"""

import contextlib
import importlib
import socket
import sys
from collections.abc import AsyncIterator
from typing import Any

import uvicorn
from mcp.server.lowlevel import NotificationOptions
from mcp.server.streamable_http import EventCallback, EventMessage, EventStore
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.applications import Starlette
from starlette.routing import Mount


class Events(EventStore):
    """All events of all streams, in order."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Any]] = []

    async def store_event(self, stream_id: str, message: Any) -> str:
        """Keep an event and name it."""
        self.events.append((stream_id, message))
        return str(len(self.events))

    async def replay_events_after(self, last_event_id: str, send_callback: EventCallback) -> str | None:
        """Send what came after an event on its stream."""
        start = int(last_event_id)
        stream = self.events[start - 1][0]
        for number, (owner, message) in enumerate(self.events[start:], start + 1):
            if owner == stream and message is not None:
                await send_callback(EventMessage(message, str(number)))
        return stream


def main() -> None:
    """Serve until a signal comes."""
    server = importlib.import_module(sys.argv[1]).server
    plain_options = server.create_initialization_options

    def options(*_: Any) -> Any:
        """Declare what the fixture offers and the session manager leaves out."""
        made = plain_options(NotificationOptions(tools_changed=True))
        if made.capabilities.resources is not None:
            made.capabilities.resources.subscribe = True
        return made

    server.create_initialization_options = options
    manager = StreamableHTTPSessionManager(
        app=server,
        json_response="--json" in sys.argv,
        event_store=Events() if "--resumable" in sys.argv else None,
        **({"retry_interval": 50} if "--resumable" in sys.argv else {}),
    )

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with manager.run():
            yield

    app = Starlette(routes=[Mount("/mcp", app=manager.handle_request)], lifespan=lifespan)
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/mcp/", flush=True)
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
