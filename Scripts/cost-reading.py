#!/usr/bin/env python3
"""Reads one generated FOCUS 1.2 file with our reader and with pyarrow's, one thread each, in turn, and prints CPU.

    swift build -c release --product cost-sample
    .venvs/focus/bin/python Scripts/cost-reading.py .build/release/cost-sample [ROWS|FILE] [ROUNDS]

pyarrow only cuts and converts: text stays text, numbers become binary floating point. Ours also finds the code of every
text, keeps every digit, and checks what it reads.
"""
import os
import re
import resource
import subprocess
import sys
import tempfile

import pyarrow
import pyarrow.csv


def ours(program, path):
    output = subprocess.run([program, "read", path], check=True, capture_output=True, text=True).stdout
    return float(re.search(r"([\d.]+) s CPU", output).group(1))


def theirs(path, as_dictionary):
    """The CPU of a process of its own that reads batch after batch, less that of one that reads nothing."""
    return cpu_of_child(path, str(int(as_dictionary))) - cpu_of_child("", "0")


def cpu_of_child(*arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, __file__, "--pyarrow", *arguments], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def read_with_pyarrow(path, as_dictionary):
    pyarrow.set_cpu_count(1)
    options = pyarrow.csv.ReadOptions(use_threads=False, block_size=1 << 20)
    parse = pyarrow.csv.ParseOptions(newlines_in_values=True)
    convert = pyarrow.csv.ConvertOptions(auto_dict_encode=as_dictionary, auto_dict_max_cardinality=1 << 18)
    if as_dictionary:  # only the reader of whole tables can
        pyarrow.csv.read_csv(path, options, parse, convert)
        return
    with pyarrow.csv.open_csv(path, options, parse, convert) as reader:
        for _ in reader:
            pass


def main():
    program, rows, rounds = sys.argv[1], *(sys.argv[2:] + ["1000000", "3"][len(sys.argv) - 2:])
    with tempfile.TemporaryDirectory() as folder:
        path = rows if os.path.exists(rows) else os.path.join(folder, "focus.csv")
        if path != rows:
            subprocess.run([program, "generate", path, rows], check=True)
        megabytes = os.path.getsize(path) / 1e6
        results = {"ours": [], "pyarrow, streaming": [], "pyarrow, texts as codes": []}
        for _ in range(int(rounds)):
            results["ours"].append(ours(program, path))
            results["pyarrow, streaming"].append(theirs(path, False))
            results["pyarrow, texts as codes"].append(theirs(path, True))
    print(f"{os.path.basename(rows)}: {megabytes:.0f} MB, load {os.getloadavg()[0]:.1f}, pyarrow {pyarrow.__version__}")
    print("| reader | s of CPU, best | MB/s |\n|---|---|---|")
    for name, seconds in results.items():
        print(f"| {name} | {min(seconds):.2f} | {megabytes / min(seconds):.0f} |")


if sys.argv[1] == "--pyarrow":
    if sys.argv[2]:
        read_with_pyarrow(sys.argv[2], sys.argv[3] == "1")
else:
    main()
