"""The reader's pages, one module for each kind."""
