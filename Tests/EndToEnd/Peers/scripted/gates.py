"""Tools that take as long as a test wants them to."""

import os
import threading

from scripted.call import Call, Cancelled, text
from scripted.catalog import tool
from scripted.wire import JSON


def wait(call: Call, name: str | None = None, file: str | None = None, patient: bool = False) -> None:
    """Wait until a gate is open or a file exists, or until the call is cancelled."""
    gate = call.child.gates.setdefault(name or "gate", threading.Event())
    while not gate.wait(0.005) and not (file and os.path.exists(file)):
        if call.cancelled.is_set() and not patient:
            raise Cancelled


@tool(name="string", file="string")
def gate(call: Call) -> JSON:
    """Wait for a gate or a file."""
    wait(call, call.arguments.get("name"), call.arguments.get("file"))
    return text(f"through {call.arguments.get('name', 'gate')}")


@tool(name="string")
def deaf_gate(call: Call) -> JSON:
    """Wait for a gate, and answer even when the call was cancelled meanwhile."""
    wait(call, call.arguments.get("name"), patient=True)
    return text("too late")


@tool(name="string")
def open_gate(call: Call) -> JSON:
    """Open a gate."""
    call.child.gates.setdefault(call.arguments.get("name", "gate"), threading.Event()).set()
    return text("open")


@tool(name="string")
def progress_at_gate(call: Call) -> JSON:
    """Report progress, wait for a gate, report more."""
    call.report(1)
    wait(call, call.arguments.get("name"))
    call.report(2)
    return text("through")
