"""Who is let in, and who may do what at the desk."""
