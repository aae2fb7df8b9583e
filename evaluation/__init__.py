"""How well texts are read, condensed and grouped: what `make eval` runs."""
