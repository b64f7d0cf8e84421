"""Requests that stand alone."""

from conformance.agents import META, REVISION, ModernAgent, Trial, modern_meta
from conformance.fixture import JSON, USER_NAME
from conformance.http import exchange
from conformance.scenario import expect, expect_equal, scenario, together

REMOVED = ["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"]
UNKNOWN = "v999.0.0"


class Stateless:
    """The parts of the scenario."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.agent: ModernAgent = trial.modern

    async def incomplete_meta(self) -> None:
        whole = modern_meta()
        required = [META + "protocolVersion", META + "clientCapabilities"]
        lacking = [{key: value for key, value in whole.items() if key != missing} for missing in required]
        for method in ("server/discover", "tools/list"):
            for meta in (None, {}, *lacking):
                answer = await self.agent.request(method, {"_meta": meta}, id="incomplete")
                answer.refused(400, -32602)

    async def no_client_info(self) -> None:
        meta = {key: value for key, value in modern_meta().items() if key != META + "clientInfo"}
        expect((await self.agent.request("server/discover", {"_meta": meta})).result, "refused")

    async def discovery(self) -> None:
        result = await self.discover()
        expect(REVISION["modern"] in result["supportedVersions"], f"supportedVersions is {result['supportedVersions']}")
        capabilities = result["capabilities"]
        for member in ("tools", "prompts", "resources"):
            expect_equal(capabilities.get(member, {}).get("listChanged"), True, f"{member}.listChanged")
            expect((await self.agent.request(f"{member}/list", {})).result[member], f"{member} is declared, but empty")
        expect("completions" in capabilities, "completions is not declared")

    async def discover(self) -> JSON:
        """What the server says of itself."""
        return (await self.agent.request("server/discover", {})).result

    async def unsupported_version(self) -> None:
        meta = modern_meta() | {META + "protocolVersion": UNKNOWN}
        for method in ("server/discover", "tools/list"):
            answer = await self.agent.request(method, {"_meta": meta}, header={"MCP-Protocol-Version": UNKNOWN}, id="x")
            data = answer.refused(400, -32022)
            expect_equal(data.get("requested"), UNKNOWN, "requested")
            supported = (await self.discover())["supportedVersions"]
            expect(data.get("supported") and set(data["supported"]) <= set(supported), f"supported is {data}")

    async def version_mismatch(self) -> None:
        meta = modern_meta() | {META + "protocolVersion": UNKNOWN}
        (await self.agent.request("server/discover", {"_meta": meta})).refused(400, -32020)

    async def undeclared_capability(self) -> None:
        call = {"name": "test_missing_capability", "arguments": {}}
        required = (await self.agent.request("tools/call", call)).refused(400, -32021).get("requiredCapabilities")
        expect(isinstance(required, dict) and isinstance(required.get("sampling"), dict), f"required: {required!r}")
        other = await self.agent.request("tools/call", call, capabilities={"elicitation": {}})
        other.refused(400, -32021)
        asked = await self.agent.request("tools/call", call, capabilities={"sampling": {}})
        expect_equal(asked.result["resultType"], "input_required", "with the capability")

    async def removed_methods(self) -> None:
        for method in [*REMOVED, "unknown/method", "tools"]:
            (await self.agent.request(method, {}, id=f"removed {method}")).refused(404, -32601)

    async def only_post(self) -> None:
        for method in ("GET", "DELETE"):
            fields = [("Accept", "text/event-stream"), ("MCP-Protocol-Version", REVISION["modern"])]
            async with exchange(self.trial.address, method, fields) as response:
                expect_equal(response.status, 405, method)

    async def no_request_on_a_stream(self) -> None:
        call = {"name": "test_streaming_elicitation", "arguments": {}}
        answer = await self.agent.request(
            "tools/call", call, capabilities={"elicitation": {}}, meta={"progressToken": "streaming"}
        )
        expect_equal(answer.media_type, "text/event-stream", "content type")
        expect_equal([each["progress"] for each in answer.told("notifications/progress")], [50], "progress")
        questions = list(answer.result["inputRequests"].values())
        expect_equal([each["params"]["message"] for each in questions], [USER_NAME["params"]["message"]], "questions")

    async def no_log_without_level(self) -> None:
        call = {"name": "test_logging_tool", "arguments": {}}
        answer = await self.agent.request("tools/call", call)
        expect(answer.text and not answer.notifications, f"notifications: {answer.notifications}")
        answer = await self.agent.request("tools/call", call, meta={META + "logLevel": "error"})
        expect(answer.text and not answer.notifications, f"notifications below the level: {answer.notifications}")
        answer = await self.agent.request("tools/call", call, meta={META + "logLevel": "info"})
        expect_equal([each["level"] for each in answer.told("notifications/message")], ["info"], "with the level")

    async def acknowledged(self) -> None:
        async with self.agent.listen({"toolsListChanged": True}) as subscription:
            expect_equal(subscription.honoured, {"toolsListChanged": True}, "what is honoured")
        async with self.agent.listen({}) as subscription:
            expect_equal(subscription.honoured, {}, "what is honoured of nothing")

    async def tools_changed(self) -> None:
        for id in (70_001, "tools changed"):
            async with self.agent.listen({"toolsListChanged": True}, id) as subscription:
                await self.trigger("tool")
                expect_equal((await subscription.next())["method"], "notifications/tools/list_changed", "what follows")

    async def prompts_changed(self) -> None:
        async with self.agent.listen({"promptsListChanged": True}) as subscription:
            await self.trigger("prompt")
            expect_equal((await subscription.next())["method"], "notifications/prompts/list_changed", "what follows")

    async def filtered(self) -> None:
        """What comes first after both have changed tells: the tools change before the prompts do."""
        async with (
            self.agent.listen({"toolsListChanged": True}) as tools,
            self.agent.listen({"promptsListChanged": True}) as prompts,
        ):
            await self.trigger("tool")
            expect_equal((await tools.next())["method"], "notifications/tools/list_changed", "of tools")
            await self.trigger("prompt")
            expect_equal((await prompts.next())["method"], "notifications/prompts/list_changed", "of prompts")

    async def trigger(self, what: str) -> None:
        """Have a list changed."""
        call = {"name": f"test_trigger_{what}_change", "arguments": {}}
        expect((await self.agent.request("tools/call", call)).text, "nothing was triggered")


@scenario("server-stateless", "modern")
async def stateless(trial: Trial) -> None:
    parts = Stateless(trial)
    await together(
        parts.incomplete_meta,
        parts.no_client_info,
        parts.discovery,
        parts.unsupported_version,
        parts.version_mismatch,
        parts.undeclared_capability,
        parts.removed_methods,
        parts.only_post,
        parts.no_request_on_a_stream,
        parts.no_log_without_level,
        parts.acknowledged,
        parts.tools_changed,
        parts.prompts_changed,
        parts.filtered,
    )
