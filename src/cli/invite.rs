//! `meeting invite`: a meeting as an invitation for calendar programs, to everybody on the circulation list.

use clap::Args;

use super::calendar::check_format;
use super::{Common, Exit, Out, Stop};
use crate::calendars;
use crate::domain::audience::Audience;
use crate::domain::named;
use crate::exchange::ics::{self, InvitationOptions, invitation};
use crate::session::Session;

#[derive(Debug, Args)]
#[command(
    after_help = "It is the public text, whoever gets it. Of a meeting that is cancelled or postponed it tells everybody \
that it is off."
)]
pub struct InviteArgs {
    /// A number, a date, a reference, `next` or `last`
    #[arg(default_value = "next")]
    meeting: String,
    /// The forum whose meeting it is
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
    /// The address that invites; the Secretariat's unless said
    #[arg(long, value_name = "ADDRESS")]
    organizer: Option<String>,
    /// Days before the meeting at which the calendar reminds of it, 0 for never; 1 unless said
    #[arg(long, value_name = "DAYS")]
    remind: Option<u16>,
}

pub(super) fn run(
    args: &InviteArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    check_format(common)?;
    if common.audience != Audience::Public {
        return Err(Stop::Usage(format!(
            "An invitation goes to invitees too, so there is none for {}: leave --for out.",
            common.audience
        )));
    }
    let marks = calendars::marks(session)?;
    let (register, today) = (session.register(), session.today());
    let id = named::meeting(register, &args.meeting, args.forum.as_deref(), today)?;
    let options = InvitationOptions {
        organizer: args.organizer.clone(),
        contact: common.loaded.file.page.contact.clone().unwrap_or_default(),
        remind: args.remind.unwrap_or(ics::REMIND),
    };
    let made = invitation(register, id, today, &marks, &options)?;
    out.give(&made.text, common)?;
    for remark in &made.remarks {
        out.say(remark)?;
    }
    out.say(&made.told())?;
    Ok(Exit::Done)
}
