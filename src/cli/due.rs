//! `due`: everything that needs attention, most urgent first.

use clap::Args;
use serde_json::Value as Json;

use super::format::{self, ListFormat};
use super::{Common, Exit, Out, Stop};
use crate::domain::calendar::Interval;
use crate::domain::due::{DueKind, DueOptions, Line, Section, due};
use crate::domain::shown::Shown;
use crate::exchange::json;
use crate::exchange::listing::{Column, Layout, Listing, Shrink};
use crate::session::Session;

#[derive(Debug, Args)]
pub struct DueArgs {
    /// Only what is overdue or due within this time, as in 90d, 6w or 3m
    #[arg(long, value_name = "TIME")]
    within: Option<Interval>,
    /// Only these kinds: review, action, to-fix, meeting, papers, returns, contact, commitment, embargo,
    /// hand-over, offer, text
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<DueKind>,
    /// Ends with 10 if something is overdue
    #[arg(long)]
    exit_code: bool,
}

pub(super) fn run(
    args: &DueArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let options = DueOptions {
        within: args.within,
        kinds: args.kind.clone(),
    };
    let lines = due(
        session.register(),
        session.today(),
        session.rules(),
        &options,
    );
    let text = match format::list(common)? {
        ListFormat::Json => as_json(&lines, common, session),
        ListFormat::Layout(Layout::Table) => {
            in_sections(&lines, &listing(&lines, common, session), out.width)
        }
        ListFormat::Layout(layout) => listing(&lines, common, session).render(layout, None),
    };
    if lines.is_empty() {
        out.say("Nothing is due.")?;
    }
    out.give(&text, common)?;
    let is_found = args.exit_code && lines.iter().any(|line| line.is_overdue);
    Ok(if is_found {
        Exit::FoundOverdue
    } else {
        Exit::Done
    })
}

fn as_json(lines: &[Line], common: &Common, session: &Session) -> String {
    let register = session.register();
    let rows = lines
        .iter()
        .map(|line| json::due(register, line, session.today(), common.audience));
    format!("{:#}\n", rows.collect::<Json>())
}

fn listing(lines: &[Line], common: &Common, session: &Session) -> Listing {
    let (register, today) = (session.register(), session.today());
    let columns = vec![
        Column::new("State"),
        Column::new("When"),
        Column::new("Due"),
        Column::new("Kind"),
        Column::new("What").shrink(Shrink::First),
        Column::new("Who").shrink(Shrink::Second),
        Column::new("Waiting"),
    ];
    let mut listing = Listing::new("What is due", common.audience, columns);
    let row = |line: &Line| {
        let due = line
            .due
            .map_or_else(|| "no date".to_owned(), |due| due.to_string());
        let title = line.title_for(register, today, common.audience);
        let waits = line.waits_shown(register, today, common.audience);
        let cells = [
            line.state(),
            &line.how_far(today),
            &due,
            &line.kind.to_string(),
            &title,
            &line.owner_for(register, today, common.audience),
            &waits.unwrap_or_default(),
        ];
        cells.map(Shown::line).to_vec()
    };
    listing.rows = lines.iter().map(row).collect();
    listing
}

/// The table with a heading for each section, which the first column then need not repeat. Whom a line waits for stands
/// beneath it.
fn in_sections(lines: &[Line], listing: &Listing, width: Option<usize>) -> String {
    let mut listing = listing.clone();
    let mut text = std::mem::take(&mut listing.audience).heading();
    listing.columns.remove(0);
    listing.columns.pop();
    let mut waits = Vec::new();
    for row in &mut listing.rows {
        row.remove(0);
        waits.push(row.pop().filter(|words| !words.is_empty()));
    }
    let table = listing.render(Layout::Table, width.map(|width| width.saturating_sub(2)));
    let mut section: Option<Section> = None;
    for ((line, row), waits) in lines.iter().zip(table.lines().skip(1)).zip(waits) {
        if section != Some(line.section) {
            let gap = if section.is_some() { "\n" } else { "" };
            let count = lines
                .iter()
                .filter(|one| one.section == line.section)
                .count();
            let name = line.section.to_string().to_uppercase();
            text.extend([gap, &name, &format!(" ({count})\n")]);
            section = Some(line.section);
        }
        text.push_str("  ");
        text.push_str(row.trim_end());
        text.push('\n');
        if let Some(waits) = waits {
            text.extend(["    ", &waits, "\n"]);
        }
    }
    text
}
