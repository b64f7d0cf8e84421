"""One request that a tool, a prompt or a resource works on."""

import json
import threading
from typing import TYPE_CHECKING, Any

from scripted.wire import JSON

if TYPE_CHECKING:
    from scripted.child import Child

PREFIX = "io.modelcontextprotocol/"
LEVELS = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"]


class Fault(Exception):
    """The request is answered with an error."""

    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.error: JSON = {"code": code, "message": message} | ({} if data is None else {"data": data})


class Refused(Exception):
    """A question was answered with an error."""


class Cancelled(Exception):
    """Nobody waits for the answer any more."""


class InputNeeded(Exception):
    """The request is answered with questions, in the modern era."""

    def __init__(self, result: JSON) -> None:
        super().__init__("input required")
        self.result = result


def text(content: str, **members: Any) -> JSON:
    """A result of one text."""
    return {"content": [{"type": "text", "text": content}], **members}


def failure(content: str) -> JSON:
    """The result of a tool that failed."""
    return text(content, isError=True)


class Call:
    """A request while it is worked on, and what its tool can do meanwhile."""

    def __init__(self, child: "Child", request: JSON, modern: bool) -> None:
        self.child = child
        self.id = request["id"]
        self.method = request["method"]
        self.params: JSON = request.get("params", {})
        self.meta: JSON = self.params.get("_meta", {})
        self.modern = modern
        self.cancelled = threading.Event()
        self.is_answered = False
        state = self.params.get("requestState")
        if state is not None and state not in child.states:
            raise Fault(-32602, f"No state of {child.options.name}: {state}")
        if not isinstance(self.params.get("inputResponses", {}), dict):
            raise Fault(-32602, "inputResponses is no object")
        memory = json.loads(state) if state else {}
        self.round: int = memory.get("round", 0)
        self.answers: JSON = {**memory.get("answers", {}), **self.params.get("inputResponses", {})}

    @property
    def arguments(self) -> JSON:
        """The arguments of the tool."""
        return self.params.get("arguments") or {}

    def answer(self, result: JSON) -> None:
        """Answer now; what the tool returns afterwards is not sent."""
        self.is_answered = True
        self.child.answer(self.id, result, self.modern)

    def report(self, progress: float, total: float | None = None) -> None:
        """Report progress, if it was asked for."""
        if "progressToken" in self.meta:
            params: JSON = {"progressToken": self.meta["progressToken"], "progress": progress}
            self.child.notify("notifications/progress", params | ({} if total is None else {"total": total}))

    def log(self, level: str, data: Any, always: bool = False) -> None:
        """Log, if it was asked for."""
        wanted = self.meta.get(PREFIX + "logLevel") if self.modern else self.child.log_level
        if always or (wanted and LEVELS.index(level) >= LEVELS.index(wanted)):
            self.child.notify("notifications/message", {"level": level, "logger": "scripted", "data": data})

    def ask(self, **questions: tuple[str, JSON]) -> JSON:
        """Ask all questions at once and wait for the answers, by key; in the modern era, return for them."""
        open = {key: question for key, question in questions.items() if key not in self.answers}
        for method, params in open.values():
            self.require(method, params)
        if self.modern and open:
            self.interrupt({key: {"method": method, "params": params} for key, (method, params) in open.items()})
        if not self.modern:
            self.answers |= self.child.request_all(open, self.cancelled)
        return {key: self.answers[key] for key in questions}

    def interrupt(self, requests: JSON | None) -> None:
        """Answer with questions, or with a state alone."""
        state = json.dumps({"tool": self.params.get("name"), "round": self.round + 1, "answers": self.answers})
        self.child.states.add(state)
        result: JSON = {"resultType": "input_required", "requestState": state}
        raise InputNeeded(result | ({"inputRequests": requests} if requests else {}))

    def require(self, method: str, params: JSON) -> None:
        """Refuse to go on unless the client can be asked."""
        declared = self.meta.get(PREFIX + "clientCapabilities", {}) if self.modern else self.child.client_capabilities
        needed = _needed(method, params)
        if not _covers(declared, needed):
            if self.modern:
                raise Fault(-32021, "The client cannot be asked", {"requiredCapabilities": needed})
            raise Refused(f"undeclared: {json.dumps(needed)}")


def _needed(method: str, params: JSON) -> JSON:
    if method == "elicitation/create":
        return {"elicitation": {params.get("mode", "form"): {}}}
    if method == "sampling/createMessage":
        return {"sampling": {"tools": {}} if "tools" in params else {}}
    return {"roots": {}}


def _covers(declared: JSON, needed: JSON) -> bool:
    (capability, modes), *_ = needed.items()
    if capability not in declared:
        return False
    has = declared[capability] or ({"form": {}} if capability == "elicitation" else {})
    return all(mode in has for mode in modes)
