"""The catalogue as JSON, for programs."""
