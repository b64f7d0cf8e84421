"""The flags of the scripted child."""

import argparse

PROBES = ["-32601", "-32602", "-32000", "silent", "exit", "noise"]


def read() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="A scripted MCP server.", allow_abbrev=False)
    add = parser.add_argument
    add("--era", choices=["legacy", "modern", "both"], default="legacy")
    add("--version", default="2025-11-25", help="the revision that a handshake ends with")
    add("--name", default="child")
    add("--log", help="the file that the record is appended to")

    lists = parser.add_argument_group("lists")
    lists.add_argument("--only", help="the tools offered, separated by commas; all when not given, none when empty")
    lists.add_argument("--tool", action="append", default=[], help="one more tool, which returns its own name")
    lists.add_argument("--prompt", action="append", default=[], help="one more prompt")
    lists.add_argument("--resource", action="append", default=[], help="one more resource")
    lists.add_argument("--many", type=int, default=0, help="how many tools more, tool_00000 and so on")
    lists.add_argument("--pages", type=int, default=1, help="over how many pages the tools are spread")
    lists.add_argument("--empty-cursor", action="store_true", help="the second page begins at the cursor \"\"")
    lists.add_argument("--repeat-cursor", action="store_true", help="the last page names the first page's cursor again")
    lists.add_argument("--hang-list", action="store_true", help="tools/list is never answered")
    lists.add_argument("--ttl", type=int, default=0)
    lists.add_argument("--scope", choices=["public", "private"], default="public")
    lists.add_argument("--grow-when", help="a tool named grown is offered when this file exists at the start")
    lists.add_argument("--description", default="A scripted tool.", help="what all tools say of themselves")
    lists.add_argument("--bare", action="store_true", help="offers tools and nothing else")

    start = parser.add_argument_group("start")
    start.add_argument("--probe", choices=PROBES, default="-32601", help="how a legacy child takes server/discover")
    start.add_argument("--start-when", help="reads nothing until this file exists")
    start.add_argument("--die", action="store_true", help="ends at once with status 3")
    start.add_argument("--mute", action="store_true", help="reads and never answers")

    faults = parser.add_argument_group("faults")
    faults.add_argument("--noise", type=int, default=0, help="lines that are no messages, at the start")
    faults.add_argument("--flood", type=int, default=0, help="KiB on standard error at the start")
    faults.add_argument("--fork", action="store_true", help="starts a process that holds its output and survives TERM")
    faults.add_argument("--stubborn", action="store_true", help="ignores TERM and the end of its input")
    return parser.parse_args()
