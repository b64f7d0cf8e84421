"""What `/openapi.json` promises, tried by schemathesis: `door.py described FOLDER -- COMMAND...`."""

import pathlib
import subprocess
import sys

from doors.wire import Door, check, expect

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@check("no answer is a server's error or one that is not described")
def _(door: Door) -> None:
    program = pathlib.Path(sys.executable).with_name("schemathesis")
    run = subprocess.run(
        [
            program, "run", f"http://{door.host}:{door.port}/openapi.json", "--phases", "coverage,fuzzing",
            "--max-examples", "3", "--seed", "1", "--exclude-by", "/x-registered == false", "--checks", CHECKS,
            "--exclude-path", "/api/events", "--no-color",
        ],
        cwd=door.rest[0], capture_output=True, text=True, timeout=300, check=False,
    )
    where = run.stdout.find("FAILURES")
    expect(run.returncode == 0, run.stdout[max(0, where) :][:4_000] + run.stderr[-500:])
