"""What servers ask agents of the handshake era in the middle of a call."""

from conformance import fixture
from conformance.agents import Answer, Trial, connect
from conformance.fixture import JSON
from conformance.scenario import expect, expect_equal, scenario


def answers(request: str, result: JSON) -> dict:
    """Answers one kind of question, always the same."""
    return {request: lambda params: result}


def accept(**content: object) -> dict:
    """Answers forms."""
    return answers("elicitation/create", {"action": "accept", "content": content})


async def ask(trial: Trial, name: str, arguments: JSON, answering: dict) -> tuple[JSON, Answer]:
    """Call a tool that asks once; gives the question and the answer."""
    async with connect(trial.address) as agent:
        answer = await agent.request("tools/call", {"name": name, "arguments": arguments}, answering=answering)
    expect_equal([each["method"] for each in answer.requests], list(answering), "questions on the stream of the call")
    return answer.requests[0]["params"], answer


async def unasked(trial: Trial, name: str, arguments: JSON) -> None:
    """Fail unless an agent that cannot be asked is told so, and not asked."""
    async with connect(trial.address, capabilities={}) as agent:
        answer = await agent.request("tools/call", {"name": name, "arguments": arguments})
    expect(not answer.requests, "an agent was asked what it had not declared")
    failed = "error" in answer.message or answer.result.get("isError") is True
    expect(failed, f"the tool did without an answer: {answer.message}")


@scenario("tools-call-sampling", "legacy")
async def sampling(trial: Trial) -> None:
    arguments, text = {"prompt": "Test prompt for sampling"}, "This is a test response from the client"
    model = {"role": "assistant", "content": {"type": "text", "text": text}, "model": "m", "stopReason": "endTurn"}
    question, answer = await ask(trial, "test_sampling", arguments, answers("sampling/createMessage", model))
    asked = question["messages"][0]
    expect_equal(asked["content"], {"type": "text", "text": arguments["prompt"]}, "question")
    expect_equal(question["maxTokens"], 100, "maxTokens")
    expect_equal(answer.text, f"LLM response: {text}", "result")
    await unasked(trial, "test_sampling", arguments)


@scenario("tools-call-elicitation", "legacy")
async def elicitation(trial: Trial) -> None:
    arguments = {"message": "Please provide your information"}
    contact = accept(username="testuser", email="test@example.com")
    question, answer = await ask(trial, "test_elicitation", arguments, contact)
    expect_equal(question["message"], arguments["message"], "message")
    expect_equal(question["requestedSchema"], fixture.CONTACT_FIELDS, "requestedSchema")
    for part in ("User response:", "action=accept", "testuser", "test@example.com"):
        expect(part in answer.text, f"{part} is not in {answer.text!r}")
    for action in ("decline", "cancel"):
        refusal = answers("elicitation/create", {"action": action})
        _, answer = await ask(trial, "test_elicitation", arguments, refusal)
        expect(f"action={action}" in answer.text, f"{action} became {answer.text!r}")
    await unasked(trial, "test_elicitation", arguments)


@scenario("elicitation-sep1034-defaults", "legacy")
async def defaults(trial: Trial) -> None:
    filled = accept(name="Jane Smith", age=25, score=88.5, status="inactive", verified=False)
    question, answer = await ask(trial, "test_elicitation_sep1034_defaults", {}, filled)
    properties = question["requestedSchema"]["properties"]
    for name, field in fixture.DEFAULTS["properties"].items():
        expect_equal(properties[name].get("default"), field["default"], f"default of {name}")
        expect_equal(properties[name], field, name)
    for part in ("action=accept", "Jane Smith", "25", "88.5", "inactive", "false"):
        expect(part in answer.text, f"{part} is not in {answer.text!r}")


@scenario("elicitation-sep1330-enums", "legacy")
async def enums(trial: Trial) -> None:
    filled = accept(
        untitledSingle="option1",
        titledSingle="value1",
        legacyEnum="opt1",
        untitledMulti=["option1", "option2"],
        titledMulti=["value1", "value2"],
    )
    question, answer = await ask(trial, "test_elicitation_sep1330_enums", {}, filled)
    for name, field in fixture.ENUMS["properties"].items():
        expect_equal(question["requestedSchema"]["properties"].get(name), field, name)
    for part in ("action=accept", "option2", "value2", "opt1"):
        expect(part in answer.text, f"{part} is not in {answer.text!r}")
