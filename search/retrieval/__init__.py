"""Finding, scoring, ordering and counting documents: whole posting lists at once, as arrays."""
