//! `status`: one paragraph, for the start of a day.

use super::{Common, Exit, Out, Stop};
use crate::domain::date::Date;
use crate::domain::due::{DueOptions, Line, Section, due};
use crate::session::Session;

/// So many lines of a section are named.
const NAMED: usize = 3;

pub(super) fn run(common: &Common, session: &Session, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let lines = due(
        session.register(),
        session.today(),
        session.rules(),
        &DueOptions::default(),
    );
    let mut sentences = vec![format!("{}.", Date::day(session.today()))];
    for section in [
        Section::Overdue,
        Section::DueSoon,
        Section::NextMeeting,
        Section::WaitingFor,
    ] {
        let of: Vec<&Line> = lines
            .iter()
            .filter(|line| line.section == section)
            .collect();
        let said = sentence(section, &of, common, session);
        sentences.extend((!said.is_empty()).then_some(said));
    }
    let heading = common.audience.heading();
    out.give(&format!("{heading}{}\n", sentences.join(" ")), common)?;
    Ok(Exit::Done)
}

fn sentence(section: Section, lines: &[&Line], common: &Common, session: &Session) -> String {
    let (nothing, one, several) = match section {
        Section::Overdue => ("Nothing is overdue.", "Overdue", "overdue"),
        Section::DueSoon => ("Nothing is due soon.", "Due soon", "due soon"),
        Section::NextMeeting => ("No meeting is fixed.", "Next meeting", "next meetings"),
        // Most days nobody is waited for, and then nothing needs saying.
        Section::WaitingFor => ("", "Waiting for others", "waiting for others"),
        Section::Later => ("", "Later", "later"),
    };
    let name = |line: &&Line| {
        let title = line.title_for(session.register(), session.today(), common.audience);
        let (register, today) = (session.register(), session.today());
        let owner = match section {
            Section::WaitingFor => line.owner_for(register, today, common.audience),
            Section::Overdue | Section::DueSoon | Section::NextMeeting | Section::Later => {
                String::new()
            }
        };
        let said = [owner, line.how_far(today)];
        let said: Vec<&str> = said
            .iter()
            .map(String::as_str)
            .filter(|one| !one.is_empty())
            .collect();
        format!("{title} ({})", said.join(", "))
    };
    match lines {
        [] => nothing.to_owned(),
        [line] => format!("{one}: {}.", name(line)),
        _ => {
            let named: Vec<String> = lines.iter().take(NAMED).map(name).collect();
            let more = lines.len().saturating_sub(NAMED);
            let more = if more > 0 {
                format!("; and {more} more")
            } else {
                String::new()
            };
            format!("{} {several}: {}{more}.", lines.len(), named.join("; "))
        }
    }
}
