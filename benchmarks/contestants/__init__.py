"""Those who are measured, each in a process of its own: Wirewatch, the floors and the peer."""
