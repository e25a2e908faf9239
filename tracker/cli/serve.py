"""`mosaic serve`: the dashboard, for people at this machine."""

from contextlib import closing

import click
from waitress import create_server

from tracker.cli.application import Application
from tracker.cli.running import load_scorer
from web import create_app

LOOPBACK = ("127.0.0.1", "localhost")


@click.command()
@click.option("--host", help="Name or address to listen on; a loopback one only.")
@click.option("--port", type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.pass_obj
def serve(application: Application, host: str | None, port: int | None) -> None:
    """Serve the dashboard on this machine, and to this machine alone, until stopped."""
    settings = application.settings
    host = settings.web_host if host is None else host
    if host not in LOOPBACK:
        raise click.UsageError(
            "The dashboard has no sign-in yet, so it listens on 127.0.0.1 or localhost only."
        )
    load_scorer(settings)
    application.holidays()
    app = create_app(settings, database=application.database)
    try:
        server = create_server(
            app,
            host="127.0.0.1",
            port=settings.web_port if port is None else port,
            threads=8,
            ident=None,
        )
    except OSError as error:
        raise click.ClickException(f"Cannot listen there: {error.strerror}.") from error
    with closing(server):
        click.echo(f"Mosaic is at http://127.0.0.1:{server.effective_port} (stop with Ctrl+C)")
        server.run()
