"""What an installation may choose, read once from the environment and passed in from then on."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Hold every setting, frozen; each is the variable `MOSAIC_` plus its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="MOSAIC_", frozen=True, extra="ignore")

    database_url: str = "sqlite:///mosaic.db"
    model_dir: Path | None = None
    """Folder of a sentence-transformers model; the packaged all-MiniLM-L6-v2 when unset."""
    scorer_file: Path | None = None
    """The file of the pair scorer; the shipped one when unset."""

    holidays_file: Path | None = None
    """Bank-holiday data that `mosaic holidays refresh` writes; the shipped data when unset, and
    while there is no such file."""

    round_robin_bodies: int = Field(default=3, ge=2)
    """A campaign that reaches this many bodies ..."""
    round_robin_days: int = Field(default=60, ge=1)
    """... within this many days is a round robin."""
    wave_gap_days: int = Field(default=90, ge=1)
    """Copies further apart than this belong to different waves, so to different campaigns."""
    copy_threshold: float | None = Field(default=None, ge=0, le=1)
    """Score from which a pair is a copy; the scorer's own threshold when unset."""

    audit_sample: int = Field(default=5, ge=0)
    """Wordings that each night draws at random and compares with all others; 0 for no audit."""

    web_host: str = "127.0.0.1"
    web_port: int = Field(default=5055, ge=0, le=65535)
    public_url: str = "http://127.0.0.1:5055"
    """Address under which disclosure units reach the dashboard; alerts link to it."""
    marking: str = "OFFICIAL-SENSITIVE"

    smtp_host: str | None = None
    smtp_port: int = 25
    smtp_starttls: bool = False
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_timeout_seconds: float = 20.0
    mail_from: str = "mosaic@localhost"

    log_level: str = "INFO"
    sources_dir: Path = Path("incoming")
    """Folder that `mosaic nightly` reads when no `--sources` is given."""
