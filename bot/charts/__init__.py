"""Charts: what one shows, as JSON, and the process of its own that draws it."""
