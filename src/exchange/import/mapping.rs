//! What a table is and which of its columns is what: guessed by the header, or said by whoever knows.

use std::cmp::Ordering;

use super::columns::{Field, folded};
use super::kind::SheetKind;
use super::table::{HEADER_ROWS, Table};
use crate::domain::refusal::{Refusal, quoted};

/// The column of a file of rejected rows that says why; read again, it says nothing.
pub const REASON: &str = "reason";

/// So many columns must be known before a sheet is taken for one of a kind unasked.
const ENOUGH: usize = 2;

/// How to read a file whose header does not say everything.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// What kind of file it is, whatever its header would be taken for.
    pub kind: Option<SheetKind>,
    /// Columns of the file with the names that they have here; none for one that is left out.
    pub renamed: Vec<(String, String)>,
}

/// What a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    pub kind: SheetKind,
    /// The place of the header among the table's rows.
    pub header: usize,
    /// By the table's columns: the name of the field; none for a column that is left out.
    pub columns: Vec<Option<&'static str>>,
}

impl Mapping {
    /// The place of a field's column.
    pub fn column_of(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|one| *one == Some(field))
    }

    fn has(&self, field: &str) -> bool {
        self.column_of(field).is_some()
    }

    fn count(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// What knows more columns is likelier. A list of agreements with their partners is one of agreements before it is
    /// one of parties; then what has more of the columns that it must have.
    fn likelihood(&self) -> (usize, bool, usize) {
        let needed = self.kind.needed().into_iter();
        let needed = needed.filter(|field| self.has(field)).count();
        (self.count(), SheetKind::OWN.contains(&self.kind), needed)
    }
}

/// What a table is by its header: with the names of our own files first, then under usual ones. Refuses what is none of
/// the kinds, and a column that is there twice.
pub fn guess(name: &str, table: &Table, options: &ReadOptions) -> Result<Mapping, Refusal> {
    let kinds = kinds(table, options);
    for kind in &kinds {
        if let Some(found) = ours(table, *kind, options) {
            check_twice(name, table, &found, options)?;
            return Ok(found);
        }
    }
    let best = best(table, &kinds, options);
    match &best[..] {
        [] => Err(unknown(name, &kinds, table)),
        [one] => {
            check_twice(name, table, one, options)?;
            Ok(one.clone())
        }
        [first, second, ..] => Err(Refusal::ambiguous(format!(
            "{} could be a file of {} or of {}: say which with --as.",
            quoted(name),
            first.kind,
            second.kind
        ))),
    }
}

/// The mappings that know most of the columns, one for each kind that is as likely as another.
fn best(table: &Table, kinds: &[SheetKind], options: &ReadOptions) -> Vec<Mapping> {
    let is_said = options.kind.is_some() || table.hint.is_some();
    let least = if is_said { 1 } else { ENOUGH };
    let mut best: Vec<Mapping> = Vec::new();
    for kind in kinds {
        let known = Known::new(*kind);
        for header in 0..table.rows.len().min(HEADER_ROWS) {
            let found = known.mapped(table, header, options);
            if found.count() < least || !kind.is_enough(|field| found.has(field)) {
                continue;
            }
            match best
                .first()
                .map(Mapping::likelihood)
                .cmp(&Some(found.likelihood()))
            {
                Ordering::Less => best = vec![found],
                Ordering::Equal if best.iter().all(|one| one.kind != *kind) => best.push(found),
                Ordering::Equal | Ordering::Greater => {}
            }
        }
    }
    best
}

/// The columns of a table as those of a kind, whether they are enough or not.
pub fn mapped(table: &Table, kind: SheetKind, header: usize, options: &ReadOptions) -> Mapping {
    Known::new(kind).mapped(table, header, options)
}

/// The fields of a kind with their names as they are compared.
struct Known {
    kind: SheetKind,
    fields: Vec<Field>,
    /// By the fields.
    usual: Vec<Vec<String>>,
}

/// A name in a header.
struct Name<'t> {
    text: &'t str,
    folded: String,
    /// What somebody says that it is.
    said: Option<&'t str>,
}

impl Known {
    fn new(kind: SheetKind) -> Self {
        let fields = kind.fields();
        let usual = |field: &Field| field.usual.iter().map(|usual| folded(usual)).collect();
        let usual = fields.iter().map(usual).collect();
        Self {
            kind,
            fields,
            usual,
        }
    }

    /// What somebody says comes first, then the names that columns have here, then each usual one in its turn.
    fn mapped(&self, table: &Table, header: usize, options: &ReadOptions) -> Mapping {
        let names = table.header(header).iter().map(|text| Name {
            text,
            folded: folded(text),
            said: None,
        });
        let mut names: Vec<Name<'_>> = names.collect();
        for (theirs, here) in &options.renamed {
            let theirs = folded(theirs);
            let meant = names.iter_mut().filter(|name| name.folded == theirs);
            meant.for_each(|name| name.said = Some(here));
        }
        let mut columns: Vec<Option<&'static str>> = vec![None; names.len()];
        self.claim(&mut columns, &names, |field, _, name| {
            name.said.is_some_and(|here| is_name(field, here))
        });
        self.claim(&mut columns, &names, |field, _, name| {
            name.said.is_none() && is_name(field, name.text)
        });
        let turns = self.usual.iter().map(Vec::len).max();
        for turn in 0..turns.unwrap_or(0) {
            self.claim(&mut columns, &names, |_, usual, name| {
                name.said.is_none() && usual.get(turn) == Some(&name.folded)
            });
        }
        Mapping {
            kind: self.kind,
            header,
            columns,
        }
    }

    /// Gives each field that has no column yet the first free one that is meant.
    fn claim(
        &self,
        columns: &mut [Option<&'static str>],
        names: &[Name<'_>],
        is_meant: impl Fn(&Field, &[String], &Name<'_>) -> bool,
    ) {
        for (field, usual) in self.fields.iter().zip(&self.usual) {
            if columns.contains(&Some(field.name)) {
                continue;
            }
            let mut free = columns.iter_mut().zip(names).filter(|(column, name)| {
                column.is_none() && !name.folded.is_empty() && is_meant(field, usual, name)
            });
            if let Some((column, _)) = free.next() {
                *column = Some(field.name);
            }
        }
    }
}

/// The columns that mean nothing to the kind, by their names in the file.
pub fn left_out<'t>(table: &'t Table, mapping: &Mapping) -> Vec<&'t str> {
    let names = table.header(mapping.header).iter();
    names
        .enumerate()
        .filter(|(place, _)| mapping.columns.get(*place).copied().flatten().is_none())
        .map(|(_, name)| name.as_str())
        .filter(|name| !name.trim().is_empty() && folded(name) != REASON)
        .collect()
}

fn kinds(table: &Table, options: &ReadOptions) -> Vec<SheetKind> {
    let hinted = table.hint.as_deref().and_then(|hint| hint.parse().ok());
    match options.kind.or(hinted) {
        Some(kind) => vec![kind],
        None => SheetKind::all(),
    }
}

/// The mapping of a file with the names of ours in its first row.
fn ours(table: &Table, kind: SheetKind, options: &ReadOptions) -> Option<Mapping> {
    let names: Vec<String> = table
        .header(0)
        .iter()
        .map(|name| plain(renamed(options, name).unwrap_or(name)))
        .collect();
    let has = |needed: &&str| names.iter().any(|name| name == needed);
    let is_ours = SheetKind::OWN.contains(&kind) && kind.needed().iter().all(has);
    is_ours.then(|| mapped(table, kind, 0, options))
}

fn renamed<'o>(options: &'o ReadOptions, name: &str) -> Option<&'o str> {
    let mut renamed = options.renamed.iter();
    let here = renamed.find(|(theirs, _)| folded(theirs) == folded(name));
    here.map(|(_, here)| here.as_str())
}

fn is_name(field: &Field, name: &str) -> bool {
    plain(name) == field.name || (field.ask.is_none() && folded(name) == folded(&field.label))
}

/// "Review due" is `review_due`.
fn plain(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join("_").to_lowercase()
}

/// Refuses a header in which one column stands twice, or which somebody maps twice to one.
fn check_twice(
    name: &str,
    table: &Table,
    mapping: &Mapping,
    options: &ReadOptions,
) -> Result<(), Refusal> {
    let fields = mapping.kind.fields();
    for (place, column) in table.header(mapping.header).iter().enumerate() {
        let here = renamed(options, column).unwrap_or(column);
        let field = fields.iter().find(|field| is_name(field, here));
        let Some(field) = field.filter(|field| mapping.column_of(field.name) != Some(place)) else {
            continue;
        };
        let sentence = format!("{} has the column {} twice.", quoted(name), field.name);
        return Err(Refusal::invalid("file", sentence));
    }
    let nobody = options.renamed.iter().find(|(theirs, here)| {
        let mut names = table.header(mapping.header).iter();
        names.any(|name| folded(name) == folded(theirs))
            && !here.is_empty()
            && !fields.iter().any(|field| is_name(field, here))
    });
    match nobody {
        Some((_, here)) => {
            let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
            let sentence = format!(
                "A file of {} has no field {}; it has {}.",
                mapping.kind,
                quoted(here),
                known.join(", ")
            );
            Err(Refusal::invalid("map", sentence))
        }
        None => Ok(()),
    }
}

fn unknown(name: &str, kinds: &[SheetKind], table: &Table) -> Refusal {
    let names: Vec<&str> = table.header(0).iter().map(String::as_str).collect();
    let found = if names.iter().all(|name| name.trim().is_empty()) {
        "is empty".to_owned()
    } else {
        format!("has the columns {}", quoted(&names.join(", ")))
    };
    let accepted: Vec<String> = kinds
        .iter()
        .map(|kind| format!("{kind} ({})", kind.needed().join(", ")))
        .collect();
    Refusal::invalid(
        "file",
        format!(
            "{} {found}. One of the first rows must have at least the columns of one of: {}. Other names are mapped: --map \"Agreement between=parties\".",
            quoted(name),
            accepted.join("; ")
        ),
    )
}
