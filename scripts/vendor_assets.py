"""Fetch the pinned browser assets and write them where the pages and the tests expect them.

For maintainers, when a version changes: `python scripts/vendor_assets.py`. Needs npm and the
network; installing and running Mosaic need neither, because the result is committed.
"""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "web" / "static" / "vendor"
TEST_ASSETS = ROOT / "tests" / "browser" / "assets"


@dataclass(frozen=True, slots=True)
class Package:
    """One package of the npm registry, pinned by version and by the SHA-512 of its archive."""

    name: str
    version: str
    sha512: str


GOVUK = Package(
    "govuk-frontend",
    "6.3.0",
    "cXIQxm5PHCsbic47GXZrVBZhAeeshTLRL6ZBKilLsR6rMCjJuWb7Fruq0VUNMBJFlJk/srsRj/q8d5bM9cgKoA==",
)
AXE = Package(
    "axe-core",
    "4.14.1",
    "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
)

FONT_FACE = re.compile(r"(?:/\*![^*]*\*/)?@font-face\{[^}]*\}")
CREST_MASK = re.compile(
    r"@supports \(\(-webkit-mask-position:initial\) or \(mask-position:initial\)\)"
    r"\{(?:[^{}]*\{[^{}]*\}|@media[^{]*\{[^{}]*\{[^{}]*\}\})*\}"
)
CREST = re.compile(r"background-image:url\([^)]*govuk-crest\.svg\);")
SOURCE_MAP = re.compile(r"\n?/[/*]# sourceMappingURL=[^\n*]*(?:\*/)?\s*$")
GOV_UK_ONLY = re.compile(
    r"GDS Transport|Margaret Calvert|@font-face|crest\.svg|url\(|sourceMapping"
)
"""What may be used on gov.uk alone, or would make a page ask for a file that is not there."""


def fetch(package: Package, into: Path) -> Path:
    """Download and unpack one package; fail unless its archive is the pinned one."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed to fetch the assets")
    specification = f"{package.name}@{package.version}"
    subprocess.run([npm, "pack", "--silent", specification], cwd=into, check=True)
    archive = into / f"{package.name}-{package.version}.tgz"
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != package.sha512:
        sys.exit(f"{specification} is not the pinned archive")
    target = into / package.name
    with tarfile.open(archive) as members:
        members.extractall(target, filter="data")
    return target / "package"


def without_gov_uk_property(css: str) -> str:
    """Take the licensed font and the royal crest out of the stylesheet; fail if any is left."""
    css = CREST_MASK.sub("", FONT_FACE.sub("", css))
    css = SOURCE_MAP.sub("", CREST.sub("", css)).replace("GDS Transport,arial", "arial")
    if left := GOV_UK_ONLY.search(css):
        sys.exit(f"the stylesheet still holds {left.group()!r}")
    return css.rstrip() + "\n"


def main() -> None:
    """Write the stylesheet, the script and axe-core under versioned names."""
    for folder in (VENDOR, TEST_ASSETS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        built = fetch(GOVUK, Path(scratch)) / "dist" / "govuk"
        axe = fetch(AXE, Path(scratch))
        css = without_gov_uk_property((built / "govuk-frontend.min.css").read_text("utf-8"))
        script = SOURCE_MAP.sub("", (built / "govuk-frontend.min.js").read_text("utf-8"))
        name = f"govuk-frontend-{GOVUK.version}.min"
        (VENDOR / f"{name}.css").write_text(css, "utf-8")
        (VENDOR / f"{name}.js").write_text(script.rstrip() + "\n", "utf-8")
        shutil.copyfile(axe / "axe.min.js", TEST_ASSETS / f"axe-{AXE.version}.min.js")
        shutil.copyfile(axe / "LICENSE", TEST_ASSETS / "axe-core-LICENSE.txt")


if __name__ == "__main__":
    main()
