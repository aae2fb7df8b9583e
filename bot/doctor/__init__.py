"""`wirewatch doctor`: what is wrong, and for each thing what to do. It changes nothing."""
