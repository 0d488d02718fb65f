//! What changed between two issues of a text, as lines for its readers. Only the two documents are looked at, and a
//! line for the public has no words but those of the newer one: what was withheld since is not named again.

use super::document::{Block, Document, Inline, Span, Table};
use crate::domain::audience::Audience;
use crate::domain::find::fold;

/// An item, or an action, as it stands in a document: a row of a table, or a heading with what is under it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// The table or the heading that it stands under.
    part: String,
    number: String,
    title: String,
    time: String,
    rest: String,
}

/// A short list of what was added, removed, moved, retitled, retimed or changed otherwise; empty if they are alike.
pub(super) fn changes(before: &Document, after: &Document) -> Vec<String> {
    let (old, new) = (pieces(before), pieces(after));
    let pairs = pairs(&old, &new);
    let mut lines = particulars(before, after);
    let is_kept = |place: usize| pairs.iter().any(|(_, kept)| *kept == place);
    for (_, piece) in new.iter().enumerate().filter(|(place, _)| !is_kept(*place)) {
        lines.push(format!("Added: {}", piece.name()));
    }
    for (place, piece) in old.iter().enumerate() {
        if !pairs.iter().any(|(gone, _)| *gone == place) {
            lines.push(format!("Removed: {}", piece.old_name(after.audience)));
        }
    }
    let steady = in_order(&pairs);
    let mut times = Vec::new();
    for (was, is) in &pairs {
        let (Some(was_piece), Some(is_piece)) = (old.get(*was), new.get(*is)) else {
            continue;
        };
        let is_moved = !steady.contains(is) || was_piece.part != is_piece.part;
        if let Some(words) = altered(was_piece, is_piece, is_moved) {
            lines.push(format!("{words}: {}", is_piece.name()));
        }
        if was_piece.time != is_piece.time && !is_piece.time.is_empty() {
            times.push(format!("{} ({})", is_piece.short(), is_piece.time));
        }
    }
    if !times.is_empty() {
        lines.push(format!("New times: {}", times.join(", ")));
    }
    lines
}

impl Piece {
    /// "3. Emerging risks"
    fn name(&self) -> String {
        if self.number.is_empty() {
            self.title.clone()
        } else {
            format!("{}. {}", self.number.trim_end_matches('.'), self.title)
        }
    }

    fn short(&self) -> &str {
        if self.number.is_empty() {
            &self.title
        } else {
            &self.number
        }
    }

    /// To the public by its number: its title may have been withheld since.
    fn old_name(&self, audience: Audience) -> String {
        match audience {
            Audience::Members | Audience::Secretariat => self.name(),
            Audience::Public if self.number.is_empty() => "one without a number".to_owned(),
            Audience::Public => format!("what was number {}", self.number),
        }
    }
}

fn altered(was: &Piece, is: &Piece, is_moved: bool) -> Option<&'static str> {
    if was.title != is.title {
        Some("New title")
    } else if is_moved {
        Some("Moved")
    } else if was.rest != is.rest {
        Some("Changed")
    } else {
        None
    }
}

/// The labels whose words differ: "Place: Finsbury Tower".
fn particulars(before: &Document, after: &Document) -> Vec<String> {
    let (old, new) = (labels(before), labels(after));
    let changed = new.iter().filter(|one| !old.contains(one));
    changed
        .map(|(label, words)| format!("{label}: {words}"))
        .collect()
}

fn labels(document: &Document) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for block in &document.blocks {
        if let Block::Pairs(pairs) = block {
            let pairs = pairs.iter();
            all.extend(pairs.map(|(label, words)| (label.to_string(), said(words))));
        }
    }
    all
}

fn pieces(document: &Document) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let mut heading: Option<Piece> = None;
    let mut part = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading(_, title) => {
                all.extend(heading.take().filter(|piece| !piece.rest.is_empty()));
                part = title.to_string();
                heading = Some(headed(title));
            }
            Block::Table(table) => all.extend(rows(table, &part)),
            Block::Paragraph(words) => push_rest(heading.as_mut(), words),
            Block::List(_, items) => {
                for words in items {
                    push_rest(heading.as_mut(), words);
                }
            }
            Block::Pairs(_) => {}
        }
    }
    all.extend(heading.filter(|piece| !piece.rest.is_empty()));
    all
}

/// "3. Emerging risks" by number and title.
fn headed(title: &str) -> Piece {
    let (number, title) = match title.split_once(". ") {
        Some((number, rest)) if number.chars().any(|one| one.is_ascii_digit()) => (number, rest),
        Some(_) | None => ("", title),
    };
    Piece {
        part: String::new(),
        number: number.to_owned(),
        title: title.to_owned(),
        time: String::new(),
        rest: String::new(),
    }
}

fn push_rest(heading: Option<&mut Piece>, words: &Inline) {
    if let Some(piece) = heading {
        piece.rest.push_str(&said(words));
        piece.rest.push('\n');
    }
}

fn rows(table: &Table, part: &str) -> Vec<Piece> {
    let place = |name: &str| table.columns.iter().position(|one| one.title == *name);
    let (number, time) = (place("No."), place("Time"));
    let mut others = (0..table.columns.len()).filter(|at| ![number, time].contains(&Some(*at)));
    let title = others.next();
    let cell = |row: &[Inline], at: Option<usize>| at.and_then(|at| row.get(at)).map(said);
    let rows = table.rows.iter().map(|row| {
        let what = title.and_then(|at| row.get(at));
        let (title, below) = what.map(titled).unwrap_or_default();
        let rest = others.clone().filter_map(|at| cell(row, Some(at)));
        Piece {
            part: part.to_owned(),
            number: cell(row, number).unwrap_or_default(),
            title,
            time: cell(row, time).unwrap_or_default(),
            rest: std::iter::once(below)
                .chain(rest)
                .collect::<Vec<_>>()
                .join("\n"),
        }
    });
    rows.collect()
}

/// What is printed in bold, else the first line; and what stands under it.
fn titled(cell: &Inline) -> (String, String) {
    let strong = cell.0.iter().find_map(|span| match span {
        Span::Strong(words) => Some(words.to_string()),
        Span::Plain(_) | Span::Link { .. } => None,
    });
    let whole = said(cell);
    match strong {
        Some(title) => (title, whole),
        None => match whole.split_once('\n') {
            Some((title, rest)) => (title.to_owned(), rest.to_owned()),
            None => (whole, String::new()),
        },
    }
}

fn said(words: &Inline) -> String {
    words.0.iter().map(|span| span.words().as_str()).collect()
}

/// Whether it is plainly the same business under another title: numbers alone say nothing, since they close up.
fn is_retitled(was: &Piece, is: &Piece) -> bool {
    let is_withheld = |piece: &Piece| piece.title == "Reserved item";
    let words = |title: &str| -> Vec<String> {
        let folded = fold(title);
        let words = folded.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| word.len() > 3)
            .map(str::to_owned)
            .collect()
    };
    let old = words(&was.title);
    is_withheld(was) || is_withheld(is) || words(&is.title).iter().any(|word| old.contains(word))
}

/// Which piece of the old is which of the new: by title and number, then by title, then by number.
fn pairs(old: &[Piece], new: &[Piece]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let rules: [fn(&Piece, &Piece) -> bool; 3] = [
        |was, is| was.title == is.title && was.number == is.number,
        |was, is| was.title == is.title,
        |was, is| was.number == is.number && !is.number.is_empty() && is_retitled(was, is),
    ];
    for is_same in rules {
        for (was, piece) in old.iter().enumerate() {
            if pairs.iter().any(|(taken, _)| *taken == was) {
                continue;
            }
            let mut fits = new.iter().enumerate();
            let fit = fits.find(|(is, other)| {
                is_same(piece, other) && !pairs.iter().any(|(_, taken)| taken == is)
            });
            pairs.extend(fit.map(|(is, _)| (was, is)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The places in the new of the longest run of pieces that kept their order; the others have moved.
fn in_order(pairs: &[(usize, usize)]) -> Vec<usize> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (_, is) in pairs {
        let before = runs.iter().filter(|run| run.last() < Some(is));
        let mut run = before
            .max_by_key(|run| run.len())
            .cloned()
            .unwrap_or_default();
        run.push(*is);
        runs.push(run);
    }
    runs.into_iter()
        .rev()
        .max_by_key(Vec::len)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::shown::Shown;

    type Rows = &'static [(&'static str, &'static str, &'static str)];

    fn agenda(audience: Audience, place: &str, rows: Rows) -> Document {
        let mut document = Document::new("Agenda", audience);
        document
            .blocks
            .push(Block::Pairs(vec![(Shown::line("Place"), place.into())]));
        let mut table = Table::new("Items", &["No.", "Item", "Time"]);
        for (number, title, time) in rows {
            let what = Inline::new().strong(title).plain("\nTo note");
            table
                .rows
                .push(vec![(*number).into(), what, (*time).into()]);
        }
        document.blocks.push(Block::Table(table));
        document
    }

    const FIRST: Rows = &[
        ("1", "Welcome", "10am"),
        ("2", "Risks", "10:05am"),
        ("3", "Protocol", "10:30am"),
        ("", "Lunch", "11am"),
    ];

    #[test]
    fn each_reader_is_told_what_changed_in_the_words_of_the_newer_text() {
        let cases: [(Audience, &str, Rows, &[&str]); 6] = [
            (Audience::Public, "London", FIRST, &[]),
            (Audience::Public, "Leeds", FIRST, &["Place: Leeds"]),
            (
                Audience::Members,
                "London",
                &[
                    ("1", "Welcome", "10am"),
                    ("2", "Protocol", "10:05am"),
                    ("3", "Budget", "10:30am"),
                ],
                &[
                    "Added: 3. Budget",
                    "Removed: 2. Risks",
                    "Removed: Lunch",
                    "New times: 2 (10:05am)",
                ],
            ),
            (
                Audience::Public,
                "London",
                &[("1", "Welcome", "10am"), ("2", "Protocol", "10:05am")],
                &[
                    "Removed: what was number 2",
                    "Removed: one without a number",
                    "New times: 2 (10:05am)",
                ],
            ),
            (
                Audience::Public,
                "London",
                &[
                    ("1", "Welcome", "10am"),
                    ("2", "Reserved item", "10:05am"),
                    ("3", "Protocol", "10:30am"),
                    ("", "Lunch", "11am"),
                ],
                &["New title: 2. Reserved item"],
            ),
            (
                Audience::Public,
                "London",
                &[
                    ("1", "Welcome", "10am"),
                    ("2", "Protocol", "10:05am"),
                    ("", "Lunch", "11am"),
                    ("3", "Risks", "11:30am"),
                ],
                &["Moved: 3. Risks", "New times: 3 (11:30am), 2 (10:05am)"],
            ),
        ];
        for (audience, place, rows, expected) in cases {
            let found = changes(
                &agenda(audience, "London", FIRST),
                &agenda(audience, place, rows),
            );
            assert_eq!(found, expected, "{rows:?}");
        }
    }

    #[test]
    fn a_record_changes_by_its_headings_and_its_actions() {
        let record = |words: &str, due: &str| {
            let mut document = Document::new("Action note", Audience::Public);
            document.blocks.push(Block::section("1. Risks"));
            document.blocks.push(Block::paragraph(words));
            let mut table = Table::new("Actions", &["No.", "Action", "Due"]);
            table
                .rows
                .push(vec!["7".into(), "Send the draft".into(), due.into()]);
            document.blocks.push(Block::Table(table));
            document
        };
        let before = record("Noted.", "3 April");
        for (after, expected) in [
            (record("Noted.", "3 April"), vec![]),
            (record("Agreed.", "3 April"), vec!["Changed: 1. Risks"]),
            (
                record("Noted.", "4 April"),
                vec!["Changed: 7. Send the draft"],
            ),
        ] {
            assert_eq!(changes(&before, &after), expected);
        }
    }
}
