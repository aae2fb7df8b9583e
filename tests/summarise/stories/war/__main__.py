"""Prints the sixty stories and our two accounts of the seeds' event as a `group_*` set of score.py."""

import json
import sys

from tests.summarise.stories.war import own_seeds, sixty

for told in sorted((*sixty(), *own_seeds()), key=lambda told: told.article.at):
    row = {
        "id": told.article.guid,
        "title": told.article.title,
        "text": told.article.text,
        "url": told.article.url,
        "published": told.article.at.isoformat(),
        "gold": {"story": told.story},
    }
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
