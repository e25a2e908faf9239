"""Find the encoder's files and prove that they are the ones named in models/manifest.toml."""

import hashlib
import importlib.util
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.shipped import shipped_dir

WEIGHTS = "model.safetensors"
_BLOCK = 1 << 20


class ModelProblem(Exception):
    """A model that must not be used; the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A verified model: its name with revision, the folder it lies in, and its vector length."""

    name: str
    path: Path
    dimension: int
    addition: Path | None = None
    """What this project adds to the weights of the packaged model; nothing to those of others."""

    def without_addition(self) -> "ModelFiles":
        """Give the model as others made it, to tune it anew or to measure beside it."""
        return ModelFiles(f"{self.path.name} as published", self.path, self.dimension)


@dataclass(frozen=True, slots=True)
class ReaderFiles:
    """A verified reader of pairs: its name with revision, its encoder, and what it learned."""

    name: str
    encoder: ModelFiles
    learned: Path


def locate_model(model_dir: Path | None = None) -> ModelFiles:
    """Return the encoder's verified files: those of `model_dir`, else the packaged ones.

    A folder of one's own is known by the hash of its weights, so that vectors of two models are
    never mixed up. The packaged one must agree with the manifest in every file.
    """
    entry = _manifest()["encoder"]
    if model_dir is None:
        path = _packaged_folder(entry["package"], entry["folder"], entry["package_version"])
        _prove(path, entry["sha256"], entry["package"], entry["package_version"])
        return _with_addition(entry, path)
    if not (model_dir / "modules.json").is_file() or not (model_dir / WEIGHTS).is_file():
        message = (
            f"{model_dir} is not a sentence-transformers folder: it needs modules.json and "
            f"{WEIGHTS}. Unset MOSAIC_MODEL_DIR to use the packaged model."
        )
        raise ModelProblem(message)
    revision = file_sha256(model_dir / WEIGHTS)
    if revision == entry["sha256"][WEIGHTS]:
        _prove(model_dir, entry["sha256"], entry["package"], entry["package_version"])
        return _with_addition(entry, model_dir)
    if model_dir.name == entry["name"] or _claims_to_be(model_dir, entry["sha256"]):
        message = (
            f"{model_dir} has the layout of {entry['name']} but other weights. Copy the folder "
            "again, or give a folder of another model its own configuration."
        )
        raise ModelProblem(message)
    return ModelFiles(f"{model_dir.name}@{revision[:12]}", model_dir, 0)


def locate_reader() -> ReaderFiles:
    """Return the verified files of the reader; it goes on from the packaged encoder alone."""
    entry = _manifest()["side_by_side"]
    learned = _shipped(entry)
    name = f"{entry['name']}@{entry['sha256'][:12]}"
    return ReaderFiles(name, locate_model(), learned)


def _manifest() -> dict[str, Any]:
    """Read models/manifest.toml."""
    return tomllib.loads((shipped_dir("models") / "manifest.toml").read_text(encoding="utf-8"))


def _with_addition(entry: dict[str, Any], path: Path) -> ModelFiles:
    """Prove what is added to the packaged model; its hash is the revision of both together.

    The folder beside the manifest ships it, and the manifest pins the base's weights as well.
    """
    added = entry["addition"]
    file = _shipped(added)
    name = f"{entry['name']}+{added['name']}@{added['sha256'][:12]}"
    return ModelFiles(name, path, entry["dimension"], file)


def _shipped(entry: dict[str, Any]) -> Path:
    """Return a file that ships beside the manifest, proved by its hash."""
    file = shipped_dir("models") / str(entry["file"])
    if not file.is_file() or file_sha256(file) != entry["sha256"]:
        message = f"models/{entry['file']} is missing or has been altered. Install Mosaic again."
        raise ModelProblem(message)
    return file


def file_sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _claims_to_be(model_dir: Path, sha256: dict[str, str]) -> bool:
    """Say whether everything but the weights is the packaged model's."""
    others = [name for name in sha256 if name != WEIGHTS]
    return all(
        (model_dir / name).is_file() and file_sha256(model_dir / name) == sha256[name]
        for name in others
    )


def _packaged_folder(package: str, folder: str, version: str) -> Path:
    """Find the folder of weights inside an installed package, without running its code."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        message = f"The package with the encoder's weights is missing. {_mend(package, version)}"
        raise ModelProblem(message)
    return Path(spec.submodule_search_locations[0]) / folder


def _prove(path: Path, sha256: dict[str, str], package: str, version: str) -> None:
    """Refuse a folder that lacks a file of the manifest or holds another version of it."""
    for name, expected in sha256.items():
        file = path / name
        if not file.is_file():
            message = f"The encoder's file {name} is missing. {_mend(package, version)}"
            raise ModelProblem(message)
        if file_sha256(file) != expected:
            message = f"The encoder's file {name} has been altered. {_mend(package, version)}"
            raise ModelProblem(message)


def _mend(package: str, version: str) -> str:
    """Say how to put the weights back."""
    name = package.replace("_", "-")
    return f"Mend it with: pip install --force-reinstall --no-deps {name}=={version}"
