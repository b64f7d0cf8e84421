"""The battery on the official Python SDK 2.x: `client_mcp2.py --era modern|legacy -- COMMAND [ARGS...]`.

The modern era is reached the way an application reaches it: the SDK probes with server/discover.
"""

import os
import warnings
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from mcp import Client, StdioServerParameters, types
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.client.subscriptions import ResourceUpdated
from mcp.shared.exceptions import MCPDeprecationWarning
from mcp.types.version import LATEST_MODERN_VERSION

from battery.check import until
from battery.checks import CHECKS
from battery.peer import Era, NextChange, User
from battery.run import arguments, main
from battery.sdk import REQUEST_LIMIT, Callbacks, SdkPeer, answered, dump
from battery.wire import Wire, tapped
from fixture import JSON

warnings.simplefilter("ignore", MCPDeprecationWarning)  # the fixture needs what 2026-07-28 deprecates


class Mcp2Peer(SdkPeer):
    """A client of the SDK 2.x, in either era."""

    def __init__(self, command: list[str], era: Era, client: Client, callbacks: Callbacks, wire: Wire) -> None:
        super().__init__(command, era, client, callbacks, wire)
        self.revision = client.protocol_version
        self.server_info = dump(client.server_info) if client.server_info else {}
        self.capabilities = dump(client.server_capabilities)

    async def announce_cancellation(self, request: str | int) -> None:
        """Nothing to do: this SDK tells the server by itself."""

    @asynccontextmanager
    async def changes(self, *, tools: bool = False, resource: str | None = None) -> AsyncIterator[NextChange]:
        """Subscribe the way of the era."""
        if self.era == "legacy":
            async with super().changes(tools=tools, resource=resource) as next_change:
                yield next_change
            return
        uris = [resource] if resource else []
        async with self.client.listen(tools_list_changed=tools, resource_subscriptions=uris) as subscription:

            async def next_event() -> str:
                event = await anext(subscription)
                return event.uri if isinstance(event, ResourceUpdated) else "tools"

            yield next_event

        def ended() -> bool:
            told = self.wire.requests("notifications/cancelled")
            return any(each["params"]["requestId"] == subscription.subscription_id for each in told)

        await until(ended)

    def without_capabilities(self) -> AbstractAsyncContextManager["Mcp2Peer"]:
        """Connect once more, with no callbacks."""
        return connect(self.command, self.era, answers=False)

    async def discover(self, revision: str) -> JSON:
        """Send server/discover at any revision."""
        return await answered(self.client.session.send_discover(revision))

    async def send(self, method: str, params: JSON) -> None:
        """Send any request."""
        request: Any = types.Request[dict[str, Any], str](method=method, params=params)
        await answered(self.client.session.send_request(request, types.EmptyResult))

    async def call_once(self, name: str, responses: JSON | None = None, state: str | None = None) -> JSON:
        """One round of a call, without the SDK's loop."""
        answers: Any = {key: types.ElicitResult.model_validate(value) for key, value in (responses or {}).items()}
        call = self.client.session.call_tool(
            name, {}, input_responses=answers or None, request_state=state, allow_input_required=True
        )
        return dump(await answered(call))

    def undiscovered(self) -> AbstractAsyncContextManager["Mcp2Peer"]:
        """Connect once more, at a revision agreed beforehand."""
        return connect(self.command, self.era, mode=LATEST_MODERN_VERSION)


def transport(command: list[str]) -> AbstractAsyncContextManager[Any]:
    """The way to a server: its address, or the command that launches it."""
    if command[0].startswith("http"):
        return streamable_http_client(command[0])
    return stdio_client(StdioServerParameters(command=command[0], args=command[1:], env=dict(os.environ)))


@asynccontextmanager
async def connect(
    command: list[str], era: Era, *, answers: bool = True, mode: str | None = None
) -> AsyncIterator[Mcp2Peer]:
    """Launch the server and connect in the era wanted, or raise."""
    wire = Wire()
    callbacks = Callbacks(User())
    client = Client(
        tapped(transport(command), wire),
        mode=mode or ("auto" if era == "modern" else "legacy"),
        read_timeout_seconds=REQUEST_LIMIT,
        elicitation_callback=callbacks.elicit if answers else None,
        sampling_callback=callbacks.sample if answers else None,
        list_roots_callback=callbacks.roots if answers else None,
        logging_callback=callbacks.log,
        message_handler=callbacks.message,
        client_info=types.Implementation(name="battery-mcp2", version="1.0.0"),
        cache=None,
    )
    async with client:
        negotiated = "legacy" if client.session.initialize_result else "modern"
        if negotiated != era:
            raise ConnectionError(f"wanted the {era} era, negotiated {client.protocol_version}")
        yield Mcp2Peer(command, era, client, callbacks, wire)


if __name__ == "__main__":
    options = arguments("Checks a fixture server with the Python SDK 2.x.", eras=True)
    is_address = options.command[0].startswith("http")
    main(lambda: connect(options.command, options.era), options.era, CHECKS, launches=not is_address)
