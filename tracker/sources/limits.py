"""How much of a file is read before it counts as hostile."""

MAX_FILE_BYTES = 200 * 1024 * 1024
"""Largest file taken, also after it is unpacked."""
MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
"""Largest JSON document or feed, which unlike lines must be held in memory as a whole."""
MAX_FEED_BYTES = 8 * 1024 * 1024
MAX_ROWS = 1_000_000
MAX_CELL_CHARS = 2_000_000
"""A longer cell is rejected; ingest keeps less than this and says so."""
MAX_LINE_CHARS = 8 * 1024 * 1024
"""Longest line of a text file, and longest record with line breaks inside it."""
MAX_COLUMNS = 1_000
MAX_NAME_CHARS = 200
"""Longest reference and longest name of a body."""
MAX_DEPTH = 64
"""Deepest nesting of a feed."""

MAX_ARCHIVE_ENTRIES = 1_000
MAX_ARCHIVE_RATIO = 100
RATIO_FREE_BYTES = 10 * 1024 * 1024
"""Entries that unpack to less than this may be packed as tightly as they like."""

JAIL_MEMORY_BYTES = 512 * 1024 * 1024
JAIL_CPU_SECONDS = 10
"""Processor time for one message, or for one workbook."""
JAIL_WALL_SECONDS = 15
"""Longest wait for the next line out of a jail."""
MAX_JAIL_DEATHS = 20
"""Messages of one mailbox that may kill their reader before the mailbox is given up."""

MAX_MESSAGE_BYTES = 25 * 1024 * 1024
MAX_HEADER_BYTES = 256 * 1024
MAX_MAIL_PARTS = 200
MAX_MAIL_NESTING = 30
