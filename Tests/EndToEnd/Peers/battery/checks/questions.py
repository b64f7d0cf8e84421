"""What a tool asks the client in the middle of a call: the user, the model, the roots."""

import fixture
from battery.check import check, expect, expect_equal, expect_refusal
from battery.checks.calls import call_text, expect_failure
from battery.peer import LegacyPeer, ModernPeer, Peer
from fixture import JSON

ADA: JSON = {"action": "accept", "content": {"name": "Ada"}}
GREEN: JSON = {"action": "accept", "content": {"colour": "green"}}


def expect_form(asked: JSON, wanted: JSON) -> None:
    """Fail unless a form asks what the fixture asks."""
    expect(asked.get("mode", "form") == "form", f"mode is {asked.get('mode')!r}")
    expect_equal(asked["message"], wanted["message"])
    schema, field = asked["requestedSchema"], next(iter(wanted["requestedSchema"]["properties"]))
    expect_equal(schema["type"], "object")
    expect_equal(schema["properties"][field]["type"], "string")
    expect_equal(schema["required"], [field])


@check("a form the user accepts answers the tool")
async def accepts(peer: Peer) -> None:
    peer.user.will(ADA)
    expect_equal(await call_text(peer, "greet"), "Hello, Ada!")
    expect_form(peer.user.asked[0], fixture.NAME_QUESTION)


@check("a form the user declines is no error")
async def declines(peer: Peer) -> None:
    peer.user.will({"action": "decline"})
    expect_equal(await call_text(peer, "greet"), "No name given.")


@check("a form the user closes is no error")
async def closes(peer: Peer) -> None:
    peer.user.will({"action": "cancel"})
    expect_equal(await call_text(peer, "greet"), "Cancelled.")


@check("a tool can ask twice")
async def asks_twice(peer: Peer) -> None:
    peer.user.will(ADA, GREEN)
    expect_equal(await call_text(peer, "interview"), "Ada likes green.")
    expect_form(peer.user.asked[0], fixture.NAME_QUESTION)
    expect_form(peer.user.asked[1], fixture.COLOUR_QUESTION)


@check("a tool can send the user to a page")
async def asks_for_consent(peer: Peer) -> None:
    for action in ("accept", "decline", "cancel"):
        peer.user.will({"action": action})
        expect_equal(await call_text(peer, "consent"), f"Consent: {action}")
        asked = peer.user.asked[0]
        expect_equal({key: asked.get(key) for key in ("mode", "message", "url")}, {"mode": "url", **fixture.CONSENT})


@check("a tool can ask the client's model")
async def samples(peer: Peer) -> None:
    peer.user.will()
    expect_equal(await call_text(peer, "summarize", {"text": "A long story."}), peer.user.summary)
    asked, wanted = peer.user.asked[0], fixture.sampling_request("A long story.")
    expect_equal(asked["maxTokens"], wanted["maxTokens"])
    expect_equal([message["role"] for message in asked["messages"]], ["user"])
    content = asked["messages"][0]["content"]
    block = content[0] if isinstance(content, list) else content
    expect_equal((block["type"], block["text"]), ("text", "Summarize: A long story."))


@check("a tool can ask for the client's roots")
async def lists_roots(peer: Peer) -> None:
    expect_equal(await call_text(peer, "roots"), "\n".join(peer.user.roots))


@check("a client that cannot be asked is not asked", era="legacy")
async def fails_without_capabilities(peer: LegacyPeer) -> None:
    async with peer.without_capabilities() as other:
        for name in ("greet", "roots"):
            await expect_failure(other, name, {})
        expect_equal([line.message for line in other.wire.lines if not line.sent and "method" in line.message], [])


@check("a client that cannot be asked is told what is missing", era="modern")
async def refuses_without_capabilities(peer: ModernPeer) -> None:
    async with peer.without_capabilities() as other:
        for name, capability in (("greet", "elicitation"), ("roots", "roots")):
            refusal = await expect_refusal(other.call(name), -32021)
            expect(capability in refusal.data["requiredCapabilities"], f"the error's data is {refusal.data}")


def the_request(result: JSON) -> tuple[str, JSON]:
    """The one question of an input_required result, with its key."""
    expect_equal(result.get("resultType"), "input_required")
    expect_equal(len(result["inputRequests"]), 1)
    return next(iter(result["inputRequests"].items()))


@check("a question interrupts the call, bare, and says so", era="modern")
async def interrupts(peer: ModernPeer) -> None:
    mark = len(peer.wire.lines)
    await peer.call_once("greet")
    result = peer.wire.since(mark).result("tools/call")
    _, request = the_request(result)
    expect_equal(request["method"], "elicitation/create")
    expect(not {"id", "jsonrpc"} & request.keys(), f"the question is {request}")
    expect(not {"ttlMs", "cacheScope"} & result.keys(), f"the result is {result}")


@check("a retry without the answer is asked again, one with more than the answer is served", era="modern")
async def asks_again(peer: ModernPeer) -> None:
    first = await peer.call_once("greet")
    key, _ = the_request(first)
    again = await peer.call_once("greet", state=first.get("requestState"))
    expect_equal(the_request(again)[0], key)
    responses = {key: ADA, "nobody-asked": {"action": "cancel"}}
    last = await peer.call_once("greet", responses=responses, state=again.get("requestState"))
    expect_equal(last["content"][0]["text"], "Hello, Ada!")


@check("a forged request state is refused", era="modern")
async def refuses_forgery(peer: ModernPeer) -> None:
    first = await peer.call_once("interview")
    key, _ = the_request(first)
    second = await peer.call_once("interview", responses={key: ADA}, state=first.get("requestState"))
    key, _ = the_request(second)
    state = second["requestState"]
    for place in (len(state) // 4, len(state) // 2, len(state) * 3 // 4):
        forged = state[:place] + ("A" if state[place] != "A" else "B") + state[place + 1 :]
        await expect_refusal(peer.call_once("interview", responses={key: GREEN}, state=forged))


@check("a request state serves no other tool", era="modern")
async def refuses_foreign_state(peer: ModernPeer) -> None:
    first = await peer.call_once("greet")
    key, _ = the_request(first)
    if "requestState" in first:
        await expect_refusal(peer.call_once("consent", responses={key: ADA}, state=first["requestState"]))
