#!/usr/bin/env python3
"""KazPost beside Newsboat: the same 450 feeds from the same server, in turns, so that whatever else the machine
does hits all alike. Prints the table of docs/performance.md.

usage: beside_newsboat.py KAZPOST [ROUNDS]

KAZPOST               the built command line, e.g. target/release/kazpost
ROUNDS                how often each is run; 5 where not said

KAZPOST_BENCH         folder with the corpus: www/medium/{feeds/,urls-xml,subscriptions-xml.opml}
KAZPOST_BENCH_TOOLS   folder of what makes it: gen_corpus.py (where there is no corpus yet), serve.sh (where
                      nothing serves it yet)
KAZPOST_BENCH_FLOOR   program of the bare pipeline: `FLOOR pipeline FEEDS OUT.db plain`; left out where not set

Needs newsboat, curl, nginx, GNU time and the Python standard library. Newsboat reads no JSON Feed, hence only the feeds in
RSS and Atom. It keeps validators from its second reload on, so its third is the first that asks conditionally.
"""
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

THREADS = 8  # Newsboat's best on two cores


def place(name):
    value = os.environ.get(name)
    if not value:
        sys.exit(f"{name} is not set; see the head of this file")
    return pathlib.Path(value)


def run(command, **more):
    """Seconds by the clock, seconds of processor, peak of memory in MB."""
    # By GNU time, a small program: a child of this one would begin with the peak of Python.
    measure = ["time", "--quiet", "--format", "%U %S %M"]
    began = time.monotonic()
    with tempfile.NamedTemporaryFile("r") as said:
        parts = [*measure, "--output", said.name, *command]
        code = subprocess.call([str(part) for part in parts], stdin=subprocess.DEVNULL, **more)
        wall = time.monotonic() - began
        if code != 0:
            sys.exit(f"{command[0]} ended with {code}")
        user, system, peak = said.read().split()
    return wall, float(user) + float(system), int(peak) / 1024


def answers(address):
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except OSError:
        return False


def count(database, query):
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute(query).fetchone()[0]
    finally:
        connection.close()


class Bench:
    def __init__(self, kazpost):
        self.kazpost = pathlib.Path(kazpost).resolve()
        self.data = place("KAZPOST_BENCH")
        self.corpus = self.data / "www" / "medium"
        if not self.corpus.is_dir():
            tool = place("KAZPOST_BENCH_TOOLS") / "gen_corpus.py"
            subprocess.run([sys.executable, tool, "medium", "--out", self.data / "www"], check=True)
        self.urls = [line.split()[0] for line in (self.corpus / "urls-xml").read_text().splitlines() if line]
        self.work = self.data / "beside"
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.floor = os.environ.get("KAZPOST_BENCH_FLOOR")
        self.quiet = {"stdout": subprocess.DEVNULL}
        self.figures = {}
        # The bare pipeline reads files: give it those feeds and no others.
        feeds = self.work / "feeds"
        feeds.mkdir()
        for url in self.urls:
            name = url.rsplit("/", 1)[1]
            (feeds / name).symlink_to(self.corpus.resolve() / "feeds" / name)

    def serve(self):
        if not answers(self.urls[0]):
            subprocess.run([place("KAZPOST_BENCH_TOOLS") / "serve.sh", "start"], check=True)
            if not answers(self.urls[0]):
                sys.exit(f"nothing answers at {self.urls[0]}")

    def note(self, what, figures):
        self.figures.setdefault(what, []).append(figures)
        print(f"  {what}: {figures[0]:.2f} s, processor {figures[1]:.2f} s, {figures[2]:.0f} MB", file=sys.stderr)

    def newsboat(self, phases):
        home = self.work / "newsboat"
        if "cold" in phases:
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            (home / "config").write_text(f"reload-threads {THREADS}\nmax-items 0\nauto-reload no\n")
        files = ["-C", home / "config", "-u", self.corpus / "urls-xml", "-c", home / "cache.db"]
        env = {**os.environ, "HOME": str(home)}
        for phase in phases:
            self.note(f"newsboat {phase}", run(["newsboat", *files, "-x", "reload"], env=env, **self.quiet))
        return count(home / "cache.db", "SELECT count(*) FROM rss_item")

    def ours(self):
        data = self.work / "kazpost"
        shutil.rmtree(data, ignore_errors=True)
        command = [self.kazpost, "--data-dir", data]
        run([*command, "feeds", "import", self.corpus / "subscriptions-xml.opml"], **self.quiet)
        self.note("kazpost cold", run([*command, "sync"], **self.quiet))
        self.note("kazpost again", run([*command, "sync"], **self.quiet))
        # Before the first sync a new library may hold articles that came with the app.
        return count(data / "library.sqlite", "SELECT count(*) FROM bodies WHERE content_base LIKE 'http://127.%'")

    def curl(self, what, lines):
        config = self.work / "curl"
        parts = [f'url = "{url}"\noutput = "/dev/null"\ncompressed\n{lines(url)}' for url in self.urls]
        config.write_text("next\n".join(parts))
        command = ["curl", "-sS", "--no-progress-meter", "-Z", "--parallel-max", THREADS, "-K", config]
        self.note(what, run(command, **self.quiet))

    def validator(self, url):
        """nginx's, from the file."""
        file = (self.corpus / "feeds" / url.rsplit("/", 1)[1]).stat()
        return f'header = "If-None-Match: \\"{int(file.st_mtime):x}-{file.st_size:x}\\""\n'

    def round(self):
        theirs = self.newsboat(["cold"])
        ours = self.ours()
        if ours != theirs:
            sys.exit(f"not the same work: {theirs} articles in Newsboat, {ours} in KazPost")
        if self.floor:
            out = self.work / "floor.db"
            for file in self.work.glob("floor.db*"):
                file.unlink()
            self.note("pipeline", run([self.floor, "pipeline", self.work / "feeds", out, "plain"], **self.quiet))
        self.curl("curl 200", lambda url: "")
        self.newsboat(["second", "third"])
        self.curl("curl 304", self.validator)

    def ratio(self, above, *below):
        """Of the clock, a round at a time: median and range."""
        rounds = zip(*(self.figures[name] for name in (above, *below)))
        ratios = sorted(figures[0][0] / sum(part[0] for part in figures[1:]) for figures in rounds)
        return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"

    def table(self):
        def peak(what):
            return statistics.median(figures[2] for figures in self.figures[what])

        rows = [
            ("first sync: Newsboat's time over KazPost's", self.ratio("newsboat cold", "kazpost cold"), "≥ 4.5"),
            ("sync without news: Newsboat's time over KazPost's", self.ratio("newsboat third", "kazpost again"), ""),
            ("sync without news: KazPost's time over curl's", self.ratio("kazpost again", "curl 304"), "< 6"),
            ("first sync: peak of memory, KazPost", f"{peak('kazpost cold'):.0f} MB", "< 60 MB"),
            ("first sync: peak of memory, Newsboat", f"{peak('newsboat cold'):.0f} MB", ""),
            ("sync without news: peak of memory, KazPost", f"{peak('kazpost again'):.0f} MB", ""),
            ("sync without news: peak of memory, Newsboat", f"{peak('newsboat third'):.0f} MB", ""),
        ]
        if self.floor:
            over = self.ratio("kazpost cold", "pipeline", "curl 200")
            rows.insert(1, ("first sync: KazPost's time over bare pipeline plus fetching", over, "≤ 1.4"))
        print("| what | median (range) | target |\n| --- | --- | --- |")
        for row in rows:
            print("| " + " | ".join(row) + " |")
        print()
        print("| run | seconds | of processor | peak MB |\n| --- | --- | --- | --- |")
        for what, figures in self.figures.items():
            medians = [statistics.median(part) for part in zip(*figures)]
            print(f"| {what} | {medians[0]:.2f} | {medians[1]:.2f} | {medians[2]:.0f} |")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    bench = Bench(sys.argv[1])
    bench.serve()
    for number in range(int(sys.argv[2]) if len(sys.argv) == 3 else 5):
        print(f"round {number + 1}", file=sys.stderr)
        bench.round()
    bench.table()


if __name__ == "__main__":
    main()
