//! A document as one HTML page: no script, nothing loaded, every word through one escaper.
//! How it looks on screen, on a telephone and on paper is `page.css`.

use super::document::{Block, Column, Document, Inline, Level, Order, Span, Table};
use crate::domain::{
    audience::Audience,
    cells::{self, Align},
    shown::Shown,
};

const STYLE: &str = include_str!("page.css");
/// Bytes above which a word may be broken inside.
const LONG: usize = 24;
/// Cells up to which a column of short texts, dates above all, may ask for unbroken lines.
const SHORT: usize = 18;
/// Cells that a line of a table has on paper, those that a column of long texts needs, and those of a gap.
const ROOM: usize = 80;
const AMPLE: usize = 20;
const GAP: usize = 2;

/// What the cells of a column do where it is narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    Whole,
    Broken,
}

/// The whole page; a text that is not public says so in its title, at its top and on each printed page.
pub fn render(document: &Document) -> String {
    let mut page = String::with_capacity(STYLE.len() + 4096);
    push_head(&mut page, document);
    page.push_str(match document.audience {
        Audience::Public => "<body>\n",
        Audience::Members => "<body class=\"members\">\n",
        Audience::Secretariat => "<body class=\"secretariat\">\n",
    });
    page.push_str("<a class=\"skip\" href=\"#content\">Skip to the content</a>\n");
    push_header(&mut page, document);
    page.push_str("<main id=\"content\" tabindex=\"-1\">\n");
    let mut tables = 0;
    for (block, level) in document.printed() {
        push_block(&mut page, block, level, &mut tables);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// The body alone, to be put into a page of somebody else's: headings and text, without landmarks, classes and style.
pub fn fragment(document: &Document) -> String {
    let mut page = String::new();
    push_element(
        &mut page,
        "h1",
        "h1",
        &Inline::from(document.marked_title()),
    );
    for line in document.lead.iter().filter(|line| !line.is_blank()) {
        push_element(&mut page, "p", "p", line);
    }
    let mut tables = 0;
    for (block, level) in document.printed() {
        push_block(&mut page, block, level, &mut tables);
    }
    page
}

fn push_head(page: &mut String, document: &Document) {
    page.push_str(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    escape(page, &document.marked_title());
    page.push_str("</title>\n");
    if let Some(organisation) = &document.organisation {
        page.push_str("<meta name=\"author\" content=\"");
        escape(page, &Shown::line(organisation));
        page.push_str("\">\n");
    }
    page.push_str("<style>\n");
    page.push_str(STYLE);
    page.push_str("</style>\n</head>\n");
}

fn push_header(page: &mut String, document: &Document) {
    page.push_str("<header>\n");
    let mark = document.audience.mark();
    if let (Some(mark), Some(caution)) = (mark, document.audience.caution()) {
        page.push_str("<p class=\"mark\"><strong>");
        escape(page, mark);
        page.push_str("</strong> ");
        escape(page, caution);
        page.push_str("</p>\n");
    }
    if let Some(organisation) = &document.organisation {
        page.push_str("<p class=\"from\">");
        escape(page, &Shown::line(organisation));
        page.push_str("</p>\n");
    }
    page.push_str("<h1>");
    if let Some(mark) = mark {
        page.push_str("<span class=\"kept\">");
        escape(page, mark);
        page.push_str(": </span>");
    }
    escape(page, &Shown::line(&document.title));
    page.push_str("</h1>\n");
    for line in document.lead.iter().filter(|line| !line.is_blank()) {
        push_element(page, "p class=\"lead\"", "p", line);
    }
    page.push_str("</header>\n");
}

fn push_block(page: &mut String, block: &Block, level: Level, tables: &mut usize) {
    match block {
        Block::Heading(_, title) => {
            let name = match level {
                Level::Section => "h2",
                Level::Part => "h3",
            };
            push_element(page, name, name, &Inline::from(Shown::line(title)));
        }
        Block::Paragraph(words) => push_element(page, "p", "p", words),
        Block::List(order, items) => {
            let (open, close) = match order {
                Order::Bulleted => ("<ul>\n", "</ul>\n"),
                Order::Numbered => ("<ol>\n", "</ol>\n"),
            };
            page.push_str(open);
            for item in items {
                push_element(page, "li", "li", item);
            }
            page.push_str(close);
        }
        Block::Pairs(pairs) => {
            page.push_str("<dl>\n");
            for (label, value) in pairs {
                push_element(page, "dt", "dt", &Inline::from(Shown::line(label)));
                push_element(page, "dd", "dd", value);
            }
            page.push_str("</dl>\n");
        }
        Block::Table(table) if table.rows.is_empty() => {
            push_element(page, "p", "p", &table.nothing());
        }
        Block::Table(table) => {
            *tables += 1;
            push_table(page, table, *tables);
        }
    }
}

/// The region around a table can have the focus, so that a wide table can be scrolled by key.
/// It is named by number too, since two tables of a page may have the same caption.
fn push_table(page: &mut String, table: &Table, number: usize) {
    let name = format!("Table {number}");
    let caption = Shown::line(&table.caption);
    page.push_str("<section class=\"table\" tabindex=\"0\" aria-label=\"");
    page.push_str(&name);
    if caption.trim().is_empty() {
        page.push_str("\">\n<table>\n<caption>");
        page.push_str(&name);
    } else {
        page.push_str(": ");
        escape(page, &caption);
        page.push_str("\">\n<table>\n<caption>");
        escape(page, &caption);
    }
    page.push_str("</caption>\n<thead>\n<tr>");
    for column in &table.columns {
        // An empty header cell names nothing; it is an ordinary cell.
        let name = if column.title.trim().is_empty() {
            "td"
        } else {
            "th"
        };
        push_open(page, name, "col", column, Lines::Broken);
        page.push('>');
        escape(page, &Shown::line(&column.title));
        push_close(page, name);
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    let lines = lines(table);
    for row in &table.rows {
        push_row(page, table, row, &lines);
    }
    page.push_str("</tbody>\n</table>\n</section>\n");
}

fn push_row(page: &mut String, table: &Table, row: &[Inline], lines: &[Lines]) {
    page.push_str("<tr>");
    for (place, ((column, cell), lines)) in table.cells(row).zip(lines).enumerate() {
        let cell = cell.filter(|cell| !cell.is_blank());
        let name = if place == 0 && cell.is_some() {
            "th"
        } else {
            "td"
        };
        push_open(page, name, "row", column, *lines);
        let label = Shown::line(&column.title);
        if !label.trim().is_empty() {
            page.push_str(" data-label=\"");
            escape(page, &label);
            page.push('"');
        }
        page.push('>');
        if let Some(words) = cell {
            push_inline(page, words);
        }
        push_close(page, name);
    }
    page.push_str("</tr>\n");
}

/// A cell's tag up to where further attributes may stand.
fn push_open(page: &mut String, name: &str, scope: &str, column: &Column, lines: Lines) {
    page.push('<');
    page.push_str(name);
    if name == "th" {
        page.push_str(" scope=\"");
        page.push_str(scope);
        page.push('"');
    }
    page.push_str(match (column.align, lines) {
        (Align::Left, Lines::Broken) => "",
        (Align::Left, Lines::Whole) => " class=\"whole\"",
        (Align::Right, Lines::Broken) => " class=\"right\"",
        (Align::Right, Lines::Whole) => " class=\"right whole\"",
    });
}

/// Which columns keep their lines whole: those of short texts, if the page has the room for all of them.
fn lines(table: &Table) -> Vec<Lines> {
    let mut widths = vec![0; table.columns.len()];
    for row in &table.rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            let spans = cell.0.iter().map(|span| cells::width(span.words()));
            *widest = spans.sum::<usize>().max(*widest);
        }
    }
    let needed = widths
        .iter()
        .map(|width| GAP + if *width <= SHORT { *width } else { AMPLE });
    let has_room = needed.sum::<usize>() <= ROOM;
    widths
        .iter()
        .map(|width| {
            if has_room && *width <= SHORT {
                Lines::Whole
            } else {
                Lines::Broken
            }
        })
        .collect()
}

fn push_close(page: &mut String, name: &str) {
    page.push_str("</");
    page.push_str(name);
    page.push('>');
}

fn push_element(page: &mut String, open: &str, name: &str, words: &Inline) {
    page.push('<');
    page.push_str(open);
    page.push('>');
    push_inline(page, words);
    push_close(page, name);
    page.push('\n');
}

fn push_inline(page: &mut String, words: &Inline) {
    for span in &words.0 {
        match span {
            Span::Plain(words) => push_lines(page, words),
            Span::Strong(words) => {
                page.push_str("<strong>");
                push_lines(page, words);
                page.push_str("</strong>");
            }
            Span::Link { words, to } => {
                page.push_str("<a href=\"");
                escape(page, to.as_str());
                page.push_str("\">");
                push_lines(page, words);
                page.push_str("</a>");
            }
        }
    }
}

fn push_lines(page: &mut String, words: &str) {
    for (place, line) in words.split('\n').enumerate() {
        if place > 0 {
            page.push_str("<br>");
        }
        for word in line.split_inclusive(' ') {
            if word.len() > LONG {
                push_long(page, word);
            } else {
                escape(page, word);
            }
        }
    }
}

/// A word that may be broken behind its signs: an address must not push the columns of a table aside.
fn push_long(page: &mut String, word: &str) {
    for (place, piece) in word
        .split_inclusive(['/', '-', '.', '_', '?', '=', '@'])
        .enumerate()
    {
        if place > 0 {
            page.push_str("<wbr>");
        }
        escape(page, piece);
    }
}

/// The one way for words to get into a page, between tags and in attributes.
fn escape(page: &mut String, words: &str) {
    for character in words.chars() {
        match character {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            plain => page.push(plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{super::document::samples, *};

    /// The page without its style sheet.
    fn bare(document: &Document) -> String {
        render(document).replace(STYLE, "")
    }

    #[test]
    fn an_action_note_is_a_page_with_landmarks() {
        assert_snapshot!(bare(&samples::action_note(Audience::Public)), @r##"
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Regulatory Forum: action note, 13 January 2014</title>
<meta name="author" content="Health and Social Care Regulatory Forum">
<style>
</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<p class="from">Health and Social Care Regulatory Forum</p>
<h1>Regulatory Forum: action note, 13 January 2014</h1>
<p class="lead">Cleared by the Chair on 20 January 2014.</p>
</header>
<main id="content" tabindex="-1">
<dl>
<dt>Date</dt>
<dd>Monday 13 January 2014, 10am to midday</dd>
<dt>Place</dt>
<dd>Finsbury Tower<br>103 Bunhill Row, London</dd>
</dl>
<h2>1. Emerging risks</h2>
<p>Members noted what each had seen since September, and agreed that the joint protocol should say by when a concern is passed on.</p>
<ul>
<li>The return is sent two days before a meeting.</li>
<li>It follows the <a href="https://example.org/template_(2014).docx">agreed template</a>.</li>
</ul>
<h3>Actions</h3>
<section class="table" tabindex="0" aria-label="Table 1: Actions agreed">
<table>
<caption>Actions agreed</caption>
<thead>
<tr><th scope="col" class="right">No.</th><th scope="col">Action</th><th scope="col">Owner</th><th scope="col">Due</th></tr>
</thead>
<tbody>
<tr><th scope="row" class="right whole" data-label="No.">9</th><td data-label="Action">Send the members a list of the agreements whose review falls due this year</td><td class="whole" data-label="Owner">CQC</td><td class="whole" data-label="Due">3 April 2014</td></tr>
<tr><th scope="row" class="right whole" data-label="No.">10</th><td data-label="Action">Propose words for the protocol<br>Together with the GMC</td><td class="whole" data-label="Owner">NMC</td><td class="whole" data-label="Due">by September 2014</td></tr>
</tbody>
</table>
</section>
<h2>Papers</h2>
<ol>
<li><a href="https://example.org/agenda">Agenda</a></li>
<li><strong>Verbal:</strong> an update from the Chair</li>
</ol>
</main>
</body>
</html>
"##);
    }

    #[test]
    fn a_page_for_members_says_so_in_its_title_and_at_its_top() {
        let note = Document::new("Note", Audience::Members);
        assert_snapshot!(bare(&note), @r##"
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>MEMBERS ONLY: Note</title>
<style>
</style>
</head>
<body class="members">
<a class="skip" href="#content">Skip to the content</a>
<header>
<p class="mark"><strong>MEMBERS ONLY</strong> For members of the forum. Not for publication.</p>
<h1><span class="kept">MEMBERS ONLY: </span>Note</h1>
</header>
<main id="content" tabindex="-1">
</main>
</body>
</html>
"##);
    }

    #[test]
    fn no_words_become_markup() {
        for hostile in [
            "</h1><script>alert(1)</script>",
            "\"><img src=x onerror=y>",
            "' onclick='x",
            "</style></title><script>",
            "&lt;b&gt;",
            "\u{202e}\u{1b}[31m",
        ] {
            let mut page = Document::new(hostile, Audience::Public);
            let words = Inline::new()
                .plain(hostile)
                .strong(hostile)
                .link(hostile, &format!("https://x.org/{hostile}"))
                .link("no", "javascript:alert(1)");
            page.organisation = Some(Shown::line(hostile));
            page.lead = vec![words.clone()];
            let mut table = Table::new(hostile, &[hostile, "b"]);
            table.rows = vec![vec![words.clone(), words.clone()]];
            page.blocks = vec![
                Block::section(hostile),
                Block::Pairs(vec![(Shown::line(hostile), words.clone())]),
                Block::List(Order::Bulleted, vec![words]),
                Block::Table(table),
            ];
            let page = bare(&page);
            for banned in [
                "<script",
                "<img",
                "<b>",
                "javascript:",
                "onclick='",
                "\"><i",
                "\u{202e}",
                "\u{1b}",
            ] {
                assert!(!page.contains(banned), "{banned} of {hostile:?} in {page}");
            }
            assert_eq!(page.matches("<h1>").count(), 1);
            assert_eq!(page.matches("</title>").count(), 1);
        }
    }

    #[test]
    fn empty_cells_and_captions_are_no_headers() {
        let mut page = Document::new("T", Audience::Public);
        let mut table = Table::new("", &["", "State"]);
        table.rows = vec![
            vec!["".into()],
            vec!["MoU".into(), "current".into(), "cut".into()],
        ];
        page.blocks = vec![
            Block::Table(table),
            Block::Table(Table::new("Open actions", &["No."])),
        ];
        let page = bare(&page);
        let (_, body) = page.split_once("<main").expect("a page has a main part");
        assert_snapshot!(body, @r#"
 id="content" tabindex="-1">
<section class="table" tabindex="0" aria-label="Table 1">
<table>
<caption>Table 1</caption>
<thead>
<tr><td></td><th scope="col">State</th></tr>
</thead>
<tbody>
<tr><td class="whole"></td><td class="whole" data-label="State"></td></tr>
<tr><th scope="row" class="whole">MoU</th><td class="whole" data-label="State">current</td></tr>
</tbody>
</table>
</section>
<p>Open actions: none.</p>
</main>
</body>
</html>
"#);
    }

    #[test]
    fn long_words_may_be_broken_and_short_columns_are_not() {
        let mut page = Document::new("T", Audience::Public);
        let mut table = Table::new("Papers", &["Day", "Address"]);
        table.rows = vec![vec![
            "13 January 2014".into(),
            "https://example.org/papers/1 x".into(),
        ]];
        page.blocks = vec![Block::Table(table)];
        let page = bare(&page);
        assert!(
            page.contains(" class=\"whole\" data-label=\"Day\">13 January 2014<"),
            "{page}"
        );
        assert!(
            page.contains(">https:/<wbr>/<wbr>example.<wbr>org/<wbr>papers/<wbr>1 x<"),
            "{page}"
        );
    }
}
