//! Contacts: a person in a post at an organisation, from a day and perhaps to a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::field::fields;
use super::find::fold;
use super::id::Id;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub id: Id<Contact>,
    pub organisation: Id<Organisation>,
    pub name: String,
    pub post: String,
    /// The first day in post.
    pub from: Option<Date>,
    /// The last day in post.
    pub to: Option<Date>,
    pub telephone: String,
    pub email: String,
    /// The day on which whoever must meet a new person in this post did. Source: CQC-ADASS protocol, ¶14.
    pub met: Option<NaiveDate>,
}

impl Contact {
    /// True if the person was in the post on that day, as far as the dates say.
    pub fn is_in_post(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from.first() <= day)
            && self.to.is_none_or(|to| day <= to.last())
    }

    /// True if the post is called that: as a whole, without its bracket, or by what stands in the bracket.
    pub fn holds(&self, post: &str) -> bool {
        let names = names_of(&self.post);
        names_of(post).iter().any(|name| names.contains(name))
    }
}

impl Row for Contact {
    row!(Contact in contacts, under organisation);
    fields!(name, post, organisation, from, to, telephone, email, met);

    fn check(&self) -> Result<(), Refusal> {
        if self.name.trim().is_empty() && self.post.trim().is_empty() {
            return Err(Refusal::invalid(
                "name",
                "A contact needs a name or a post.",
            ));
        }
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to.last() < from.first()
        {
            return Err(Refusal::invalid(
                "to",
                format!("A contact cannot leave on {to}, before coming on {from}."),
            ));
        }
        Ok(())
    }

    fn title(&self, register: &Register) -> String {
        let body = register
            .organisations
            .get(self.organisation)
            .map_or("", Organisation::short);
        let parts = [self.name.as_str(), self.post.as_str(), body];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// "Director of Adult Social Services (DASS)" goes by its whole, its long and its short name.
fn names_of(post: &str) -> Vec<String> {
    let mut names = vec![fold(post)];
    if let Some((long, rest)) = post.split_once('(') {
        names.push(fold(long));
        names.push(fold(rest.trim_end().trim_end_matches(')')));
    }
    names.retain(|name| !name.is_empty());
    names
}
