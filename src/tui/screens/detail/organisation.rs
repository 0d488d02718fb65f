//! An organisation with its people, its agreements, its forums and its open actions.

use super::Writer;
use super::about::{self, speakers};
use crate::domain::action::{self, Action};
use crate::domain::announcement::Announcement;
use crate::domain::contact::Contact;
use crate::domain::life::review;
use crate::domain::membership::Membership;
use crate::domain::organisation::Organisation;
use crate::domain::party::Party;
use crate::domain::register::Record;
use crate::tui::effect::Context;
use crate::tui::screens::parts;

pub(super) fn write(context: &Context<'_>, one: &Organisation, out: &mut Writer<'_>) {
    let register = context.register();
    out.fields(Record::Organisation(one), &["reference", "name"]);
    contacts(context, one, out);
    let own = one.id.into();
    let parties = speakers::<Party>(context, own);
    let parties = parties.filter_map(|party| register.agreements.get(party.agreement));
    out.list("Agreements", parties, |out, agreement| {
        out.item(
            &agreement.title,
            agreement.id.into(),
            Some(agreement.id.into()),
        );
        let review =
            review::due(register, agreement, context.today()).map(|due| format!(", review {due}"));
        out.under(&format!(
            "{}{}",
            parts::state(context, agreement),
            review.unwrap_or_default()
        ));
    });
    let members = speakers::<Membership>(context, own);
    let members = members.filter_map(|member| Some((member, register.forums.get(member.forum)?)));
    out.list("Forums", members, |out, (member, forum)| {
        let is_held = member.is_held_on(context.today());
        let then = if is_held { "" } else { ", not now" };
        out.item(
            &format!("{}: {}{then}", forum.name, member.role),
            member.id.into(),
            Some(forum.id.into()),
        );
    });
    let open = speakers::<Action>(context, own);
    let open = open.filter(|action| action.is_open_on(context.today()));
    out.list("Open actions", open, |out, one| {
        let number = action::forum_number(register, one);
        let id = one.id.into();
        out.item(&format!("{number}  {}", one.text), id, Some(id));
        out.under(&one.due.to_string());
    });
    let announcements = speakers::<Announcement>(context, own);
    about::announcements(context, announcements, out);
    let earlier = speakers::<Organisation>(context, own);
    out.list("Took the place of", earlier, |out, body| {
        out.item(&body.name, body.id.into(), Some(body.id.into()));
    });
}

/// Who is in post first, then who was.
fn contacts(context: &Context<'_>, one: &Organisation, out: &mut Writer<'_>) {
    let mut people: Vec<&Contact> = context.register().contacts.of(one.id).collect();
    people.sort_by_key(|contact| !contact.is_in_post(context.today()));
    out.list("Contacts", people, |out, contact| {
        let names = [contact.name.as_str(), contact.post.as_str()];
        let names = names.into_iter().filter(|name| !name.is_empty());
        let left = match contact.to {
            Some(to) if to.last() < context.today() => format!(" (until {to})"),
            Some(_) | None => match contact.from {
                Some(from) if context.today() < from.first() => format!(" (from {from})"),
                Some(_) | None => String::new(),
            },
        };
        out.item(
            &format!("{}{left}", names.collect::<Vec<_>>().join(", ")),
            contact.id.into(),
            None,
        );
        let ways = [contact.telephone.as_str(), contact.email.as_str()];
        let ways = ways.into_iter().filter(|way| !way.is_empty());
        out.under(&ways.collect::<Vec<_>>().join(", "));
    });
}
