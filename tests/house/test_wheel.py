"""What is installed: two packages, and everything they need away from the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

AWAY = """
import sys
from pathlib import Path
import tracker, web
from tracker.matching.model_files import locate_model
from tracker.register import load_shipped_register
from tracker.store.engine import open_database
from tracker.store.schema import migrations_dir, schema_state, upgrade

installed = Path(sys.argv[1])
for found in (Path(tracker.__file__), Path(web.__file__), migrations_dir()):
    assert found.is_relative_to(installed), found
database = open_database("sqlite:///fresh.db")
upgrade(database)
with database.writing() as session:
    assert load_shipped_register(session).added
print(schema_state(database), locate_model().dimension)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", str(folder)], cwd=ROOT, check=True)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_two_packages_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tracker", "web"}
    assert "tracker/migrations/env.py" in names
    assert "tracker/models/manifest.toml" in names
    assert not [name for name in names if "__pycache__" in name]


def test_the_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(installed), str(wheel)], check=True)
    result = subprocess.run(
        [sys.executable, "-c", AWAY, str(installed)],
        cwd=elsewhere,
        env={"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout == "current 384\n"
