//! All that the published page may say of agreements, taken out of the register. What is made of it has no other way
//! to the register, so that nothing gets on the page but through here and through `forums`.

use chrono::NaiveDate;

use super::names::named;
use super::settings::{Extent, PageSettings};
use crate::domain::agreement::{Agreement, AgreementState, Link};
use crate::domain::bodies::names;
use crate::domain::find::fold;
use crate::domain::forum;
use crate::domain::id::{Entry, Id};
use crate::domain::life::states::Successors;
use crate::domain::membership::Role;
use crate::domain::organisation::{self, Organisation};
use crate::domain::party::{self, Capacity, Party};
use crate::domain::refusal::{Refusal, quoted};
use crate::domain::register::{Record, Register};
use crate::exchange::document::Address;

/// An agreement as the page shows it.
#[derive(Debug)]
pub(super) struct ShownAgreement {
    pub(super) id: Id<Agreement>,
    pub(super) title: String,
    /// Empty where nobody stated it.
    pub(super) kind: String,
    pub(super) stands: Stands,
    /// The other parties, in the order of the text.
    pub(super) bodies: Vec<Body>,
    pub(super) summary: String,
    pub(super) scope: String,
    pub(super) team: String,
    pub(super) papers: Vec<Paper>,
}

/// Whether an agreement binds yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    InForce,
    /// Proposed, in development, or out for signature.
    Coming,
}

/// An organisation by the names of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) name: String,
    pub(super) acronym: Option<String>,
}

/// A document of an agreement.
#[derive(Debug)]
pub(super) struct Paper {
    pub(super) title: String,
    /// Empty where it is not known, or may not be linked to.
    pub(super) address: String,
    /// On the partner's site, or on another that is not that of the page.
    pub(super) is_outside: bool,
}

/// An entry that is marked *publish* and does not stand on the page, with the reason as a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub entry: Entry,
    pub title: String,
    pub why: String,
}

impl LeftOut {
    pub fn sentence(&self) -> String {
        let (entry, why) = (self.entry, &self.why);
        format!("Marked publish and not on the page: {entry}, since {why}.")
    }
}

/// Whose page it is.
#[derive(Debug)]
pub(super) struct Publisher<'r> {
    pub(super) organisation: &'r Organisation,
    /// Its entries under all the names that it has had.
    ids: Vec<Id<Organisation>>,
}

impl<'r> Publisher<'r> {
    fn new(register: &'r Register, organisation: &'r Organisation) -> Self {
        let all = names::all(register, organisation.id).into_iter();
        Self {
            organisation,
            ids: all.map(|one| one.id).collect(),
        }
    }

    pub(super) fn is(&self, party: &Party) -> bool {
        self.ids.contains(&party.organisation)
    }
}

/// The organisation whose page it is: as set, else the Secretariat of the first forum on the page.
pub(super) fn publisher<'r>(
    register: &'r Register,
    settings: &PageSettings,
    today: NaiveDate,
) -> Result<Publisher<'r>, Refusal> {
    let new = |found| Publisher::new(register, found);
    if let Some(name) = &settings.publisher {
        return organisation::called(register, name).map(new).ok_or_else(|| {
            Refusal::not_found(format!(
                "The settings name {} as the publisher of the page, and no organisation goes by that; nothing was \
                 made. Correct \"publisher\" under [page] with `secretariat config edit`, or add the organisation.",
                quoted(name)
            ))
        });
    }
    let forums = register.forums.iter().filter(|one| one.publish);
    let mut holders =
        forums.filter_map(|one| forum::holder(register, one.id, Role::Secretariat, today));
    let found = holders.find_map(|id| register.organisations.get(id));
    found.map(new).ok_or_else(|| {
        Refusal::state(
            "It is not known whose page this is, so nothing was made. Name the \"publisher\" under [page] with \
             `secretariat config edit`, or mark a forum publish whose Secretariat it is.",
        )
    })
}

/// The agreements of a publisher that the page shows on a day, in the order of the register; and those left out.
pub(super) fn agreements(
    register: &Register,
    publisher: &Publisher<'_>,
    settings: &PageSettings,
    today: NaiveDate,
) -> (Vec<ShownAgreement>, Vec<LeftOut>) {
    let successors = Successors::of(register);
    let (mut shown, mut left_out) = (Vec::new(), Vec::new());
    for agreement in register.agreements.iter().filter(|one| one.publish) {
        match judged(register, publisher, settings, &successors, agreement, today) {
            Ok(stands) => shown.push(of(register, publisher, settings, agreement, stands, today)),
            Err(why) => left_out.push(LeftOut {
                entry: agreement.id.into(),
                title: agreement.title.clone(),
                why,
            }),
        }
    }
    (shown, left_out)
}

/// How an agreement that is marked *publish* stands on a day, or why the page is silent about it.
fn judged(
    register: &Register,
    publisher: &Publisher<'_>,
    settings: &PageSettings,
    successors: &Successors<'_>,
    agreement: &Agreement,
    today: NaiveDate,
) -> Result<Stands, String> {
    if Record::Agreement(agreement).is_reserved(register) {
        return Err("it is reserved".to_owned());
    }
    let mut bound = bound(register, agreement.id, today);
    if !bound.any(|one| publisher.is(one)) {
        let publisher = publisher.organisation.short();
        return Err(format!("{publisher} is not party to it"));
    }
    if settings.extent(kind(agreement)) == Extent::None {
        return Err("the settings keep its kind off the page".to_owned());
    }
    match successors.state_on(agreement, today) {
        None => Err("it does not stand yet".to_owned()),
        Some(
            AgreementState::Proposed
            | AgreementState::InDevelopment
            | AgreementState::OutForSignature,
        ) => Ok(Stands::Coming),
        Some(AgreementState::Current | AgreementState::UnderReview | AgreementState::NotStated) => {
            Ok(Stands::InForce)
        }
        Some(state @ (AgreementState::Superseded | AgreementState::Ended)) => {
            Err(format!("it is {state}"))
        }
    }
}

/// The parties that an agreement binds on a day, in the order of its text. Who supports or adopts is not party.
pub(super) fn bound(
    register: &Register,
    agreement: Id<Agreement>,
    today: NaiveDate,
) -> impl Iterator<Item = &Party> {
    let all = party::of(register, agreement).into_iter();
    all.filter(move |one| {
        let is_bound = match one.capacity {
            Capacity::Party | Capacity::Signatory => true,
            Capacity::Supporter | Capacity::Adopter => false,
        };
        is_bound && one.is_party_on(today)
    })
}

fn of(
    register: &Register,
    publisher: &Publisher<'_>,
    settings: &PageSettings,
    agreement: &Agreement,
    stands: Stands,
    today: NaiveDate,
) -> ShownAgreement {
    let others = bound(register, agreement.id, today);
    let others = others.filter(|one| !publisher.is(one));
    let mut bodies = Vec::new();
    for body in others.filter_map(|one| named(register, one.organisation, today)) {
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    ShownAgreement {
        id: agreement.id,
        title: agreement.title.clone(),
        kind: kind(agreement).to_owned(),
        stands,
        bodies,
        summary: agreement.summary.clone(),
        scope: agreement.scope.clone(),
        team: agreement.team.trim().to_owned(),
        papers: agreement
            .links
            .iter()
            .map(|link| paper(link, settings))
            .collect(),
    }
}

fn paper(link: &Link, settings: &PageSettings) -> Paper {
    let address = Address::new(&link.address);
    let address = address.map_or_else(String::new, |to| to.as_str().to_owned());
    Paper {
        title: link.title.clone(),
        is_outside: link.is_outside || settings.leaves(&address),
        address,
    }
}

/// The kind in the words of the settings: whoever writes one out means the short one.
fn kind(agreement: &Agreement) -> &str {
    let written = agreement.kind.as_deref().unwrap_or_default().trim();
    match fold(written).as_str() {
        "memorandum of understanding" => "MoU",
        "joint working protocol" => "JWP",
        "information sharing agreement" => "ISA",
        "not stated" => "",
        _ => written,
    }
}
