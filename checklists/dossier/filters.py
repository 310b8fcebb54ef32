"""The words of words.py as template filters; the dossier's engine has them built in."""

from django.template import Library

from checklists.dossier import words

register = Library()
register.filter("long_date", words.long_date)
register.filter("short_date", words.short_date)
register.filter("spaced", words.spaced)
register.filter("short_digest", words.short_digest)
register.filter("capital", words.capital)
