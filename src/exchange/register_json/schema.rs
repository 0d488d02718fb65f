//! What a file with a whole register holds, made from what its fields may hold, for whoever reads or writes one.

use std::fmt::Write as _;

use super::{FORMAT, VERSION};
use crate::domain::register::Kind;
use crate::domain::shape::{Named, Shape};
use crate::domain::words::Word;

const GROWS: &str = "a text takes what is written into it";
/// Cells of a line; what is longer goes on under itself.
const WIDTH: usize = 100;

/// The documentation of the format, kind by kind.
pub fn text() -> String {
    let mut text = format!(
        "The whole register as JSON, version {VERSION}\n\n\
         secretariat export --what register --for secretariat -o FILE   writes it\n\
         secretariat import FILE                                        reads it into an empty register\n\n\
         One object. A list for each kind, by number; every field is always there. Fields and kinds are only ever\n\
         added. On the way in a field may be missing where it may be null, empty or false; a field or a kind that is\n\
         not listed here is refused. What was changed by whom and when is not in it.\n\n"
    );
    let head = [
        ("format", format!("\"{FORMAT}\"")),
        ("version", VERSION.to_string()),
        ("marked", "text: for whom it is; not read".to_owned()),
    ];
    let lists = Kind::ALL.iter().map(|kind| {
        let noun = kind.word();
        (
            kind.plural(),
            format!("a list of objects, one for each {noun}"),
        )
    });
    lines(&mut text, head.into_iter().chain(lists));
    for kind in Kind::ALL {
        write!(text, "\n{}\n", kind.plural()).expect(GROWS);
        let fields = keys(*kind).into_iter();
        let fields = fields.map(|(name, shape)| (name, shape.words()));
        lines(&mut text, fields);
    }
    text
}

/// Every field of a kind by its path, those inside others after a dot; with what it may hold.
pub fn keys(kind: Kind) -> Vec<(String, Shape)> {
    let mut found = Vec::new();
    for field in kind.shape() {
        gather(&field, "", &mut found);
    }
    found
}

fn gather(field: &Named, above: &str, found: &mut Vec<(String, Shape)>) {
    let path = format!("{above}{}", field.name);
    found.push((path.clone(), field.shape.clone()));
    for inner in field.shape.inside() {
        gather(inner, &format!("{path}."), found);
    }
}

fn lines<N: AsRef<str>>(text: &mut String, lines: impl Iterator<Item = (N, String)>) {
    let lines: Vec<(N, String)> = lines.collect();
    let widest = lines.iter().map(|(name, _)| name.as_ref().len()).max();
    let indent = widest.unwrap_or(0) + 4;
    for (name, words) in lines {
        let mut line = format!("  {:1$}", name.as_ref(), indent - 2);
        let mut is_begun = false;
        for word in words.split(' ') {
            if is_begun && line.len() + 1 + word.len() > WIDTH {
                writeln!(text, "{}", line.trim_end()).expect(GROWS);
                line = " ".repeat(indent);
                is_begun = false;
            }
            if is_begun {
                line.push(' ');
            }
            line.push_str(word);
            is_begun = true;
        }
        writeln!(text, "{}", line.trim_end()).expect(GROWS);
    }
}
