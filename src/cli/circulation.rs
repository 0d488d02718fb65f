//! `forum circulation`: whom a forum's texts go to.

use clap::Args;
use serde_json::{Value as Json, json};

use super::entry::called;
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::circulation::{Gets, Recipient, circulation};
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::register::{Kind, Register};
use crate::exchange::listing::{Cell, Column, Listing, Shrink};
use crate::session::Session;

#[derive(Debug, Args)]
pub struct CirculationArgs {
    /// A number, a name, an acronym, or part of a name that fits one only
    #[arg(required = true, value_name = "FORUM")]
    forum: Vec<String>,
}

pub(super) fn list(
    args: &CirculationArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let entry = called(session, Kind::Forum, &args.forum.join(" "))?;
    let forum: Id<Forum> = entry.id().expect("it was asked of that kind");
    let all = circulation(register, forum, None, session.today());
    let rows = all.iter().map(|one| as_json(register, one));
    if all.is_empty() {
        out.say("Nobody belongs to this forum yet: add members with `secretariat member add`.")?;
    }
    let listing = || listing(register, &all, common);
    out.give_list(common, || rows.collect(), listing)?;
    Ok(Exit::Done)
}

fn listing(register: &Register, all: &[Recipient], common: &Common) -> Listing {
    let columns = vec![
        Column::new("Organisation").shrink(Shrink::Second),
        Column::new("Role"),
        Column::new("Names").shrink(Shrink::First),
        Column::new("Address").shrink(Shrink::Second),
        Column::new("Copy to").shrink(Shrink::Second),
        Column::new("Gets"),
    ];
    let mut listing = Listing::new("Circulation list", common.audience, columns);
    let row = |one: &Recipient| {
        let to = if one.address().is_empty() {
            "no address".to_owned()
        } else {
            one.addresses.join(", ")
        };
        let cells = [
            one.short(register).to_owned(),
            one.role(),
            one.name(),
            to,
            one.copies.join(", "),
            format!("{} text", gets(&one.gets)),
        ];
        cells.iter().map(|cell| Cell::line(cell)).collect()
    };
    listing.rows = all.iter().map(row).collect();
    listing
}

/// Whose text it is, as `--for` names them.
fn gets(gets: &Gets) -> &'static str {
    match gets {
        Gets::Members => "members",
        Gets::Invitee { .. } => "public",
    }
}

fn as_json(register: &Register, one: &Recipient) -> Json {
    json!({
        "organisation": { "number": one.organisation.number(), "name": one.short(register) },
        "roles": one.roles.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "names": one.names,
        "addresses": one.addresses,
        "copies": one.copies,
        "gets": gets(&one.gets),
    })
}
