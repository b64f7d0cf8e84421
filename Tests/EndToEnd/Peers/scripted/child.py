"""The child: what it answers, in either era."""

import argparse
import os
import threading
from collections.abc import Callable
from typing import Any

from scripted.call import PREFIX, Call, Cancelled, Fault, InputNeeded, Refused, failure, text
from scripted.catalog import ASKING, ITEM_PREFIX, TOOLS, Catalog
from scripted.wire import JSON, Wire

MODERN = "2026-07-28"
FILTERS = ["toolsListChanged", "promptsListChanged", "resourcesListChanged"]
CACHED = {"server/discover", "tools/list", "prompts/list", "resources/list", "resources/templates/list", "resources/read"}


class Child:
    """A server on one pipe."""

    def __init__(self, options: argparse.Namespace, wire: Wire) -> None:
        self.options = options
        self.wire = wire
        self.catalog = Catalog(options)
        self.log_level: str | None = None
        self.client_capabilities: JSON = {}
        self.is_initialized = False
        self.states: set[str] = set()
        self.gates: dict[str, threading.Event] = {}
        self.listens: dict[Any, JSON] = {}
        self.subscribed: set[str] = set()
        self.visited = False
        self._calls: dict[Any, Call] = {}
        self._questions: dict[Any, tuple[threading.Event, JSON]] = {}
        self._question_count = 0
        self._lock = threading.RLock()

    # What is read.

    def receive(self, message: JSON) -> None:
        """Take in a message."""
        if self.options.mute:
            return
        if "method" not in message:
            self._settle(message)
        elif "id" in message:
            self._serve(message)
        elif message["method"] == "notifications/cancelled":
            self._cancel(message["params"].get("requestId"))

    def _settle(self, response: JSON) -> None:
        with self._lock:
            event, slot = self._questions.pop(response.get("id"), (None, {}))
        if event:
            slot.update(response)
            event.set()

    def _cancel(self, id: Any) -> None:
        with self._lock:
            call = self._calls.get(id)
            self.listens.pop(id, None)
        if call:
            call.cancelled.set()

    def _serve(self, request: JSON) -> None:
        modern = PREFIX + "protocolVersion" in request.get("params", {}).get("_meta", {})
        try:
            self._check_era(request, modern)
            if request["method"] in {"tools/call", "prompts/get", "resources/read"}:
                call = Call(self, request, modern)
                with self._lock:
                    self._calls[call.id] = call
                threading.Thread(target=self._work, args=[call], daemon=True).start()
            else:
                result = self._result(request, modern)
                if result is not None:
                    self.answer(request["id"], result, modern, request["method"])
        except Fault as fault:
            self.wire.send({"id": request["id"], "error": fault.error})

    def _check_era(self, request: JSON, modern: bool) -> None:
        method, era = request["method"], self.options.era
        if era == "legacy" and (modern or method == "server/discover"):
            self._refuse_probe()
        if era == "modern" and not modern:
            data = {"supported": [MODERN], "requested": request.get("params", {}).get("protocolVersion", "")}
            raise Fault(-32022, "Unsupported protocol version", data)
        if not modern and method not in {"initialize", "ping"} and not self.is_initialized:
            raise Fault(-32600, "Not initialized")

    def _refuse_probe(self) -> None:
        probe = self.options.probe
        if probe == "exit":
            os._exit(1)
        if probe == "silent":
            raise Silence
        if probe == "noise":
            self.wire.write(b"what is server/discover?\n\n{not json}\n")
        raise Fault(int(probe) if probe.startswith("-") else -32601, "Refused")

    # What is answered.

    def answer(self, id: Any, result: JSON, modern: bool, method: str = "") -> None:
        """Answer a request in the form of the era."""
        if modern:
            meta = {**result.get("_meta", {}), PREFIX + "serverInfo": self._info(), "com.example/child": self.options.name}
            result = {"resultType": "complete", **result, "_meta": meta}
            if method in CACHED and result["resultType"] == "complete":
                result |= {"ttlMs": self.options.ttl, "cacheScope": self.options.scope}
        self.wire.send({"id": id, "result": result})

    def notify(self, method: str, params: JSON | None = None) -> None:
        """Send a notification."""
        self.wire.send({"method": method, **({"params": params} if params is not None else {})})

    def announce(self, what: str) -> None:
        """Tell that a list has changed, whoever asked to be told."""
        method = f"notifications/{what}/list_changed"
        if self.is_initialized:
            self.notify(method)
        self._publish(method, {}, lambda filter: filter.get(f"{what}ListChanged") is True)

    def update(self, uri: str) -> None:
        """Tell that a resource has changed, whoever subscribed to it."""
        method = "notifications/resources/updated"
        if uri in self.subscribed:
            self.notify(method, {"uri": uri})
        self._publish(method, {"uri": uri}, lambda filter: uri in filter.get("resourceSubscriptions", []))

    def _publish(self, method: str, params: JSON, wants: Callable[[JSON], bool]) -> None:
        for id, filter in list(self.listens.items()):
            if wants(filter):
                self.notify(method, {**params, "_meta": {PREFIX + "subscriptionId": id}})

    def request_all(self, questions: dict[str, tuple[str, JSON]], given_up: threading.Event) -> JSON:
        """Send requests to the client, in one piece, and wait for the results, by key."""
        slots: dict[str, tuple[threading.Event, JSON]] = {key: (threading.Event(), {}) for key in questions}
        requests = []
        with self._lock:
            for key, (method, params) in questions.items():
                self._question_count += 1
                id = f"question {self._question_count}"
                self._questions[id] = slots[key]
                requests.append({"id": id, "method": method, "params": params})
        self.wire.send(*requests)
        return {key: self._awaited(event, slot, given_up) for key, (event, slot) in slots.items()}

    def _awaited(self, event: threading.Event, slot: JSON, given_up: threading.Event) -> JSON:
        while not event.wait(0.005):
            if given_up.is_set():
                raise Cancelled
        if "error" in slot:
            raise Refused(f"{slot['error']['code']}: {slot['error']['message']}")
        return slot["result"]

    # How requests are served.

    def _work(self, call: Call) -> None:
        try:
            result = self._outcome(call)
            if not call.is_answered:
                self.answer(call.id, result, call.modern, call.method)
        except Cancelled:
            self.wire.note("cancelled", id=call.id)
        except Fault as fault:
            self.wire.send({"id": call.id, "error": fault.error})
        except Exception as problem:  # a mistake in a tool must not leave its caller waiting
            self.wire.send({"id": call.id, "error": {"code": -32603, "message": repr(problem)}})
        finally:
            with self._lock:
                self._calls.pop(call.id, None)

    def _outcome(self, call: Call) -> JSON:
        try:
            if call.method == "prompts/get":
                return self._prompt(call)
            if call.method == "resources/read":
                return self._contents(call)
            return self._tool(call)
        except InputNeeded as needed:
            return needed.result
        except Refused as refusal:
            return failure(f"refused {refusal}")

    def _tool(self, call: Call) -> JSON:
        name = call.params["name"]
        if name in TOOLS:
            return TOOLS[name][0](call)
        if name in self.catalog.added:
            return text(f"{name} of {self.options.name}")
        raise Fault(-32602, f"Unknown tool: {name}")

    def _prompt(self, call: Call) -> JSON:
        name = call.params["name"]
        if name not in [prompt["name"] for prompt in self.catalog.prompts()]:
            raise Fault(-32602, f"Unknown prompt: {name}")
        who = call.arguments.get("name", "nobody")
        if name == "asking":
            who = _name(call)
        content = {"type": "text", "text": f"{name} of {self.options.name} for {who}"}
        return {"messages": [{"role": "user", "content": content}]}

    def _contents(self, call: Call) -> JSON:
        uri = call.params["uri"]
        known = uri.startswith(ITEM_PREFIX) or uri in [each["uri"] for each in self.catalog.resources()]
        if not known:
            raise Fault(-32602 if call.modern else -32002, "Resource not found", {"uri": uri})
        content = f"asked {_name(call)}" if uri == ASKING else f"{uri} of {self.options.name}"
        return {"contents": [{"uri": uri, "mimeType": "text/plain", "text": content}]}

    def _result(self, request: JSON, modern: bool) -> JSON | None:
        method, params = request["method"], request.get("params", {})
        if modern and method == "subscriptions/listen":
            return self._listen(request["id"], params)
        handlers = self._modern if modern else self._legacy
        if method in handlers:
            return handlers[method](self, params)
        if method in self._shared:
            return self._shared[method](self, params)
        raise Fault(-32601, f"Method not found: {method}")

    def _listen(self, id: Any, params: JSON) -> None:
        wanted = params["notifications"]
        honoured: JSON = {key: True for key in FILTERS if wanted.get(key)}
        if wanted.get("resourceSubscriptions"):
            honoured["resourceSubscriptions"] = wanted["resourceSubscriptions"]
        self.notify(
            "notifications/subscriptions/acknowledged",
            {"notifications": honoured, "_meta": {PREFIX + "subscriptionId": id}},
        )
        self.listens[id] = honoured

    def _initialize(self, params: JSON) -> JSON:
        self.is_initialized = True
        self.client_capabilities = params.get("capabilities", {})
        version = self.options.version
        return {"protocolVersion": version, "capabilities": self._capabilities(), "serverInfo": self._info()}

    def _discover(self, _: JSON) -> JSON:
        return {"supportedVersions": [MODERN], "capabilities": self._capabilities()}

    def _capabilities(self) -> JSON:
        changes = {"listChanged": True}
        if self.options.bare:
            return {"tools": changes}
        resources = {"subscribe": True, **changes}
        return {"tools": changes, "prompts": changes, "resources": resources, "completions": {}, "logging": {}}

    def _info(self) -> JSON:
        return {"name": f"scripted-{self.options.name}", "version": "1.0.0"}

    def _list_tools(self, params: JSON) -> JSON:
        if self.options.hang_list:
            raise Silence
        return self.catalog.page(params.get("cursor"))

    def _complete(self, params: JSON) -> JSON:
        reference, argument = params["ref"], params["argument"]
        values = [f"{reference.get('name') or reference.get('uri')} {argument['name']} {argument['value']}"]
        return {"completion": {"values": values, "total": 1, "hasMore": False}}

    def _set_level(self, params: JSON) -> JSON:
        self.log_level = params["level"]
        return {}

    def _subscribe(self, params: JSON) -> JSON:
        self.subscribed.add(params["uri"])
        return {}

    def _unsubscribe(self, params: JSON) -> JSON:
        self.subscribed.discard(params["uri"])
        return {}

    _modern = {"server/discover": _discover}
    _legacy = {
        "initialize": _initialize,
        "ping": lambda _, params: {},
        "logging/setLevel": _set_level,
        "resources/subscribe": _subscribe,
        "resources/unsubscribe": _unsubscribe,
    }
    _shared: dict[str, Callable[["Child", JSON], JSON]] = {
        "tools/list": _list_tools,
        "prompts/list": lambda self, params: {"prompts": self.catalog.prompts()},
        "resources/list": lambda self, params: {"resources": self.catalog.resources()},
        "resources/templates/list": lambda self, params: {"resourceTemplates": self.catalog.templates()},
        "completion/complete": _complete,
    }


class Silence(Exception):
    """The request is never answered."""


def _name(call: Call) -> str:
    from scripted.asking import form

    answer = call.ask(name=form("Your name?"))["name"]
    return answer.get("content", {}).get("name", answer["action"])
