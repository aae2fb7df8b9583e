"""What Discord enforces and its OpenAPI document does not say, rule by rule; all pure."""
