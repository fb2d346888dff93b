"""A process apart that writes or reads one file: ``python -m gateway.tables.child``.

``write KIND PATH`` takes lines on its standard input; ``read KIND PATH`` takes the layout
there and gives lines on its standard output. It has no secrets, bounded memory and time, and
gives way to the processes that answer requests.
"""

import json
import os
import resource
import sys
from pathlib import Path

from services.common import children

MOST_MEMORY_BYTES = 1024 * 1024 * 1024
MOST_CPU_S = 60
LARGEST_FILE_BYTES = 512 * 1024 * 1024
NICENESS = 10


def bound() -> None:
    """Take no more than a table needs."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE_BYTES, LARGEST_FILE_BYTES))


def main(job: str, kind: str, path: Path) -> None:
    """Do the job."""
    children.end_with_parent()
    bound()
    if job == "write":
        from gateway.tables import writing

        writing.write(kind, sys.stdin.buffer, path)
    else:
        read(kind, path)


def read(kind: str, path: Path) -> None:
    """Print the lines; a file that cannot be read at all is one line."""
    from gateway.tables import kinds, reading, row_lists

    layout = json.loads(sys.stdin.buffer.readline())
    try:
        for line in (reading.READERS | row_lists.READERS)[kind](layout, path):
            print(json.dumps(line))
    except kinds.UnreadableFile as broken:
        print(json.dumps({"broken": broken.code, "key": broken.key}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
