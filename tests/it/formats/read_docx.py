"""What a Word document holds, as python-docx reads it: one line a fact, for the test to compare."""

import sys

import docx
from docx.oxml.ns import qn


def order(body):
    """Paragraphs and tables as they follow each other."""
    for element in body.iterchildren():
        if element.tag == qn("w:p"):
            yield "paragraph", docx.text.paragraph.Paragraph(element, document)
        elif element.tag == qn("w:tbl"):
            yield "table", docx.table.Table(element, document)


def tell(kind, words):
    print(kind + "\t" + " ".join(words.split()))


def tell_table(table):
    rows = table._tbl.findall(qn("w:tr"))
    for row in rows:
        header = row.find(qn("w:trPr") + "/" + qn("w:tblHeader"))
        is_header = header is not None and header.get(qn("w:val"), "true") not in ("0", "false", "off")
        cells = row.findall(qn("w:tc"))
        words = [" ".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in cells]
        tell("header" if is_header else "row", " | ".join(words))
        for cell in cells:
            for merged in ("w:gridSpan", "w:vMerge"):
                if cell.find(qn("w:tcPr") + "/" + qn(merged)) is not None:
                    tell("fault", "a merged cell")


document = docx.Document(sys.argv[1])
tell("title", document.core_properties.title)
tell("author", document.core_properties.author)
defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
tell("language", "" if defaults is None else defaults.get(qn("w:val"), ""))
for kind, part in order(document.element.body):
    if kind == "table":
        tell_table(part)
    else:
        words = "".join(t.text or "" for t in part._p.iter(qn("w:t")))
        tell(part.style.name, words)
for section in document.sections:
    for name, running in (("running-header", section.header), ("running-footer", section.footer)):
        tell(name, " ".join(p.text for p in running.paragraphs))
for name in ("w:txbxContent", "w:instrText", "w:object"):
    # The number of the page is the one field that a document needs.
    for element in document.element.body.iter(qn(name)):
        tell("fault", f"{name} in the text: {element.text or ''}")
for relationship in document.part.rels.values():
    if relationship.is_external and not relationship.target_ref.startswith(("http:", "https:", "mailto:", "tel:")):
        tell("fault", f"leads outside: {relationship.target_ref}")
