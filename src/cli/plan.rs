//! `meeting plan`: a forum's year with the dates that would keep its cadence.

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value as Json, json};

use super::format::{self, ListFormat};
use super::{Common, Exit, Out, Stop};
use crate::domain::cycle::plan::{self, Plan, Year};
use crate::domain::date::{self, Date, with_weekday};
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::Meeting;
use crate::domain::named::named;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};
use crate::exchange::json;
use crate::exchange::listing::{Cell, Column, Layout, Listing, Shrink};
use crate::session::Session;
use crate::store::Access;

/// The state of a row that is not in the register yet.
const PROPOSED: &str = "proposed";

#[derive(Debug, Args)]
pub struct PlanArgs {
    /// The forum, by number, name, acronym, or part of a name that fits one only
    #[arg(required = true)]
    forum: Vec<String>,
    /// The forum's year that begins in this one; the present one unless said
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// Leaves a proposed date out
    #[arg(long, value_name = "DATE")]
    drop: Vec<String>,
    /// Puts a date of your own in
    #[arg(long, value_name = "DATE")]
    add: Vec<String>,
    /// Puts a date in the place of one that is proposed
    #[arg(long = "move", value_name = "OLD=NEW")]
    moves: Vec<String>,
    /// Plans a meeting on every date proposed, as one change; --yes does so too
    #[arg(long)]
    accept: bool,
}

/// A row of the year: a meeting that is fixed, or a date that is proposed.
pub(super) struct Line {
    meeting: Option<Id<Meeting>>,
    state: String,
    on: Date,
    chair: Option<Id<Organisation>>,
    record_by: Option<Id<Organisation>>,
    why: String,
    notes: Vec<String>,
}

impl PlanArgs {
    pub(super) fn access(&self, common: &Common) -> Access {
        if self.is_accepted(common) {
            Access::Write
        } else {
            Access::Read
        }
    }

    fn is_accepted(&self, common: &Common) -> bool {
        self.accept || common.yes
    }
}

pub(super) fn run(
    args: &PlanArgs,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let plan = planned(args, session)?;
    let register = session.register();
    let lines = lines(register, &plan, session.today());
    let rows = lines.iter().map(|line| as_json(register, line, common));
    let is_table = format::list(common)? == ListFormat::Layout(Layout::Table);
    let listing = || listing(register, &plan, &lines, (common, is_table));
    out.give_list(common, || rows.collect(), listing)?;
    for sentence in remarks(session, &plan) {
        out.say(&sentence)?;
    }
    let days = plan.days();
    if args.is_accepted(common) {
        out.commit(session, common, |register| {
            plan::accept(register, plan.forum, &days)
        })?;
    } else if !days.is_empty() {
        out.say("Nothing is planned yet: --accept plans what is proposed.")?;
    }
    Ok(Exit::Done)
}

/// The plan with what the options change in it.
fn planned(args: &PlanArgs, session: &Session) -> Result<Plan, Stop> {
    let register = session.register();
    let (today, holidays) = (session.today(), &session.rules().holidays);
    let entry = named(register, Kind::Forum, &args.forum.join(" "))?;
    let forum = entry.id().expect("it was asked of that kind");
    let cadence = register.forums.get(forum).map(|forum| forum.cadence);
    let present = cadence.map(|cadence| Year::holding(cadence, today));
    let year = args.year.or(present).unwrap_or_default();
    let mut plan = plan::propose(register, forum, year, today, holidays)?;
    for text in &args.drop {
        plan.drop_day(day(text, today)?)?;
    }
    for text in &args.moves {
        let Some((from, to)) = text.split_once('=') else {
            let sentence = format!("--move {text}: write the old date, =, and the new one.");
            return Err(Stop::Usage(sentence));
        };
        plan.move_day(register, (day(from, today)?, day(to, today)?), holidays)?;
    }
    for text in &args.add {
        plan.add_day(register, day(text, today)?, holidays)?;
    }
    Ok(plan)
}

fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    let read = date::read(text, today)?;
    let longer = || Refusal::invalid("on", format!("{read} is not one day."));
    read.as_day().ok_or_else(longer)
}

/// How the year stands, and what must be known beside its dates.
pub(super) fn remarks(session: &Session, plan: &Plan) -> Vec<String> {
    let register = session.register();
    let mut remarks = Vec::new();
    if let Some(forum) = register.forums.get(plan.forum) {
        let holidays = &session.rules().holidays;
        let kept = plan::kept(register, forum, plan.year, &plan.days(), holidays);
        let name = &forum.name;
        remarks.push(format!("{name}: {}.", kept.sentence));
    }
    remarks.extend(plan.notes.iter().cloned());
    remarks
}

/// The meetings of the year and the dates proposed, the earliest first.
pub(super) fn lines(register: &Register, plan: &Plan, today: NaiveDate) -> Vec<Line> {
    let fixed = plan
        .fixed
        .iter()
        .filter_map(|id| register.meetings.get(*id));
    let fixed = fixed.map(|one| Line {
        meeting: Some(one.id),
        state: one.state_on(today).to_string(),
        on: one.on,
        chair: one.chaired_by(register),
        record_by: one.record_taken_by(register),
        why: String::new(),
        notes: Vec::new(),
    });
    let proposed = plan.proposals.iter().map(|one| Line {
        meeting: None,
        state: PROPOSED.to_owned(),
        on: Date::day(one.on),
        chair: one.chair,
        record_by: one.record_by,
        why: one.why.clone(),
        notes: one.notes.clone(),
    });
    let mut lines: Vec<Line> = fixed.chain(proposed).collect();
    lines.sort_by_key(|line| line.on);
    lines
}

impl Line {
    /// Its date as a meeting is announced.
    pub(super) fn announced(&self) -> String {
        let day = self.on.as_day();
        day.map_or_else(|| self.on.to_string(), with_weekday)
    }

    /// From what it was reckoned, and what was passed over.
    pub(super) fn reasons(&self) -> String {
        let all = std::iter::once(&self.why).chain(&self.notes);
        let all: Vec<&str> = all
            .map(String::as_str)
            .filter(|one| !one.is_empty())
            .collect();
        all.join("; ")
    }
}

fn listing(
    register: &Register,
    plan: &Plan,
    lines: &[Line],
    (common, is_table): (&Common, bool),
) -> Listing {
    let columns = vec![
        Column::new("State"),
        Column::new("Date"),
        Column::new("Chair").shrink(Shrink::Second),
        Column::new("Record by").shrink(Shrink::Second),
        Column::new("Why").shrink(Shrink::First),
    ];
    let forum = register.forums.get(plan.forum);
    let name = forum.map_or("", |forum| forum.name.as_str());
    let title = format!("Plan of {}: {name}", plan.year);
    let mut listing = Listing::new(&title, common.audience, columns);
    let short = |id: Option<Id<Organisation>>| {
        let body = id.and_then(|id| register.organisations.get(id));
        body.map_or("", Organisation::short)
    };
    let row = |line: &Line| {
        // A spreadsheet would take the sign for a sum.
        let is_marked = line.meeting.is_none() && is_table;
        let mark = if is_marked { "+ " } else { "" };
        let cells = [
            &format!("{mark}{}", line.state),
            &line.announced(),
            short(line.chair),
            short(line.record_by),
            &line.reasons(),
        ];
        cells.map(Cell::line).to_vec()
    };
    listing.rows = lines.iter().map(row).collect();
    listing
}

fn as_json(register: &Register, line: &Line, common: &Common) -> Json {
    let entry = |entry: Entry| json::entry(register, entry, common.audience);
    let body = |id: Option<Id<Organisation>>| id.map(|id| entry(id.into()));
    json!({
        "state": line.state,
        "on": json::date(line.on),
        "chair": body(line.chair),
        "record_by": body(line.record_by),
        "why": line.why,
        "notes": line.notes,
        "meeting": line.meeting.map(|id| entry(id.into())),
    })
}
