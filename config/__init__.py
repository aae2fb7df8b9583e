"""What the product ships as data, and what an operator may set."""
