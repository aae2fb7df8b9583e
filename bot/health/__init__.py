"""A process tells how it is: /health/live, /health/ready and /metrics (docs/monitoring.md)."""
