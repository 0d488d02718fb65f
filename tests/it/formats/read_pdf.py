"""Every PDF that is named, opened: what a reader is promised of it stands where readers look."""

import sys

import pikepdf

UA = "{http://www.aiim.org/pdfua/ns/id/}part"
# Title, organisation and language may be told of a text; nothing of whoever made it, on what, or when.
TOLD = {"/Title", "/Author", "/Producer", "/Creator"}


def faults(pdf):
    root = pdf.Root
    if str(root.get("/Lang", "")) != "en-GB":
        yield "no language"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked as tagged"
    if "/StructTreeRoot" not in root:
        yield "no tree"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not shown"
    title = str(pdf.docinfo.get("/Title", ""))
    if not title.strip():
        yield "no title"
    others = set(pdf.docinfo.keys()) - TOLD
    if others:
        yield f"more is told than should be: {sorted(others)}"
    with pdf.open_metadata() as metadata:
        if metadata.get(UA) != "1":
            yield "no PDF/UA-1 in its metadata"
        if str(metadata.get("dc:title", "")) != title:
            yield "two titles"
    with pdf.open_outline() as outline:
        if not [entry for entry in outline.root if entry.title.strip()]:
            yield "no bookmarks"
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if not str(annotation.get("/Contents", "")).strip():
                yield "a link without words"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield "links in no order"


found = []
for path in sys.argv[1:]:
    with pikepdf.open(path) as pdf:
        found += [f"{path}: {fault}" for fault in faults(pdf)]
        found += [f"{path}: {fault}" for fault in pdf.check_pdf_syntax()]
print("\n".join([*found, f"{len(sys.argv) - 1} PDFs"]))
sys.exit(1 if found else 0)
