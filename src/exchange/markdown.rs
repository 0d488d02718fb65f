//! A document as Markdown with pipe tables; what would be markup in its words is escaped.

use super::document::{Block, Document, Inline, Level, Order, Span, Table};
use crate::domain::{cells::Align, shown::Shown};

/// Whether a text begins where a line does, and its first characters could make a list or a heading of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Line,
    Inside,
}

/// The whole document, marked in its title, under it and at its end.
pub fn render(document: &Document) -> String {
    let mut parts = vec![format!("# {}", heading(&document.marked_title()))];
    if let (Some(mark), Some(caution)) = (document.audience.mark(), document.audience.caution()) {
        parts.push(format!("**{mark}.** {caution}"));
    }
    if let Some(organisation) = &document.organisation {
        parts.push(heading(organisation));
    }
    parts.extend(document.lead.iter().map(inline));
    parts.extend(
        document
            .printed()
            .map(|(printed, level)| block(printed, level)),
    );
    parts.extend(document.audience.mark().map(|mark| format!("**{mark}**")));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

/// The table's rows and header between pipes, without its caption; ends with a newline.
pub fn pipe_table(table: &Table) -> String {
    let mut out = String::new();
    for column in &table.columns {
        out.push_str("| ");
        out.push_str(&heading(&column.title));
        out.push(' ');
    }
    out.push_str("|\n");
    for column in &table.columns {
        out.push_str(match column.align {
            Align::Left => "| --- ",
            Align::Right => "| ---: ",
        });
    }
    out.push_str("|\n");
    for row in &table.rows {
        for (_, cell) in table.cells(row) {
            out.push_str("| ");
            out.push_str(
                &cell
                    .map(|cell| broken(cell, "<br>", Place::Inside))
                    .unwrap_or_default(),
            );
            out.push(' ');
        }
        out.push_str("|\n");
    }
    out
}

fn block(block: &Block, level: Level) -> String {
    match block {
        Block::Heading(_, title) => match level {
            Level::Section => format!("## {}", heading(title)),
            Level::Part => format!("### {}", heading(title)),
        },
        Block::Paragraph(words) => inline(words),
        Block::List(order, items) => list(*order, items),
        Block::Pairs(pairs) => pairs
            .iter()
            .map(|(label, value)| format!("**{}:** {}", heading(label), inline(value)))
            .collect::<Vec<_>>()
            .join("\\\n"),
        Block::Table(table) if table.rows.is_empty() => inline(&table.nothing()),
        Block::Table(table) => {
            let caption = heading(&table.caption);
            let rows = pipe_table(table);
            match caption.as_str() {
                "" => rows.trim_end().to_owned(),
                caption => format!("**{caption}**\n\n{}", rows.trim_end()),
            }
        }
    }
}

fn list(order: Order, items: &[Inline]) -> String {
    let mut lines = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        let sign = match order {
            Order::Bulleted => "- ".to_owned(),
            Order::Numbered => format!("{}. ", place + 1),
        };
        let next = format!("\\\n{}", " ".repeat(sign.len()));
        lines.push(sign + &broken(item, &next, Place::Line));
    }
    lines.join("\n")
}

/// A paragraph's words; a line end is a backslash at the end of the line.
fn inline(words: &Inline) -> String {
    broken(words, "\\\n", Place::Line)
}

/// Words with every line end written as `line_end`.
fn broken(words: &Inline, line_end: &str, place: Place) -> String {
    let mut out = String::new();
    for span in &words.0 {
        match span {
            Span::Plain(words) => escape(words, place, &mut out),
            Span::Strong(words) if words.trim().is_empty() => escape(words, place, &mut out),
            Span::Strong(words) => {
                out.push_str("**");
                escape(words.trim(), place, &mut out);
                out.push_str("**");
            }
            Span::Link { words, to } => {
                out.push('[');
                escape(words, place, &mut out);
                out.push_str("](");
                push_address(to.as_str(), &mut out);
                out.push(')');
            }
        }
    }
    let lines: Vec<&str> = out.trim().lines().map(str::trim).collect();
    lines.join(line_end)
}

/// Words on one line that begins with something else.
fn heading(title: &Shown) -> String {
    broken(&Inline::from(Shown::line(title)), " ", Place::Inside)
}

fn escape(words: &str, start: Place, out: &mut String) {
    let mut place = if out.is_empty() { start } else { Place::Inside };
    for (number, line) in words.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
            place = start;
        }
        escape_line(line, place, out);
    }
}

fn escape_line(line: &str, place: Place, out: &mut String) {
    // Blanks at the start of a line are cut later, and would make code of it.
    let line = match place {
        Place::Line => line.trim_start(),
        Place::Inside => line,
    };
    let is_first = place == Place::Line;
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        let rest = &line[at + character.len_utf8()..];
        let is_markup = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' => true,
            '&' => is_entity(rest),
            // At the start it opens a heading, behind a blank it closes one.
            '#' => before == ' ',
            '>' | '+' | '-' | '=' => is_first && at == 0,
            '.' | ')' => is_first && at > 0 && at == number && ends_word(rest),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(character);
        before = character;
    }
}

fn push_address(address: &str, out: &mut String) {
    let has_brackets = address.contains(['(', ')']);
    if has_brackets {
        out.push('<');
    }
    for (at, character) in address.char_indices() {
        if character == '&' && is_entity(&address[at + 1..]) {
            out.push('\\');
        }
        out.push(character);
    }
    if has_brackets {
        out.push('>');
    }
}

fn ends_word(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

/// Whether a `&` before this text would be read together with it, as one character.
fn is_entity(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#')
        .starts_with(';')
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{super::document::samples, *};
    use crate::domain::audience::Audience;

    #[test]
    fn an_action_note_is_calm_markdown() {
        assert_snapshot!(render(&samples::action_note(Audience::Public)), @r#"
# Regulatory Forum: action note, 13 January 2014

Health and Social Care Regulatory Forum

Cleared by the Chair on 20 January 2014.

**Date:** Monday 13 January 2014, 10am to midday\
**Place:** Finsbury Tower\
103 Bunhill Row, London

## 1. Emerging risks

Members noted what each had seen since September, and agreed that the joint protocol should say by when a concern is passed on.

- The return is sent two days before a meeting.
- It follows the [agreed template](<https://example.org/template_(2014).docx>).

### Actions

**Actions agreed**

| No. | Action | Owner | Due |
| ---: | --- | --- | --- |
| 9 | Send the members a list of the agreements whose review falls due this year | CQC | 3 April 2014 |
| 10 | Propose words for the protocol<br>Together with the GMC | NMC | by September 2014 |

## Papers

1. [Agenda](https://example.org/agenda)
2. **Verbal:** an update from the Chair
"#);
    }

    #[test]
    fn a_text_for_members_says_so_first_and_last() {
        let note = Document::new("Note", Audience::Members);
        assert_snapshot!(render(&note), @r#"
# MEMBERS ONLY: Note

**MEMBERS ONLY.** For members of the forum. Not for publication.

**MEMBERS ONLY**
"#);
    }

    #[test]
    fn what_would_be_markup_is_escaped() {
        for (words, markdown) in [
            ("</h1><script>", r"\</h1>\<script>"),
            ("| pipe", r"\| pipe"),
            ("*bold* and _this_", r"\*bold\* and \_this\_"),
            ("# x", r"\# x"),
            ("x #", r"x \#"),
            ("item #3 and C#", r"item \#3 and C#"),
            ("- x", r"\- x"),
            ("---", r"\---"),
            ("a - b", "a - b"),
            ("> x", r"\> x"),
            ("2014. A year", r"2014\. A year"),
            ("1) x", r"1\) x"),
            ("1.5 and (2) of 3.", "1.5 and (2) of 3."),
            ("x\n1. y\n===", "x\\\n1\\. y\\\n\\==="),
            ("    code", "code"),
            ("x  \n    y", "x\\\ny"),
            ("Q&A, R&D; &lt; &#60;", r"Q&A, R\&D; \&lt; \&#60;"),
            ("[a](javascript:x)", r"\[a\](javascript:x)"),
            ("`code` \\ ~~x~~", r"\`code\` \\ \~\~x\~\~"),
            ("\u{1b}[31m\u{202e}", r"\<U+001B>\[31m\<U+202E>"),
        ] {
            assert_eq!(inline(&Inline::from(words)), markdown, "{words:?}");
        }
    }

    #[test]
    fn spans_keep_their_markup_and_no_other() {
        for (words, markdown) in [
            (
                Inline::new().link("a](b", "https://x.org/(a)_b"),
                r"[a\](b](<https://x.org/(a)_b>)",
            ),
            (Inline::new().link("words", "javascript:alert(1)"), "words"),
            (Inline::new().strong(" # a* "), r"**\# a\***"),
            (Inline::new().strong(" ").plain("- b"), r"\- b"),
        ] {
            assert_eq!(inline(&words), markdown, "{words:?}");
        }
    }

    #[test]
    fn a_cell_stays_in_its_table() {
        let mut table = Table::new("", &["a|b", "c"]);
        table.rows = vec![
            vec!["x | y\nz".into(), "\\|".into(), "too many".into()],
            vec!["too few".into()],
        ];
        assert_snapshot!(pipe_table(&table), @r#"
| a\|b | c |
| --- | --- |
| x \| y<br>z | \\\| |
| too few |  |
"#);
    }
}
