"""`wirewatch init`: what a first run needs is asked for, checked at once and written down."""
