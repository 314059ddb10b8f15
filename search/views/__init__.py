"""The pages that search: the search itself, and trends."""
