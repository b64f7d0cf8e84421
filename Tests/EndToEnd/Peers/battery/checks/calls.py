"""Tools: listing, calling, failing, progress, cancellation, logging."""

import anyio

import fixture
from battery.check import check, expect, expect_equal, expect_refusal, until
from battery.peer import LegacyPeer, ModernPeer, Peer, Refusal
from fixture import JSON

TEXTS = {
    "a word": "hello",
    "no text": "",
    "letters from everywhere": "Zażółć gęślą jaźń · 日本語 · ∑ ⟨x⟩ · 👩‍🚀🇪🇺",
    "quotes and backslashes": r"""She said: "C:\temp\new" and 'ok' \u0041 </script>""",
    "line breaks and controls": "one\ntwo\r\nthree\ttab\u2028separator\u0001end\n",
    "100 kB": "0123456789abcdef" * 6400,
}


def text_of(result: JSON) -> str:
    """The one text block of a result."""
    expect_equal([block["type"] for block in result["content"]], ["text"])
    return result["content"][0]["text"]


async def call_text(peer: Peer, name: str, arguments: JSON | None = None) -> str:
    """The text a tool answers with when all is well."""
    result = await peer.call(name, arguments)
    expect(not result.get("isError"), f"{name} failed: {result}")
    return text_of(result)


@check("the tools are listed, with their schemas")
async def lists_tools(peer: Peer) -> None:
    listed = {tool["name"]: tool for tool in await peer.tools()}
    for wanted in fixture.TOOLS:
        expect(wanted["name"] in listed, f"{wanted['name']} is not among {sorted(listed)}")
        tool = listed[wanted["name"]]
        expect_same_fields(tool["inputSchema"], wanted["inputSchema"])
        if "outputSchema" in wanted:
            expect("outputSchema" in tool, f"{tool['name']} has no outputSchema")
            expect_same_fields(tool["outputSchema"], wanted["outputSchema"])


def expect_same_fields(actual: JSON, wanted: JSON) -> None:
    """Fail unless two object schemas have the same fields, of the same types, and require the same ones."""
    expect_equal(actual.get("type"), "object")
    fields = {name: field.get("type") for name, field in actual.get("properties", {}).items()}
    expect_equal(fields, {name: field["type"] for name, field in wanted["properties"].items()})
    expect_equal(sorted(actual.get("required", [])), sorted(wanted.get("required", [])))


@check("the tools are listed in the same order each time")
async def lists_in_order(peer: Peer) -> None:
    first, second = await peer.tools(), await peer.tools()
    expect_equal([tool["name"] for tool in second], [tool["name"] for tool in first])


def check_echo(kind: str, text: str) -> None:
    """Register the check that a text comes back as it went."""

    @check(f"echo returns {kind}")
    async def echoes(peer: Peer) -> None:
        answer = await call_text(peer, "echo", {"text": text})
        expect(answer == text, f"got {answer[:100]!r}, {len(answer)} characters instead of {len(text)}")


for kind, text in TEXTS.items():
    check_echo(kind, text)


@check("add returns a text and a structured result")
async def adds(peer: Peer) -> None:
    result = await peer.call("add", {"a": 2, "b": 3})
    expect_equal(text_of(result), "5")
    expect_equal(result["structuredContent"], {"sum": 5})
    result = await peer.call("add", {"a": 0.5, "b": -0.75})
    expect_equal(result["structuredContent"], {"sum": -0.25})


@check("a tool that fails says so in its result")
async def fails(peer: Peer) -> None:
    result = await peer.call("fail", {"message": "Out of luck."})
    expect_equal(result.get("isError"), True)
    expect_equal(text_of(result), "Out of luck.")


@check("an unknown tool is an error", era="modern")
async def refuses_unknown_tool(peer: ModernPeer) -> None:
    await expect_refusal(peer.call("no-such-tool"), -32602)


@check("an unknown tool is an error, of the request or of the tool", era="legacy")
async def fails_unknown_tool(peer: LegacyPeer) -> None:
    await expect_failure(peer, "no-such-tool", {}, -32601, -32602)


@check("a missing argument is an error, of the request or of the tool")
async def fails_missing_argument(peer: Peer) -> None:
    await expect_failure(peer, "echo", {}, -32602)


@check("an argument of the wrong type is an error, of the request or of the tool")
async def fails_wrong_argument(peer: Peer) -> None:
    await expect_failure(peer, "add", {"a": "two", "b": 3}, -32602)


async def expect_failure(peer: Peer, name: str, arguments: JSON, *codes: int) -> None:
    """Fail unless a call fails: in its result, or with one of the codes if any are given."""
    try:
        result = await peer.call(name, arguments)
    except Refusal as refusal:
        expect(not codes or refusal.code in codes, f"expected one of the codes {codes}, got {refusal}")
        return
    expect(result.get("isError") is True, f"expected a failure, got {result}")


@check("20 calls at once each get their own answer")
async def answers_at_once(peer: Peer) -> None:
    answers: dict[str, str] = {}

    async def ask(text: str) -> None:
        answers[text] = await call_text(peer, "echo", {"text": text})

    async with anyio.create_task_group() as group:
        for number in range(20):
            group.start_soon(ask, f"call {number}")
    expect_equal(answers, {f"call {number}": f"call {number}" for number in range(20)})


@check("a call with a token reports increasing progress, and none after its result")
async def reports_progress(peer: Peer) -> None:
    mark = len(peer.wire.lines)
    seen: list[float] = []
    result = await peer.call("countdown", {"from": 5}, on_progress=seen.append)
    expect_equal(text_of(result), "liftoff")
    await call_text(peer, "echo", {"text": "after"})

    wire = peer.wire.since(mark)
    request = wire.requests("tools/call")[0]
    token = request["params"]["_meta"]["progressToken"]
    reports = [each["params"] for each in wire.notifications("notifications/progress")]
    expect_equal([(report["progress"], report["total"]) for report in reports], [(step, 5) for step in range(1, 6)])
    expect(all(report["progressToken"] == token for report in reports), f"the token {token!r} is not in {reports}")
    in_time = wire.before_response(request["id"]).notifications("notifications/progress")
    expect_equal(len(in_time), len(reports))
    await until(lambda: len(seen) == 5)
    expect_equal(seen, [1, 2, 3, 4, 5])


@check("a call without a token reports no progress")
async def reports_no_progress(peer: Peer) -> None:
    mark = len(peer.wire.lines)
    expect_equal(await call_text(peer, "countdown", {"from": 3}), "liftoff")
    expect_equal(peer.wire.since(mark).notifications("notifications/progress"), [])


async def give_up(peer: Peer) -> str | int:
    """Call wait, give up once the server has surely read the call, and return the call's id."""
    mark = len(peer.wire.lines)
    async with anyio.create_task_group() as group:
        group.start_soon(peer.call, "wait")
        await until(lambda: bool(peer.wire.since(mark).requests("tools/call")))
        await call_text(peer, "echo", {"text": "the call before this one has been read"})
        group.cancel_scope.cancel()
    request = peer.wire.since(mark).requests("tools/call")[0]["id"]
    await peer.announce_cancellation(request)
    return request


async def cancellations(peer: Peer) -> int:
    """How many waits the server says were cancelled."""
    return (await peer.call("cancellations"))["structuredContent"]["count"]


@check("cancelling a call reaches the tool")
async def cancels(peer: Peer) -> None:
    before = await cancellations(peer)
    await give_up(peer)
    while await cancellations(peer) == before:
        await anyio.sleep(0.01)
    expect_equal(await cancellations(peer), before + 1)


@check("a cancelled call is not answered")
async def leaves_cancelled_unanswered(peer: Peer) -> None:
    before = await cancellations(peer)
    request = await give_up(peer)
    while await cancellations(peer) == before:
        await anyio.sleep(0.01)
    await call_text(peer, "echo", {"text": "an answer would have come by now"})
    expect_equal(peer.wire.responses(request), [])


@check("log messages arrive from the level set on", era="legacy")
async def logs_by_session(peer: LegacyPeer) -> None:
    await peer.set_log_level("warning")
    peer.logs.clear()
    await call_text(peer, "log", {"level": "info", "message": "too quiet"})
    expect_equal(await call_text(peer, "log", {"level": "error", "message": "loud"}), "logged")
    await until(lambda: len(peer.logs) > 0)
    expect_equal(peer.logs, [{"level": "error", "logger": fixture.LOGGER, "data": "loud"}])


@check("log messages arrive for a request that asks, from its level on", era="modern")
async def logs_by_request(peer: ModernPeer) -> None:
    mark = len(peer.wire.lines)
    peer.logs.clear()
    await peer.call("log", {"level": "info", "message": "too quiet"}, log_level="warning")
    await peer.call("log", {"level": "error", "message": "loud"}, log_level="warning")
    await until(lambda: len(peer.logs) > 0)
    expect_equal([log["data"] for log in peer.logs], ["loud"])
    expect_equal((peer.logs[0]["level"], peer.logs[0]["logger"]), ("error", fixture.LOGGER))
    wire = peer.wire.since(mark)
    in_time = wire.before_response(wire.requests("tools/call")[-1]["id"])
    expect_equal(len(in_time.notifications("notifications/message")), 1)


@check("no log messages arrive for a request that does not ask", era="modern")
async def logs_nothing_unasked(peer: ModernPeer) -> None:
    mark = len(peer.wire.lines)
    await call_text(peer, "log", {"level": "emergency", "message": "unheard"})
    await call_text(peer, "echo", {"text": "after"})
    expect_equal(peer.wire.since(mark).notifications("notifications/message"), [])
