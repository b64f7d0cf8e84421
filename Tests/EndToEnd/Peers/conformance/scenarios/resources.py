"""Resources and templates."""

from conformance import fixture
from conformance.agents import Trial, connect
from conformance.fixture import JSON
from conformance.scenario import expect, expect_equal, scenario


async def read(trial: Trial, uri: str) -> list[JSON]:
    """The contents of a resource."""
    async with trial.agent() as agent:
        return (await agent.request("resources/read", {"uri": uri})).result["contents"]


@scenario("resources-list")
async def listed(trial: Trial) -> None:
    async with trial.agent() as agent:
        resources = (await agent.request("resources/list", {})).result["resources"]
        templates = (await agent.request("resources/templates/list", {})).result["resourceTemplates"]
    by_uri = {resource["uri"]: resource for resource in resources}
    for definition in fixture.RESOURCES:
        expect_equal({key: by_uri[definition["uri"]].get(key) for key in definition}, definition, "resource")
    expect(all("{" not in uri for uri in by_uri), "a template among the resources")
    template = fixture.TEMPLATES[0]
    expect_equal([{key: each.get(key) for key in template} for each in templates], fixture.TEMPLATES, "templates")


@scenario("resources-read-text")
async def text(trial: Trial) -> None:
    expect_equal(await read(trial, fixture.STATIC_TEXT), [fixture.contents(fixture.STATIC_TEXT)], "contents")


@scenario("resources-read-binary")
async def binary(trial: Trial) -> None:
    expect_equal(await read(trial, fixture.STATIC_BINARY), [fixture.contents(fixture.STATIC_BINARY)], "contents")


@scenario("resources-templates-read")
async def template(trial: Trial) -> None:
    for number in ("123", "abc-4"):
        uri = fixture.TEMPLATE.replace("{id}", number)
        expect_equal(await read(trial, uri), [fixture.contents(uri)], "contents")


@scenario("resources-subscribe", "legacy")
async def subscribe(trial: Trial) -> None:
    async with connect(trial.address) as agent:
        expect_equal((await agent.request("resources/subscribe", {"uri": fixture.WATCHED})).result, {}, "result")


@scenario("resources-unsubscribe", "legacy")
async def unsubscribe(trial: Trial) -> None:
    async with connect(trial.address) as agent, connect(trial.address) as other:
        for each in (agent, other):
            expect_equal((await each.request("resources/subscribe", {"uri": fixture.WATCHED})).result, {}, "subscribe")
        for each in (agent, other):
            expect_equal((await each.request("resources/unsubscribe", {"uri": fixture.WATCHED})).result, {}, "result")


@scenario("sep-2164-resource-not-found", "modern")
async def not_found(trial: Trial) -> None:
    for uri in ("test://nonexistent-resource-for-conformance-testing", "test://template//data", "nowhere"):
        answer = await trial.modern.request("resources/read", {"uri": uri})
        expect_equal(answer.code, -32602, f"code for {uri}")
        expect_equal((answer.message["error"].get("data") or {}).get("uri"), uri, "data.uri")
