#!/usr/bin/env python3
"""The menu bar of a program as assistive technology finds it.

usage: menu.py PID            its menus and their entries, as JSON
       menu.py PID ENTRY      chooses the entry with this name   (needs python3-pyatspi and a session bus with at-spi)
"""
import json, sys, time

import pyatspi

pid = int(sys.argv[1])


def find(one, role, depth=0):
    if one is None or depth > 12:
        return
    if one.getRoleName() == role:
        yield one
        return
    for child in one:
        yield from find(child, role, depth + 1)


def bar():
    for app in pyatspi.Registry.getDesktop(0):
        if app is not None and app.get_process_id() == pid:
            for found in find(app, "menu bar"):
                return found
    return None


def entries(menu):
    return [entry for entry in menu if entry is not None and entry.getRoleName() != "separator"]


for _ in range(50):
    found = bar()
    if found is not None and found.childCount:
        break
    time.sleep(0.2)
else:
    sys.exit(f"program {pid} has no menu bar")

if len(sys.argv) == 2:
    print(json.dumps({menu.name: [entry.name for entry in entries(menu)] for menu in found}, ensure_ascii=False))
else:
    wanted = sys.argv[2]
    for menu in found:
        for entry in entries(menu):
            if entry.name == wanted:
                entry.queryAction().doAction(0)
                sys.exit(0)
    sys.exit(f"there is no entry {wanted}")
