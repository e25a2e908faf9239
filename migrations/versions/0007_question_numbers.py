"""Never give the number of a question that is gone to another: people's decisions name them.

PostgreSQL's sequences never do. SQLite would take the highest number in use plus one, which
after a deletion is a number used before, unless the table is made with AUTOINCREMENT; that needs
the table rebuilt.
"""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Rebuild the table so that numbers only grow."""
    _rebuild(autoincrement=True)


def downgrade() -> None:
    """Rebuild it as it was."""
    _rebuild(autoincrement=False)


def _rebuild(*, autoincrement: bool) -> None:
    """Copy every row into a new table of the same shape; on PostgreSQL there is nothing to do."""
    if op.get_bind().dialect.name != "sqlite":
        return
    with op.batch_alter_table(
        "questions",
        recreate="always",
        table_kwargs={"sqlite_autoincrement": autoincrement},
    ):
        pass
