"""The battery on the official Python SDK 1.x, handshake era only: `client_mcp1.py -- COMMAND [ARGS...]`."""

import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from typing import Any

from mcp import ClientSession, StdioServerParameters, types
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

from battery.checks import CHECKS
from battery.peer import User
from battery.run import arguments, main
from battery.sdk import REQUEST_LIMIT, Callbacks, SdkPeer, answered, dump
from battery.wire import Wire, tapped


class Mcp1Peer(SdkPeer):
    """A session of the SDK 1.x."""

    def __init__(
        self,
        command: list[str],
        session: ClientSession,
        handshake: types.InitializeResult,
        callbacks: Callbacks,
        wire: Wire,
    ) -> None:
        super().__init__(command, "legacy", session, callbacks, wire)
        self.revision = str(handshake.protocolVersion)
        self.server_info = dump(handshake.serverInfo)
        self.capabilities = dump(handshake.capabilities)

    async def announce_cancellation(self, request: str | int) -> None:
        """Tell the server: this SDK never does so by itself."""
        params = types.CancelledNotificationParams(requestId=request, reason="given up")
        await self.client.send_notification(types.ClientNotification(types.CancelledNotification(params=params)))

    def without_capabilities(self) -> AbstractAsyncContextManager["Mcp1Peer"]:
        """Connect once more, with no callbacks."""
        return connect(self.command, answers=False)


@asynccontextmanager
async def transport(command: list[str]) -> AsyncIterator[tuple[Any, Any]]:
    """The way to a server: its address, or the command that launches it."""
    if command[0].startswith("http"):
        async with streamable_http_client(command[0]) as (read, write, _):
            yield read, write
    else:
        parameters = StdioServerParameters(command=command[0], args=command[1:], env=dict(os.environ))
        async with stdio_client(parameters) as (read, write):
            yield read, write


@asynccontextmanager
async def connect(command: list[str], *, answers: bool = True) -> AsyncIterator[Mcp1Peer]:
    """Launch the server and shake hands."""
    wire = Wire()
    callbacks = Callbacks(User())
    async with tapped(transport(command), wire) as (read, write):
        session = ClientSession(
            read,  # type: ignore[arg-type]  # the SDK names its own stream class, and uses what a tap has
            write,  # type: ignore[arg-type]
            read_timeout_seconds=timedelta(seconds=REQUEST_LIMIT),
            elicitation_callback=callbacks.elicit if answers else None,
            sampling_callback=callbacks.sample if answers else None,
            list_roots_callback=callbacks.roots if answers else None,
            logging_callback=callbacks.log,
            message_handler=callbacks.message,
            client_info=types.Implementation(name="battery-mcp1", version="1.0.0"),
        )
        async with session:
            handshake = await answered(session.initialize())
            yield Mcp1Peer(command, session, handshake, callbacks, wire)


if __name__ == "__main__":
    options = arguments("Checks a fixture server with the Python SDK 1.x.", eras=False)
    is_address = options.command[0].startswith("http")
    main(lambda: connect(options.command), "legacy", CHECKS, launches=not is_address)
