"""The English sentences that the archive keeps, for the translators and for `articles.sentences`.

`%(name)s` stands for what varies. A sentence that holds others as its variable part stands before those it resembles.
"""

from django.utils.translation import gettext_noop as _

WARNINGS = (
    _("The text breaks off here and does not go on."),
    _("No headline was found: the text may continue from another page."),
    _("There is no such date as %(date)s; none was taken over."),
    _("No article was found in this source."),
    _("The source lost text here; an editor supplied the words."),
    _("The new reading has no such article. Merge it into another one, or delete it."),
)
"""What the reading of a source says of a place in it."""

REFUSALS = (
    _("The file is empty. Check that it was saved before it was uploaded, and try again."),
    _("The file is larger than %(size)s MB. Split it into single issues and try again."),
    _("The file is larger than %(size)s. Split it into several archives and upload those."),
    _("The file is %(what)s. Upload the issue as text, Markdown, HTML, Word (.docx) or PDF."),
    _(
        "The file is not text, and of no other format that can be read."
        " Save the issue as text, Markdown, HTML, Word (.docx) or PDF."
    ),
    _("The file says that it is %(encoding)s, but is damaged at byte %(place)s. Save it again."),
    _("The file is not text in any encoding we know. Save it as UTF-8 and upload it again."),
    _("The file holds no words, so there is nothing to read. Check that it is the right file."),
    _("The file holds hardly any words, so there is nothing to read. Check that it is the right file."),
    _("The file has %(what)s, as no issue has. Split it into single issues and try again."),
    _("There is no text in these lines."),
    _("The Word file holds pictures but no text. Run OCR over them and upload the result."),
    _("There is no text in the Word file. Check that the right one was saved, and try again."),
    _("The page has more text than a hundred issues. Save its issues one by one."),
    _("The page shows no text. Open it in a browser, save it again, and upload that file."),
    _("The page has more or deeper tags than we read. Save its text alone and try again."),
    _("The page cannot be read. Open it in a browser and save it again."),
    _("The PDF file is damaged or incomplete. Open it in a PDF viewer, save it again, and upload the new file."),
    _(
        "The PDF file holds hardly any text: its pages are probably pictures, so it needs OCR first. "
        "Run it through a text recognition program and upload the result."
    ),
    _(
        "The PDF file does not say which letters its signs stand for, so it needs OCR first. Run it through a text "
        "recognition program and upload the result."
    ),
    _("The PDF file is locked with a password. Save it without one and upload it again."),
    _("A part of the PDF file is packed twice. Save the file again from its source."),
    _("The PDF file unpacks to more than %(size)s MB. Split it and try again."),
    _("The PDF file has %(count)s pages, more than the %(most)s we read. Split it into single issues."),
    _("Page %(page)s of the PDF file has no possible size. Save the file again from its source."),
    _("The PDF file has too much text on page %(page)s or before. Split it into single issues."),
    _("The archive's list of files is too long. Split it into several archives."),
    _("The archive holds no file. Check that it was packed, and try again."),
    _("The archive holds more than %(count)s files. Split it into several archives."),
    _("The archive unpacks to more than %(size)s MB. Split it into several archives."),
    _("The file is an archive within an archive. Unpack it and try again."),
    _("The file is damaged within the archive. Pack it again and try again."),
    _("The file is locked with a password. Pack it again without one and try again."),
    _("This is a link, not a file. Pack the file itself and try again."),
    _("The file is packed in a rare way. Pack it as an ordinary zip and try again."),
    _("The file unpacks to far more than a text does. Upload it by itself."),
    _("The file is not found in its archive any more. Upload it again."),
    _("What was uploaded is missing from the data folder. Upload it again."),
    _(
        "The archive broke off %(count)s times while it read or saved this file, and nothing of it was saved. "
        "Save its text as plain text and upload that, or ask whoever runs the archive to look into the log."
    ),
    _("A new scan, it seems, of a page that is there. It is kept beside that one; open it to put it in its place."),
    _("%(failure)s Nothing was saved. Split it, or save its text as plain text, and try again."),
    _("Reading the file took too long and was stopped."),
    _("Reading the file took too much memory and was stopped."),
    _("The file is nested too deeply to be read."),
    _("The file could not be read, for a reason that the archive does not understand."),
    _("The file made the reading process break down."),
)
"""Why a file was not read, or not as it is."""

PARTS = (
    _("a PNG picture"),
    _("a JPEG picture"),
    _("a GIF picture"),
    _("a zip archive or an Office file"),
    _("an old Office file"),
    _("a gzip archive"),
    _("a RAR archive"),
    _("a 7-zip archive"),
    _("a program"),
    _("an RTF file"),
    _("more than %(number)s nested quotations"),
    _("more than %(number)s characters"),
    _("a line of more than %(number)s characters"),
    _("more than %(number)s lines"),
    _("more than %(number)s headings"),
    _("more than %(number)s paragraphs"),
    _("a second reading"),
    _("a new scan, %(name)s"),
    _("%(number)s articles"),
    _("article %(position)s, “%(title)s”"),
    _("article %(position)s"),
    _("the page’s furniture (%(kind)s)"),
)
"""What stands within other sentences."""

CHANGES = (
    _("Undid: %(change)s"),
    _("Redid: %(change)s"),
    _("Published the issue"),
    _("Unpublished the issue"),
    _("Changed %(fields)s of the issue"),
    _("Deleted %(what)s"),
    _("Added the file “%(name)s”"),
    _("Added %(what)s"),
    _("Published %(what)s"),
    _("Unpublished %(what)s"),
    _("Changed %(fields)s of “%(title)s”"),
    _("Changed %(number)s articles"),
    _("Corrected article %(position)s: %(fields)s"),
    _("Uploaded %(names)s"),
    _("Replaced %(name)s by %(what)s"),
    _("Split article %(position)s at line %(line)s"),
    _("Merged article %(second)s into article %(first)s, “%(title)s”"),
    _("Moved article %(position)s, “%(title)s”, to place %(place)s"),
    _("Moved article %(position)s, “%(title)s”"),
    _("Moved “%(title)s”"),
    _("Moved %(number)s articles"),
    _("Moved line %(line)s to %(where)s"),
    _("Moved lines %(first)s to %(last)s to %(where)s"),
    _("Tags read again"),
    _("Read in from an export"),
    _("%(name)s and %(count)s more"),
)
"""What was done to an issue, and what batches are called."""
