import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from articles.ingest.pipeline import read_issue
from articles.ingest.readers import read
from tests.articles.ingest.word_files import (
    STORY,
    add,
    add_break,
    add_run,
    add_xml,
    furniture,
    lines,
    picture,
    saved,
    story,
)


@pytest.fixture
def document():
    return docx.Document()


def test_a_word_file_is_told_by_what_it_holds():
    assert read(saved(story()), "notes.txt").media_type.endswith("wordprocessingml.document")


def test_lines_are_numbered_with_a_blank_one_between_paragraphs(document):
    add(document, "Tide gauges")
    add(document, "Report")
    read_back = read(saved(document), "issue.docx")
    assert [(line.number, line.text) for line in read_back.lines] == [(1, "Tide gauges"), (2, ""), (3, "Report")]


def test_heading_styles_give_the_levels(document):
    document.add_heading("Islands Report by Satellite", 1)
    document.add_heading("Who pays", 2)
    add(document, STORY)
    assert lines(document) == ["# Islands Report by Satellite", "## Who pays", STORY]


def test_a_title_stands_above_the_headings(document):
    document.add_heading("Harbour Notes", 0)
    document.add_heading("Islands Report by Satellite", 1)
    assert lines(document) == ["# Harbour Notes", "## Islands Report by Satellite"]


def test_a_style_based_on_a_heading_is_one(document):
    style = document.styles.add_style("House Headline", 1)
    style.base_style = document.styles["Heading 2"]
    add(document, "Islands Report", style="House Headline")
    assert lines(document) == ["## Islands Report"]


def test_bold_paragraphs_are_ranked_by_their_size(document):
    add(document, "Harbour Notes", 20, bold=True)
    add(document, "Islands Report by Satellite", 16, bold=True)
    add(document, "Who pays", 11, bold=True)
    add(document, STORY, 11)
    assert lines(document) == ["# Harbour Notes", "## Islands Report by Satellite", "**Who pays**", STORY]


def test_a_large_line_that_is_only_partly_bold_is_a_heading(document):
    paragraph = add(document, "Two Islands: ", 16, bold=True)
    add_run(paragraph, "One Gauge", 16)
    add(document, STORY, 11)
    assert lines(document)[0] == "# Two Islands: One Gauge"


def test_a_long_text_in_large_type_is_no_heading(document):
    add(document, STORY * 3, 18, bold=True)
    add(document, STORY * 9, 11)
    assert lines(document)[0].startswith("**The tide")


def test_headings_keep_their_levels_beside_large_bold_lines(document):
    document.add_heading("Islands Report by Satellite", 2)
    add(document, "Harbour Notes", 30, bold=True)
    add(document, STORY)
    assert lines(document)[:2] == ["## Islands Report by Satellite", "**Harbour Notes**"]


def test_bold_and_italic_words_are_marked_without_the_spaces_around_them(document):
    paragraph = add(document, "The ")
    add_run(paragraph, "tide gauge ", bold=True)
    add_run(paragraph, "of ")
    add_run(paragraph, "Fucus", italic=True)
    assert lines(document) == ["The **tide gauge** of *Fucus*"]


def test_a_word_set_in_several_runs_is_marked_once(document):
    paragraph = add(document, "Tide ", bold=True)
    add_run(paragraph, "gau", bold=True)
    add_run(paragraph, "ges", bold=True)
    assert lines(document) == ["**Tide gauges**"]


def test_letters_that_markdown_would_take_for_marks_are_escaped(document):
    add(document, "# 5 * 3 < 20 <b> snake_case `x`")
    assert lines(document) == [r"\# 5 \* 3 < 20 \<b> snake_case \`x\`"]


def test_lists_show_the_signs_and_numbers_that_word_counts(document):
    add(document, "Masts", style="List Bullet")
    add(document, "First buoy", style="List Number")
    add(document, "Second buoy", style="List Number")
    assert lines(document) == ["- Masts", "1. First buoy", "2. Second buoy"]


def test_a_chinese_list_is_counted_in_chinese(document):
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="11"/>'
        '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    ))  # fmt: skip
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    properties = add(document, "渔港验潮站").paragraph_format.element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'))
    assert lines(document) == ["十一、 渔港验潮站"]


def test_a_table_of_data_keeps_its_rows(document):
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Port", "Gauges", "Skerry|North", "4"], strict=True):
        cell.text = text
    assert lines(document) == ["| Port | Gauges |", "| --- | --- |", r"| Skerry\|North | 4 |"]


def test_a_table_that_lays_out_a_page_gives_its_columns_one_after_the_other(document):
    table = document.add_table(1, 2)
    table.cell(0, 0).text = STORY
    table.cell(0, 1).text = "Second column"
    assert lines(document) == [STORY, "Second column"]


def test_hyphens_that_cannot_break_and_hyphens_that_only_show_at_a_break_are_kept_apart(document):
    paragraph = add(document, "satellite")
    add_xml(paragraph, "<w:r><w:noBreakHyphen/><w:t>led gau</w:t><w:softHyphen/><w:t>ges</w:t></w:r>")
    assert lines(document) == ["satellite-led gau\u00adges"]


def test_a_page_break_parts_a_paragraph_and_a_line_break_a_line(document):
    paragraph = add(document, "Tide gauges")
    add_break(paragraph, "page")
    add_run(paragraph, "report")
    add_break(paragraph, "textWrapping")
    add_run(paragraph, "every hour")
    read_back = read(saved(document), "issue.docx")
    assert [line.text for line in read_back.lines] == ["Tide gauges", "", "report", "every hour"]


def test_deleted_and_hidden_text_is_not_read_but_inserted_text_is(document):
    paragraph = add(document, "Tide gauges ")
    add_xml(paragraph, "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>")
    add_xml(paragraph, "<w:ins><w:r><w:t>report</w:t></w:r></w:ins>")
    add_run(paragraph, " secretly").font.hidden = True
    assert lines(document) == ["Tide gauges report"]


def test_text_in_a_form_field_is_read(document):
    field = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>{STORY}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(field))
    assert lines(document) == [STORY]


def test_a_text_box_is_read_once_below_the_paragraph_that_holds_it(document):
    paragraph = add(document, "Tide gauges report.")
    box = "<w:txbxContent><w:p><w:r><w:t>By boat.</w:t></w:r></w:p></w:txbxContent>"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    add_xml(
        paragraph,
        f'<w:r><c:AlternateContent xmlns:c="{compatible}"><c:Choice>{box}</c:Choice><c:Fallback>{box}</c:Fallback>'
        "</c:AlternateContent></w:r>",
    )
    assert lines(document) == ["Tide gauges report.", "By boat."]


def test_a_large_first_letter_joins_its_word(document):
    letter = add(document, "T", 40)
    letter._p.get_or_add_pPr().append(parse_xml(f'<w:framePr {nsdecls("w")} w:dropCap="drop"/>'))
    add(document, "ide gauges report.")
    assert lines(document) == ["Tide gauges report."]


def test_heads_and_feet_of_the_pages_are_furniture(document):
    document.sections[0].header.paragraphs[0].text = "Harbour Notes No. 7"
    document.sections[0].footer.paragraphs[0].text = "Page 3"
    add(document, STORY)
    assert furniture(document) == [("running head", "Harbour Notes No. 7"), ("page number", "Page 3")]


def test_a_footnote_stands_at_the_end_of_its_article(document):
    document.add_heading("Islands", 1)
    add_xml(add(document, "Gauges report."), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    document.add_heading("Harbours", 1)
    add_footnotes(document, '<w:footnote w:id="2"><w:p><w:r><w:t>By radio.</w:t></w:r></w:p></w:footnote>')
    assert lines(document) == ["# Islands", "Gauges report.<sup>1</sup>", "<sup>1</sup> By radio.", "# Harbours"]


def add_footnotes(document, xml):
    package = document.part.package
    blob = f"<w:footnotes {nsdecls('w')}>{xml}</w:footnotes>".encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    notes = docx.opc.part.Part(docx.opc.packuri.PackURI("/word/footnotes.xml"), kind, blob, package)
    document.part.relate_to(notes, docx.opc.constants.RELATIONSHIP_TYPE.FOOTNOTES)


def test_a_picture_stands_with_its_description_above_its_caption(document):
    run = document.add_paragraph().add_run()
    run.add_picture(picture())._inline.docPr.set("descr", "A [steel] mast")
    add(document, "The mast on Skerry North", style="Caption")
    assert lines(document)[0] == "![A steel mast]()"


def test_a_caption_by_its_style_is_taken_out_of_the_text(document):
    document.add_heading("Islands Report by Satellite", 1)
    add(document, STORY)
    document.add_paragraph().add_run().add_picture(picture())
    add(document, "The mast on Skerry North in the spring of last year", style="Caption")
    add(document, STORY)
    (article,) = read_issue(saved(document), "issue.docx").articles
    assert [caption.text for caption in article.captions] == ["The mast on Skerry North in the spring of last year"]


def test_a_file_with_nothing_but_bold_type_becomes_articles(document):
    for headline in ("Islands Report by Satellite", "Harbours Count Their Seals"):
        add(document, headline, 16, bold=True)
        add(document, "By Ann Rowe", 10)
        add(document, STORY, 11)
    titles = [article.title for article in read_issue(saved(document), "issue.docx").articles]
    assert titles == ["Islands Report by Satellite", "Harbours Count Their Seals"]


def test_a_sign_out_of_a_font_of_signs_is_read_or_shown_to_be_missing(document):
    paragraph = add(document, "Gauges ")
    add_xml(paragraph, '<w:r><w:sym w:font="Wingdings" w:char="F075"/></w:r>')
    add_xml(paragraph, '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>')
    assert lines(document) == ["Gauges ◆\ufffd"]


def test_the_styles_of_a_newsroom_tell_kicker_headline_and_standfirst(document):
    for name in ("Kicker", "Headline", "Standfirst"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for style, text in (
        ("Kicker", "Ports"),
        ("Headline", "Gauges for All"),
        ("Standfirst", "Nine are bought"),
        (None, STORY),
    ):
        add(document, text, style=style)
    assert lines(document) == ["**Ports**", "# Gauges for All", "*Nine are bought*", STORY]


def test_a_small_line_below_a_picture_is_its_caption(document):
    add(document, STORY, 11)
    document.add_picture(picture())
    add(document, "A gauge at the pier", 8)
    assert lines(document)[-1] == "▲ A gauge at the pier"


def test_the_title_of_a_table_is_no_caption(document):
    add(document, STORY)
    add(document, "Table 1: Gauges by port", style="Caption")
    assert lines(document)[-1] == "*Table 1: Gauges by port*"


def test_what_tabs_part_at_the_head_of_the_pages_stands_in_lines_of_its_own(document):
    document.sections[0].header.paragraphs[0].text = "Ministry of Ports\tPress release\twww.ports.example"
    add(document, STORY)
    assert [text for _, text in furniture(document)] == ["Ministry of Ports", "Press release", "www.ports.example"]
