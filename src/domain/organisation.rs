//! Organisations: any body that may be a member, a party, an invitee or several of these, and what became of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::field::{fields, group};
use super::find::fold;
use super::id::Id;
use super::refusal::Refusal;
use super::register::{Register, Row, row};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    pub id: Id<Organisation>,
    pub reference: Option<String>,
    pub name: String,
    pub acronym: Option<String>,
    /// Other spellings of the same body.
    pub aliases: Vec<String>,
    /// What sort of body it is: "professional regulator", "ombudsman", "company".
    pub sort: String,
    /// The day it ceased to be, with or without a successor.
    // Registers before version 4000 have entries in their histories without this.
    #[serde(default)]
    pub ceased: Option<Date>,
    /// What it became; there may be several.
    pub successors: Vec<Succession>,
    /// Whom to ask about its agreements, as the public page prints it.
    pub enquiries: String,
}

/// One body taking the place of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Succession {
    pub organisation: Id<Organisation>,
    /// "renamed", "merged", "replaced".
    pub how: String,
    pub on: Option<Date>,
}

group!(Succession: organisation, how, on);

impl Organisation {
    pub fn new(id: Id<Self>, name: impl Into<String>) -> Self {
        Self {
            id,
            reference: None,
            name: name.into(),
            acronym: None,
            aliases: Vec::new(),
            sort: String::new(),
            ceased: None,
            successors: Vec::new(),
            enquiries: String::new(),
        }
    }

    /// The acronym where there is one, else the name: for narrow columns.
    pub fn short(&self) -> &str {
        self.acronym.as_deref().unwrap_or(&self.name)
    }

    /// True if the text is its name, acronym or an alias, whatever the case, the accents and the spelling of "and".
    pub fn is_called(&self, text: &str) -> bool {
        let text = fold(text);
        let names = std::iter::once(&self.name)
            .chain(&self.acronym)
            .chain(&self.aliases);
        names.into_iter().any(|name| fold(name) == text)
    }

    /// True if it had ceased by then: by its own day, or by that of a successor.
    pub fn is_gone(&self, today: NaiveDate) -> bool {
        let successions = self.successors.iter().filter_map(|one| one.on);
        let mut ends = successions.chain(self.ceased);
        ends.any(|on| on.first() <= today)
    }
}

impl Row for Organisation {
    row!(Organisation in organisations);
    fields!(
        reference, name, acronym, aliases, sort, ceased, successors, enquiries
    );

    fn check(&self) -> Result<(), Refusal> {
        if self.name.trim().is_empty() {
            return Err(Refusal::invalid("name", "An organisation needs a name."));
        }
        if self
            .successors
            .iter()
            .any(|one| one.organisation == self.id)
        {
            return Err(Refusal::invalid(
                "successors",
                format!("{} cannot succeed itself.", self.name),
            ));
        }
        Ok(())
    }

    fn title(&self, _: &Register) -> String {
        self.name.clone()
    }

    fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }
}

/// The organisation that goes by this name, acronym or alias.
pub fn called<'a>(register: &'a Register, text: &str) -> Option<&'a Organisation> {
    register
        .organisations
        .iter()
        .find(|one| one.is_called(text))
}
