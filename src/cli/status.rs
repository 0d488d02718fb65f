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
    for section in [Section::Overdue, Section::DueSoon, Section::NextMeeting] {
        let of: Vec<&Line> = lines
            .iter()
            .filter(|line| line.section == section)
            .collect();
        sentences.push(sentence(section, &of, common, session));
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
        Section::Later => ("", "Later", "later"),
    };
    let name = |line: &&Line| {
        let title = line.title_for(session.register(), session.today(), common.audience);
        format!("{title} ({})", line.how_far(session.today()))
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
