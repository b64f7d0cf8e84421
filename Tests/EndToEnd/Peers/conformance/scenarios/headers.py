"""The header of requests of the modern era, held against their bodies."""

import base64
import json

from conformance.agents import Answer, ModernAgent, Trial
from conformance.fixture import JSON
from conformance.scenario import expect, expect_equal, scenario, together

Header = dict[str, str | None]


def encoded(value: str) -> str:
    """A value in its base64 form."""
    return f"=?base64?{base64.b64encode(value.encode()).decode()}?="


async def refused(agent: ModernAgent, method: str, params: JSON, header: Header) -> None:
    """Fail unless a header is taken for a mismatch."""
    (await agent.request(method, params, header=header)).refused(400, -32020)


@scenario("http-header-validation", "modern")
async def standard(trial: Trial) -> None:
    agent, call = trial.modern, {"name": "test_simple_text", "arguments": {}}

    async def mismatched_method() -> None:
        for wrong in ("prompts/list", "TOOLS/LIST", "tools/list/", "", None):
            await refused(agent, "tools/list", {}, {"Mcp-Method": wrong})

    async def mismatched_name() -> None:
        for wrong in ("wrong_tool_name", "TEST_SIMPLE_TEXT", "", None):
            await refused(agent, "tools/call", call, {"Mcp-Name": wrong})
        await refused(agent, "prompts/get", {"name": "test_simple_prompt"}, {"Mcp-Name": "test_prompt_with_image"})
        await refused(agent, "resources/read", {"uri": "test://static-text"}, {"Mcp-Name": "test://static-binary"})
        await refused(agent, "resources/read", {"uri": "test://static-text"}, {"Mcp-Name": None})

    async def mismatched_version() -> None:
        for wrong in ("2025-11-25", "2026-07-29", "", None):
            await refused(agent, "tools/list", {}, {"MCP-Protocol-Version": wrong})

    async def whitespace() -> None:
        for name in ("  test_simple_text  ", "\ttest_simple_text", encoded("test_simple_text")):
            expect((await agent.request("tools/call", call, header={"Mcp-Name": name})).text, f"refused {name!r}")

    async def case_of_names() -> None:
        for name in ("mcp-method", "MCP-METHOD", "mCp-MeThOd"):
            header: Header = {"Mcp-Method": None, name: "tools/list"}
            expect((await agent.request("tools/list", {}, header=header)).result["tools"], f"refused {name}")

    async def repeated() -> None:
        await refused(agent, "tools/list", {}, {"mcp-method": "tools/list"})
        await refused(agent, "tools/call", call, {"mcp-name": "test_simple_text"})

    await together(mismatched_method, mismatched_name, mismatched_version, whitespace, case_of_names, repeated)


@scenario("http-custom-header-server-validation", "modern")
async def custom(trial: Trial) -> None:
    agent, name = trial.modern, "test_x_mcp_header"
    tools = (await agent.request("tools/list", {})).result["tools"]
    schema = next(each for each in tools if each["name"] == name)["inputSchema"]
    expect_equal(schema["properties"]["region"].get("x-mcp-header"), "Region", "the annotation")

    async def call(arguments: JSON, **header: str | None) -> Answer:
        fields: Header = {f"Mcp-Param-{key}": value for key, value in header.items()}
        return await agent.request("tools/call", {"name": name, "arguments": arguments}, header=fields)

    async def accepted(arguments: JSON, **header: str | None) -> None:
        expect_equal(json.loads((await call(arguments, **header)).text), arguments, f"arguments with {header}")

    async def decoded() -> None:
        await accepted({"region": "Hello"}, Region="=?base64?SGVsbG8=?=")
        await accepted({"region": "Größe 尺寸"}, Region=encoded("Größe 尺寸"))
        await accepted({"region": "Hello"}, Region="  Hello ")

    async def badly_encoded() -> None:
        for value in ("=?base64?SGVsbG8?=", "=?base64?SGVs!!!bG8=?=", "=?base64?SGVsbG9=?=", "=?base64?_-__?="):
            (await call({"region": "Hello"}, Region=value)).refused(400, -32020)

    async def literal() -> None:
        for value in ("SGVsbG8=", "=?base64?SGVsbG8=", "SGVsbG8=?=", "=?BASE64?SGVsbG8=?="):
            await accepted({"region": value}, Region=value)

    async def missing() -> None:
        (await call({"region": "Hello"})).refused(400, -32020)
        (await call({"region": "Hello", "priority": 1}, Region="Hello")).refused(400, -32020)

    async def different() -> None:
        for value in ("hello", "Hello!", ""):
            (await call({"region": "Hello"}, Region=value)).refused(400, -32020)
        (await call({"region": "a", "priority": 1}, Region="a", Priority="2")).refused(400, -32020)
        (await call({"region": "a", "verbose": True}, Region="a", Verbose="True")).refused(400, -32020)

    async def without_argument() -> None:
        await accepted({"region": "a", "query": "not mirrored"}, Region="a")
        (await call({"region": "a"}, Region="a", Priority="1")).refused(400, -32020)

    async def other_types() -> None:
        await accepted({"region": "a", "priority": 42, "verbose": False}, Region="a", Priority="42", Verbose="false")

    await together(decoded, badly_encoded, literal, missing, different, without_argument, other_types)
