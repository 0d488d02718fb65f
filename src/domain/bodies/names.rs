//! The name that a body had on a day. A renaming is a succession "renamed" with its day: two entries are one body then,
//! the earlier under its old name, the later under its new one.
//!
//! A renaming without a day leaves every entry under the name that it has.

use chrono::NaiveDate;

use crate::domain::date::Date;
use crate::domain::find::fold;
use crate::domain::id::Id;
use crate::domain::organisation::{Organisation, Succession};
use crate::domain::register::Register;

/// How one body became another under a new name.
pub const RENAMED: &str = "renamed";

/// The entry whose name the body had on a day; itself where nobody knows.
pub fn record_on(
    register: &Register,
    id: Id<Organisation>,
    day: NaiveDate,
) -> Option<&Organisation> {
    let mut seen = vec![id];
    let mut now = register.organisations.get(id)?;
    loop {
        let next = later(register, now, day).or_else(|| earlier(register, now.id, day));
        match next.filter(|one| !seen.contains(&one.id)) {
            Some(next) => {
                seen.push(next.id);
                now = next;
            }
            None => return Some(now),
        }
    }
}

/// The full name on a day; nothing for a body that is not there.
pub fn name_on(register: &Register, id: Id<Organisation>, day: NaiveDate) -> &str {
    record_on(register, id, day).map_or("", |one| &one.name)
}

/// The acronym on a day, else the name: for narrow columns.
pub fn short_on(register: &Register, id: Id<Organisation>, day: NaiveDate) -> &str {
    record_on(register, id, day).map_or("", Organisation::short)
}

/// All entries that are this one body under another name, and itself; the oldest name first.
pub fn all(register: &Register, id: Id<Organisation>) -> Vec<&Organisation> {
    let mut found: Vec<&Organisation> = register.organisations.get(id).into_iter().collect();
    let mut next = 0;
    while let Some(one) = found.get(next).copied() {
        let before = register
            .organisations
            .iter()
            .filter(|other| renamings(other).any(|change| change.organisation == one.id));
        let after =
            renamings(one).filter_map(|change| register.organisations.get(change.organisation));
        for other in before.chain(after) {
            if found.iter().all(|known| known.id != other.id) {
                found.push(other);
            }
        }
        next += 1;
    }
    found.sort_by_key(|one| (taken_on(register, one.id), one.id));
    found
}

/// The day on which an entry's name was taken; none for the first one, and where nobody knows.
pub fn taken_on(register: &Register, id: Id<Organisation>) -> Option<Date> {
    let all = register.organisations.iter().flat_map(renamings);
    let days = all
        .filter(|one| one.organisation == id)
        .filter_map(|one| one.on);
    days.min_by_key(|on| on.first())
}

/// True if both are one body, perhaps under two names.
pub fn is_one(register: &Register, one: Id<Organisation>, other: Id<Organisation>) -> bool {
    one == other || all(register, one).iter().any(|name| name.id == other)
}

/// What the bodies were called that this one was before: for finding it by an old name.
pub fn earlier_names(register: &Register, id: Id<Organisation>) -> Vec<String> {
    let names = all(register, id).into_iter();
    let before = names.take_while(|one| one.id != id);
    let words = before.flat_map(|one| {
        let names = std::iter::once(&one.name).chain(&one.acronym);
        names.chain(&one.aliases).cloned().collect::<Vec<_>>()
    });
    words.collect()
}

/// True if a text speaks of the body by its name, acronym or an alias, as words of their own.
pub fn is_named_in(body: &Organisation, text: &str) -> bool {
    let folded = fold(text);
    let long = std::iter::once(&body.name).chain(&body.aliases);
    // Without its capitals an acronym may be any word.
    let is_short = body
        .acronym
        .as_ref()
        .is_some_and(|acronym| has_words(text, acronym));
    is_short || long.into_iter().any(|name| has_words(&folded, &fold(name)))
}

/// The text with another name in the place of a body's name, and another short name in that of its acronym.
pub fn said_of(text: &str, body: &Organisation, name: &str, short: &str) -> String {
    let mut pairs: Vec<(&str, &str)> = vec![(&body.name, name)];
    pairs.extend(body.aliases.iter().map(|alias| (alias.as_str(), name)));
    pairs.extend(body.acronym.as_deref().map(|acronym| (acronym, short)));
    let mut said = text.to_owned();
    for (old, new) in pairs {
        said = replaced(&said, old, new);
    }
    said
}

/// The renaming that had come by a day, the latest of them.
fn later<'r>(
    register: &'r Register,
    one: &Organisation,
    day: NaiveDate,
) -> Option<&'r Organisation> {
    let come = renamings(one).filter(|change| change.on.is_some_and(|on| on.first() <= day));
    let last = come.max_by_key(|change| change.on.map(Date::first))?;
    register.organisations.get(last.organisation)
}

/// The entry under which it still was on a day, where its own name came later.
fn earlier(register: &Register, id: Id<Organisation>, day: NaiveDate) -> Option<&Organisation> {
    register.organisations.iter().find(|one| {
        let is_to_come = |change: &&Succession| change.on.is_some_and(|on| day < on.first());
        let mut names = renamings(one).filter(is_to_come);
        names.any(|change| change.organisation == id)
    })
}

fn renamings(one: &Organisation) -> impl Iterator<Item = &Succession> {
    one.successors.iter().filter(|change| is_renaming(change))
}

pub(super) fn is_renaming(change: &Succession) -> bool {
    fold(&change.how) == RENAMED
}

/// True if `words` stand in the text and no letter or digit touches them.
fn has_words(text: &str, words: &str) -> bool {
    places(text, words).next().is_some()
}

fn replaced(text: &str, old: &str, new: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for place in places(text, old) {
        out.push_str(&text[from..place]);
        out.push_str(new);
        from = place + old.len();
    }
    out.push_str(&text[from..]);
    out
}

/// Where words stand in a text by themselves.
fn places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let found = text.match_indices(words).map(|(place, _)| place);
    let is_alone = move |place: &usize| {
        let before = text[..*place].chars().next_back();
        let after = text[*place + words.len()..].chars().next();
        [before, after]
            .into_iter()
            .flatten()
            .all(|one| !one.is_alphanumeric())
    };
    found.filter(move |_| !words.is_empty()).filter(is_alone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::organisation::called;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    /// PHLS was renamed HPA in 2003 and PHE in 2013, which was replaced by UKHSA; two bodies were renamed one another.
    fn register() -> Register {
        let mut register = Register::default();
        let names = ["PHLS", "HPA", "PHE", "UKHSA", "Egg", "Hen", "Old", "New"];
        for (number, name) in (1..).zip(names) {
            let id = Id::new(number).expect("a number");
            let mut body = Organisation::new(id, format!("The {name} body"));
            body.acronym = Some(name.to_owned());
            register.put(body);
        }
        for (from, to, how, on) in [
            ("PHLS", "HPA", "Renamed", Some("2003-04-01")),
            ("HPA", "PHE", "renamed", Some("2013-04-01")),
            ("PHE", "UKHSA", "replaced", Some("2021-10-01")),
            ("Egg", "Hen", "renamed", Some("2001-01-01")),
            ("Hen", "Egg", "renamed", Some("2002-01-01")),
            ("Old", "New", "renamed", None),
        ] {
            let to = called(&register, to).expect("it was put").id;
            let mut body = called(&register, from).expect("it was put").clone();
            body.successors.push(Succession {
                organisation: to,
                how: how.to_owned(),
                on: on.and_then(Date::from_code),
            });
            register.put(body);
        }
        register
    }

    #[test]
    fn the_name_is_that_of_the_day_from_whichever_entry_one_starts() {
        let register = register();
        for (from, on, expected) in [
            ("PHLS", "2003-03-31", "PHLS"),
            ("PHLS", "2003-04-01", "HPA"),
            ("PHLS", "2021-08-20", "PHE"),
            ("HPA", "2013-03-31", "HPA"),
            ("HPA", "2013-04-01", "PHE"),
            ("HPA", "1999-01-01", "PHLS"),
            ("PHE", "2003-04-01", "HPA"),
            ("PHE", "2003-03-31", "PHLS"),
            ("PHE", "2022-01-01", "PHE"),
            ("UKHSA", "2000-01-01", "UKHSA"),
            ("Egg", "2003-01-01", "Hen"),
            ("Old", "2020-01-01", "Old"),
            ("New", "1999-01-01", "New"),
        ] {
            let id = called(&register, from).expect("it was put").id;
            let found = short_on(&register, id, day(on));
            assert_eq!(found, expected, "{from} on {on}");
            let name = name_on(&register, id, day(on));
            assert_eq!(name, format!("The {found} body"), "{from} on {on}");
        }
        let nobody = Id::new(99).expect("a number");
        assert_eq!(name_on(&register, nobody, day("2020-01-01")), "");
    }

    #[test]
    fn one_body_is_known_under_all_its_names_and_found_by_the_old_ones() {
        let register = register();
        let id = |name| called(&register, name).expect("it was put").id;
        for (of, names, earlier) in [
            ("PHE", &["PHLS", "HPA", "PHE"][..], &["PHLS", "HPA"][..]),
            ("PHLS", &["PHLS", "HPA", "PHE"], &[]),
            ("UKHSA", &["UKHSA"], &[]),
        ] {
            let all: Vec<&str> = all(&register, id(of))
                .iter()
                .map(|one| one.short())
                .collect();
            assert_eq!(all, names);
            let found = earlier_names(&register, id(of));
            let short: Vec<&str> = found
                .iter()
                .map(String::as_str)
                .filter(|name| !name.contains(' '))
                .collect();
            assert_eq!(short, earlier);
        }
        assert!(is_one(&register, id("PHLS"), id("PHE")));
        assert!(!is_one(&register, id("PHE"), id("UKHSA")));
    }

    #[test]
    fn a_text_speaks_of_a_body_by_whole_words() {
        let mut body =
            Organisation::new(Id::new(1).expect("a number"), "Nursing & Midwifery Council");
        body.acronym = Some("NMC".to_owned());
        for (text, is_named, said) in [
            ("NMC and CQC", true, "New and CQC"),
            (
                "the nursing and midwifery council",
                true,
                "the nursing and midwifery council",
            ),
            ("Nursing & Midwifery Council", true, "New Council"),
            ("NMCs, nmc", false, "NMCs, nmc"),
            ("CQC", false, "CQC"),
            ("", false, ""),
            ("(NMC)", true, "(New)"),
        ] {
            assert_eq!(is_named_in(&body, text), is_named, "{text}");
            assert_eq!(said_of(text, &body, "New Council", "New"), said);
        }
    }
}
