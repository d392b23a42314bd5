#!/usr/bin/env python3
"""A library of hundreds of thousands of articles: makes it by syncing a corpus, then measures what the window asks
of it, beside the way of readers that search with LIKE, over the same rows in the same run. Prints the table of
docs/performance.md.

usage: scale.py KAZPOST SUBSCRIPTIONS FOLDER

KAZPOST         the built command line, e.g. target/release/kazpost
SUBSCRIPTIONS   OPML of the feeds; a server must answer for them
FOLDER          where the library is made; one that is there already is used as it is

KAZPOST_SCALE_QUERIES   file of searches, a line each: name, tab, query. Left out: common, rare and phrase are
                        chosen by how often words stand in the titles.

Needs GNU time, cargo, and Python with sqlite3 and lz4 (python3-lz4 of Debian).
"""
import collections
import json
import os
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import lz4.block


def make(kazpost, opml, folder):
    environment = {**os.environ, "KAZPOST_NO_STARTER": "1"}
    place = ["--data-dir", folder]
    subprocess.run([kazpost, *place, "feeds", "import", opml], check=True, env=environment, stdout=subprocess.DEVNULL)
    began = time.monotonic()
    with tempfile.NamedTemporaryFile("r") as said:
        measure = ["time", "--quiet", "--format", "%U %S %M", "--output", said.name]
        subprocess.run([*measure, kazpost, *place, "sync", "--json"], check=True, env=environment, stdout=subprocess.DEVNULL)
        wall = time.monotonic() - began
        user, system, peak = said.read().split()
    print(f"first sync: {wall:.0f} s, {float(user) + float(system):.0f} s of processor, peak {int(peak) / 1024:.0f} MB")
    began = time.monotonic()
    subprocess.run([kazpost, *place, "sync", "--json"], check=True, env=environment, stdout=subprocess.DEVNULL)
    print(f"sync without news: {time.monotonic() - began:.2f} s")


def sizes(database):
    c = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    pages = c.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]
    # What is packed begins with its length (crates/store/migrations/0019_packed.sql).
    c.create_function("unpacked_length", 1, lambda packed: int.from_bytes(packed[:4], "little") if packed else 0)
    articles, text = c.execute(
        "SELECT count(*), sum(length(CAST(content AS BLOB)) + unpacked_length(substr(packed, 1, 4)) "
        "+ length(CAST(coalesce(summary, '') AS BLOB)) + length(CAST(title AS BLOB))) FROM bodies JOIN articles ON articles.id = article_id"
    ).fetchone()
    index = c.execute("SELECT sum(length(block)) FROM search_data").fetchone()[0]
    print(f"{articles} articles; database {pages / 2**20:.0f} MB, {pages / text:.2f} times its text; index {index / pages:.1%} of it")
    # Rows are numbered as they came: how long a tenth of them took, by when they were seen.
    ends = [c.execute("SELECT first_seen FROM bodies ORDER BY article_id LIMIT 1 OFFSET ?", [articles * n // 10 - (n == 10)]).fetchone()[0] for n in range(11)]
    took = [b - a for a, b in zip(ends, ends[1:])]
    print(f"seconds for each tenth of the articles: {took}")
    return c


def queries(c):
    words = collections.Counter()
    titles = [row[0] for row in c.execute("SELECT title FROM articles ORDER BY id DESC LIMIT 20000")]
    for title in titles:
        words.update(set(re.findall(r"[^\W\d]{5,}", title.lower())))
    (common, _), *rest = words.most_common(400)
    rare = re.search(r"\d+-\d+", titles[len(titles) // 2])
    pair = next(m.group(0) for m in map(lambda t: re.search(r"[^\W\d]{4,} [^\W\d]{4,}", t), titles) if m)
    two = next(word for word, _ in rest)
    chosen = [("common word", common), ("two words", f"{common} {two}"), ("rare word", rare.group(0) if rare else rest[-1][0]), ("phrase", f'"{pair}"')]
    return chosen


def plain(c, folder):
    """The texts as Newsboat and Liferea keep them, for whom nothing is to be unpacked."""
    path = pathlib.Path(folder) / "plain.sqlite"
    path.unlink(missing_ok=True)
    copy = sqlite3.connect(path)
    copy.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, time INTEGER, title TEXT, content TEXT)")
    rows = c.execute("SELECT id, time, title, content, packed FROM articles JOIN bodies ON article_id = id ORDER BY id")
    texts = ((*row[:3], lz4.block.decompress(row[4]).decode() if row[4] else row[3]) for row in rows)
    with copy:
        copy.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", texts)
    return copy


def like(c, query, rounds=3):
    """As Newsboat and Liferea search."""
    pattern = "%" + query.strip('"') + "%"
    times = []
    for _ in range(rounds):
        began = time.monotonic()
        c.execute(
            "SELECT id FROM articles WHERE title LIKE ?1 OR content LIKE ?1 ORDER BY time DESC LIMIT 50",
            [pattern],
        ).fetchall()
        times.append((time.monotonic() - began) * 1000)
    return statistics.median(times)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    kazpost, opml, folder = sys.argv[1:]
    database = pathlib.Path(folder) / "library.sqlite"
    if not database.exists():
        make(kazpost, opml, folder)
    c = sizes(database)
    given = os.environ.get("KAZPOST_SCALE_QUERIES")
    chosen = [tuple(line.split("\t", 1)) for line in pathlib.Path(given).read_text().splitlines()] if given else queries(c)
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.writelines(f"{name}\t{query}\n" for name, query in chosen)
        file.flush()
        environment = {**os.environ, "KAZPOST_SCALE_LIBRARY": str(pathlib.Path(folder).resolve()), "KAZPOST_SCALE_QUERIES": file.name}
        bench = ["cargo", "bench", "--quiet", "--package", "kazpost-benches", "--bench", "scale"]
        said = subprocess.run(bench, check=True, env=environment, stdout=subprocess.PIPE, text=True).stdout
    print("| what | median ms | 95th percentile |\n| --- | --- | --- |")
    for line in said.splitlines():
        row = json.loads(line)
        print(f"| {row['name']} | {row['median']:.2f} | {row['p95']:.2f} |")
    texts = plain(c, folder)
    for name, query in chosen:
        print(f"| {name} with LIKE | {like(texts, query):.0f} | |")


main()
