//! `agreement timeline`: agreements along the years.

use clap::Args;
use serde_json::{Value as Json, json};

use super::format::{self, Format};
use super::{Common, Exit, Out, Stop};
use crate::domain::life::timeline::{self, Row};
use crate::exchange;
use crate::exchange::json;
use crate::session::Session;

#[derive(Debug, Args)]
pub struct TimelineArgs {
    /// The first year; that of the earliest date known unless said
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1000..=9999))]
    from: Option<i32>,
    /// The last year; that of the latest date known unless said
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1000..=9999))]
    to: Option<i32>,
}

pub(super) fn run(
    args: &TimelineArgs,
    common: &Common,
    session: &Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    let (register, today) = (session.register(), session.today());
    let rows = timeline::rows(register, today);
    let (first, last) = timeline::years(&rows, today);
    let (first, last) = (args.from.unwrap_or(first), args.to.unwrap_or(last));
    if last < first {
        return Err(Stop::Usage(format!(
            "The years go from {first} to {last}, which is backwards: give --from the earlier one."
        )));
    }
    let text = match format::asked(common)? {
        Some(Format::Json) => {
            let rows = rows.iter().map(|row| as_json(row, common, session));
            json::text(&rows.collect::<Json>())
        }
        Some(Format::Text) | None => {
            exchange::timeline::text(register, &rows, (first, last), today, out.width)
        }
        Some(_) => {
            return Err(Stop::Usage(
                "A timeline is written as text or json; agreement list --format csv gives a table."
                    .to_owned(),
            ));
        }
    };
    if rows.is_empty() {
        out.say("No agreement stands yet.")?;
    }
    out.give(&text, common)?;
    Ok(Exit::Done)
}

fn as_json(row: &Row, common: &Common, session: &Session) -> Json {
    let register = session.register();
    let mark = |mark: &timeline::Mark| json!({ "on": json::date(mark.on), "is": mark.what });
    let (until, is_over) = match row.end {
        timeline::End::Open => (None, false),
        timeline::End::On(end) => (Some(json::date(end)), end.first() <= session.today()),
        timeline::End::Unknown => (None, true),
    };
    json!({
        "agreement": json::entry(register, row.agreement.into(), common.audience),
        "from": row.from.map(json::date),
        "until": until,
        "over": is_over,
        "reviews": row.marks.iter().map(mark).collect::<Json>(),
        "words": row.words(),
    })
}
