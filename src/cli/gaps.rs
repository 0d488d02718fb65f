//! `gaps`: what is missing in the register.

use clap::Args;

use super::{Common, Exit, Out, Stop};
use crate::domain::agreement::Agreement;
use crate::domain::id::Id;
use crate::domain::life::gaps::{self, Gap, GapKind};
use crate::domain::named::named;
use crate::domain::register::Kind;
use crate::exchange;
use crate::session::Session;

#[derive(Debug, Args)]
pub struct GapsArgs {
    /// Only those of this agreement, by number, reference or part of its title
    agreement: Vec<String>,
    /// Only these: party, signature, review, date, movement, lead, evidence
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<GapKind>,
}

pub(super) fn run(
    args: &GapsArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let register = session.register();
    let only: Option<Id<Agreement>> = match args.agreement.join(" ") {
        name if name.is_empty() => None,
        name => named(register, Kind::Agreement, &name)?.id(),
    };
    let is_wanted = |gap: &Gap| {
        (only.is_none() || gap.agreement == only)
            && (args.kind.is_empty() || args.kind.contains(&gap.kind))
    };
    let mut found = gaps::gaps(register, session.today());
    found.retain(is_wanted);
    if found.is_empty() {
        out.say("Nothing is missing.")?;
    }
    let json = || exchange::gaps::json(register, &found, common.audience);
    let listing = || exchange::gaps::listing(register, &found, common.audience);
    out.give_list(common, json, listing)?;
    Ok(Exit::Done)
}
