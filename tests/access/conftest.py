"""What these tests share with those of the desk."""

from tests.articles.conftest import media_folder

__all__ = ["media_folder"]
