"""Tools that ask."""

from scripted.call import Call, Fault, text
from scripted.catalog import tool
from scripted.wire import JSON

PAGE = "https://example.com/consent"


def form(message: str, field: str = "name") -> tuple[str, JSON]:
    """A question by form, for one string."""
    schema = {"type": "object", "properties": {field: {"type": "string"}}, "required": [field]}
    return "elicitation/create", {"message": message, "requestedSchema": schema}


def page(call: Call) -> tuple[str, JSON]:
    """A question by page. Only the legacy era names it."""
    params = {"mode": "url", "message": "Please consent.", "url": PAGE}
    return "elicitation/create", params | ({} if call.modern else {"elicitationId": "consent-1"})


def said(answer: JSON) -> str:
    """What was answered to a form: the action, and what was filled in."""
    values = ", ".join(str(value) for value in answer.get("content", {}).values())
    return f"{answer['action']}: {values}" if values else answer["action"]


def sampling(call: Call, **members: object) -> tuple[str, JSON]:
    """A question to the model."""
    message = {"role": "user", "content": {"type": "text", "text": call.arguments.get("text", "Say something.")}}
    return "sampling/createMessage", {"messages": [message], "maxTokens": 100, **members}


@tool(text="string")
def ask_form(call: Call) -> JSON:
    """Ask for a name."""
    return text(said(call.ask(name=form(call.arguments.get("text", "Your name?")))["name"]))


@tool(text="string", file="string")
def ask_after_gate(call: Call) -> JSON:
    """Ask for a name when a file exists, so that several calls can ask at the same time."""
    from scripted.gates import wait

    wait(call, file=call.arguments["file"])
    return ask_form(call)


@tool(text="string", name="string")
def ask_before_gate(call: Call) -> JSON:
    """Ask for a name, then wait for a gate."""
    from scripted.gates import wait

    answer = ask_form(call)
    wait(call, call.arguments.get("name"))
    return answer


@tool()
def ask_twice(call: Call) -> JSON:
    """Ask for a name, then for a colour."""
    name = call.ask(name=form("Your name?"))["name"]
    colour = call.ask(colour=form("Your colour?", "colour"))["colour"]
    return text(f"{said(name)}; {said(colour)}")


@tool()
def ask_two_at_once(call: Call) -> JSON:
    """Ask for a name and for a colour."""
    answers = call.ask(name=form("Your name?"), colour=form("Your colour?", "colour"))
    return text(f"{said(answers['name'])}; {said(answers['colour'])}")


@tool()
def ask_url(call: Call) -> JSON:
    """Send the user to a page, and tell when the user has been there."""
    answer = call.ask(consent=page(call))["consent"]
    if answer["action"] == "accept" and not call.modern:
        call.child.notify("notifications/elicitation/complete", {"elicitationId": "consent-1"})
    return text(said(answer))


@tool()
def url_required(call: Call) -> JSON:
    """Refuse to work until the user has been to a page."""
    if call.modern:
        return ask_url(call)
    if call.child.visited:
        return text("thank you")
    call.child.visited = True
    raise Fault(-32042, "A page must be visited first", {"elicitations": [page(call)[1]]})


@tool(text="string")
def ask_sampling(call: Call) -> JSON:
    """Ask the client's model."""
    return text(call.ask(model=sampling(call))["model"]["content"]["text"])


@tool()
def ask_sampling_with_tools(call: Call) -> JSON:
    """Ask the client's model, and let it use a tool."""
    tools = [{"name": "look", "inputSchema": {"type": "object"}}]
    answer = call.ask(model=sampling(call, tools=tools, toolChoice={"mode": "auto"}))["model"]
    return text(answer["content"]["text"])


@tool()
def ask_roots(call: Call) -> JSON:
    """Ask for the client's folders."""
    return text("\n".join(root["uri"] for root in call.ask(roots=("roots/list", {}))["roots"]["roots"]))


@tool(rounds="integer")
def ask_state_only(call: Call) -> JSON:
    """Answer with a state alone a number of times."""
    if call.modern and call.round < call.arguments["rounds"]:
        call.interrupt(None)
    return text(f"done after {call.round}")


@tool()
def ask_afterwards(call: Call) -> JSON:
    """Ask when there is no call any more that could be the reason."""
    call.answer(text("answered"))
    try:
        call.child.wire.note("afterwards", answer=said(call.ask(name=form("Your name?"))["name"]))
    except Exception as refusal:
        call.child.wire.note("afterwards", refusal=str(refusal))
    return {}


@tool()
def progress_around_question(call: Call) -> JSON:
    """Report progress before a question and after it."""
    for value in (1, 2):
        call.report(value)
    answer = call.ask(name=form("Your name?"))["name"]
    for value in (2, 3, 4):
        call.report(value)
    return text(said(answer))
