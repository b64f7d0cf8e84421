"""Costs as REST: `door.py costs MCPHUB FOLDER -- COMMAND...`.

The hub has the cost tools, with two charges of November 2026: 12.345678901234 EUR of Sales on Compute, 7.5 EUR of
Research on Storage. MCPHUB is the program, FOLDER its working folder, for the checks that ask it in other ways.
"""

import gzip
import json
import subprocess

from doors.rest import JSON, NOVEMBER, TOTAL, get, good, post, problem
from doors.wire import Door, check, expect

CSV = """BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ServiceName,Tags
1.25,1.25,EUR,2026-10-03,2026-10-04,Compute,"{""department"":""Sales""}"
"""


@check("each route with a tool answers what the tool does")
def _(door: Door) -> None:
    expected = {
        f"/api/cost/summary?{NOVEMBER}": "19.845678901234",
        f"/api/cost/data?{NOVEMBER}&groupBy=service,department&granularity=day": "2026-11-03",
        f"/api/cost/data?{NOVEMBER}&service=Storage": '"7.5"',
        f"/api/cost/data?{NOVEMBER}&department=Sales&department=Research&groupBy=department": "Research",
        f"/api/cost/data?{NOVEMBER}&tag.department=Sales": "12.345678901234",
        "/api/cost/summary?timeframe=2026-11&top=1": "19.845678901234",
        "/api/cost/compare?timeframe=2026-11&groupBy=service": "comparedTo",
        "/api/cost/allocation?timeframe=2026-11": "Research",
        "/api/cost/tags/coverage?timeframe=2026-11&keys=department": "100.0",
        "/api/cost/unit?timeframe=2026-11&quantity=10": "1.984567890123",
        "/api/cost/dimensions?dimension=department": "Research",
        "/api/cost/imports?limit=5": "costs.csv",
        "/api/cost/imports/1": "costs.csv",
        "/api/cost/budgets": "[]",
        "/api/cost/export?timeframe=2026-11": "focus-1.2-2026-11-01",
    }
    for path, text in expected.items():
        answer = get(door, path)
        expect(text in json.dumps(good(answer)), f"{path}: {answer}")


@check("a body gives arguments that a query cannot")
def _(door: Door) -> None:
    rules = [{"from": "Research", "method": "even", "to": ["Sales"]}]
    answer = good(post(door, "/api/cost/allocation", {"timeframe": "2026-11", "shared": rules}))
    expect(answer["total"] == TOTAL, answer)


@check("every other route of the table answers 501 and names its tool")
def _(door: Door) -> None:
    routes = {
        ("POST", "/api/cost/sync"): "sync_costs",
        ("GET", "/api/cost/sync/status"): "sync_status",
        ("POST", "/api/analysis/query"): "ask_costs",
        ("POST", "/api/analysis/anomalies"): "detect_anomalies",
        ("POST", "/api/analysis/forecast"): "forecast_costs",
        ("POST", "/api/analysis/explain"): "explain_cost_change",
        ("GET", "/api/analysis/insights"): "list_insights",
        ("POST", "/api/optimization/recommendations"): "get_recommendations",
        ("POST", "/api/optimization/rightsizing"): "analyze_rightsizing",
        ("POST", "/api/optimization/simulate"): "simulate_change",
        ("PATCH", "/api/optimization/recommendations/1"): "update_recommendation",
        ("GET", "/api/alerts"): "list_alerts",
        ("GET", "/api/alerts/7"): "get_alert",
        ("POST", "/api/alerts/7/acknowledge"): "acknowledge_alert",
        ("POST", "/api/alerts/7/snooze"): "snooze_alert",
        ("GET", "/api/alerts/rules"): "list_alert_rules",
        ("DELETE", "/api/alerts/rules/1"): "delete_alert_rule",
        ("PUT", "/api/alerts/channels/1"): "upsert_alert_channel",
        ("POST", "/api/alerts/channels/1/test"): "test_alert_channel",
    }
    for (method, path), tool in routes.items():
        answer = get(door, path) if method == "GET" else post(door, path, {}, method)
        expect(problem(answer, 501)["tool"] == tool, answer)


@check("bad input is told by field, and other faults by their status")
def _(door: Door) -> None:
    document = problem(get(door, "/api/cost/data?limit=5&colour=red&size=2"), 400)
    expect({each["pointer"] for each in document["errors"]} == {"/colour", "/size"}, document)
    problem(get(door, "/api/cost/data?startDate=yesteryear"), 400, "yesteryear")
    problem(get(door, "/api/cost/data?groupBy=flavour"), 400, "flavour")
    problem(get(door, "/api/cost/data?cursor=nonsense"), 400)
    problem(get(door, "/api/cost/data?service=%zz"), 400)
    problem(get(door, "/api/cost/data?" + "&".join(f"a{n}=1" for n in range(300))), 400)
    problem(get(door, "/api/cost/evidence/none"), 404)
    problem(get(door, "/api/cost/imports/99"), 404)
    problem(get(door, "/api/nothing"), 404)
    problem(get(door, "/api/cost/data/"), 404)
    problem(get(door, "/somewhere/else"), 404)
    problem(door.ask("POST", "/api/cost/allocation", b"{", JSON), 400)
    problem(door.ask("POST", "/api/cost/allocation", b"[]", JSON), 400)
    problem(door.ask("POST", "/api/cost/allocation", b"a=b", {"Content-Type": "text/plain"}), 415)
    problem(door.ask("POST", "/api/cost/allocation", b'{"x":"' + b"a" * (2 << 20) + b'"}', JSON), 413)
    document = problem(post(door, "/api/cost/budgets", {"name": 1}), 400)
    expect(any(each["pointer"] == "/name" for each in document["errors"]), document)


@check("a path that is there for other methods says for which")
def _(door: Door) -> None:
    for method in ["POST", "DELETE", "PATCH"]:
        answer = door.ask(method, "/api/cost/summary", b"{}", JSON)
        problem(answer, 405)
        expect(answer.fields["allow"] == "GET, HEAD, OPTIONS", answer.fields)
    answer = door.ask("OPTIONS", "/api/cost/budgets")
    expect(answer.status == 204 and answer.fields["allow"] == "GET, HEAD, POST, OPTIONS", answer)


@check("what is known already is not sent again, and HEAD sends nothing")
def _(door: Door) -> None:
    path = f"/api/cost/summary?{NOVEMBER}"
    first = get(door, path)
    tag = first.fields["etag"]
    again = get(door, path, If_None_Match=f'"other", {tag}')
    expect(again.status == 304 and not again.body and again.fields["etag"] == tag, again)
    expect(get(door, path, If_None_Match='W/"other"').status == 200, "another tag matches")
    head = door.ask("HEAD", path)
    expect(head.status == 200 and head.fields["etag"] == tag and not head.body, head)
    expect(head.fields["content-length"] == first.fields["content-length"], head.fields)


@check("long answers are packed for whoever takes them so")
def _(door: Door) -> None:
    plain = get(door, "/openapi.json")
    packed = get(door, "/openapi.json", Accept_Encoding="br, gzip")
    expect(packed.fields["content-encoding"] == "gzip" and len(packed.body) * 4 < len(plain.body), packed.fields)
    expect(gzip.decompress(packed.body) == plain.body, "it is something else")
    refused = get(door, "/openapi.json", Accept_Encoding="gzip;q=0")
    expect("content-encoding" not in refused.fields, refused.fields)


@check("pages are followed by Link to the end")
def _(door: Door) -> None:
    path, amounts = f"/api/cost/data?{NOVEMBER}&groupBy=service&limit=1", []
    while path:
        answer = get(door, path)
        amounts += [row["amount"] for row in good(answer)["data"]]
        link = answer.fields.get("link")
        path = link[1 : link.index(">")] if link else ""
    expect(amounts == ["12.345678901234", "7.5"], amounts)
    answer = get(door, "/api/tools?limit=3")
    expect(len(good(answer)["tools"]) == 3 and 'rel="next"' in answer.fields["link"], answer)


@check("evidence leads to the charges behind a figure")
def _(door: Door) -> None:
    name = good(get(door, f"/api/cost/data?{NOVEMBER}&service=Storage"))["evidenceId"]
    answer = good(get(door, f"/api/cost/evidence/{name}"))
    expect("7.5" in json.dumps(answer) and "Compute" not in json.dumps(answer["data"]), answer)


@check("budgets are made once however often the request is sent")
def _(door: Door) -> None:
    budget = {"name": "Sales", "amount": "20", "currency": "EUR"}
    first = post(door, "/api/cost/budgets", budget, Idempotency_Key="one")
    expect(first.status == 201, first)
    again = post(door, "/api/cost/budgets", budget, Idempotency_Key="one")
    expect(again.status == 201 and again.json == first.json, again)
    expect(again.fields["idempotency-replayed"] == "true", again.fields)
    problem(post(door, "/api/cost/budgets", budget | {"amount": "21"}, Idempotency_Key="one"), 422)
    listed = good(get(door, "/api/cost/budgets"))
    expect(json.dumps(listed).count('"Sales"') >= 1, listed)
    budget = listed["data"][0] if isinstance(listed["data"], list) else listed["data"]
    expect("20" in json.dumps(budget), budget)


@check("a file that is sent in is imported, and its answer replaces what was kept")
def _(door: Door) -> None:
    path = "/api/cost/summary?timeframe=2026-10"
    before = get(door, path)
    answer = door.ask("POST", "/api/cost/import?filename=october.csv", CSV.encode(), {"Content-Type": "text/csv"})
    expect("1.25" in json.dumps(good(answer)), answer)
    after = get(door, path)
    expect("1.25" in json.dumps(after.json) and after.fields["etag"] != before.fields["etag"], after)
    named = good(post(door, "/api/cost/import", {"path": "costs.csv"}))
    expect(named, named)
    problem(door.ask("POST", "/api/cost/import", b"<x/>", {"Content-Type": "text/xml"}), 415)
    problem(door.ask("POST", "/api/cost/import", b"nonsense", {"Content-Type": "text/csv"}), 400)
    problem(post(door, "/api/cost/import", {"path": "/etc/passwd"}), 400)


@check("a call can be a job, which keeps its result")
def _(door: Door) -> None:
    answer = get(door, f"/api/cost/summary?{NOVEMBER}", Prefer="respond-async")
    expect(answer.status == 202 and answer.fields["preference-applied"] == "respond-async", answer)
    path = answer.fields["location"]
    while (job := good(get(door, path)))["state"] in ("queued", "running"):
        pass
    expect(job["state"] == "succeeded" and job["result"]["total"] == TOTAL, job)
    listed = good(get(door, "/api/jobs"))["jobs"]
    expect([each["id"] for each in listed] == [job["id"]] and "result" not in listed[0], listed)
    expect(good(post(door, path + "/cancel", {}))["state"] == "succeeded", "what is over was changed")
    problem(get(door, "/api/jobs/none"), 404)
    failed = get(door, "/api/cost/data?groupBy=flavour", Prefer="respond-async")
    while (job := good(get(door, failed.fields["location"])))["state"] in ("queued", "running"):
        pass
    expect(job["state"] == "failed" and job["problem"]["status"] == 400, job)


@check("a dashboard comes in one answer, and names what it lacks")
def _(door: Door) -> None:
    answer = good(get(door, "/api/dashboard?timeframe=2026-11"))
    expect(answer["totals"]["total"] == TOTAL and answer["consistent"] is True, answer)
    expect({"trend", "topMovers", "budgets", "freshness"} <= set(answer), answer.keys())
    lacking = {each["section"]: each["tool"] for each in answer["unavailable"]}
    expect(lacking.keys() == {"anomalies", "forecast", "alerts", "savings"}, lacking)
    for part in ["overview", "trends", "departments", "services"]:
        good(get(door, f"/api/dashboard/{part}?timeframe=2026-11"))
    document = problem(get(door, "/api/dashboard?colour=red"), 400)
    expect(document["errors"][0]["pointer"] == "/colour", document)
    problem(get(door, "/api/dashboard?timeframe=nonsense"), 400)


@check("the description of the API names every route, and a page shows it")
def _(door: Door) -> None:
    document = good(get(door, "/openapi.json"))
    expect(document["openapi"] == "3.1.0" and len(document["paths"]) >= 40, len(document["paths"]))
    operation = document["paths"]["/api/cost/data"]["get"]
    names = {parameter["name"] for parameter in operation["parameters"]}
    expect({"groupBy", "service", "limit", "timeframe"} <= names, names)
    expect({"400", "501", "504"} <= set(operation["responses"]), operation["responses"].keys())
    page = get(door, "/docs")
    expect(page.status == 200 and page.fields["content-type"].startswith("text/html"), page.fields)
    expect(b"http://" not in page.body and b"https://" not in page.body, "it needs something from elsewhere")


@check("the same question has the same answer through every door")
def _(door: Door) -> None:
    arguments = {"period": "2026-11", "groupBy": "service"}
    rest = good(get(door, "/api/cost/summary?period=2026-11&groupBy=service"))
    generic = good(post(door, "/api/tools/cost_summary", arguments))
    mcp = door.call("tools/call", {"name": "cost_summary", "arguments": arguments}).json["result"]
    said = subprocess.run(
        [door.rest[0], "call", "--json", "--config", "mcphub.json", "cost_summary", json.dumps(arguments)],
        cwd=door.rest[1], capture_output=True, text=True, timeout=60, check=True,
    )
    answers = [rest, generic, mcp["structuredContent"], json.loads(said.stdout)["structuredContent"]]
    for answer in answers:
        expect(answer["data"] == rest["data"] and answer["total"] == TOTAL, answer)
    expect([row["amount"] for row in rest["data"]] == ["12.345678901234", "7.5"], rest)


@check("health, readiness and figures are there for monitoring")
def _(door: Door) -> None:
    health = good(get(door, "/health"))
    expect(health["status"] == "ok" and health["services"]["database"] == "up", health)
    expect(health["uptimeSeconds"] >= 0 and health["version"], health)
    for path in ["/health", "/live", "/ready", "/metrics"]:
        head = door.ask("HEAD", path)
        expect(head.status == 200 and not head.body, f"{path}: {head}")
        answer = door.ask("DELETE", path)
        problem(answer, 405)
        expect(answer.fields["allow"] == "GET, HEAD", answer.fields)


@check("strangers' pages and names are refused on every route")
def _(door: Door) -> None:
    for path in ["/api/cost/summary", "/openapi.json", "/docs", "/api/tools", "/api/events", "/health"]:
        expect(get(door, path, Origin="https://evil.example").status == 403, path)
        expect(get(door, path, Host="evil.example").status == 403, path)
        for name in ["token", "access_token", "api_key"]:
            expect(get(door, f"{path}?{name}=secret").status == 400, path)
