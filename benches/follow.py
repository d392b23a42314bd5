#!/usr/bin/env python3
"""A site without a feed: what following finds of it, what it takes for an article and is none, and how fast pages
become stored articles, beside the same pages through trafilatura and Readability.js. Prints the tables of
docs/performance.md.

usage: follow.py KAZPOST [ROUNDS]

KAZPOST               the built command line, e.g. target/release/kazpost
ROUNDS                how often each is run; 3 where not said

KAZPOST_BENCH_TOOLS   folder of what makes the corpus: gen_corpus.py
KAZPOST_BENCH_PEERS   folder with trafilatura in a virtual environment (v/bin/python) and @mozilla/readability with jsdom
                      (node_modules); either is left out where it is not there

The corpus has 1,000 pages of some 30 KB in 20 sections and three languages. It has no front page, so one is written
here, and pages that are no articles: about, contact and the like, tags, authors, sections, a list in pages. The peers run with
a process or thread for each core; trafilatura's articles go into an SQLite table, those of Readability.js into a file of
lines. Nobody cleans markup there.
Needs nginx and the Python standard library.
"""
import html
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PORT = 8779
BASE = f"http://127.0.0.1:{PORT}"
CORES = os.cpu_count() or 1


def run(command, **more):
    """What it said, seconds by the clock, seconds of processor, peak of memory in MB."""
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)
    out, err = child.stdout.read(), child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{command}: {err}")
    return out, time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def text_of(page, pattern):
    found = re.search(pattern, page, re.S)
    return html.unescape(found.group(1)) if found else ""


def shell(title, body, sections):
    """A page of the site that is no article of the corpus."""
    menu = "".join(f'<li><a href="/small/site/{s}/">Section {int(s) + 1}</a></li>' for s in sections)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta property="og:site_name" content="The Bench"></head><body><header><a href="/">The Bench</a>'
        f'<nav class="menu"><ul>{menu}</ul></nav></header><main>{body}</main><footer>'
        '<a href="/about">About us</a> <a href="/contact">Contact</a> <a href="/privacy-policy-of-this-site">Privacy '
        'policy of this site and its services</a> <a href="/tag/bread-and-salt-and-water">Bread and salt and water</a> '
        '<a href="/author/anna-reed-the-editor">Anna Reed, the editor of this paper</a></footer></body></html>'
    )


def card(path, page, n):
    title = text_of(page, r"<h1>(.*?)</h1>")
    return (
        f'<div class="card"><a href="{path}"><h3>{html.escape(title)}</h3></a><p>Story {n} begins with this line.</p>'
        '<a class="by" href="/author/anna-reed-the-editor">Anna Reed</a></div>'
    )


def site(folder):
    """Writes what the corpus has not; gives the addresses of its articles."""
    root = folder / "www" / "small" / "site"
    sections = sorted(path.name for path in root.iterdir() if path.is_dir())
    articles, latest = [], []
    for section in sections:
        cards = []
        for n, file in enumerate(sorted((root / section).glob("[0-9]*.html"))):
            path = f"/small/site/{section}/{file.name}"
            articles.append(BASE + path)
            cards.append(card(path, file.read_text(encoding="utf-8"), n))
        latest.extend(cards[:4])
        (root / section / "index.html").write_text(
            shell(f"Section {int(section) + 1}", "<h1>Section</h1>" + "".join(cards), sections), encoding="utf-8"
        )
    www = folder / "www"
    prose = "<p>" + "We write about what happens here, every day of the year, and have done so for long. " * 20 + "</p>"
    (www / "index.html").write_text(shell("The Bench | News", "".join(latest), sections), encoding="utf-8")
    for path in ("about", "contact", "privacy-policy-of-this-site", "author/anna-reed-the-editor"):
        (www / path).mkdir(parents=True, exist_ok=True)
        (www / path / "index.html").write_text(shell(path, f"<h1>{path}</h1>{prose}", sections), encoding="utf-8")
    (www / "tag/bread-and-salt-and-water").mkdir(parents=True, exist_ok=True)
    (www / "tag/bread-and-salt-and-water/index.html").write_text(
        shell("Tag", "".join(latest[:30]), sections), encoding="utf-8"
    )
    return articles


def serve(folder):
    conf = folder / "nginx.conf"
    temp = "".join(f"{kind}_temp_path {folder}/tmp; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    conf.write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; events {{ worker_connections 512; }} "
        f"http {{ access_log off; {temp} types {{ text/html html; image/png png; }} etag on; gzip on; gzip_comp_level 1; "
        f"keepalive_requests 10000; server {{ listen 127.0.0.1:{PORT}; root {folder}/www; index index.html; }} }}"
    )
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    server = subprocess.Popen([program, "-p", str(folder), "-c", str(conf)], stderr=subprocess.DEVNULL)
    time.sleep(1)
    return server


def processor(server):
    """Seconds of processor of the server and its workers."""
    ticks = 0
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = stat.read_text().split(" (", 1)
        except OSError:
            continue
        fields = rest.rsplit(") ", 1)[1].split()
        if server.pid in (int(pid), int(fields[1])):
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def kazpost(program, articles):
    """Follows the site, then syncs until a visit brings nothing."""
    with tempfile.TemporaryDirectory() as data:
        base = [program, "--data-dir", data]
        alone = {**os.environ, "KAZPOST_NO_STARTER": "1"}
        visits, seconds, processor, peak = 0, 0.0, 0.0, 0.0
        while True:
            words = ["sync", "--json"] if visits else ["follow", BASE + "/", "--json"]
            out, took, used, memory = run(base + words, env=alone)
            answer = json.loads(out)
            new = answer["new"] if visits else answer["items"]
            if visits and new == 0:
                again = took
                break
            visits += 1
            seconds, processor, peak = seconds + took, processor + used, max(peak, memory)
        items = json.loads(run(base + ["list", "--json"], env=alone)[0])["items"]
    urls = [item["url"] for item in items]
    found = set(urls) & set(articles)
    return {
        "found": len(found), "wrong": sorted(set(urls) - set(articles)), "twice": len(urls) - len(set(urls)),
        "visits": visits, "pages": len(urls), "seconds": seconds, "processor": processor, "peak": peak, "again": again,
    }


TRAFILATURA = """
import sqlite3, sys, urllib.request
from multiprocessing import Pool
import trafilatura
def one(url):
    page = urllib.request.urlopen(url).read()
    return url, trafilatura.extract(page, url=url, output_format="html", include_images=True, include_links=True,
                                    with_metadata=True)
if __name__ == "__main__":
    urls = open(sys.argv[1]).read().split()
    base = sqlite3.connect(sys.argv[2]); base.execute("create table a (url text primary key, content text)")
    with Pool(int(sys.argv[3])) as pool:
        done = [row for row in pool.imap_unordered(one, urls, 16) if row[1]]
    base.executemany("insert into a values (?, ?)", done); base.commit(); print(len(done))
"""

READABILITY = """
const { Worker, isMainThread, parentPort, workerData } = require("node:worker_threads");
const fs = require("node:fs");
if (isMainThread) {
  const [list, out, n] = process.argv.slice(2);
  const urls = fs.readFileSync(list, "utf8").split("\\n").filter(Boolean);
  const base = fs.openSync(out, "w");
  let open = Number(n), done = 0;
  for (let i = 0; i < Number(n); i++) {
    const w = new Worker(__filename, { workerData: urls.filter((_, k) => k % Number(n) === i) });
    w.on("message", (row) => { fs.writeSync(base, JSON.stringify(row) + "\\n"); done++; });
    w.on("exit", () => { if (--open === 0) { fs.closeSync(base); console.log(done); } });
  }
} else {
  const { Readability } = require("@mozilla/readability"); const { JSDOM } = require("jsdom");
  (async () => {
    for (const url of workerData) {
      const dom = new JSDOM(await (await fetch(url)).text(), { url });
      const article = new Readability(dom.window.document).parse();
      if (article) parentPort.postMessage([url, article.content]);
      dom.window.close();
    }
  })();
}
"""


def peers(folder, articles):
    """The commands of those that are there."""
    tools = os.environ.get("KAZPOST_BENCH_PEERS")
    if not tools:
        return {}
    tools = pathlib.Path(tools)
    listed = folder / "urls.txt"
    listed.write_text("\n".join(articles) + "\n")
    found = {}
    if (tools / "v/bin/python").exists():
        (folder / "peer.py").write_text(TRAFILATURA)
        found["trafilatura"] = [str(tools / "v/bin/python"), str(folder / "peer.py"), str(listed)]
    if (tools / "node_modules").exists():
        (tools / "kazpost-peer.cjs").write_text(READABILITY)
        found["Readability.js"] = ["node", "--no-warnings", str(tools / "kazpost-peer.cjs"), str(listed)]
    return found


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    tools = os.environ.get("KAZPOST_BENCH_TOOLS") or sys.exit("KAZPOST_BENCH_TOOLS is not set; see the head of this file")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "tmp").mkdir()
        # nginx gives up the rights of root where it has them.
        folder.chmod(0o755)
        subprocess.run(
            [sys.executable, f"{tools}/gen_corpus.py", "small", "--site", "--out", str(folder / "www"), "--base", BASE + "/small"],
            check=True, stdout=subprocess.DEVNULL,
        )
        articles = site(folder)
        server = serve(folder)
        try:
            measure(program, rounds, folder, articles, server)
        finally:
            server.terminate()
            server.wait()


def measure(program, rounds, folder, articles, server):
    others = peers(folder, articles)
    speed = {name: [] for name in ["KazPost", *others]}
    ours, served = [], []
    for turn in range(rounds):
        before = processor(server)
        ours.append(kazpost(program, articles))
        one = ours[-1]
        served.append((processor(server) - before) / one["seconds"])
        pages, seconds, used = one["pages"], one["seconds"], one["processor"]
        speed["KazPost"].append((pages / seconds, used / seconds, pages / used))
        for name, command in others.items():
            out, took, used, _ = run([*command, str(folder / f"{name}-{turn}.db"), str(CORES)])
            speed[name].append((int(out) / took, used / took, int(out) / used))
    last = ours[-1]
    print(f"articles found: {last['found']} of {len(articles)}, in {last['visits']} visits")
    print(f"pages taken for articles and none: {len(last['wrong'])} {last['wrong'][:5]}; twice: {last['twice']}")
    print(f"a visit without news: {statistics.median(one['again'] for one in ours):.2f} s")
    print(f"peak of memory: {max(one['peak'] for one in ours):.0f} MB")
    print(f"cores in use by the server meanwhile: {statistics.median(served):.2f}")
    print("| | pages a second | cores in use | pages a second of processor |\n| --- | --- | --- | --- |")
    for name, values in speed.items():
        rate, cores, thrift = (sorted(value[n] for value in values) for n in range(3))
        print(
            f"| {name} | {statistics.median(rate):.0f} ({rate[0]:.0f}–{rate[-1]:.0f}) "
            f"| {statistics.median(cores):.2f} of {CORES} | {statistics.median(thrift):.0f} ({thrift[0]:.0f}–{thrift[-1]:.0f}) |"
        )


if __name__ == "__main__":
    main()
