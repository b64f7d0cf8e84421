"""Several streams at once, and streams that break."""

import asyncio
import json

from conformance.agents import Answer, LegacyAgent, Trial, connect
from conformance.fixture import JSON, PROGRESS
from conformance.http import Event, exchange
from conformance.messages import check_answer
from conformance.scenario import expect, expect_equal, scenario

STREAMS = 3


@scenario("server-sse-multiple-streams")
async def multiple(trial: Trial) -> None:
    async with trial.agent() as agent:
        lists = await asyncio.gather(*(agent.request("tools/list", {}, id=1000 + each) for each in range(STREAMS)))
        expect(all(answer.result["tools"] for answer in lists), "a list without tools")

        async def call(number: int) -> Answer:
            token = f"stream-{number}"
            return await agent.request("tools/call", {"name": "test_tool_with_progress"}, meta={"progressToken": token})

        for number, answer in enumerate(await asyncio.gather(*map(call, range(STREAMS)))):
            expect_equal(answer.media_type, "text/event-stream", "content type")
            tokens = {each["progressToken"] for each in answer.told("notifications/progress")}
            expect_equal(tokens, {f"stream-{number}"}, "tokens on the stream")
            expect_equal(len(answer.notifications), len(PROGRESS), "notifications on the stream")


async def reconnected(agent: LegacyAgent, last: str, answer: Answer) -> None:
    """Come back for the rest of a stream."""
    fields = [("Accept", "text/event-stream"), ("Mcp-Session-Id", agent.session)]
    fields += [("MCP-Protocol-Version", agent.revision), ("Last-Event-ID", last)]
    async with exchange(agent.address, "GET", fields) as response:
        expect_equal((response.status, response.media_type), (200, "text/event-stream"), "coming back")
        async for event in response.events():
            if event.data:
                expect(event.id, f"an event without id: {event}")
                await agent.take(json.loads(event.data), answer, {})


@scenario("server-sse-polling", "legacy")
async def polling(trial: Trial) -> None:
    async with connect(trial.address) as agent:
        for cut_after in (1, 2):
            await broken(agent, cut_after)
        answer = await agent.request("tools/call", {"name": "test_simple_text"})
        expect(answer.text, "the session is broken")


async def broken(agent: LegacyAgent, cut_after: int) -> None:
    """Break the connection of a call behind so many events, and have the rest all the same."""
    call, id, events = {"name": "test_reconnection"}, f"reconnection-{cut_after}", list[Event]()
    async with agent.open("tools/call", call, id, meta={"progressToken": id}) as response:
        expect_equal((response.status, response.media_type), (200, "text/event-stream"), "the call")
        async for event in response.events():
            events.append(event)
            if len(events) == cut_after:
                response.cut()
                break
    expect(events[0].id and not events[0].data, f"the first event is no place to come back to: {events[0]}")
    expect(events[0].retry is not None and events[0].retry > 0, f"the first event has no retry: {events[0]}")
    answer = Answer(200, "text/event-stream", {})
    for event in events[1:]:
        await agent.take(json.loads(event.data), answer, {})
    await reconnected(agent, events[-1].id or "", answer)
    check_answer(answer.message, id, "tools/call", "legacy")
    expect_equal(answer.text, "Reconnection test completed.", "result")
    told: list[JSON] = answer.told("notifications/progress")
    expect_equal([each["progress"] for each in told], [1], f"progress, each once, when cut after {cut_after}")
