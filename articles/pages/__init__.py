"""What the reader's pages are made of: figures, charts, calendars, an article as it is set."""
