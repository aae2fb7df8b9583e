"""Prints the sixty stories and our two accounts of the seeds' event as a `group_*` set of score.py."""

import json
import sys

from tests.summarise.stories.war import rows

for row in rows():
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
