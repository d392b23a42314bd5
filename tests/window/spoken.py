#!/usr/bin/env python3
"""The window as a screen reader finds it: the AT-SPI tree of a program, as JSON on stdout.

usage: spoken.py PID   (needs python3-pyatspi and a session bus with at-spi)
"""
import json, sys, time

import pyatspi

WANTED = {pyatspi.STATE_FOCUSED: "focused", pyatspi.STATE_CHECKED: "checked", pyatspi.STATE_PRESSED: "pressed",
          pyatspi.STATE_SELECTED: "selected", pyatspi.STATE_EXPANDED: "expanded"}


def tree(one, depth=0):
    states = one.getState()
    found = {"role": one.getRoleName(), "name": one.name,
             "states": [word for state, word in WANTED.items() if states.contains(state)],
             "attributes": dict(pair.split(":", 1) for pair in one.getAttributes() if ":" in pair)}
    if depth < 40:
        found["children"] = [tree(child, depth + 1) for child in one if child is not None]
    return found


def program(pid):
    # The page joins the tree a moment after the window.
    for _ in range(50):
        for app in pyatspi.Registry.getDesktop(0):
            if app is not None and app.get_process_id() == pid and app.childCount:
                whole = tree(app)
                if "document web" in json.dumps(whole):
                    return whole
        time.sleep(0.2)
    sys.exit(f"no program {pid} with a page in the tree of " +
             ", ".join(f"{app.name} ({app.get_process_id()})" for app in pyatspi.Registry.getDesktop(0) if app))


print(json.dumps(program(int(sys.argv[1])), ensure_ascii=False))
