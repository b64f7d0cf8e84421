"""REST as checks speak it."""

import json
from typing import Any

from doors.wire import Answer, Door, expect

JSON = {"Content-Type": "application/json"}
TOTAL = [{"amount": "19.845678901234", "currency": "EUR"}]
NOVEMBER = "startDate=2026-11-01&endDate=2026-12-01"


def get(door: Door, path: str, **fields: str) -> Answer:
    """A GET."""
    return door.ask("GET", path, None, {key.replace("_", "-"): value for key, value in fields.items()})


def post(door: Door, path: str, body: Any, method: str = "POST", **fields: str) -> Answer:
    """A request with JSON."""
    given = {key.replace("_", "-"): value for key, value in fields.items()}
    return door.ask(method, path, json.dumps(body).encode(), JSON | given)


def problem(answer: Answer, status: int, text: str = "") -> dict[str, Any]:
    """The problem document that an answer is."""
    expect(answer.status == status, answer)
    expect(answer.fields["content-type"] == "application/problem+json", answer.fields)
    document = answer.json
    for member in ["type", "title", "detail", "instance", "requestId"]:
        expect(member in document, document)
    expect(document["status"] == status and text in json.dumps(document), document)
    expect(answer.fields["x-request-id"] == document["requestId"], answer.fields)
    return document


def good(answer: Answer) -> Any:
    """The JSON of an answer that has worked."""
    expect(answer.status in (200, 201), answer)
    expect(answer.fields["content-type"] == "application/json", answer.fields)
    return answer.json
