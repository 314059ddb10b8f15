"""Background work for the index."""

from django_tasks import task

from search.index import apply_pending


@task()
def apply_pending_changes() -> int:
    """Brings the index up to date with the changes that wait; returns how many there were."""
    return apply_pending()
