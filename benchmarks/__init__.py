"""What `make bench` runs: Wirewatch beside a floor and its peers, in one run on one machine."""
