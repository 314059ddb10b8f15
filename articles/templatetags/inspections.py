"""Whether something is damaged, for the front page of the editors' desk."""

from django import template

from articles.inspecting.notice import notice

register = template.Library()
register.simple_tag(notice, name="inspection_notice")
