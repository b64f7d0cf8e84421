"""Who may do what over REST: `door.py roles READER KEEPER -- COMMAND...`, two tokens.

The hub has the cost tools, with 12.345678901234 EUR of Sales and 7.5 EUR of Research. READER sees Sales only and has no
role, KEEPER is an admin.
"""

import json

import websockets.exceptions
from websockets.sync.client import connect

from doors.rest import NOVEMBER, TOTAL, get, good, post, problem
from doors.wire import Door, check, expect


def bearer(door: Door, number: int) -> dict[str, str]:
    """The field that carries a token."""
    return {"Authorization": f"Bearer {door.rest[number]}"}


@check("nobody comes in without a token, except to read about the API")
def _(door: Door) -> None:
    for path in ["/api/cost/summary", "/openapi.json", "/api/tools", "/api/events", "/api/jobs", "/api/nothing"]:
        answer = get(door, path)
        problem(answer, 401)
        expect(answer.fields["www-authenticate"].startswith("Bearer "), answer.fields)
    expect(get(door, "/docs").status == 200 and get(door, "/health").status == 200, "it is closed")


@check("a principal of a department sees that department only, whatever was kept for others")
def _(door: Door) -> None:
    path = f"/api/cost/summary?{NOVEMBER}&groupBy=service"
    for _ in range(2):
        everything = good(get(door, path, **bearer(door, 1)))
        expect(everything["total"] == TOTAL, everything)
        sales = good(get(door, path, **bearer(door, 0)))
        expect(sales["total"] == [{"amount": "12.345678901234", "currency": "EUR"}], sales)
        expect("Storage" not in json.dumps(sales), sales)
    dashboard = good(get(door, "/api/dashboard?timeframe=2026-11", **bearer(door, 0)))
    expect("Storage" not in json.dumps(dashboard) and "19.845678901234" not in json.dumps(dashboard), dashboard)


@check("who has no role reads and does nothing else")
def _(door: Door) -> None:
    budget = {"name": "Sales", "amount": "20", "currency": "EUR"}
    for path in ["/api/cost/budgets", "/api/tools/upsert_budget", "/api/cost/import"]:
        problem(post(door, path, budget, **bearer(door, 0)), 403, "admin")
    expect(post(door, "/api/cost/budgets", budget, **bearer(door, 1)).status == 201, "an admin cannot")


@check("a job belongs to whom it was made for")
def _(door: Door) -> None:
    answer = get(door, f"/api/cost/summary?{NOVEMBER}", Prefer="respond-async", **bearer(door, 1))
    expect(answer.status == 202, answer)
    problem(get(door, answer.fields["location"], **bearer(door, 0)), 404)
    expect(good(get(door, "/api/jobs", **bearer(door, 0)))["jobs"] == [], "it is listed")


@check("a WebSocket is opened by a token in the header or by a ticket, once")
def _(door: Door) -> None:
    url = f"ws://{door.host}:{door.port}/ws"
    with connect(url, proxy=None, additional_headers=bearer(door, 0)) as line:
        expect(json.loads(line.recv(timeout=20))["data"]["role"] == "viewer", "another role")
    ticket = good(post(door, "/api/ws-ticket", {}, **bearer(door, 1)))["ticket"]
    with connect(f"{url}?ticket={ticket}", proxy=None) as line:
        expect(json.loads(line.recv(timeout=20))["data"]["role"] == "admin", "another role")
    for address in [url, f"{url}?ticket={ticket}", f"{url}?ticket=nonsense"]:
        try:
            with connect(address, proxy=None):
                raise AssertionError(f"{address} is let in")
        except websockets.exceptions.InvalidStatus as refusal:
            expect(refusal.response.status_code == 401, refusal)
