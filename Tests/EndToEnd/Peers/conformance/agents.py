"""Agents that speak raw HTTP, one for each era."""

import itertools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from conformance.fixture import JSON
from conformance.http import Address, Event, Fields, Response, exchange
from conformance.messages import (
    CALL_NOTIFICATIONS,
    LISTEN_NOTIFICATIONS,
    META,
    check_answer,
    check_notification,
)
from conformance.scenario import Era, expect, expect_equal

REVISION = {"modern": "2026-07-28", "legacy": "2025-11-25"}
EVERYTHING: JSON = {"elicitation": {}, "sampling": {}, "roots": {}}
INFO: JSON = {"name": "conformance", "version": "1.0.0"}
ACCEPT = ("Accept", "application/json, text/event-stream")
JSON_TYPE = ("Content-Type", "application/json")

Answering = dict[str, Callable[[JSON], JSON]]
ids = itertools.count(1)


@dataclass
class Answer:
    """How a request was answered, and what came before the answer."""

    status: int
    media_type: str
    message: JSON
    notifications: list[JSON] = field(default_factory=list)
    requests: list[JSON] = field(default_factory=list)

    @property
    def result(self) -> JSON:
        """The result; fails if there is none."""
        expect("result" in self.message, f"HTTP {self.status}, {self.message.get('error')}")
        return self.message["result"]

    @property
    def code(self) -> int | None:
        """The code of the error, if there is one."""
        return self.message.get("error", {}).get("code")

    @property
    def text(self) -> str:
        """The first text of a tool's result that is no failure."""
        result = self.result
        expect(result.get("isError") is not True, f"the tool failed: {result}")
        return next((block["text"] for block in result["content"] if block["type"] == "text"), "")

    def told(self, method: str) -> list[JSON]:
        """The parameters of the notifications of a method."""
        return [each["params"] for each in self.notifications if each["method"] == method]

    def refused(self, status: int, code: int) -> JSON:
        """Fail unless the request was refused so; gives the error's data."""
        expect_equal((self.status, self.code), (status, code), "HTTP status and error code")
        return self.message["error"].get("data") or {}


def modern_meta(capabilities: JSON | None = None, **more: Any) -> JSON:
    """The `_meta` that every request of the modern era carries."""
    return {
        META + "protocolVersion": REVISION["modern"],
        META + "clientInfo": INFO,
        META + "clientCapabilities": {} if capabilities is None else capabilities,
        **more,
    }


def modern_fields(method: str, params: JSON, changed: dict[str, str | None]) -> Fields:
    """The header that belongs to a request of the modern era, with some fields changed or, with nothing, left out."""
    fields: dict[str, str | None] = {"MCP-Protocol-Version": REVISION["modern"], "Mcp-Method": method}
    name = params.get("uri" if method == "resources/read" else "name")
    if method in ("tools/call", "prompts/get", "resources/read") and isinstance(name, str):
        fields["Mcp-Name"] = name
    fields |= changed
    return [JSON_TYPE, ACCEPT, *((key, value) for key, value in fields.items() if value is not None)]


@dataclass
class ModernAgent:
    """Every request stands alone."""

    address: Address
    era: Era = "modern"

    async def request(
        self,
        method: str,
        params: JSON | None = None,
        *,
        capabilities: JSON | None = None,
        meta: JSON | None = None,
        header: dict[str, str | None] | None = None,
        id: str | int | None = None,
    ) -> Answer:
        """Send a request and read its answer. `meta` adds to the `_meta`, or stands for all of it in `params`."""
        async with self.open(
            method, params, capabilities=capabilities, meta=meta, header=header, id=id
        ) as (response, sent):
            return await self._read(response, sent, method)

    @asynccontextmanager
    async def open(
        self,
        method: str,
        params: JSON | None = None,
        *,
        capabilities: JSON | None = None,
        meta: JSON | None = None,
        header: dict[str, str | None] | None = None,
        id: str | int | None = None,
    ) -> AsyncIterator[tuple[Response, str | int]]:
        """Send a request; gives the response and the id."""
        params = dict(params or {})
        if "_meta" not in params:
            params["_meta"] = modern_meta(capabilities, **(meta or {}))
        if params["_meta"] is None:
            del params["_meta"]
        sent = next(ids) if id is None else id
        body = {"jsonrpc": "2.0", "id": sent, "method": method, "params": params}
        async with exchange(self.address, "POST", modern_fields(method, params, header or {}), body) as response:
            expect(response.only("mcp-session-id") is None, "a session in the modern era")
            yield response, sent

    async def _read(self, response: Response, id: str | int, method: str) -> Answer:
        answer = Answer(response.status, response.media_type, {})
        if response.media_type == "text/event-stream":
            expect_equal(response.status, 200, "status of a stream")
            async for event in response.events():
                expect(not answer.message, f"an event behind the answer: {event}")
                expect(event.id is None, f"an event with an id: {event}")
                message = json.loads(event.data)
                if "method" in message:
                    check_notification(message, CALL_NOTIFICATIONS)
                    answer.notifications.append(message)
                else:
                    answer.message = message
            expect(answer.notifications, "a stream for nothing but an answer")
        else:
            expect_equal(response.media_type, "application/json", "content type")
            answer.message = json.loads(await response.body())
        check_answer(answer.message, id, method, "modern")
        self._check_status(answer)
        return answer

    @staticmethod
    def _check_status(answer: Answer) -> None:
        expected = {-32601: 404, -32020: 400, -32021: 400, -32022: 400}.get(answer.code or 0)
        expect(expected is None or answer.status == expected, f"{answer.code} with HTTP {answer.status}")
        if "result" in answer.message:
            expect_equal(answer.status, 200, "status of a result")

    @asynccontextmanager
    async def listen(self, filter: JSON, id: str | int | None = None) -> AsyncIterator["Subscription"]:
        """Open a subscription, and wait for its acknowledgement."""
        async with self.open("subscriptions/listen", {"notifications": filter}, id=id) as (response, sent):
            expect_equal((response.status, response.media_type), (200, "text/event-stream"), "listen")
            subscription = Subscription(sent, response.events())
            first = await subscription.next()
            expect_equal(first["method"], "notifications/subscriptions/acknowledged", "first message")
            subscription.honoured = first["params"]["notifications"]
            yield subscription


@dataclass
class Subscription:
    """A stream of changes."""

    id: str | int
    events: AsyncIterator[Event]
    honoured: JSON = field(default_factory=dict)

    async def next(self) -> JSON:
        """The next notification."""
        message = json.loads((await anext(self.events)).data)
        check_notification(message, LISTEN_NOTIFICATIONS)
        tag = message.get("params", {}).get("_meta", {}).get(META + "subscriptionId")
        expect(type(tag) is type(self.id) and tag == self.id, f"subscriptionId is {tag!r}, not {self.id!r}")
        return message


@dataclass
class LegacyAgent:
    """A session."""

    address: Address
    capabilities: JSON
    revision: str
    session: str = ""
    handshake: JSON = field(default_factory=dict)
    era: Era = "legacy"

    def fields(self, *more: tuple[str, str]) -> Fields:
        """The header of every request of the session."""
        return [ACCEPT, ("Mcp-Session-Id", self.session), ("MCP-Protocol-Version", self.revision), *more]

    async def request(
        self,
        method: str,
        params: JSON | None = None,
        *,
        meta: JSON | None = None,
        answering: Answering | None = None,
        id: str | int | None = None,
    ) -> Answer:
        """Send a request, answer what is asked on its stream, and read its answer."""
        sent = next(ids) if id is None else id
        async with self.open(method, params, sent, meta=meta) as response:
            return await self._read(response, sent, method, answering or {})

    @asynccontextmanager
    async def open(
        self, method: str, params: JSON | None, id: str | int, *, meta: JSON | None = None
    ) -> AsyncIterator[Response]:
        """Send a request."""
        body: JSON = {"jsonrpc": "2.0", "id": id, "method": method}
        if params is not None or meta is not None:
            body["params"] = {**(params or {}), **({"_meta": meta} if meta else {})}
        async with exchange(self.address, "POST", self.fields(JSON_TYPE), body) as response:
            yield response

    async def _read(self, response: Response, id: str | int, method: str, answering: Answering) -> Answer:
        expect_equal(response.status, 200, f"status ({method})")
        answer = Answer(response.status, response.media_type, {})
        if response.media_type == "text/event-stream":
            async for event in response.events():
                if event.data:
                    await self.take(json.loads(event.data), answer, answering)
        else:
            expect_equal(response.media_type, "application/json", "content type")
            answer.message = json.loads(await response.body())
        check_answer(answer.message, id, method, "legacy")
        return answer

    async def take(self, message: JSON, answer: Answer, answering: Answering) -> None:
        """Take a message of the stream of a request."""
        expect(not answer.message, f"a message behind the answer: {message}")
        if "method" not in message:
            answer.message = message
        elif "id" not in message:
            check_notification(message, CALL_NOTIFICATIONS)
            answer.notifications.append(message)
        else:
            answer.requests.append(message)
            respond = answering.get(message["method"])
            expect(respond, f"nobody answers {message['method']}")
            await self.post({"jsonrpc": "2.0", "id": message["id"], "result": respond(message.get("params", {}))})

    async def post(self, message: JSON) -> None:
        """Send a notification, or an answer."""
        async with exchange(self.address, "POST", self.fields(JSON_TYPE), message) as response:
            expect_equal((response.status, await response.body()), (202, b""), f"posting {message}")

    async def end(self) -> int:
        """End the session; gives the status."""
        async with exchange(self.address, "DELETE", self.fields()) as response:
            return response.status


@asynccontextmanager
async def connect(
    address: Address, capabilities: JSON | None = None, revision: str = REVISION["legacy"]
) -> AsyncIterator[LegacyAgent]:
    """Shake hands, and end the session at last."""
    agent = LegacyAgent(address, EVERYTHING if capabilities is None else capabilities, revision)
    params = {"protocolVersion": revision, "capabilities": agent.capabilities, "clientInfo": INFO}
    body = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params}
    async with exchange(address, "POST", [JSON_TYPE, ACCEPT], body) as response:
        expect_equal(response.status, 200, "status of initialize")
        agent.session = response.only("mcp-session-id") or ""
        answer = await agent._read(response, 0, "initialize", {})
    agent.handshake = answer.result
    agent.revision = answer.result["protocolVersion"]
    await agent.post({"jsonrpc": "2.0", "method": "notifications/initialized"})
    try:
        yield agent
    finally:
        await agent.end()


@dataclass(frozen=True)
class Trial:
    """What a scenario has to do with: a server, and the era in which it is judged."""

    address: Address
    era: Era

    @property
    def modern(self) -> ModernAgent:
        """An agent of the modern era."""
        return ModernAgent(self.address)

    @asynccontextmanager
    async def agent(self) -> AsyncIterator[Any]:
        """An agent of the trial's era."""
        if self.era == "modern":
            yield self.modern
        else:
            async with connect(self.address) as agent:
                yield agent
