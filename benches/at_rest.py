#!/usr/bin/env python3
"""What the window costs while nobody touches it: processor, wake-ups and memory of the whole tree of processes,
with 500 sources, between two syncs.

    xvfb-run -a dbus-run-session -- benches/at_rest.py APP [--seconds 120] [--background]

The sources stand on a server of this script's own. Wake-ups are voluntary context switches of all threads: each is
one time that something which slept was woken.
"""

import argparse
import http.server
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

SOURCES = 500
ARTICLES = 20


class Feeds(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        number = self.path.strip("/")
        items = "".join(
            f"<item><guid>{number}-{item}</guid><title>Article {item} of source {number}</title>"
            f"<description>{'Words about nothing in particular. ' * 20}</description></item>"
            for item in range(ARTICLES)
        )
        body = f"<rss version='2.0'><channel><title>Source {number}</title>{items}</channel></rss>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def tree(root):
    """The process and all below it."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
            except OSError:
                continue
    found, grew = {root}, True
    while grew:
        more = {child for child, parent in parents.items() if parent in found} - found
        grew = bool(more)
        found |= more
    return sorted(found)


def spent(processes):
    """Seconds of processor and voluntary switches by thread."""
    tick = os.sysconf("SC_CLK_TCK")
    seconds, woken = 0.0, {}
    for process in processes:
        for thread in pathlib.Path(f"/proc/{process}/task").glob("*"):
            try:
                fields = (thread / "stat").read_text().rpartition(")")[2].split()
                seconds += (int(fields[11]) + int(fields[12])) / tick
                name = (thread / "comm").read_text().strip()
                for line in (thread / "status").read_text().splitlines():
                    if line.startswith("voluntary_ctxt_switches"):
                        woken[(process, int(thread.name), name)] = int(line.split()[1])
            except OSError:
                continue
    return seconds, woken


def pss(processes):
    total = 0
    for process in processes:
        try:
            for line in pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


def sources(folder):
    try:
        with sqlite3.connect(f"file:{folder}/library.sqlite?mode=ro", uri=True) as library:
            return library.execute("SELECT count(*) FROM feeds WHERE subscribed = 1").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def wait(app, until):
    while not until():
        if app.poll() is not None:
            sys.exit("the app ended early")
        time.sleep(0.5)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("app")
    arguments.add_argument("--seconds", type=int, default=120)
    arguments.add_argument("--background", action="store_true", help="without a window, as at a log-in")
    given = arguments.parse_args()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Feeds)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as folder:
        library = ["--data-dir", folder]
        outlines = "".join(f'<outline type="rss" xmlUrl="{address}/{n}"/>' for n in range(SOURCES))
        opml = f'<opml version="2.0"><body>{outlines}</body></opml>'
        listed = pathlib.Path(folder, "sources.opml")
        listed.write_text(opml)
        # The first start brings the sources, the second fetches them and is what is looked at.
        first = subprocess.Popen([given.app, *library, "--background", str(listed)], stdout=subprocess.DEVNULL)
        wait(first, lambda: sources(folder) >= SOURCES)
        first.terminate()
        first.wait()
        words = ["--background"] if given.background else []
        app = subprocess.Popen([given.app, *library, *words], stdout=subprocess.DEVNULL)
        try:
            log = pathlib.Path(folder, "logs", "kazpost.log")
            wait(app, lambda: f"synced {SOURCES} feeds" in log.read_text())
            time.sleep(30)  # What a start brings with it has settled.
            processes = tree(app.pid)
            before, woken_before = spent(processes)
            began = time.monotonic()
            time.sleep(given.seconds)
            after, woken = spent(processes)
            passed = time.monotonic() - began
            print(f"{SOURCES} sources, {SOURCES * ARTICLES} articles, {passed:.0f} s, {len(processes)} processes")
            print(f"processor  {100 * (after - before) / passed:.3f} % of one core")
            rose = {key: count - woken_before.get(key, 0) for key, count in woken.items()}
            print(f"wake-ups   {sum(rose.values()) / passed:.2f} a second")
            for (process, _, name), count in sorted(rose.items(), key=lambda item: -item[1])[:8]:
                if count:
                    print(f"           {count / passed:6.2f}  {name} of {process}")
            print(f"memory     {pss(processes):.0f} MiB (PSS)")
        finally:
            app.terminate()
            app.wait()


if __name__ == "__main__":
    main()
