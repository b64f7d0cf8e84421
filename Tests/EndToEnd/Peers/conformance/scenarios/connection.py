"""Handshake, sessions, small requests, and who may come."""

import json
import re

from conformance.agents import ACCEPT, INFO, JSON_TYPE, REVISION, Trial, connect, modern_fields, modern_meta
from conformance.fixture import JSON
from conformance.http import Fields, exchange
from conformance.scenario import expect, expect_equal, scenario, together

LEVELS = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"]
LEGACY_REVISIONS = ["2025-03-26", "2025-06-18", "2025-11-25"]


@scenario("server-initialize", "legacy")
async def initialize(trial: Trial) -> None:
    for revision in LEGACY_REVISIONS:
        async with connect(trial.address, revision=revision) as agent:
            expect_equal(agent.handshake["protocolVersion"], revision, "protocolVersion")
            expect(re.fullmatch(r"[\x21-\x7e]{32,}", agent.session), f"the session is {agent.session!r}")
            info = agent.handshake["serverInfo"]
            expect(info.get("name") and info.get("version"), f"serverInfo is {info}")
            missing = {"tools", "prompts", "resources", "completions", "logging"} - set(agent.handshake["capabilities"])
            expect(not missing, f"capabilities lack {missing}")
            expect_equal(agent.handshake["capabilities"]["resources"].get("subscribe"), True, "resources.subscribe")
    async with connect(trial.address, revision="1999-12-31") as agent:
        expect_equal(agent.handshake["protocolVersion"], REVISION["legacy"], "what is offered instead")
    async with connect(trial.address) as one, connect(trial.address) as other:
        expect(one.session != other.session, "two agents have one session")


@scenario("server-session-lifecycle", "legacy")
async def lifecycle(trial: Trial) -> None:
    async with connect(trial.address) as agent:
        await agent.request("tools/list", {})
        session, revision = agent.session, ("MCP-Protocol-Version", agent.revision)
        expect(200 <= await agent.end() < 300, "DELETE was not accepted")
    body = {"jsonrpc": "2.0", "id": 2, "method": "tools/list", "params": {}}
    for name, expected in ((session, 404), ("0" * len(session), 404), (None, 400)):
        fields = [ACCEPT, JSON_TYPE, revision] + ([("Mcp-Session-Id", name)] if name else [])
        async with exchange(trial.address, "POST", fields, body) as response:
            expect_equal(response.status, expected, f"POST with the session {name!r}")
    for method in ("GET", "DELETE"):
        fields = [("Accept", "text/event-stream"), revision, ("Mcp-Session-Id", session)]
        async with exchange(trial.address, method, fields) as response:
            expect_equal(response.status, 404, f"{method} with an ended session")
    async with connect(trial.address) as agent:
        fields = [ACCEPT, JSON_TYPE, ("Mcp-Session-Id", agent.session), ("MCP-Protocol-Version", "2024-01-01")]
        async with exchange(trial.address, "POST", fields, body) as response:
            expect_equal(response.status, 400, "POST in a revision that nobody speaks")


@scenario("ping", "legacy")
async def ping(trial: Trial) -> None:
    async with connect(trial.address) as agent:
        for params in (None, {}):
            expect_equal((await agent.request("ping", params, id="123")).result, {}, "result")


@scenario("logging-set-level", "legacy")
async def set_level(trial: Trial) -> None:
    async with connect(trial.address) as agent:
        for level in LEVELS:
            expect_equal((await agent.request("logging/setLevel", {"level": level})).result, {}, level)
        expect_equal((await agent.request("logging/setLevel", {"level": "loud"})).code, -32602, "an unknown level")


def probe(trial: Trial) -> tuple[Fields, JSON]:
    """The first request of an agent."""
    if trial.era == "modern":
        params: JSON = {"_meta": modern_meta()}
        fields = modern_fields("server/discover", params, {})
        return fields, {"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": params}
    params = {"protocolVersion": REVISION["legacy"], "capabilities": {}, "clientInfo": INFO}
    return [JSON_TYPE, ACCEPT], {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}


@scenario("dns-rebinding-protection")
async def rebinding(trial: Trial) -> None:
    port = trial.address.port

    async def status(host: str | None, origin: str | None) -> int:
        fields, body = probe(trial)
        fields += [("Origin", origin)] if origin else []
        async with exchange(trial.address, "POST", fields, body, host=host) as response:
            content = await response.body()
            if response.status == 200:
                expect("result" in json.loads(content), f"no result: {content!r}")
                if session := response.only("mcp-session-id"):
                    ending = [("Mcp-Session-Id", session)]
                    async with exchange(trial.address, "DELETE", ending):
                        pass
            return response.status

    async def stranger() -> None:
        expect(400 <= await status("evil.example.com", "http://evil.example.com") < 500, "a foreign page came in")

    async def foreign_host() -> None:
        for host in ("evil.example.com", f"evil.example.com:{port}", f"localhost.evil.example:{port}"):
            expect(400 <= await status(host, None) < 500, f"the Host {host} came in")

    async def foreign_origin() -> None:
        strangers = ["http://evil.example.com", f"https://evil.example:{port}", "http://localhost.evil.example", "null"]
        for origin in strangers:
            expect_equal(await status(None, origin), 403, f"the Origin {origin}")

    async def neighbour() -> None:
        for host in (f"localhost:{port}", f"127.0.0.1:{port}"):
            expect_equal(await status(host, f"http://{host}"), 200, f"Host and Origin {host}")
            expect_equal(await status(host, None), 200, f"the Host {host}")

    await together(stranger, foreign_host, foreign_origin, neighbour)
