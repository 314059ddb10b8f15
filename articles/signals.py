"""What `articles` tells the rest of the project, which it does not import."""

from django.dispatch import Signal

articles_changed = Signal()
"""What the public may see of some articles may have changed. Sent inside the transaction of the change,
with `ids`, the articles' primary keys as a set of int; deleted ones are among them."""
