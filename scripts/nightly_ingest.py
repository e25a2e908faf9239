"""The whole night, for cron: the same as `mosaic nightly`, with the same exit codes."""

import sys

from tracker.cli import main

if __name__ == "__main__":
    main(["nightly", *sys.argv[1:]])
