"""Whether everything that was put in is still there, as it was: the files, the rows, the texts."""
