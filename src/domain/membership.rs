//! Memberships: an organisation in a role at a forum, for a period.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::contact::Contact;
use super::date::Date;
use super::field::fields;
use super::forum::Forum;
use super::id::Id;
use super::organisation::Organisation;
use super::refusal::Refusal;
use super::register::{Register, Row, row};
use super::words::words;

words! {
    /// Chair and Secretariat are roles of their own, though one body may hold both and be a member too.
    pub enum Role {
        Member = "member",
        Chair = "Chair",
        Secretariat = "Secretariat",
        /// Invited to every meeting without belonging. Source: CQC-ADASS protocol, ¶31.
        Invitee = "invitee",
        /// Invited as necessary. Source: CQC-ADASS protocol, ¶30.
        OccasionalInvitee = "invitee as necessary",
        Observer = "observer",
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    pub id: Id<Membership>,
    pub forum: Id<Forum>,
    pub organisation: Id<Organisation>,
    pub role: Role,
    /// Its person at the forum.
    // Registers of version 1000 have entries in their histories without this and the two after it.
    #[serde(default)]
    pub representative: Option<Id<Contact>>,
    /// Stands in for the representative.
    #[serde(default)]
    pub deputy: Option<Id<Contact>>,
    /// The address to copy: chief executives' papers run through offices.
    #[serde(default)]
    pub office: String,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Place in printed lists, from 1; ties go by number.
    pub position: u16,
}

impl Membership {
    /// Of nobody in particular, for all time, before all who have a place.
    pub fn new(id: Id<Self>, forum: Id<Forum>, organisation: Id<Organisation>, role: Role) -> Self {
        Self {
            id,
            forum,
            organisation,
            role,
            representative: None,
            deputy: None,
            office: String::new(),
            from: None,
            to: None,
            position: 0,
        }
    }

    /// True if the role was held on that day, as far as the dates say.
    pub fn is_held_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from.first() <= day)
            && self.to.is_none_or(|to| day <= to.last())
    }
}

impl Row for Membership {
    row!(Membership in memberships, under forum);
    fields!(
        forum,
        organisation,
        role,
        representative,
        deputy,
        office,
        from,
        to,
        position
    );

    fn check(&self) -> Result<(), Refusal> {
        match (self.from, self.to) {
            (Some(from), Some(to)) if to.last() < from.first() => Err(Refusal::invalid(
                "to",
                format!("A role cannot end on {to}, before it begins on {from}."),
            )),
            _ => Ok(()),
        }
    }

    fn title(&self, register: &Register) -> String {
        let body = register
            .organisations
            .get(self.organisation)
            .map_or("", |one| &one.name);
        let forum = register.forums.get(self.forum).map_or("", Forum::short);
        format!("{body}, {} of {forum}", self.role)
    }
}
