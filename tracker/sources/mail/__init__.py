"""Letters: .eml and .mbox, parsed by a child process in a jail."""
