"""How the index lies on the disk: a Whoosh codec whose postings and columns are arrays, written and read in bulk."""
