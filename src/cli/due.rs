//! `due`: everything that needs attention, most urgent first.

use clap::Args;
use serde_json::Value as Json;

use super::format::{self, ListFormat};
use super::{Common, Exit, Out, Stop};
use crate::domain::calendar::Interval;
use crate::domain::due::{DueKind, DueOptions, Line, Section, due};
use crate::exchange::listing::{Layout, Listing};
use crate::exchange::{due_list, json};
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
    if lines.is_empty() {
        out.say("Nothing is due.")?;
    }
    let (register, today) = (session.register(), session.today());
    let listing = || due_list::listing(register, &lines, today, common.audience);
    if format::list(common)? == ListFormat::Layout(Layout::Table) {
        out.give(&in_sections(&lines, &listing(), out.width), common)?;
    } else {
        out.give_list(common, || as_json(&lines, common, session), listing)?;
    }
    let is_found = args.exit_code && lines.iter().any(|line| line.is_overdue);
    Ok(if is_found {
        Exit::FoundOverdue
    } else {
        Exit::Done
    })
}

fn as_json(lines: &[Line], common: &Common, session: &Session) -> Json {
    let register = session.register();
    lines
        .iter()
        .map(|line| json::due(register, line, session.today(), common.audience))
        .collect()
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
