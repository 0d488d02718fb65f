//! A document as plain text for an e-mail: 72 columns, headings underlined, tables aligned by cell.

use super::document::{Block, Document, Inline, Level, Order, Span, Table};
use crate::domain::{
    cells::{self, Align, LongWord},
    shown::Shown,
};

/// Columns of a page of text; what e-mail programs leave whole.
const COLUMNS: usize = 72;
/// Blanks between the columns of a table.
const GAP: usize = 2;
/// Cells below which a column of a table is not shrunk, unless its longest word is shorter.
const NARROW: usize = 12;

/// The whole document, marked in its title, under it and at its end.
pub fn render(document: &Document) -> String {
    let mut parts = vec![underlined(&document.marked_title(), '=')];
    if let (Some(mark), Some(caution)) = (document.audience.mark(), document.audience.caution()) {
        parts.push(wrapped(&format!("{mark}. {caution}"), ""));
    }
    if let Some(organisation) = &document.organisation {
        parts.push(wrapped(&Shown::line(organisation), ""));
    }
    parts.extend(document.lead.iter().map(|line| wrapped(&flat(line), "")));
    parts.extend(
        document
            .printed()
            .map(|(printed, level)| block(printed, level)),
    );
    parts.extend(document.audience.mark().map(str::to_owned));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

fn block(block: &Block, level: Level) -> String {
    match block {
        Block::Heading(_, title) => match level {
            // One more blank line than between paragraphs.
            Level::Section => format!("\n{}", underlined(title, '-')),
            Level::Part => wrapped(&Shown::line(title), ""),
        },
        Block::Paragraph(words) => wrapped(&flat(words), ""),
        Block::List(order, items) => list(*order, items),
        Block::Pairs(pairs) => labelled(pairs),
        Block::Table(table) if table.rows.is_empty() => wrapped(&flat(&table.nothing()), ""),
        Block::Table(table) => captioned(table),
    }
}

fn underlined(title: &Shown, line: char) -> String {
    let title = wrapped(&Shown::line(title), "");
    let longest = title.split('\n').map(cells::width).max().unwrap_or(0);
    let rule: String = std::iter::repeat_n(line, longest.min(COLUMNS)).collect();
    format!("{title}\n{rule}")
}

fn list(order: Order, items: &[Inline]) -> String {
    let last = items.len().to_string().len();
    let mut lines = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        lines.push(wrapped(
            &flat(item),
            &match order {
                Order::Bulleted => "- ".to_owned(),
                Order::Numbered => format!("{:>last$}. ", place + 1),
            },
        ));
    }
    lines.join("\n")
}

fn labelled(pairs: &[(Shown, Inline)]) -> String {
    let labels: Vec<String> = pairs
        .iter()
        .map(|(label, _)| format!("{}:", Shown::line(label)))
        .collect();
    let longest = labels.iter().map(|label| cells::width(label)).max();
    let room = longest.unwrap_or(0).min(COLUMNS / 3) + GAP;
    let mut lines = Vec::with_capacity(pairs.len());
    for (label, (_, value)) in labels.iter().zip(pairs) {
        if cells::width(label) + GAP > room {
            lines.push(wrapped(label, ""));
            lines.push(wrapped(&flat(value), &" ".repeat(room)));
        } else {
            lines.push(wrapped(&flat(value), &cells::fit(label, room, Align::Left)));
        }
    }
    lines.join("\n")
}

/// Lines of at most 72 columns, the first behind `sign` and the others under the first.
fn wrapped(words: &str, sign: &str) -> String {
    let indent = cells::width(sign);
    let room = COLUMNS.saturating_sub(indent);
    let mut out = String::from(sign);
    for (place, line) in cells::wrap(words.trim(), room, LongWord::Keep)
        .into_iter()
        .enumerate()
    {
        if place > 0 {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
        }
        out.push_str(line);
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Words without markup; an address stands in angle brackets behind the words that lead to it.
fn flat(words: &Inline) -> String {
    let mut out = String::new();
    for span in &words.0 {
        out.push_str(span.words());
        if let Span::Link { words, to } = span
            && words.trim() != to.spoken()
            && words.trim() != to.as_str()
        {
            out.push_str(" <");
            out.push_str(to.spoken());
            out.push('>');
        }
    }
    out
}

fn captioned(table: &Table) -> String {
    let titles = table.columns.iter().map(|column| column.title.to_string());
    let mut grid: Vec<Vec<String>> = vec![titles.collect()];
    for row in &table.rows {
        let row = table.cells(row);
        grid.push(
            row.map(|(_, cell)| cell.map(flat).unwrap_or_default())
                .collect(),
        );
    }
    let rows = match widths(&grid) {
        Some(widths) => aligned(table, &grid, &widths),
        None => one_under_another(&grid),
    };
    let caption = wrapped(&Shown::line(&table.caption), "");
    match caption.as_str() {
        "" => rows,
        caption => format!("{caption}\n\n{rows}"),
    }
}

/// Cells for each column so that all fit on the page; none if there are too many columns for it.
fn widths(grid: &[Vec<String>]) -> Option<Vec<usize>> {
    let mut widths = longest(grid, |cell| cell.split('\n').map(cells::width).max());
    let words = longest(grid, |cell| cell.split([' ', '\n']).map(cells::width).max());
    let floors: Vec<usize> = words.into_iter().map(|word| word.min(NARROW)).collect();
    let room = COLUMNS.saturating_sub(GAP * widths.len().saturating_sub(1));
    if floors.iter().sum::<usize>() > room {
        return None;
    }
    let mut over = widths.iter().sum::<usize>().saturating_sub(room);
    while over > 0 {
        let shrinkable = (0..widths.len()).filter(|&column| widths[column] > floors[column]);
        let widest = shrinkable.max_by_key(|&column| widths[column])?;
        widths[widest] -= 1;
        over -= 1;
    }
    Some(widths)
}

/// The greatest measure in each column of the grid; every row is as long as the first.
fn longest(grid: &[Vec<String>], measure: fn(&str) -> Option<usize>) -> Vec<usize> {
    let mut longest = vec![0; grid.first().map_or(0, Vec::len)];
    for row in grid {
        for (most, cell) in longest.iter_mut().zip(row) {
            *most = measure(cell).unwrap_or(0).max(*most);
        }
    }
    longest
}

fn aligned(table: &Table, grid: &[Vec<String>], widths: &[usize]) -> String {
    let rows: Vec<Vec<Vec<&str>>> = grid.iter().map(|row| wrapped_row(row, widths)).collect();
    let has_tall_rows = rows
        .iter()
        .skip(1)
        .any(|row| row.iter().any(|cell| cell.len() > 1));
    let mut out = String::new();
    for (place, row) in rows.iter().enumerate() {
        if place > 1 && has_tall_rows {
            out.push('\n');
        }
        push_row(&mut out, table, row, widths);
        if place == 0 {
            let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            out.push_str(&rules.join(&" ".repeat(GAP)));
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn wrapped_row<'a>(row: &'a [String], widths: &[usize]) -> Vec<Vec<&'a str>> {
    row.iter()
        .zip(widths)
        .map(|(cell, width)| cells::wrap(cell.trim(), *width, LongWord::Break))
        .collect()
}

fn push_row(out: &mut String, table: &Table, row: &[Vec<&str>], widths: &[usize]) {
    let height = row.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        for (place, (cell, width)) in row.iter().zip(widths).enumerate() {
            if place > 0 {
                out.push_str(&" ".repeat(GAP));
            }
            let align = table.columns[place].align;
            cells::push_fit(out, cell.get(line).unwrap_or(&""), *width, align);
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// Each row as lines of title and cell, for a table too wide for the page.
fn one_under_another(grid: &[Vec<String>]) -> String {
    let Some((titles, rows)) = grid.split_first() else {
        return String::new();
    };
    let records: Vec<String> = rows
        .iter()
        .map(|row| {
            let pairs: Vec<(Shown, Inline)> = titles
                .iter()
                .zip(row)
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(title, cell)| (Shown::line(title), Inline::from(cell.as_str())))
                .collect();
            labelled(&pairs)
        })
        .collect();
    records.join("\n\n")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{super::document::samples, *};
    use crate::domain::audience::Audience;

    #[test]
    fn an_action_note_is_calm_text() {
        assert_snapshot!(render(&samples::action_note(Audience::Public)), @r#"
Regulatory Forum: action note, 13 January 2014
==============================================

Health and Social Care Regulatory Forum

Cleared by the Chair on 20 January 2014.

Date:   Monday 13 January 2014, 10am to midday
Place:  Finsbury Tower
        103 Bunhill Row, London


1. Emerging risks
-----------------

Members noted what each had seen since September, and agreed that the
joint protocol should say by when a concern is passed on.

- The return is sent two days before a meeting.
- It follows the agreed template
  <https://example.org/template_(2014).docx>.

Actions

Actions agreed

No.  Action                                     Owner  Due
---  -----------------------------------------  -----  -----------------
  9  Send the members a list of the agreements  CQC    3 April 2014
     whose review falls due this year

 10  Propose words for the protocol             NMC    by September 2014
     Together with the GMC


Papers
------

1. Agenda <https://example.org/agenda>
2. Verbal: an update from the Chair
"#);
    }

    #[test]
    fn a_text_for_the_secretariat_says_so_first_and_last() {
        let mut note = Document::new("Agenda", Audience::Secretariat);
        note.blocks = vec![Block::Table(Table::new("Actions", &["No."]))];
        assert_snapshot!(render(&note), @r#"
INTERNAL: Agenda
================

INTERNAL. For the Secretariat. Not to be passed on.

Actions: none.

INTERNAL
"#);
    }

    #[test]
    fn wide_characters_keep_the_columns_straight() {
        let mut table = Table::new("", &["Body", "Day"]);
        table.rows = vec![
            vec!["規制当局".into(), "1".into()],
            vec!["Ofsted\u{202e}".into(), "12".into()],
            vec!["CQC".into()],
        ];
        assert_snapshot!(block(&Block::Table(table), Level::Section), @r#"
Body            Day
--------------  ---
規制当局        1
Ofsted<U+202E>  12
CQC
"#);
    }

    #[test]
    fn a_table_too_wide_for_the_page_becomes_records() {
        let mut table = Table::new(
            "Register",
            &[
                "Agreement between",
                "Other parties",
                "Contents",
                "Date in force",
                "Review",
                "State",
                "Lead",
            ],
        );
        table.rows = vec![
            [
                "Memorandum",
                "Commission",
                "Information",
                "13 January 2014",
                "Confidential",
                "Superseded",
                "Correspondence",
            ]
            .map(Inline::from)
            .into(),
            ["Protocol", "", "Sharing"].map(Inline::from).into(),
        ];
        assert_snapshot!(block(&Block::Table(table), Level::Section), @r#"
Register

Agreement between:  Memorandum
Other parties:      Commission
Contents:           Information
Date in force:      13 January 2014
Review:             Confidential
State:              Superseded
Lead:               Correspondence

Agreement between:  Protocol
Contents:           Sharing
"#);
    }

    #[test]
    fn only_a_single_long_word_is_wider_than_the_page() {
        let long = "https://example.org/".to_owned() + &"a".repeat(80);
        let mut document = Document::new(&"title ".repeat(30), Audience::Members);
        let words = format!("{} {long} {}", "word ".repeat(30), "規制".repeat(60));
        document.blocks = vec![
            Block::paragraph(words.as_str()),
            Block::List(Order::Numbered, vec![words.as_str().into()]),
            Block::Pairs(vec![(Shown::line(&words), words.as_str().into())]),
        ];
        for line in render(&document).lines() {
            assert!(
                cells::width(line) <= COLUMNS
                    || !line.trim().contains(' ')
                    || line.starts_with("1. "),
                "{line}"
            );
        }
    }
}
