"""Rules of the house that no linter knows."""

import ast
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

ROOT = Path(__file__).parents[2]
MAY_COMMIT = ("tracker/cli/", "web/", "tracker/store/engine.py")
COMMITS = {"commit", "begin", "writing"}
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 50

SOURCES = sorted(
    path.relative_to(ROOT)
    for folder in ("tracker", "web", "scripts")
    for path in (ROOT / folder).rglob("*.py")
)


def calls(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, node.func.attr


def committing_calls(path: Path) -> list[str]:
    source = (ROOT / path).read_text(encoding="utf-8")
    return [f"{path}:{line} .{name}()" for line, name in calls(source) if name in COMMITS]


def long_functions(source: str) -> list[str]:
    return [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION_LINES
    ]


def test_only_the_command_line_and_the_pages_commit() -> None:
    found = [
        call
        for path in SOURCES
        if not path.as_posix().startswith(MAY_COMMIT)
        for call in committing_calls(path)
    ]
    assert found == []


def test_the_guard_sees_a_commit() -> None:
    assert committing_calls(Path("tracker/store/engine.py"))


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_a_module_has_one_subject_and_its_functions_are_short(path: Path) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MAX_MODULE_LINES
    assert long_functions(source) == []


def test_imports_point_one_way() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_the_script_for_cron_is_thin() -> None:
    script = ROOT / "scripts" / "nightly_ingest.py"
    assert len(script.read_text(encoding="utf-8").splitlines()) <= 20


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_no_test_reaches_the_network() -> None:
    with pytest.raises(SocketConnectBlockedError), socket.socket() as client:
        client.connect(("192.0.2.1", 443))
