"""Totals of a cost file by month, service and department, computed with `decimal` straight from its rows.

    python3 cost_totals.py FILE [CURRENCY]

Prints what `cost-sample totals` prints: kind, value, currency, billed and effective cost, separated by tabs and sorted.
Knows nothing of the product. Of Azure files there are no totals by service, because those need its look-up tables.
"""
import collections
import csv
import json
import sys
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

TAG_KEYS = ["department", "dept", "team", "owner", "costcenter", "bu"]
NOTHING = {"", "NULL"}
UNASSIGNED = {"unassigned", "none", "null", "n/a", "-", ""}
COMMITTED = {"reservation", "savingsplan"}


def number(text):
    with localcontext() as context:
        context.prec = 60
        return Decimal(text).quantize(Decimal("1E-12"), rounding=ROUND_HALF_EVEN)


def department(tags, sections):
    by_key = {}
    for key, value in sorted(tags.items()):
        by_key.setdefault(key.lower(), value)
    names = [by_key.get(key) for key in TAG_KEYS] + sections
    for name in names:
        name = name.strip() if isinstance(name, str) else name
        if name is not None and str(name).lower() not in UNASSIGNED:
            return name
    return "Unallocated"


def tags_of(text):
    text = (text or "").strip()
    if text in NOTHING:
        return {}
    return json.loads(text if text.startswith("{") else "{" + text + "}")


def focus(row):
    billed, effective = number(row["BilledCost"]), number(row["EffectiveCost"])
    service = "" if row["ServiceName"] in NOTHING else row["ServiceName"]
    group = department(tags_of(row["Tags"]), [row.get("x_InvoiceSectionName"), row.get("x_CostCenter")])
    return row["ChargePeriodStart"][:7], service, group, row["BillingCurrency"], billed, effective


def azure(row, currency):
    row = {key.lower(): value or "" for key, value in row.items() if key}

    def first(*names):
        return next((row[name] for name in names if name in row), "")

    cost = number(first("costinbillingcurrency", "cost", "pretaxcost"))
    is_committed = first("pricingmodel").lower() in COMMITTED
    is_purchase = first("chargetype").lower() in {"purchase", "refund"}
    billed = Decimal(0) if is_committed and not is_purchase else cost
    effective = Decimal(0) if is_committed and is_purchase else cost
    date = first("date", "usagedatetime")
    if "/" in date:
        month, _, year = date.split("/")
        date = f"{year}-{month:0>2}"
    group = department(
        tags_of(first("tags")), [first("invoicesectionname", "invoicesection"), first("costcenter")])
    return date[:7], None, group, first("billingcurrency", "billingcurrencycode", "currency") or currency, billed, effective


def main():
    path, currency = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    totals = collections.defaultdict(lambda: [Decimal(0), Decimal(0)])
    with open(path, encoding="utf-8-sig", newline="") as file, localcontext() as context:
        context.prec = 60
        for row in csv.DictReader(file):
            is_focus = "ChargePeriodStart" in row
            month, service, group, code, billed, effective = focus(row) if is_focus else azure(row, currency)
            keys = [("month", month), ("service", service), ("department", group), ("all", "")]
            for kind, value in keys:
                if value is not None:
                    totals[f"{kind}\t{value}\t{code}"][0] += billed
                    totals[f"{kind}\t{value}\t{code}"][1] += effective
        for key, (billed, effective) in sorted(totals.items()):
            print(key, plain(billed), plain(effective), sep="\t")


def plain(value):
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) if value else "0"


main()
