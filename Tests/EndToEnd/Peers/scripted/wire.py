"""Lines in and out, and the record of them."""

import json
import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

JSON = dict[str, Any]

LONGEST_RECORDED = 1 << 20


class Wire:
    """Standard input and output. Every line is recorded before anything is done about it."""

    def __init__(self, log: str | None) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if log else None
        self._writing = threading.Lock()

    def note(self, event: str, **details: Any) -> None:
        """Record that something has happened."""
        self._record({"event": event, **details})

    def send(self, *messages: JSON) -> None:
        """Write messages, in one piece."""
        lines = [json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False) for message in messages]
        for message, line in zip(messages, lines):
            long = len(line) > LONGEST_RECORDED
            self._record({"out": {"id": message.get("id"), "bytes": len(line)} if long else message})
        self.write("".join(line + "\n" for line in lines).encode())

    def write(self, data: bytes) -> None:
        """Write bytes as they are."""
        with self._writing:
            while data:
                try:
                    data = data[os.write(1, data) :]
                except BrokenPipeError:
                    os._exit(0)

    def messages(self) -> Iterator[JSON]:
        """What is read, until there is no more."""
        for line in sys.stdin.buffer:
            message = json.loads(line)
            self._record({"in": message if len(line) <= LONGEST_RECORDED else {"bytes": len(line)}})
            yield message
        self.note("end of input")

    def _record(self, entry: JSON) -> None:
        if self._log is not None:
            os.write(self._log, (json.dumps(entry, ensure_ascii=False) + "\n").encode())
