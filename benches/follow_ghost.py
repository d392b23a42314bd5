#!/usr/bin/env python3
"""A real Ghost with its feed turned off, followed through its front page: articles found, wrong pages taken for
articles. Prints the lines of docs/performance.md.

usage: follow_ghost.py KAZPOST GHOST

KAZPOST   the built command line, e.g. target/release/kazpost
GHOST     the folder of an installed Ghost 5, with index.js and node_modules in it

The site lives in a folder that goes with the run; 30 posts, with tags and two pages that are no articles. Needs node and
the Python standard library.
"""
import http.cookiejar
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

POSTS = 30
WHAT = ["wild apples", "wool felt", "steppe eagles", "night trains", "clay ovens", "salt lakes"]


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


class Ghost:
    def __init__(self, program, folder):
        self.base = f"http://127.0.0.1:{free_port()}"
        content = folder / "content"
        for name in ("data", "images", "logs", "settings", "media", "files", "public"):
            (content / name).mkdir(parents=True)
        shutil.copytree(program / "content/themes", content / "themes", symlinks=True)
        (folder / "current").symlink_to(program)
        # What a site without a feed is to Ghost.
        (content / "settings/routes.yaml").write_text(
            "routes:\n\ncollections:\n  /:\n    permalink: /{slug}/\n    template: index\n    rss: false\n\n"
            "taxonomies:\n  tag: /tag/{slug}/\n  author: /author/{slug}/\n"
        )
        config = {
            "url": self.base + "/", "server": {"host": "127.0.0.1", "port": int(self.base.rsplit(":", 1)[1])},
            "database": {"client": "sqlite3", "useNullAsDefault": True,
                         "connection": {"filename": str(folder / "ghost.sqlite")}},
            "paths": {"contentPath": str(content)}, "mail": {"transport": "Direct"},
            "logging": {"level": "error", "transports": ["stdout"]},
            "privacy": {"useUpdateCheck": False, "useGravatar": False, "useRpcPing": False},
            "security": {"staffDeviceVerification": False}, "imageOptimization": {"resize": False},
        }
        (folder / "config.production.json").write_text(json.dumps(config))
        self.log = open(folder / "log", "w")
        self.process = subprocess.Popen(
            ["node", str(program / "index.js")], cwd=folder, env={**os.environ, "NODE_ENV": "production"},
            stdout=self.log, stderr=self.log,
        )
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        began = time.monotonic()
        while True:
            try:
                self.ask("GET", "/ghost/api/admin/site/")
                return
            except OSError:
                if time.monotonic() - began > 240 or self.process.poll() is not None:
                    sys.exit("Ghost does not start: " + (folder / "log").read_text()[-2000:])
                time.sleep(0.5)

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            self.base + path, method=method, data=json.dumps(body).encode() if body is not None else None,
            headers={"Content-Type": "application/json", "Origin": self.base, "Accept-Version": "v5.0"},
        )
        with self.opener.open(request, timeout=60) as answer:
            return answer.status, answer.read()

    def fill(self):
        owner = {"name": "Aru Example", "email": "owner@example.org", "password": "not-a-secret-at-all-7"}
        self.ask("POST", "/ghost/api/admin/authentication/setup/", {"setup": [{**owner, "blogTitle": "Ghost Paper"}]})
        login = {"username": owner["email"], "password": owner["password"]}
        self.ask("POST", "/ghost/api/admin/session/", login)
        urls = []
        for n in range(POSTS):
            what = WHAT[n % len(WHAT)]
            text = "".join(
                f"<p>Report {n}, part {part}: people who know about {what} met again this week and talked for a long "
                "time about what should be done before the winter, and who should pay for it.</p>" for part in range(5)
            )
            post = {"title": f"How {what} came back in year {1990 + n}" if n % 5 else f"{what.title()} {n}", "html": text,
                    "status": "published", "tags": [{"name": what.title()}]}
            _, answer = self.ask("POST", "/ghost/api/admin/posts/?source=html", {"posts": [post]})
            urls.append(json.loads(answer)["posts"][0]["url"])
        for title in ("How we work and who pays for it", "Imprint"):
            prose = "<p>We write about what happens here, every day of the year, and have done so for long.</p>" * 12
            page = {"title": title, "html": prose, "status": "published"}
            self.ask("POST", "/ghost/api/admin/pages/?source=html", {"pages": [page]})
        return urls


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    kazpost, program = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as data:
        ghost = Ghost(program, pathlib.Path(name))
        try:
            urls = ghost.fill()
            try:
                feed = ghost.ask("GET", "/rss/")[0]
            except urllib.error.HTTPError as error:
                feed = error.code
            words = [kazpost, "--data-dir", data]
            alone = {**os.environ, "KAZPOST_NO_STARTER": "1"}
            run = lambda *more: subprocess.run(words + list(more), env=alone, capture_output=True, text=True)
            added = run("feeds", "add", ghost.base + "/")
            followed = run("follow", ghost.base + "/", "--json")
            visits = 1
            while followed.returncode == 0 and json.loads(run("sync", "--json").stdout)["new"]:
                visits += 1
            items = json.loads(run("list", "--json").stdout)["items"]
        finally:
            ghost.process.terminate()
            ghost.process.wait()
    found = {item["url"] for item in items}
    # The post that every new Ghost has.
    own = {url for url in found if url.endswith("/coming-soon/")}
    wrong = sorted(found - set(urls) - own)
    print(f"the feed answers {feed}; feeds add ends with {added.returncode}, follow with {followed.returncode}")
    print(followed.stderr, end="")
    print(f"articles found: {len(found & set(urls))} of {len(urls)}, in {visits} visits with news")
    print(f"missed: {sorted(set(urls) - found)}")
    print(f"wrong pages taken for articles: {len(wrong)} {wrong}")
    print(f"with a date: {sum(1 for item in items if item.get('date_published'))} of {len(items)}")


if __name__ == "__main__":
    main()
