//! A forum with its members, its meetings around today and its open actions.

use super::Writer;
use super::about::speakers;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::due::{self, DueKind};
use crate::domain::forum::{Forum, last_meeting, next_meeting};
use crate::domain::id::Id;
use crate::domain::membership::Membership;
use crate::domain::register::{Record, Register, Row};
use crate::tui::effect::Context;

pub(super) fn write(context: &Context<'_>, one: &Forum, out: &mut Writer<'_>) {
    let (register, today) = (context.register(), context.today());
    if let Some(words) = one.kept_by(register).filter(|_| one.is_away_on(today)) {
        out.field("Handed over", &words);
    }
    let to_fix = context.outlook.line(one.id.into(), DueKind::ToFix);
    match (due::tally(register, one, today), to_fix) {
        (Some(tally), _) => out.field(
            "This year",
            &format!(
                "{} held, {} fixed, {} still to fix",
                tally.held, tally.fixed, tally.to_fix
            ),
        ),
        (None, Some(line)) => out.field("To fix", &line.title(register, today)),
        (None, None) => {}
    }
    for (label, meeting) in [
        ("Last meeting", last_meeting(register, one.id, today)),
        ("Next meeting", next_meeting(register, one.id, today)),
    ] {
        if let Some(meeting) = meeting {
            out.link(label, &meeting.announced(), meeting.id.into());
        }
    }
    let chair = one.chair_on(register, today);
    if let Some(chair) = chair.and_then(|id| register.organisations.get(id)) {
        out.link("In the chair", &chair.name, chair.id.into());
    }
    out.fields(Record::Forum(one), &["reference", "name"]);
    members(context, one, out);
    let commitments = speakers::<Commitment>(context, one.id.into());
    out.list("Commitments", commitments, |out, commitment| {
        out.item(&commitment.rule, commitment.id.into(), None);
    });
    let open = register.actions.of(one.id);
    let open = open.filter(|action| action.is_open_on(today));
    out.list("Open actions", open, |out, action| {
        let text = format!("{}  {}", action.number, action.text);
        out.item(&text, action.id.into(), Some(action.id.into()));
    });
}

fn members(context: &Context<'_>, one: &Forum, out: &mut Writer<'_>) {
    let (register, today) = (context.register(), context.today());
    let mut members: Vec<&Membership> = register
        .memberships
        .of(one.id)
        .filter(|member| member.is_held_on(today))
        .collect();
    members.sort_by_key(|member| (member.position, member.id));
    out.list("Members", members, |out, member| {
        let body = register.organisations.get(member.organisation);
        let name = body.map_or("", |body| body.name.as_str());
        out.item(
            &format!("{name}, {}", member.role),
            member.id.into(),
            Some(member.organisation.into()),
        );
        for line in circulation(register, member) {
            out.under(&line);
        }
    });
}

/// Who stands for a member on the circulation list: representative, deputy, and the office to copy.
fn circulation(register: &Register, member: &Membership) -> Vec<String> {
    let person = |role: &str, id: Option<Id<Contact>>| {
        let contact = register.contacts.get(id?)?;
        Some(format!("{role}: {}", contact.title(register)))
    };
    let office = (!member.office.is_empty()).then(|| format!("Copy to: {}", member.office));
    let people = [
        person("Representative", member.representative),
        person("Deputy", member.deputy),
    ];
    people.into_iter().flatten().chain(office).collect()
}
