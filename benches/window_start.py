#!/usr/bin/env python3
"""How long the window takes to show its list, and how much memory it has then, beside an empty WebKitGTK window.

usage: window_start.py APP LIBRARY PEER [ROUNDS] [--system ROOT]
  APP      kazpost-desktop, built for release
  LIBRARY  a data folder with articles in it; copied, never changed. `-`: none, so that each start is a first one
  PEER     the script that opens the empty window as a child of CHILD=1 and prints imported=, frame=, pss=

Both run in turns on one Xvfb whose frame buffer is a file. KazPost counts from the start of its process until
the frame buffer holds the list: rows of text in every part of the list's column. The peer counts from when its
libraries are loaded until its first frame. Memory is the PSS of the process tree two seconds later.
Needs: xvfb, dbus, and what the peer needs.

With --system, both run in the clean system at ROOT as its ordinary user `reader`; APP is then a program of that system.
`cargo xtask try-package --keep` leaves one with the package installed; the peer needs python3-gi, gir1.2-gtk-3.0 and
gir1.2-webkit2-4.1 in it. The screen stands outside.
"""
import argparse
import mmap, os, shutil, signal, sqlite3, statistics, struct, subprocess, sys, tempfile, time

PYTHON = os.environ.get("PYTHON3") or "/usr/bin/python3"
WIDTH, HEIGHT = 1280, 860
now = lambda: time.clock_gettime(time.CLOCK_MONOTONIC)


def tree(root):
    children = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            stat = open(f"/proc/{pid}/stat").read()
            children.setdefault(int(stat[stat.rindex(")") + 2:].split()[1]), []).append(int(pid))
        except OSError:
            pass
    found, left = [], [root]
    while left:
        pid = left.pop()
        found.append(pid)
        left += children.get(pid, [])
    return found


def pss(pids):
    total = 0
    for pid in pids:
        try:
            for line in open(f"/proc/{pid}/smaps_rollup"):
                total += int(line.split()[1]) if line.startswith("Pss:") else 0
        except OSError:
            pass
    return total / 1024


class Screen:
    """Xvfb with its frame buffer in a file (XWD format, 32 bits a pixel)."""

    def __init__(self, system=None):
        self.system = system
        # Where the clean system sees it too.
        self.folder = tempfile.mkdtemp(dir=f"{system}/tmp" if system else None)
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-fbdir", self.folder, "-screen", "0", f"{WIDTH}x{HEIGHT}x24",
             "-nolisten", "tcp"], pass_fds=(writer,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        self.display = ":" + os.fdopen(reader).readline().strip()
        with open(f"{self.folder}/Xvfb_screen0", "rb") as file:
            self.pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.daemon = subprocess.Popen(
            self.inside(["dbus-daemon", "--session", "--nofork", "--print-address=1"], {}), text=True,
            env=None if system else {**os.environ}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            start_new_session=True)
        self.bus = self.daemon.stdout.readline().strip()
        head = struct.unpack(">25I", self.pixels[:100])
        self.line, self.start = head[12], head[0] + head[19] * 12

    def inside(self, words, settings):
        """As the reader of the clean system, where there is one."""
        if not self.system:
            return words
        shown = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/home/reader", "LANG": "C.UTF-8", **settings}
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--wd=/",
                f"--root={self.system}", "setpriv", "--reuid", "reader", "--regid", "reader", "--init-groups",
                "env", "-i", *(f"{name}={value}" for name, value in shown.items()), *words]

    def seen(self, path):
        """A path as the programs see it."""
        return path.removeprefix(self.system) if self.system else path

    def hand_over(self, path):
        if self.system:
            subprocess.run(["chroot", self.system, "chown", "-R", "reader:reader", self.seen(path)], check=True)

    def end(self, process):
        # The first process of a space of processes hears no friendly word.
        os.killpg(process.pid, signal.SIGKILL if self.system else signal.SIGTERM)
        process.wait()

    def bands(self, left, right, top, bottom):
        """Darkest and lightest value of green in each band of 20 lines of a column."""
        for y in range(top, bottom - 20, 20):
            values = bytearray()
            for line in range(y, y + 20, 2):
                at = self.start + line * self.line
                values += self.pixels[at + left * 4 + 1:at + right * 4:4]
            yield min(values), max(values)

    def list_is_drawn(self, first=False):
        # Ink on paper down the whole column: an empty screen, a bare frame or a skeleton has no such bands. A first
        # start shows the front page, whose columns are wider.
        left, right = (260, 860) if first else (260, 480)
        inked = lambda top, bottom: [dark < 140 and light > 200 for dark, light in self.bands(left, right, top, bottom)]
        # A glance first: looking costs the processor that the window needs.
        if not any(inked(120, 240)):
            return False
        bands = inked(120, 820)
        return sum(bands) > len(bands) * 0.5

    def close(self):
        self.end(self.daemon)
        self.server.terminate()
        self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def own_settings(screen):
    return {"DISPLAY": screen.display, "NO_AT_BRIDGE": "1", "GSETTINGS_BACKEND": "memory",
            "LIBGL_ALWAYS_SOFTWARE": "1", "DBUS_SESSION_BUS_ADDRESS": screen.bus}


def environment(screen):
    return {**os.environ, **own_settings(screen), "HOME": screen.folder}


def empty_window(screen, peer):
    own = {"CHILD": "1", "T0": repr(now())}
    ran = subprocess.run(screen.inside([PYTHON, peer], {**own_settings(screen), **own}), timeout=60, text=True,
                         env={**environment(screen), **own}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    line = next(line for line in ran.stdout.splitlines() if line.startswith("imported="))
    fields = {name: float(value) for name, value in (field.split("=") for field in line.split())}
    return fields["frame"] - fields["imported"], fields["pss"]


def kazpost(screen, app, library):
    first = library is None
    if first:
        library = tempfile.mkdtemp(dir=screen.folder)
        screen.hand_over(library)
    words = screen.inside([app, "--data-dir", screen.seen(library)], own_settings(screen))
    began = now()
    process = subprocess.Popen(words, env=environment(screen), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)
    try:
        while not screen.list_is_drawn(first):
            if now() - began > 30:
                sys.exit("the list was never drawn")
            time.sleep(0.003)
        took = (now() - began) * 1000
        time.sleep(2)
        return took, pss(tree(process.pid))
    finally:
        screen.end(process)
        ended = now()
        while screen.list_is_drawn(first) and now() - ended < 10:
            time.sleep(0.05)


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("app", "library", "peer"):
        words.add_argument(name)
    words.add_argument("rounds", nargs="?", type=int, default=5)
    words.add_argument("--system", help="the root of a clean system")
    given = words.parse_args()
    screen = Screen(given.system)
    try:
        library = prepared(screen.folder, given.library) if given.library != "-" else None
        peer = shutil.copy(given.peer, screen.folder)
        screen.hand_over(screen.folder)
        measured(screen, given.app, library, screen.seen(peer), given.rounds)
    finally:
        screen.close()


def prepared(folder, given):
    """A copy that opens with the list of all and asks for nothing."""
    library = f"{folder}/library"
    os.mkdir(library)
    shutil.copy(f"{given}/library.sqlite", library)
    session = '{"view":"list","scope":{"kind":"all"}}'
    settings = '{"language":"en","theme":"light","sync_at_start":false,"sync_minutes":0}'
    with sqlite3.connect(f"{library}/library.sqlite") as database:
        for name, value in (("session", session), ("settings", settings)):
            database.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))
    database.close()
    return library


def measured(screen, app, library, peer, rounds):
    rows = []
    for number in range(rounds + 1):  # the first warms the disk's cache and does not count
        row = (*empty_window(screen, peer), *kazpost(screen, app, library))
        print("round", number, "empty %.0f ms %.0f MiB, list drawn %.0f ms %.0f MiB" % row, flush=True)
        if number:
            rows.append(row)
    median = lambda index: statistics.median(row[index] for row in rows)
    print("median: empty %.0f ms %.0f MiB, list drawn %.0f ms %.0f MiB" % tuple(map(median, range(4))))
    print("range: list drawn %.0f-%.0f ms" % (min(row[2] for row in rows), max(row[2] for row in rows)))
    ratios = sorted(row[2] / row[0] for row in rows)
    print("ratio: time %.2f (%.2f-%.2f), memory %.2f"
          % (statistics.median(ratios), ratios[0], ratios[-1], median(3) / median(1)))


main()
