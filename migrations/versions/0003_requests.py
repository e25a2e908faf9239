"""What was asked: requests, earlier wordings, questions, texts, vectors."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "question_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("comparable", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_texts")),
        sa.UniqueConstraint("sha256", name=op.f("uq_question_texts_sha256")),
    )
    op.create_table(
        "question_vectors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("compared_with", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["text_id"],
            ["question_texts.id"],
            name=op.f("fk_question_vectors_text_id_question_texts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_vectors")),
        sa.UniqueConstraint("text_id", "model", name=op.f("uq_question_vectors_text_id_model")),
    )
    op.create_index(
        op.f("ix_question_vectors_model_compared_with"),
        "question_vectors",
        ["model", "compared_with"],
    )

    op.create_table(
        "requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("reference_key", sa.String(length=200), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=80), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("outcome_as_written", sa.String(length=200), nullable=False),
        sa.Column("exemptions", sa.Text(), nullable=False),
        sa.Column("responded", sa.Date(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("regime", sa.String(length=8), nullable=False),
        sa.Column("published_url", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("flags", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("first_run_id", sa.Integer(), nullable=False),
        sa.Column("last_run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["bodies.id"], name=op.f("fk_requests_body_id_bodies")
        ),
        sa.ForeignKeyConstraint(
            ["first_run_id"], ["runs.id"], name=op.f("fk_requests_first_run_id_runs")
        ),
        sa.ForeignKeyConstraint(
            ["last_run_id"], ["runs.id"], name=op.f("fk_requests_last_run_id_runs")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_requests_source_id_sources")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint(
            "body_id", "reference_key", name=op.f("uq_requests_body_id_reference_key")
        ),
    )
    op.create_index(op.f("ix_requests_received"), "requests", ["received"])

    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.Column("display", sa.Text(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_questions_request_id_requests")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["question_texts.id"], name=op.f("fk_questions_text_id_question_texts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint(
            "request_id", "position", name=op.f("uq_questions_request_id_position")
        ),
    )
    op.create_index(op.f("ix_questions_text_id"), "questions", ["text_id"])

    op.create_table(
        "request_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["replaced_run_id"], ["runs.id"], name=op.f("fk_request_revisions_replaced_run_id_runs")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requests.id"], name=op.f("fk_request_revisions_request_id_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_revisions")),
        sa.UniqueConstraint(
            "request_id", "revision", name=op.f("uq_request_revisions_request_id_revision")
        ),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("request_revisions")
    op.drop_table("questions")
    op.drop_table("requests")
    op.drop_table("question_vectors")
    op.drop_table("question_texts")
