"""Mosaic: finds the same FOI question put to several public bodies, and says so in time.

`text`, `matching`, `law` and `campaigns.grouping` are pure rules; `store` holds the tables;
`ingest`, `campaigns`, `alerts` and `register` are services that take a session first;
`nightly`, `demo` and `evaluation` put them together; `cli` and the `web` package are the edges.
"""

__version__ = "0.1.0"
