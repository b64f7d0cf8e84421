"""Resources, prompts and completions."""

import base64

import fixture
from battery.check import check, expect, expect_equal, expect_refusal
from battery.peer import LegacyPeer, ModernPeer, Peer
from fixture import JSON

PROMPT: JSON = {"type": "ref/prompt", "name": "greeting"}
TEMPLATE: JSON = {"type": "ref/resource", "uri": fixture.TEMPLATES[0]["uriTemplate"]}


def listed(items: list[JSON], key: str, *keys: str) -> dict[str, JSON]:
    """Some fields of list items, by one of them."""
    return {item[key]: {name: item.get(name) for name in keys} for item in items}


async def read_one(peer: Peer, uri: str) -> JSON:
    """The one content of a resource."""
    contents = (await peer.read(uri))["contents"]
    expect_equal([content["uri"] for content in contents], [uri])
    return contents[0]


@check("the resources are listed")
async def lists_resources(peer: Peer) -> None:
    actual = listed(await peer.resources(), "uri", "mimeType")
    for uri, wanted in listed(fixture.RESOURCES, "uri", "mimeType").items():
        expect_equal(actual.get(uri), wanted)


@check("a text resource is read")
async def reads_text(peer: Peer) -> None:
    content = await read_one(peer, fixture.README)
    expect_equal((content.get("text"), content.get("mimeType")), ("# Example", "text/markdown"))


@check("a binary resource is read")
async def reads_blob(peer: Peer) -> None:
    content = await read_one(peer, fixture.LOGO)
    expect_equal(base64.b64decode(content["blob"], validate=True), fixture.PNG_SIGNATURE)
    expect_equal(content.get("mimeType"), "image/png")


@check("the resource templates are listed")
async def lists_templates(peer: Peer) -> None:
    actual = [template["uriTemplate"] for template in await peer.templates()]
    for wanted in fixture.TEMPLATES:
        expect(wanted["uriTemplate"] in actual, f"{wanted['uriTemplate']} is not among {actual}")


@check("a resource of a template is read")
async def reads_templated(peer: Peer) -> None:
    content = await read_one(peer, fixture.ITEM_PREFIX + "42")
    expect_equal(content.get("text"), "Item 42")


@check("an unknown resource is an error", era="modern")
async def refuses_unknown_resource(peer: ModernPeer) -> None:
    await expect_refusal(peer.read("example://nowhere"), -32602)


@check("an unknown resource is an error, in the old or in the new way", era="legacy")
async def refuses_unknown_resource_either_way(peer: LegacyPeer) -> None:
    await expect_refusal(peer.read("example://nowhere"), -32002, -32602)


@check("the prompts are listed, with their arguments")
async def lists_prompts(peer: Peer) -> None:
    prompt = {prompt["name"]: prompt for prompt in await peer.prompts()}["greeting"]
    arguments = {argument["name"]: argument.get("required", False) for argument in prompt["arguments"]}
    expect_equal(arguments, {"name": True, "style": False})


@check("a prompt is written")
async def gets_prompt(peer: Peer) -> None:
    result = await peer.prompt("greeting", {"name": "Ada", "style": "funny"})
    expect_equal(result["messages"], [fixture.greeting("Ada", "funny")])


@check("a prompt is written with its defaults")
async def gets_prompt_with_defaults(peer: Peer) -> None:
    result = await peer.prompt("greeting", {"name": "Ada"})
    expect_equal(result["messages"], [fixture.greeting("Ada")])


@check("a prompt without an argument it needs is an error")
async def refuses_incomplete_prompt(peer: Peer) -> None:
    await expect_refusal(peer.prompt("greeting", {"style": "funny"}), -32602)


@check("an unknown prompt is an error")
async def refuses_unknown_prompt(peer: Peer) -> None:
    await expect_refusal(peer.prompt("no-such-prompt", {}), -32602)


@check("an argument of a prompt is completed")
async def completes_argument(peer: Peer) -> None:
    expect_equal(await peer.complete(PROMPT, "style", "f"), ["formal", "friendly", "funny"])
    expect_equal(await peer.complete(PROMPT, "style", "fr"), ["friendly"])
    expect_equal(await peer.complete(PROMPT, "style", "x"), [])


@check("a variable of a template is completed")
async def completes_variable(peer: Peer) -> None:
    expect_equal(await peer.complete(TEMPLATE, "id", "1"), ["1", "10", "11"])
    expect_equal(await peer.complete(TEMPLATE, "id", ""), ["1", "2", "10", "11"])
