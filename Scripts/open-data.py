#!/usr/bin/env python3
"""Makes the look-up tables of CSystem/COpenData from the open data of microsoft/finops-toolkit (src/open-data, MIT).

    python3 Scripts/open-data.py FOLDER-WITH-THE-CSV-FILES

Only the columns that the mapping of Azure rows needs are kept; keys are lower case.
"""
import csv
import pathlib
import sys

SOURCE = pathlib.Path(sys.argv[1])
TARGET = pathlib.Path(__file__).parent.parent / "CSystem/COpenData/Tables"
TABLES = {
    "Regions.csv": ("regions.tsv", ["OriginalValue", "RegionId", "RegionName"]),
    "PricingUnits.csv": ("pricing-units.tsv", ["UnitOfMeasure", "PricingBlockSize", "DistinctUnits"]),
    "Services.csv": (
        "services.tsv", ["ConsumedService", "ResourceType", "ServiceName", "ServiceCategory", "ServiceSubcategory"]),
    "ResourceTypes.csv": ("resource-types.tsv", ["ResourceType", "SingularDisplayName"]),
}
for name, (output, columns) in TABLES.items():
    keys = 2 if name == "Services.csv" else 1
    with open(SOURCE / name, encoding="utf-8-sig", newline="") as file:
        rows = [[row[column].strip().replace("\t", " ") for column in columns] for row in csv.DictReader(file)]
    lines = {"\t".join([cell.lower() for cell in row[:keys]] + row[keys:]) for row in rows if any(row)}
    (TARGET / output).write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
