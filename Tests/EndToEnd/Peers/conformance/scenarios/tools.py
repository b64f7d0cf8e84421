"""Tools and what they return."""

import re

from conformance import fixture
from conformance.agents import Answer, Trial, connect
from conformance.fixture import JSON
from conformance.scenario import expect, expect_equal, scenario


async def content(trial: Trial, name: str) -> list[JSON]:
    """The content that a tool returns which is called without arguments."""
    async with trial.agent() as agent:
        result = (await agent.request("tools/call", {"name": name, "arguments": {}})).result
    expect(result.get("isError") is not True, f"the tool failed: {result}")
    return result["content"]


@scenario("tools-list")
async def listed(trial: Trial) -> None:
    async with trial.agent() as agent:
        tools = (await agent.request("tools/list", {})).result["tools"]
    by_name = {tool["name"]: tool for tool in tools}
    expect_equal(len(by_name), len(tools), "different names")
    for tool in tools:
        expect(re.fullmatch(r"[A-Za-z0-9_./-]{1,64}", tool["name"]), f"the name is {tool['name']!r}")
        expect(isinstance(tool.get("description"), str) and tool["description"], f"no description: {tool}")
        expect_equal(tool["inputSchema"].get("type"), "object", f"type of the schema of {tool['name']}")
    for definition in fixture.TOOLS:
        tool = by_name[definition["name"]]
        expect_equal({key: tool.get(key) for key in definition}, definition, "definition")


@scenario("tools-call-simple-text")
async def simple_text(trial: Trial) -> None:
    async with trial.agent() as agent:
        result = (await agent.request("tools/call", {"name": "test_simple_text"})).result
        expect_equal(result["content"], [{"type": "text", "text": fixture.SIMPLE_TEXT}], "content")
        expect(result.get("isError") is not True, "isError is set")
        unknown: Answer = await agent.request("tools/call", {"name": "test_no_such_tool"})
        expect_equal(unknown.code, -32602, "an unknown tool")


@scenario("tools-call-image")
async def image(trial: Trial) -> None:
    expected = {"type": "image", "data": fixture.PNG, "mimeType": "image/png"}
    expect_equal(await content(trial, "test_image_content"), [expected], "content")


@scenario("tools-call-audio")
async def audio(trial: Trial) -> None:
    expected = {"type": "audio", "data": fixture.WAV, "mimeType": "audio/wav"}
    expect_equal(await content(trial, "test_audio_content"), [expected], "content")


@scenario("tools-call-embedded-resource")
async def embedded_resource(trial: Trial) -> None:
    expected = {"type": "resource", "resource": fixture.EMBEDDED}
    expect_equal(await content(trial, "test_embedded_resource"), [expected], "content")


@scenario("tools-call-mixed-content")
async def mixed_content(trial: Trial) -> None:
    blocks = await content(trial, "test_multiple_content_types")
    expect_equal([block["type"] for block in blocks], ["text", "image", "resource"], "types")
    expect_equal(blocks[2]["resource"], fixture.MIXED, "resource")


@scenario("tools-call-error")
async def error(trial: Trial) -> None:
    async with trial.agent() as agent:
        result = (await agent.request("tools/call", {"name": "test_error_handling", "arguments": {}})).result
    expect_equal(result.get("isError"), True, "isError")
    expect_equal(result["content"], [{"type": "text", "text": fixture.ERROR_TEXT}], "content")


@scenario("tools-call-with-progress")
async def progress(trial: Trial) -> None:
    call = {"name": "test_tool_with_progress", "arguments": {}}
    async with trial.agent() as agent:
        for token in ("progress-test-1", 17):
            answer = await agent.request("tools/call", call, meta={"progressToken": token})
            expect(answer.text, "no result")
            told = answer.told("notifications/progress")
            expect_equal([(each["progress"], each["total"]) for each in told], fixture.PROGRESS, "progress")
            kept = all(type(each["progressToken"]) is type(token) for each in told)
            expect(kept and {each["progressToken"] for each in told} == {token}, f"tokens: {told}")
        answer = await agent.request("tools/call", call)
        expect(not answer.notifications, f"progress without a token: {answer.notifications}")


@scenario("tools-call-with-logging", "legacy")
async def logging(trial: Trial) -> None:
    async with connect(trial.address) as agent:
        await agent.request("logging/setLevel", {"level": "debug"})
        answer = await agent.request("tools/call", {"name": "test_tool_with_logging", "arguments": {}})
        told = answer.told("notifications/message")
        expect_equal([each["data"] for each in told], fixture.LOGS, "messages")
        expect_equal({each["level"] for each in told}, {"info"}, "levels")
        await agent.request("logging/setLevel", {"level": "error"})
        answer = await agent.request("tools/call", {"name": "test_tool_with_logging", "arguments": {}})
        expect(answer.text and not answer.notifications, f"below the level: {answer.notifications}")


@scenario("json-schema-2020-12")
async def schema(trial: Trial) -> None:
    async with trial.agent() as agent:
        tools = (await agent.request("tools/list", {})).result["tools"]
        tool = next(each for each in tools if each["name"] == "json_schema_2020_12_tool")
        expect_equal(tool["inputSchema"], fixture.SCHEMA_TOOL_INPUT, "schema")
        expect_equal(list(tool["inputSchema"]), list(fixture.SCHEMA_TOOL_INPUT), "order of the keywords")
        valid = {"name": "Ada", "contactMethod": "phone", "phone": "1", "address": {"street": "s", "city": "c"}}
        call = {"name": "json_schema_2020_12_tool", "arguments": valid}
        expect((await agent.request("tools/call", call)).text, "valid arguments were refused")
        call["arguments"] = {"contactMethod": "phone", "email": "e"}
        refused: Answer = await agent.request("tools/call", call)
        failed = refused.code == -32602 or refused.result.get("isError") is True
        expect(failed, f"invalid arguments were accepted: {refused.message}")
