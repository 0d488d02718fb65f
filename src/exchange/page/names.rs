//! How the page calls an organisation.

use chrono::NaiveDate;

use super::public::Body;
use crate::domain::bodies::names::record_on;
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;

/// What a body is at the end of its name: the name of such a one takes an article within a sentence.
const BODIES: [&str; 19] = [
    "agency",
    "association",
    "authority",
    "board",
    "centre",
    "college",
    "commission",
    "committee",
    "council",
    "department",
    "directorate",
    "executive",
    "inspectorate",
    "institute",
    "office",
    "ombudsman",
    "regulator",
    "service",
    "trust",
];
/// Before "Council" they make a place of it, which takes no article.
const PLACES: [&str; 6] = [
    "borough",
    "city",
    "county",
    "district",
    "metropolitan",
    "town",
];

/// An organisation by the name that it had on a day.
pub(super) fn named(register: &Register, id: Id<Organisation>, day: NaiveDate) -> Option<Body> {
    let found = record_on(register, id, day)?;
    Some(Body {
        name: found.name.clone(),
        acronym: found.acronym.clone(),
    })
}

impl Body {
    /// `UK Border Agency (UKBA)`
    pub(super) fn with_acronym(&self) -> String {
        match &self.acronym {
            Some(acronym) if *acronym != self.name => format!("{} ({acronym})", self.name),
            Some(_) | None => self.name.clone(),
        }
    }

    /// As a sentence names it: `the Health and Safety Executive`, `NHS England`.
    pub(super) fn in_a_sentence(&self) -> String {
        let name = &self.name;
        if takes_article(name) {
            format!("the {name}")
        } else {
            name.clone()
        }
    }
}

fn takes_article(name: &str) -> bool {
    let name = name.to_lowercase();
    if name.starts_with("the ") || name.starts_with("hm ") {
        return false;
    }
    let ends = [" for ", " of ", " ("].map(|end| name.find(end).unwrap_or(name.len()));
    let end = ends.into_iter().min().unwrap_or(name.len());
    let mut words = name[..end].split_whitespace().rev();
    let head = words.next().unwrap_or_default();
    let before = words.next().unwrap_or_default();
    BODIES.contains(&head) && !PLACES.contains(&before)
}

/// `A`, `A and B`, `A, B and C`
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_an_article_where_a_sentence_needs_one() {
        for (name, sentence) in [
            (
                "Health and Safety Executive",
                "the Health and Safety Executive",
            ),
            (
                "NHS Trust Development Authority",
                "the NHS Trust Development Authority",
            ),
            (
                "Office for National Statistics",
                "the Office for National Statistics",
            ),
            (
                "Association of Directors of Adult Social Services",
                "the Association of Directors of Adult Social Services",
            ),
            ("General Medical Council", "the General Medical Council"),
            (
                "Anyshire County Council (sample)",
                "Anyshire County Council (sample)",
            ),
            (
                "HM Inspectorate of Constabulary",
                "HM Inspectorate of Constabulary",
            ),
            ("NHS England", "NHS England"),
            ("Dr Foster", "Dr Foster"),
            ("Monitor", "Monitor"),
            ("Skills for Care", "Skills for Care"),
            ("The King's Fund", "The King's Fund"),
        ] {
            let body = Body {
                name: name.to_owned(),
                acronym: None,
            };
            assert_eq!(body.in_a_sentence(), sentence);
        }
    }
}
