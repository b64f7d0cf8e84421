"""Runs the scripted child."""

from scripted import asking, faults, gates, options, plain  # noqa: F401  (they register their tools)
from scripted.child import Child, Silence
from scripted.wire import Wire


def main() -> None:
    """Serve standard input until it ends."""
    chosen = options.read()
    wire = Wire(chosen.log)
    faults.begin(chosen, wire)
    child = Child(chosen, wire)
    for message in wire.messages():
        try:
            child.receive(message)
        except Silence:
            continue
    faults.end(chosen)
