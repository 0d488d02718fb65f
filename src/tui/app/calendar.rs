//! Meetings and deadlines as a calendar file, and a meeting as an invitation.

use super::App;
use crate::calendars;
use crate::domain::refusal::Refusal;
use crate::exchange::ics::{
    CalendarOptions, InvitationOptions, Marks, REMIND, calendar, invitation,
};
use crate::files::Existing;
use crate::session::{Failure, Session};
use crate::tui::effect::{Dates, DatesOf, Then};

impl App {
    /// Writes it, with what is to be said of it.
    pub(super) fn write_dates(&mut self, dates: &Dates, session: &mut Session) {
        let made = calendars::marks(session);
        let made = made.and_then(|marks| Ok(self.dates(dates, &marks, session)?));
        match made {
            Ok((text, told)) => {
                let (bytes, then) = (text.into_bytes(), Then::Offer(told));
                self.export(&dates.path, bytes, Existing::Refuse, then, session);
            }
            Err(Failure::Refused(refusal)) => self.refused(&refusal),
            Err(failure) => self.refuse(&failure.to_string()),
        }
    }

    /// The file, and sentences about it.
    fn dates(
        &self,
        dates: &Dates,
        marks: &Marks,
        session: &Session,
    ) -> Result<(String, Vec<String>), Refusal> {
        let (register, today) = (session.register(), session.today());
        match dates.of {
            DatesOf::Forum(forum) => {
                let options = CalendarOptions {
                    audience: dates.audience,
                    forum,
                    ..CalendarOptions::default()
                };
                let made = calendar(register, today, session.rules(), marks, &options)?;
                Ok((made.text, made.remarks))
            }
            DatesOf::Invitation(meeting) => {
                let options = InvitationOptions {
                    organizer: None,
                    contact: self.outlook.page.contact.clone().unwrap_or_default(),
                    remind: REMIND,
                };
                let made = invitation(register, meeting, today, marks, &options)?;
                let told = made.told();
                Ok((
                    made.text,
                    std::iter::once(told).chain(made.remarks).collect(),
                ))
            }
        }
    }
}
