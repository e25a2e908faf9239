"""What is logged: events and counts, and nothing that a person wrote."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from tracker.log import configure

SECRET = "How many unmanned aircraft did the force buy?"


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Give what was logged since the test began."""
    before = logging.getLogger().handlers[:]
    configure("INFO")
    yield lambda: capsys.readouterr().err
    logging.getLogger().handlers[:] = before
    structlog.reset_defaults()


def test_an_event_is_one_json_line_whatever_it_holds(written: Callable[[], str]) -> None:
    structlog.get_logger("tracker.test").info("a file", reference="1\r\n\u2028\x1b[31m2")
    (line,) = written().splitlines()
    assert json.loads(line)["reference"] == "1\r\n\u2028\x1b[31m2"
    assert "\x1b" not in line


def test_words_and_people_are_left_out(written: Callable[[], str]) -> None:
    structlog.get_logger("tracker.test").warning("x", text=SECRET, email="a@b.example", rows=3)
    event = json.loads(written())
    assert event["rows"] == 3
    assert not {"text", "email"} & set(event)


@pytest.mark.parametrize("name", ["tracker.test", "library"])
def test_of_an_error_only_its_kind_is_logged(written: Callable[[], str], name: str) -> None:
    for logger in (structlog.get_logger(name), logging.getLogger(name)):
        try:
            int(SECRET)
        except ValueError:
            logger.exception("failed")
    lines = written().splitlines()
    assert [json.loads(line)["error"] for line in lines] == ["ValueError", "ValueError"]
    assert "unmanned" not in "".join(lines)


def test_taking_a_file_logs_nothing_of_its_words(
    sqlite_database: object, mosaic, tmp_path: Path
) -> None:
    row = {"body": "Kent Police", "reference": "1", "received": "2026-01-05", "text": SECRET}
    bad = row | {"received": "2062-01-01", "reference": "2"}
    (tmp_path / "log.jsonl").write_text(json.dumps(row) + "\n" + json.dumps(bad) + "\n")
    assert mosaic("init").exit_code == 0
    result = mosaic("ingest", tmp_path / "log.jsonl", MOSAIC_LOG_LEVEL="DEBUG")
    assert result.exit_code == 0, result.output
    assert "run done" in result.stderr
    assert "unmanned" not in result.output
