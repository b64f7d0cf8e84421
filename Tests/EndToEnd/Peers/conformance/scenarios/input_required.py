"""Results that ask, and calls that go on once they are answered."""

from typing import Any

from conformance import fixture
from conformance.agents import EVERYTHING, Answer, Trial
from conformance.fixture import JSON
from conformance.scenario import expect, expect_equal, scenario, together

PREFIX = "test_input_required_result_"
MODEL: JSON = {
    "role": "assistant",
    "content": {"type": "text", "text": "The capital of France is Paris."},
    "model": "test-model",
    "stopReason": "endTurn",
}
FOLDERS: JSON = {"roots": [{"uri": "file:///test/root", "name": "Test Root"}]}


def accept(**content: object) -> JSON:
    """A filled-in form."""
    return {"action": "accept", "content": content}


class Conversation:
    """A call that is asked something."""

    def __init__(self, trial: Trial, name: str, method: str = "tools/call", capabilities: JSON = EVERYTHING) -> None:
        self.agent = trial.modern
        self.name, self.method, self.capabilities = name, method, capabilities

    async def send(self, responses: Any = None, state: str | None = None, **more: Any) -> Answer:
        """One round."""
        params: JSON = {"name": self.name, **({"arguments": {}} if self.method == "tools/call" else {}), **more}
        if responses is not None:
            params["inputResponses"] = responses
        if state is not None:
            params["requestState"] = state
        return await self.agent.request(self.method, params, capabilities=self.capabilities)

    async def asked(self, questions: dict[str, JSON], responses: Any = None, state: str | None = None) -> str | None:
        """A round that must end with exactly these questions; gives the state."""
        result = (await self.send(responses, state)).result
        expect_equal(result["resultType"], "input_required", "resultType")
        expect_equal(plain(result.get("inputRequests") or {}), questions, "inputRequests")
        return result.get("requestState")

    async def done(self, responses: Any, state: str | None) -> JSON:
        """A round that must end with a result."""
        result = (await self.send(responses, state)).result
        expect_equal(result["resultType"], "complete", "resultType")
        expect(result.get("isError") is not True, f"the tool failed: {result}")
        return result


def plain(questions: dict[str, JSON]) -> dict[str, JSON]:
    """Questions without what goes without saying: that a form is one, and that a request has no parameters."""
    defaults = {"elicitation/create": {"mode": "form"}, "roots/list": {"_meta": {}}}
    cleaned: dict[str, JSON] = {}
    for key, question in questions.items():
        omitted = defaults.get(question["method"], {})
        params = {name: value for name, value in question.get("params", {}).items() if omitted.get(name) != value}
        cleaned[key] = {"method": question["method"], "params": params}
    return cleaned


def text(result: JSON) -> str:
    """The first text of a result."""
    return result["content"][0]["text"]


async def basic(trial: Trial, name: str, key: str, question: JSON, response: JSON, expected: str) -> None:
    """Ask, retry, complete."""
    conversation = Conversation(trial, PREFIX + name)
    state = await conversation.asked({key: question})
    expect_equal(text(await conversation.done({key: response}, state)), expected, "result")


@scenario("input-required-result-basic-elicitation", "modern")
async def elicitation(trial: Trial) -> None:
    await basic(trial, "elicitation", "user_name", fixture.USER_NAME, accept(name="Alice"), "Hello, Alice!")


@scenario("input-required-result-basic-sampling", "modern")
async def sampling(trial: Trial) -> None:
    await basic(trial, "sampling", "capital_question", fixture.CAPITAL, MODEL, MODEL["content"]["text"])


@scenario("input-required-result-basic-list-roots", "modern")
async def roots(trial: Trial) -> None:
    await basic(trial, "list_roots", "client_roots", fixture.ROOTS, FOLDERS, "file:///test/root")


@scenario("input-required-result-request-state", "modern")
async def request_state(trial: Trial) -> None:
    conversation = Conversation(trial, PREFIX + "request_state")
    state = await conversation.asked({"confirm": fixture.CONFIRM})
    expect(isinstance(state, str) and state, f"requestState is {state!r}")
    expect("state-ok" in text(await conversation.done({"confirm": accept(ok=True)}, state)), "the state was lost")


@scenario("input-required-result-multiple-input-requests", "modern")
async def multiple(trial: Trial) -> None:
    conversation = Conversation(trial, PREFIX + "multiple_inputs")
    answers = {"user_name": accept(name="Alice"), "greeting": MODEL, "client_roots": FOLDERS}
    state = await conversation.asked(fixture.MULTIPLE)
    expect(state, "no requestState")
    found = text(await conversation.done(answers, state))
    expect(all(key in found for key in answers), f"the result is {found!r}")
    state = await conversation.asked(fixture.MULTIPLE)
    rest = {key: question for key, question in fixture.MULTIPLE.items() if key != "greeting"}
    state = await conversation.asked(rest, {"greeting": MODEL}, state)
    await conversation.done({key: answers[key] for key in rest}, state)


@scenario("input-required-result-multi-round", "modern")
async def multi_round(trial: Trial) -> None:
    conversation = Conversation(trial, PREFIX + "multi_round")
    first = await conversation.asked({"step1": fixture.STEP_1})
    second = await conversation.asked({"step2": fixture.STEP_2}, {"step1": accept(name="Alice")}, first)
    expect(first and second and first != second, f"the states are {first!r} and {second!r}")
    result = await conversation.done({"step2": accept(color="blue")}, second)
    expect_equal(text(result), "Alice likes blue.", "result")


@scenario("input-required-result-missing-input-response", "modern")
async def missing(trial: Trial) -> None:
    conversation = Conversation(trial, PREFIX + "elicitation")
    question = {"user_name": fixture.USER_NAME}
    await conversation.asked(question, {"wrong_key": accept(data="wrong")})
    state = await conversation.asked(question)
    state = await conversation.asked(question, {"wrong_key": accept(data="wrong")}, state)
    state = await conversation.asked(question, {}, state)
    expect_equal(text(await conversation.done({"user_name": accept(name="Bob")}, state)), "Hello, Bob!", "result")


@scenario("input-required-result-ignore-extra-params", "modern")
async def extra(trial: Trial) -> None:
    conversation = Conversation(trial, PREFIX + "elicitation")
    responses = {
        "user_name": accept(name="Alice"),
        "unknown_extra_key": accept(foo="bar"),
        "another_unexpected": accept(baz=123),
    }
    expect_equal(text(await conversation.done(responses, None)), "Hello, Alice!", "result without a state")
    state = await conversation.asked({"user_name": fixture.USER_NAME})
    expect_equal(text(await conversation.done(responses, state)), "Hello, Alice!", "result with a state")


@scenario("input-required-result-validate-input", "modern")
async def validate(trial: Trial) -> None:
    conversation = Conversation(trial, PREFIX + "elicitation")

    async def malformed() -> None:
        for wrong in (12345, "text", [], None, True):
            await judged(await conversation.send({"user_name": wrong}), f"the answer {wrong!r}")
        for responses in (12345, "text", []):
            await judged(await conversation.send(responses), f"inputResponses {responses!r}")
        await judged(await conversation.send(inputResponses=None), "inputResponses null")

    async def wrong_content() -> None:
        question = {"user_name": fixture.USER_NAME}
        for content in ({"name": 5}, {}, {"other": "Alice"}):
            await conversation.asked(question, {"user_name": {"action": "accept", "content": content}})

    async def judged(answer: Answer, what: str) -> None:
        if answer.code is None:
            expect_equal(answer.result["resultType"], "input_required", what)
        else:
            expect_equal(answer.code, -32602, what)

    async def still_right() -> None:
        state = await conversation.asked({"user_name": fixture.USER_NAME})
        await conversation.done({"user_name": accept(name="Alice")}, state)

    await together(malformed, wrong_content, still_right)


@scenario("input-required-result-non-tool-request", "modern")
async def prompt(trial: Trial) -> None:
    conversation = Conversation(trial, "test_input_required_result_prompt", "prompts/get")
    state = await conversation.asked({"user_context": fixture.PROMPT_CONTEXT})
    result = await conversation.done({"user_context": accept(context="test context")}, state)
    expect("test context" in result["messages"][0]["content"]["text"], f"the prompt is {result}")


@scenario("input-required-result-result-type", "modern")
async def result_type(trial: Trial) -> None:
    for name in ("elicitation", "sampling", "list_roots", "request_state", "multiple_inputs", "multi_round"):
        result = (await Conversation(trial, PREFIX + name).send()).result
        expect_equal(result.get("resultType"), "input_required", f"resultType of {name}")
    result = (await Conversation(trial, "test_simple_text").send()).result
    expect_equal(result.get("resultType"), "complete", "resultType of a plain result")


@scenario("input-required-result-unsupported-methods", "modern")
async def unsupported(trial: Trial) -> None:
    lists = ["server/discover", "tools/list", "prompts/list", "resources/list", "resources/templates/list"]
    for method in lists:
        result = (await trial.modern.request(method, {}, capabilities=EVERYTHING)).result
        expect_equal(result["resultType"], "complete", f"resultType of {method}")
    reference = {"type": "ref/prompt", "name": "test_prompt_with_arguments"}
    completion = {"ref": reference, "argument": {"name": "arg1", "value": "t"}}
    answer = await trial.modern.request("completion/complete", completion, capabilities=EVERYTHING)
    expect_equal(answer.result["resultType"], "complete", "resultType of completion/complete")


@scenario("input-required-result-tampered-state", "modern")
async def tampered(trial: Trial) -> None:
    conversation = Conversation(trial, PREFIX + "tampered_state")
    responses = {"confirm": accept(ok=True)}
    state = await conversation.asked({"confirm": fixture.CONFIRM}) or ""
    middle = len(state) // 2
    flipped = state[:middle] + ("A" if state[middle] != "A" else "B") + state[middle + 1 :]
    for wrong in (state + "-TAMPERED", flipped, state[:-1], state[1:], "", "x", "ä" * 20):
        answer = await conversation.send(responses, wrong)
        expect_equal(answer.code, -32602, f"code for the state {wrong[:20]!r}…")
    stranger = await Conversation(trial, PREFIX + "request_state").send(responses, state)
    expect_equal(stranger.code, -32602, "code for the state of another tool")
    state = await conversation.asked({"confirm": fixture.CONFIRM}) or ""
    expect_equal(text(await conversation.done(responses, state)), "The state was intact.", "result")


@scenario("input-required-result-capability-check", "modern")
async def capability_check(trial: Trial) -> None:
    kinds = {
        "sampling": ({"capital_question": fixture.CAPITAL}, {"capital_question": MODEL}),
        "elicitation": ({"user_name": fixture.USER_NAME}, {"user_name": accept(name="Alice")}),
    }
    for capability, (questions, responses) in kinds.items():
        conversation = Conversation(trial, PREFIX + "capabilities", capabilities={capability: {}})
        state = await conversation.asked(questions)
        expect(list(questions)[0] in text(await conversation.done(responses, state)), "the answer was lost")
    nobody = await Conversation(trial, PREFIX + "capabilities", capabilities={}).send()
    expect_equal(nobody.result["resultType"], "complete", "an agent that can be asked nothing")
    for name in ("elicitation", "sampling", "list_roots", "multiple_inputs"):
        answer = await Conversation(trial, PREFIX + name, capabilities={}).send()
        answer.refused(400, -32021)
