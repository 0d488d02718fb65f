//! Sending an agreement for signature, signing it, and who has the text: between the first signature and the last it is
//! *signed by 1 of 2, with ADASS since 22 January*.

use chrono::{Datelike, NaiveDate};

use super::steps::{begin, check_come, check_going_on, found, latest, on_or_in};
use super::supersede;
use crate::domain::agreement::{Agreement, AgreementState, Holder};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::organisation::Organisation;
use crate::domain::party::{self, Capacity, Party};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;

/// To whom a text goes.
#[derive(Debug, Clone)]
pub struct SendOptions {
    pub today: NaiveDate,
    pub on: Date,
    pub to: Vec<Id<Organisation>>,
}

/// Whose signature it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signer {
    Body(Id<Organisation>),
    /// The text bears the date and does not say whose it is.
    Unknown,
}

/// What to make of a party that has signed already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Again {
    #[default]
    Refuse,
    /// The day and the person given take the place of those that are there.
    Correct,
}

/// One signature.
#[derive(Debug, Clone)]
pub struct SignOptions {
    pub today: NaiveDate,
    pub on: Date,
    pub signer: Signer,
    /// The post, or the person in it. May be empty.
    pub by: String,
    /// None: as the party is bound already.
    pub capacity: Option<Capacity>,
    /// From when the agreement binds, where that is not from the last signature.
    pub effective: Option<Date>,
    pub again: Again,
}

/// How far the signing of an agreement has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Signed {
    pub signed: usize,
    /// All that are to sign: parties and signatories, no supporters or adopters.
    pub of: usize,
    /// The latest signature.
    pub last: Option<Date>,
}

/// The parties that are to sign, in the order of the text.
pub fn bound(register: &Register, id: Id<Agreement>) -> Vec<&Party> {
    let mut parties = party::of(register, id);
    parties.retain(|one| one.to.is_none() && signs(one.capacity));
    parties
}

/// The parties that are to sign and have not. Empty where as many dates are known as there are parties, whosever they
/// are.
pub fn unsigned(register: &Register, agreement: &Agreement) -> Vec<Id<Organisation>> {
    let bound = bound(register, agreement.id);
    let count =
        agreement.signatures.len() + bound.iter().filter(|one| one.signed.is_some()).count();
    if bound.len() <= count {
        return Vec::new();
    }
    let open = bound.iter().filter(|one| one.signed.is_none());
    open.map(|one| one.organisation).collect()
}

/// The day from which an agreement binds: what the text says, else when it became current, else the last signature,
/// else when it was published. None before that, and where no date is known.
pub fn in_force_from(register: &Register, agreement: &Agreement) -> Option<Date> {
    if !supersede::is_born(agreement.state()) {
        return None;
    }
    let states = agreement.states.iter();
    let current = states
        .filter(|one| matches!(one.state, AgreementState::Current))
        .find_map(|one| one.since);
    let signed = || standing(register, agreement, None).last;
    let said = agreement.effective.or(current).or_else(signed);
    said.or(agreement.published)
}

/// Who has the text on a day, in the order in which it went to them.
pub fn holders(agreement: &Agreement, today: NaiveDate) -> impl Iterator<Item = &Holder> {
    let holders = agreement.waiting_for.iter();
    holders.filter(move |one| one.since.is_none_or(|since| since.first() <= today))
}

/// Whether those who have the text have it to sign. In force too, where the signature of one of them is missing.
pub fn is_out(register: &Register, agreement: &Agreement, state: AgreementState) -> bool {
    match state {
        AgreementState::OutForSignature => true,
        AgreementState::Current | AgreementState::NotStated => {
            let open = unsigned(register, agreement);
            let mut holders = agreement.waiting_for.iter();
            holders.any(|one| open.contains(&one.organisation))
        }
        AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::UnderReview
        | AgreementState::Superseded
        | AgreementState::Ended => false,
    }
}

/// `signed by 1 of 2, with ADASS since 22 January`; of an agreement under review whose text a partner has, `with ADASS
/// since 3 May`. None where nothing is out.
pub fn words(register: &Register, agreement: &Agreement, today: NaiveDate) -> Option<String> {
    let state = state_by(agreement, today);
    let with = with_whom(register, agreement, today);
    if state == AgreementState::UnderReview {
        return with;
    }
    if !is_out(register, agreement, state) {
        return None;
    }
    let words = count_words(register, agreement, today);
    Some(match with {
        Some(with) => format!("{words}, {with}"),
        None => words,
    })
}

/// `signed by 1 of 2`, as of a day; of a text that all have signed, also from when it will bind.
pub fn count_words(register: &Register, agreement: &Agreement, today: NaiveDate) -> String {
    let Signed { signed, of, .. } = standing(register, agreement, Some(today));
    match (signed, of) {
        (0, 0) => "signed by nobody yet".to_owned(),
        (signed, of) if signed < of => format!("signed by {signed} of {of}"),
        (signed, _) => {
            let from = in_force_from(register, agreement);
            let from = from.filter(|from| today < from.first());
            let from = from.map_or_else(String::new, |from| format!(", in force from {from}"));
            match signed {
                1 => format!("signed{from}"),
                2 => format!("signed by both{from}"),
                count => format!("signed by all {count}{from}"),
            }
        }
    }
}

/// Sends the text to parties for signature; the agreement is out for signature. One that is in force goes to a party
/// whose signature is missing, one under review to a partner, and keeps its state.
///
/// Refuses a body that is no party, that has signed, or that has it already.
pub fn send(
    register: &Register,
    id: Id<Agreement>,
    options: &SendOptions,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    check_going_on(before, "sent to anybody")?;
    check_come(options.on, options.today, "say it once the text is sent")?;
    if options.to.is_empty() {
        let sentence = "Say to whom the text goes: one of the parties, or several.";
        return Err(Refusal::invalid("to", sentence));
    }
    let is_review = before.state() == AgreementState::UnderReview;
    let mut after = before.clone();
    for &body in &options.to {
        if !is_review {
            check_signs(register, before, body)?;
        }
        if after.waiting_for.iter().any(|one| one.organisation == body) {
            return Err(Refusal::invalid(
                "to",
                format!(
                    "\"{}\" is with {} already.",
                    before.title,
                    short(register, body)
                ),
            ));
        }
        after.waiting_for.push(Holder {
            organisation: body,
            since: Some(options.on),
        });
    }
    match before.state() {
        AgreementState::Proposed | AgreementState::InDevelopment => {
            begin(&mut after, AgreementState::OutForSignature, options.on)?;
        }
        AgreementState::NotStated if before.stands_from(register).is_none() => {
            begin(&mut after, AgreementState::OutForSignature, options.on)?;
        }
        AgreementState::OutForSignature
        | AgreementState::Current
        | AgreementState::UnderReview
        | AgreementState::NotStated
        | AgreementState::Superseded
        | AgreementState::Ended => {}
    }
    let whom = names(register, options.to.iter().copied());
    let why = if is_review { "" } else { " for signature" };
    let label = format!("Noted that \"{}\" went to {whom}{why}", before.title);
    Ok(Change::new(label).update(before, after))
}

/// Says that a body has given the text back without signing it. Refuses a body that does not have it.
pub fn came_back(
    register: &Register,
    id: Id<Agreement>,
    body: Id<Organisation>,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    let mut after = before.clone();
    after.waiting_for.retain(|one| one.organisation != body);
    let name = short(register, body);
    if after.waiting_for.len() == before.waiting_for.len() {
        let sentence = format!("\"{}\" is not with {name}.", before.title);
        return Err(Refusal::invalid("from", sentence));
    }
    let label = format!("Noted that \"{}\" came back from {name}", before.title);
    Ok(Change::new(label).update(before, after))
}

/// Enters a signature, in whatever order they come. Once all have signed, the agreement is current from the last
/// signature unless another day is said, and what it takes the place of is superseded.
///
/// Refuses a day to come, a second signature of one party, one who is not to sign, and an agreement that is over.
pub fn sign(
    register: &Register,
    id: Id<Agreement>,
    options: &SignOptions,
) -> Result<Change, Refusal> {
    let before = found(register, id)?;
    check_going_on(before, "signed")?;
    check_come(
        options.on,
        options.today,
        "a signature is entered once it is there",
    )?;
    let mut after = before.clone();
    let mut parties: Vec<Party> = party::of(register, id).into_iter().cloned().collect();
    let signer = match options.signer {
        Signer::Unknown => {
            sign_for_nobody(register, &mut after, options)?;
            None
        }
        Signer::Body(body) => {
            after.waiting_for.retain(|one| one.organisation != body);
            Some(sign_for(register, before, &mut parties, body, options)?)
        }
    };
    after.effective = options.effective.or(before.effective);
    let signed = tally(&parties, &after.signatures, None);
    let from = move_on(register, before, &mut after, &signed, options)?;
    let who = match options.signer {
        Signer::Body(body) => short(register, body),
        Signer::Unknown => "somebody",
    };
    let told = match from {
        Some(from) => format!("it is in force from {from}"),
        None if signed.signed < signed.of => {
            format!("signed by {} of {}", signed.signed, signed.of)
        }
        None => "all have signed".to_owned(),
    };
    let day = on_or_in(options.on);
    let label = format!("Noted that {who} signed \"{}\" {day}: {told}", before.title);
    let mut change = Change::new(label);
    if after != *before {
        change = change.update(before, after);
    }
    if let Some(party) = signer {
        change = match register.parties.get(party.id) {
            Some(was) => change.update(was, party),
            None => change.create(party),
        };
    }
    Ok(match from {
        Some(from) => supersede::with_earlier(change, register, before, from),
        None => change,
    })
}

/// The signature of a party, known or new.
fn sign_for(
    register: &Register,
    agreement: &Agreement,
    parties: &mut Vec<Party>,
    body: Id<Organisation>,
    options: &SignOptions,
) -> Result<Party, Refusal> {
    let name = short(register, body);
    if !parties.iter().any(|one| one.organisation == body) {
        let Some(capacity) = options.capacity else {
            return Err(Refusal::invalid(
                "capacity",
                format!(
                    "{name} is no party to \"{}\" yet. Say in what capacity it signs: party or signatory.",
                    agreement.title
                ),
            ));
        };
        let joins = supersede::is_born(agreement.state()).then_some(options.on);
        let last = parties.iter().map(|one| one.position).max().unwrap_or(0);
        parties.push(Party {
            capacity,
            from: joins,
            position: last.saturating_add(1),
            ..Party::new(register.parties.next_id(), agreement.id, body)
        });
    }
    let found = parties.iter_mut().find(|one| one.organisation == body);
    let party = found.expect("it was put among them where it was not");
    party.capacity = options.capacity.unwrap_or(party.capacity);
    if !signs(party.capacity) {
        return Err(Refusal::invalid(
            "capacity",
            format!(
                "{name} is {} {} and does not sign. If it did, say in what capacity: party or signatory.",
                article(party.capacity),
                party.capacity
            ),
        ));
    }
    if let (Some(on), Again::Refuse) = (party.signed, options.again) {
        return Err(Refusal::invalid(
            "party",
            format!(
                "{name} signed \"{}\" {} already. To correct that, say so: --again, or edit the party.",
                agreement.title,
                on_or_in(on)
            ),
        ));
    }
    party.signed = Some(options.on);
    let by = options.by.trim();
    if !by.is_empty() || options.again == Again::Correct {
        by.clone_into(&mut party.signed_by);
    }
    Ok(party.clone())
}

/// A signature of which nobody knows whose it is.
fn sign_for_nobody(
    register: &Register,
    after: &mut Agreement,
    options: &SignOptions,
) -> Result<(), Refusal> {
    if !options.by.trim().is_empty() || options.capacity.is_some() {
        let sentence =
            "Who signed, and in what capacity, is kept with a party. Say which party it is.";
        return Err(Refusal::invalid("party", sentence));
    }
    let known = standing(register, after, None);
    if known.of <= known.signed {
        return Err(Refusal::state(format!(
            "As many signatures of \"{}\" are known as there are parties to sign it. Add the party that is missing \
             first, or edit the dates.",
            after.title
        )));
    }
    after.signatures.push(options.on);
    Ok(())
}

/// Moves the agreement on by its signatures. Gives the day from which it binds if that is so now.
fn move_on(
    register: &Register,
    before: &Agreement,
    after: &mut Agreement,
    signed: &Signed,
    options: &SignOptions,
) -> Result<Option<Date>, Refusal> {
    let is_to_come = match before.state() {
        AgreementState::Proposed
        | AgreementState::InDevelopment
        | AgreementState::OutForSignature => true,
        AgreementState::NotStated => before.stands_from(register).is_none(),
        AgreementState::Current
        | AgreementState::UnderReview
        | AgreementState::Superseded
        | AgreementState::Ended => false,
    };
    if !is_to_come {
        return Ok(None);
    }
    if signed.signed < signed.of {
        if before.state() != AgreementState::OutForSignature {
            begin(after, AgreementState::OutForSignature, options.on)?;
        }
        return Ok(None);
    }
    let last = signed.last.unwrap_or(options.on);
    let is_after_states =
        |from: &Date| latest(before).is_none_or(|(_, day)| day.first() <= from.last());
    // An earlier day than that of its states stands in its own field; the state begins with the last signature.
    let from = after.effective.filter(is_after_states).unwrap_or(last);
    begin(after, AgreementState::Current, from)?;
    after.waiting_for = Vec::new();
    Ok(Some(from))
}

/// How many of those who are to sign have done so, all in all or by a day.
fn standing(register: &Register, agreement: &Agreement, by: Option<NaiveDate>) -> Signed {
    let parties: Vec<Party> = party::of(register, agreement.id)
        .into_iter()
        .cloned()
        .collect();
    tally(&parties, &agreement.signatures, by)
}

fn tally(parties: &[Party], loose: &[Date], by: Option<NaiveDate>) -> Signed {
    let bound = parties
        .iter()
        .filter(|one| one.to.is_none() && signs(one.capacity));
    let of = bound.clone().count();
    let dates = bound
        .filter_map(|one| one.signed)
        .chain(loose.iter().copied());
    let dates: Vec<Date> = dates
        .filter(|on| by.is_none_or(|day| on.first() <= day))
        .collect();
    Signed {
        signed: dates.len(),
        of,
        last: dates.iter().copied().max_by_key(|date| date.last()),
    }
}

fn signs(capacity: Capacity) -> bool {
    match capacity {
        Capacity::Party | Capacity::Signatory => true,
        Capacity::Supporter | Capacity::Adopter => false,
    }
}

fn article(capacity: Capacity) -> &'static str {
    match capacity {
        Capacity::Adopter => "an",
        Capacity::Party | Capacity::Signatory | Capacity::Supporter => "a",
    }
}

/// Refuses a body that is not to sign, or has signed.
fn check_signs(
    register: &Register,
    agreement: &Agreement,
    body: Id<Organisation>,
) -> Result<(), Refusal> {
    let name = short(register, body);
    let bound = bound(register, agreement.id);
    let sentence = match bound.iter().find(|one| one.organisation == body) {
        None => format!(
            "{name} is no party that signs \"{}\". Add it as a party or a signatory first.",
            agreement.title
        ),
        Some(Party {
            signed: Some(on), ..
        }) => format!(
            "{name} signed \"{}\" {} already.",
            agreement.title,
            on_or_in(*on)
        ),
        Some(_) => return Ok(()),
    };
    Err(Refusal::invalid("to", sentence))
}

/// The state as far as it had come by a day, whatever takes its place.
fn state_by(agreement: &Agreement, day: NaiveDate) -> AgreementState {
    let last = agreement.states.last();
    match last.and_then(|one| one.since) {
        Some(since) if day < since.first() => {
            agreement.begun_by(day).unwrap_or(AgreementState::NotStated)
        }
        Some(_) | None => agreement.state(),
    }
}

/// `with ADASS since 22 January`; several with one day together.
fn with_whom(register: &Register, agreement: &Agreement, today: NaiveDate) -> Option<String> {
    let mut groups: Vec<(Option<Date>, Vec<Id<Organisation>>)> = Vec::new();
    for one in holders(agreement, today) {
        match groups.iter_mut().find(|(since, _)| *since == one.since) {
            Some((_, bodies)) => bodies.push(one.organisation),
            None => groups.push((one.since, vec![one.organisation])),
        }
    }
    let groups = groups.into_iter().map(|(since, bodies)| {
        let whom = names(register, bodies.into_iter());
        let since = since.map_or_else(String::new, |since| {
            format!(" since {}", near(since, today))
        });
        format!("with {whom}{since}")
    });
    let words = groups.collect::<Vec<_>>().join(", ");
    (!words.is_empty()).then_some(words)
}

/// A day of this year without its year.
fn near(date: Date, today: NaiveDate) -> String {
    let words = date.to_string();
    let year = format!(" {}", today.year());
    match (date.as_day(), words.strip_suffix(&year)) {
        (Some(_), Some(words)) => words.to_owned(),
        (Some(_) | None, _) => words,
    }
}

/// `CQC, GMC and ADASS`.
fn names(register: &Register, bodies: impl Iterator<Item = Id<Organisation>>) -> String {
    let names: Vec<&str> = bodies.map(|id| short(register, id)).collect();
    match &names[..] {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

fn short(register: &Register, id: Id<Organisation>) -> &str {
    register
        .organisations
        .get(id)
        .map_or("somebody", Organisation::short)
}

#[cfg(test)]
mod tests;
