#!/usr/bin/env python3
"""Compares the HTTP client with curl and httpx against a local nginx, in one run: `bench_http.py HTTP-BENCHMARK`.

Needs nginx, curl and, in the Python that runs this, httpx. Prints a table in Markdown.
"""

import asyncio
import os
import pathlib
import resource
import socket
import subprocess
import sys
import tempfile
import time

import httpx

COUNT = 20_000
ROUNDS = 3
CONFIGURATION = """
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000; default_type application/octet-stream;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}; location = /small {{ return 200 "{body}"; }} }}
}}
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def start_nginx(folder: pathlib.Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start nginx with a small answer and a file of 1 GiB."""
    port = free_port()
    with (folder / "large").open("wb") as file:
        file.truncate(1 << 30)
    folder.chmod(0o755)
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, port=port, body="x" * 100))
    nginx = subprocess.Popen(["nginx", "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL)
    while nginx.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return nginx, f"http://127.0.0.1:{port}"
        except OSError:
            time.sleep(0.05)
    raise SystemExit("nginx does not start")


def ours(program: str, *arguments: str) -> list[float]:
    """Seconds, CPU seconds, bytes, peak resident KiB, private KiB."""
    return [float(part) for part in subprocess.run([program, *arguments], capture_output=True, check=True).stdout.split()]


async def httpx_small(url: str, concurrency: int) -> tuple[float, float]:
    """Seconds and CPU seconds for a fifth of the requests, scaled."""
    async with httpx.AsyncClient() as client:
        await client.get(url)
        start, cpu = time.perf_counter(), time.process_time()

        async def some() -> None:
            for _ in range(COUNT // 5 // concurrency):
                (await client.get(url)).raise_for_status()

        await asyncio.gather(*(some() for _ in range(concurrency)))
        return (time.perf_counter() - start) * 5, (time.process_time() - cpu) * 5


def httpx_large(url: str) -> tuple[float, float]:
    """Seconds and CPU seconds."""
    start, cpu = time.perf_counter(), time.process_time()
    with httpx.stream("GET", url) as response:
        assert sum(len(chunk) for chunk in response.iter_raw()) == 1 << 30
    return time.perf_counter() - start, time.process_time() - cpu


def curl_large(url: str) -> tuple[float, float]:
    """Seconds and CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(["curl", "-s", "-o", "/dev/null", url], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def curl_small(url: str) -> tuple[float, float]:
    """Seconds and CPU seconds of one curl that repeats the request over one connection."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(["curl", "-s", f"{url}?[1-{COUNT}]"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure in turns and keep the best of each."""
    program = sys.argv[1]
    best: dict[tuple[str, str], list[float]] = {}

    def keep(what: str, who: str, figures: list[float] | tuple[float, ...]) -> None:
        known = best.get((what, who))
        if known is None or figures[0] < known[0]:
            best[what, who] = list(figures)

    with tempfile.TemporaryDirectory() as name:
        nginx, url = start_nginx(pathlib.Path(name))
        try:
            for _ in range(ROUNDS):
                keep("1 at a time", "curl", curl_small(url + "/small"))
                for concurrency in (1, 32):
                    what = f"{concurrency} at a time"
                    keep(what, "HTTPClient", ours(program, "small", url + "/small", str(COUNT), str(concurrency)))
                    keep(what, "httpx", asyncio.run(httpx_small(url + "/small", concurrency)))
                keep("1 GiB", "curl", curl_large(url + "/large"))
                keep("1 GiB", "HTTPClient", ours(program, "large", url + "/large"))
                keep("1 GiB", "httpx", httpx_large(url + "/large"))
        finally:
            nginx.terminate()
            nginx.wait()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| small requests | client | requests/s | CPU µs a request | by httpx |\n|---|---|---|---|---|")
    for (what, who), (seconds, cpu, *_) in best.items():
        if what != "1 GiB":
            ratio = best[what, "httpx"][0] / seconds
            print(f"| {what} | {who} | {COUNT / seconds:,.0f} | {cpu / COUNT * 1e6:.0f} | {ratio:.1f} |")
    print("\n| 1 GiB | MiB/s | CPU s | peak resident MiB | private MiB |\n|---|---|---|---|---|")
    for who in ("curl", "HTTPClient", "httpx"):
        seconds, cpu, *rest = best["1 GiB", who]
        memory = " | ".join(f"{kib / 1024:.1f}" for kib in rest[1:]) or " | "
        print(f"| {who} | {1024 / seconds:,.0f} | {cpu:.2f} | {memory} |")


if __name__ == "__main__":
    main()
