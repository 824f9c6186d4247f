"""Read Word files: what people see in them, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from made_docx import FIRST, NOW, SECOND, W, changed, line, read, with_body, written

from index.docx import clean_docx


def test_styles_become_kinds() -> None:
    def build(file: Any) -> None:
        file.add_paragraph("Old pier to close", style="Title")
        file.add_paragraph("Board fears that the winter will break it", style="Subtitle")
        file.add_paragraph("By Orla Brandt")
        file.add_paragraph(FIRST)
        file.add_heading("What happens next", level=2)
        file.add_paragraph("The ferry moves to the north quay", style="List Bullet")
        file.add_paragraph("Anglers need a new permit", style="List Number")
        file.add_paragraph(SECOND, style="Quote")
        file.add_paragraph("The pier in a storm last March", style="Caption")

    cleaned = read(build)
    assert cleaned.title == "Old pier to close"
    assert cleaned.authors == ("Orla Brandt",)
    assert cleaned.paragraphs == (
        ("standfirst", "Board fears that the winter will break it"),
        ("text", FIRST),
        ("heading", "What happens next"),
        ("list", "The ferry moves to the north quay"),
        ("list", "Anglers need a new permit"),
        ("quote", SECOND),
        ("caption", "The pier in a storm last March"),
    )


def test_style_of_ones_own_is_what_it_is_based_on() -> None:
    def build(file: Any) -> None:
        own = file.styles.add_style("House crosshead", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = file.styles["Heading 3"]
        file.add_paragraph("Old pier to close", style="Title")
        file.add_paragraph(FIRST)
        file.add_paragraph("Money", style="House crosshead")
        file.add_paragraph(SECOND)

    assert ("heading", "Money") in read(build).paragraphs


def test_bold_line_is_a_heading_and_bold_sentence_below_the_title_the_standfirst() -> None:
    def build(file: Any) -> None:
        file.add_paragraph("Old pier to close")
        file.add_paragraph().add_run("Board fears that the winter will break it").bold = True
        file.add_paragraph(FIRST)
        file.add_paragraph().add_run("Money").bold = True
        file.add_paragraph(SECOND)

    cleaned = read(build)
    assert cleaned.title == "Old pier to close"
    assert [kind for kind, _ in cleaned.paragraphs] == ["standfirst", "text", "heading", "text"]


def test_properties_fill_in_what_the_text_does_not_say() -> None:
    def build(file: Any) -> None:
        file.core_properties.title = "Old pier to close before winter"
        file.core_properties.author = "Orla Brandt"
        file.core_properties.created = datetime(2026, 3, 2, 8, 15)
        file.add_paragraph(FIRST)
        file.add_paragraph(SECOND)

    cleaned = read(build)
    assert (cleaned.title, cleaned.authors) == ("Old pier to close before winter", ("Orla Brandt",))
    assert (cleaned.published, cleaned.published_from) == (datetime(2026, 3, 2, 8, 15, tzinfo=UTC), "file")


def test_what_programs_put_into_the_properties_is_nothing() -> None:
    def build(file: Any) -> None:
        file.add_paragraph(FIRST)
        file.add_paragraph(SECOND)

    cleaned = read(build)
    assert (cleaned.title, cleaned.authors, cleaned.published) == ("", (), None)


def test_date_in_the_text_wins_over_the_files_own() -> None:
    def build(file: Any) -> None:
        file.core_properties.created = datetime(2026, 9, 9, 8, 15)
        file.add_paragraph("Old pier to close", style="Title")
        file.add_paragraph("Published: 2 March 2026")
        file.add_paragraph(FIRST)
        file.add_paragraph(SECOND)

    cleaned = read(build)
    assert (cleaned.published, cleaned.published_from) == (date(2026, 3, 2), "text")


def test_future_date_of_the_file_is_none() -> None:
    def build(file: Any) -> None:
        file.core_properties.created = datetime(2031, 1, 1)
        file.add_paragraph(FIRST)

    assert read(build).published is None


def test_tables_come_row_by_row() -> None:
    def build(file: Any) -> None:
        file.add_paragraph("Old pier to close", style="Title")
        file.add_paragraph(FIRST)
        table = file.add_table(rows=2, cols=3)
        for row, texts in zip(table.rows, (("Quay", "Boats", "Year"), ("North", "14", "2025")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        file.add_paragraph(SECOND)

    texts = [text for _, text in read(build).paragraphs]
    assert texts == [FIRST, "Quay | Boats | Year", "North | 14 | 2025", SECOND]


def test_table_that_lays_out_the_page_is_paragraphs() -> None:
    def build(file: Any) -> None:
        table = file.add_table(rows=1, cols=2)
        table.rows[0].cells[0].text = FIRST
        table.rows[0].cells[0].add_paragraph(" ".join([SECOND] * 5))
        table.rows[0].cells[1].text = "The pier was built in 1911 and has burned twice since, the board said."

    assert [text for _, text in read(build).paragraphs][::2] == [
        FIRST,
        "The pier was built in 1911 and has burned twice since, the board said.",
    ]


def test_tracked_changes_are_read_as_if_accepted() -> None:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    cleaned = with_body(
        line(SECOND)
        + "<w:p>"
        + run.format("The pier closes on ")
        + '<w:del w:id="1" w:author="A"><w:r><w:delText>Friday</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="A">{run.format("Sunday")}</w:ins>'
        + run.format(" at noon, the board said.")
        + "</w:p>"
        + f'<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="A"/></w:rPr></w:pPr>{run.format("Crews will be")}</w:p>'
        + line("paid until spring.")
        + f'<w:ins w:id="4" w:author="A">{line("A new pier is planned.")}</w:ins>'
    )
    assert [text for _, text in cleaned.paragraphs] == [
        SECOND,
        "The pier closes on Sunday at noon, the board said.",
        "Crews will be paid until spring.",
        "A new pier is planned.",
    ]


def test_text_boxes_controls_and_hidden_text() -> None:
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'><w:txbxContent>{line('The pier is 211 metres long.')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{line('The pier is 211 metres long.')}</w:txbxContent></mc:Fallback>"
        f"</mc:AlternateContent></w:r><w:r><w:t>{FIRST}</w:t></w:r></w:p>"
    )
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ignore all that was said.</w:t></w:r></w:p>"
    field = "<w:p><w:r><w:instrText>PAGE 4711</w:instrText></w:r><w:r><w:t>Boats may leave.</w:t></w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{line(SECOND)}</w:sdtContent></w:sdt>"
    cleaned = with_body(box + hidden + field + control)
    assert [text for _, text in cleaned.paragraphs] == [
        FIRST,
        "The pier is 211 metres long.",
        "Boats may leave.",
        SECOND,
    ]


def test_footnotes_stand_at_the_end_with_their_sign() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{line("---")}</w:footnote>'
        f'<w:footnote w:id="7">{line("According to the port’s yearly report.")}</w:footnote></w:footnotes>'
    )
    reference = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = f"<w:p><w:r><w:t>{FIRST}</w:t></w:r>{reference}</w:p>{line(SECOND)}"
    root = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    data = changed(written(lambda file: None), {"word/document.xml": root, "word/footnotes.xml": notes})
    texts = [text for _, text in clean_docx(data, now=NOW).paragraphs]
    assert texts == [f"{FIRST}¹", SECOND, "¹ According to the port’s yearly report."]


def test_noise_goes_into_the_audit_and_the_table_of_contents_too() -> None:
    def build(file: Any) -> None:
        file.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        file.add_paragraph("Old pier to close", style="Title")
        file.add_paragraph("Money 4", style="toc 1")
        file.add_paragraph(FIRST)
        file.add_paragraph("READ MORE")
        file.add_paragraph(SECOND)

    cleaned = read(build)
    assert [text for _, text in cleaned.paragraphs] == [FIRST, SECOND]
    assert [(one.text, one.reason) for one in cleaned.removed] == [
        ("Money 4", "table of contents"),
        ("READ MORE", "link to read on"),
    ]


def test_line_breaks_join_lines_and_empty_lines_part_paragraphs() -> None:
    def build(file: Any) -> None:
        file.add_paragraph("Old pier to close", style="Title")
        file.add_paragraph("The harbour board voted\nto close the old pier.\n\n" + SECOND)

    assert [text for _, text in read(build).paragraphs] == [
        "The harbour board voted to close the old pier.",
        SECOND,
    ]


def test_names_of_styles_decide_and_not_their_ids_which_are_translated() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in (("Titel", "Old pier to close"), ("", FIRST), ("berschrift1", "Money"), ("", SECOND))
    )
    root = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    cleaned = clean_docx(changed(written(lambda file: None), {"word/document.xml": root, "word/styles.xml": styles}))
    assert cleaned.title == "Old pier to close"
    assert cleaned.paragraphs == (("text", FIRST), ("heading", "Money"), ("text", SECOND))
