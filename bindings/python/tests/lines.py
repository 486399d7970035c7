# SPDX-License-Identifier: MPL-2.0
"""A request on each line of stdin, its answer on a line of stdout, byte for byte."""
import sys

import pallia

with pallia.Tables() as tables:
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(tables.run_bytes(line.rstrip(b"\n")) + b"\n")
        sys.stdout.buffer.flush()
