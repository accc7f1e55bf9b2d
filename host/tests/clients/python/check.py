# SPDX-License-Identifier: GPL-3.0-or-later
"""For Python clients: the same small test runner as ../node/check.mjs, the settings and the driver."""
import json
import os
import subprocess
import sys
import traceback
from urllib.parse import parse_qs, urlsplit

_count = {"passed": 0, "failed": 0, "assertions": 0}

with open(os.environ["OAUTH2_HOST_JSON"], encoding="utf-8") as file:
    HOST = json.load(file)


def same(expected, actual, what=""):
    _count["assertions"] += 1
    if expected != actual:
        raise AssertionError(f"{what} expected {expected!r}, got {actual!r}".strip())


def true(condition, what):
    same(True, bool(condition), what)


def raises(kind, body):
    """Runs body, which must raise an exception of that kind, and returns the exception."""
    _count["assertions"] += 1
    try:
        body()
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__} came")


def test(name):
    """Decorator: runs the function immediately as a test of that name."""
    def run(body):
        before = _count["assertions"]
        try:
            body()
            if _count["assertions"] == before:
                raise AssertionError("this test has no assertions")
            _count["passed"] += 1
            print(f"ok - {name}")
        except Exception:  # report any failure and continue with the next test
            _count["failed"] += 1
            print(f"not ok - {name}")
            print("    " + traceback.format_exc(limit=-4).replace("\n", "\n    "))
        return body
    return run


def authorize(url, user, decision="allow"):
    """Logs in and decides with ../node/driver.mjs; returns the redirect target."""
    driver = os.path.join(os.path.dirname(__file__), "..", "node", "driver.mjs")
    done = subprocess.run(["node", driver, url, user["login"], user["password"], decision],
                          check=True, capture_output=True, text=True, timeout=60)
    return done.stdout.strip()


def documented(heading):
    """The code block of that section of plugin/OAuth2/docs/clients.md, with the addresses of the started server."""
    program = os.path.join(os.path.dirname(__file__), "..", "node", "document.mjs")
    return subprocess.run(["node", program, heading], check=True, capture_output=True, text=True, timeout=60).stdout


def query(url):
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def finish():
    print(f"{_count['passed']} passed, {_count['failed']} failed")
    sys.exit(0 if _count["failed"] == 0 and _count["passed"] > 0 else 1)
