"""What a spreadsheet holds, as openpyxl reads it: one JSON object, for the test to compare."""

import datetime
import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
faults = []


def plain(cell):
    value = cell.value
    if cell.data_type == "f":
        faults.append(f"{cell.coordinate} is a formula")
    if isinstance(value, (datetime.date, datetime.datetime)):
        return {"date": value.isoformat()[:10], "shown": cell.number_format}
    return value


sheets = []
for sheet in book.worksheets:
    tables = [{"range": span, "name": name} for name, span in sheet.tables.items()]
    if sheet.merged_cells.ranges:
        faults.append(f"{sheet.title}: merged cells")
    if sheet.conditional_formatting:
        faults.append(f"{sheet.title}: meaning in colour")
    sheets.append(
        {
            "title": sheet.title,
            "frozen": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "tables": tables,
            "repeated": sheet.print_title_rows,
            "rows": [[plain(cell) for cell in row] for row in sheet.iter_rows()],
        }
    )
told = book.properties
print(
    json.dumps(
        {"title": told.title, "author": told.creator, "language": told.language, "sheets": sheets, "faults": faults},
        ensure_ascii=False,
    )
)
sys.exit(1 if faults else 0)
