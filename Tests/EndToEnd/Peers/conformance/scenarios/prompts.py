"""Prompts, and the completion of their arguments."""

from conformance import fixture
from conformance.agents import Trial
from conformance.fixture import JSON
from conformance.scenario import expect, expect_equal, scenario


async def content(trial: Trial, name: str, arguments: JSON | None = None) -> list[JSON]:
    """The content of the messages of a prompt."""
    params = {"name": name, **({"arguments": arguments} if arguments else {})}
    async with trial.agent() as agent:
        messages = (await agent.request("prompts/get", params)).result["messages"]
    expect_equal({message["role"] for message in messages}, {"user"}, "roles")
    return [message["content"] for message in messages]


@scenario("prompts-list")
async def listed(trial: Trial) -> None:
    async with trial.agent() as agent:
        prompts = (await agent.request("prompts/list", {})).result["prompts"]
    by_name = {prompt["name"]: prompt for prompt in prompts}
    for definition in [*fixture.PROMPTS, fixture.INPUT_PROMPT]:
        prompt = by_name[definition["name"]]
        expect_equal({key: prompt.get(key) for key in definition}, definition, "definition")


@scenario("prompts-get-simple")
async def simple(trial: Trial) -> None:
    expected = [{"type": "text", "text": "This is a simple prompt for testing."}]
    expect_equal(await content(trial, "test_simple_prompt"), expected, "content")


@scenario("prompts-get-with-args")
async def with_arguments(trial: Trial) -> None:
    found = await content(trial, "test_prompt_with_arguments", {"arg1": "testValue1", "arg2": "it's"})
    expected = "Prompt with arguments: arg1='testValue1', arg2='it's'"
    expect_equal(found, [{"type": "text", "text": expected}], "content")
    async with trial.agent() as agent:
        answer = await agent.request("prompts/get", {"name": "test_prompt_with_arguments", "arguments": {"arg1": "a"}})
        expect_equal(answer.code, -32602, "a missing argument")
        expect_equal((await agent.request("prompts/get", {"name": "test_none"})).code, -32602, "an unknown prompt")


@scenario("prompts-get-embedded-resource")
async def embedded_resource(trial: Trial) -> None:
    uri = "test://example-resource"
    found = await content(trial, "test_prompt_with_embedded_resource", {"resourceUri": uri})
    resource = {"uri": uri, "mimeType": "text/plain", "text": "Embedded resource content for testing."}
    expect_equal(found[0], {"type": "resource", "resource": resource}, "resource")
    expect_equal(found[1], {"type": "text", "text": "Please process the embedded resource above."}, "text")


@scenario("prompts-get-with-image")
async def image(trial: Trial) -> None:
    found = await content(trial, "test_prompt_with_image")
    expect_equal(found[0], {"type": "image", "data": fixture.PNG, "mimeType": "image/png"}, "image")
    expect_equal(found[1], {"type": "text", "text": "Please analyze the image above."}, "text")


@scenario("completion-complete")
async def complete(trial: Trial) -> None:
    reference = {"type": "ref/prompt", "name": "test_prompt_with_arguments"}
    for typed in ("test", "par", "nothing"):
        params = {"ref": reference, "argument": {"name": "arg1", "value": typed}}
        async with trial.agent() as agent:
            completion = (await agent.request("completion/complete", params)).result["completion"]
        expected = [each for each in fixture.COMPLETIONS if each.startswith(typed)]
        expect_equal(completion["values"], expected, f"values for {typed!r}")
