//! `commitments.csv`: duties that agreements and the Chief Executives' forum create. None is started by being brought in.

use super::intake::{CHIEF_EXECUTIVES, Incoming, Intake};
use super::sheet::{Cells, Sheet};
use crate::domain::agreement::Agreement;
use crate::domain::calendar::Interval;
use crate::domain::commitment::{Clock, Commitment};
use crate::domain::forum::{Cadence, Forum};
use crate::domain::id::{Entry, Id};
use crate::domain::refusal::{Refusal, quoted};

/// Stands where the file names no agreement.
const FORUM: &str = "(forum)";

/// The month in which a forum's year starts, where nobody says otherwise.
const JANUARY: u8 = 1;

pub(super) fn take(intake: &mut Intake<'_>, sheet: &Sheet) {
    intake.each(sheet, commitment);
}

fn commitment(intake: &mut Intake<'_>, row: &Incoming) -> Result<Entry, Refusal> {
    let key = row.need("agreement")?;
    row.need("rule")?;
    let register = intake.register();
    let known = row.id().and_then(|id| register.commitments.get(id));
    let id = known.map_or_else(|| register.commitments.next_id(), |one| one.id);
    let (agreement, forum) = match known {
        Some(one) => (one.agreement, one.forum),
        None if key == FORUM => (None, Some(intake.forum(CHIEF_EXECUTIVES))),
        None => (Some(agreement(intake, key)?), None),
    };
    let blank = Commitment {
        agreement,
        forum,
        ..Commitment::new(id, "")
    };
    let told = row.told(blank.clone(), |cells| Ok(read(cells, blank.clone())))?;
    let clock = told.now.clock;
    intake.put(row.line, told);
    if let (None, Some(forum), Clock::PerYear(count)) = (&row.before, forum, clock) {
        set_cadence(intake, forum, count);
    }
    Ok(id.into())
}

fn agreement(intake: &Intake<'_>, key: &str) -> Result<Id<Agreement>, Refusal> {
    let found = intake.by_reference(key).or_else(|| intake.called(key));
    found.ok_or_else(|| {
        Refusal::not_found(format!(
            "The agreement {} is in no file and not in the register.",
            quoted(key)
        ))
    })
}

fn read(cells: &Cells, blank: Commitment) -> Commitment {
    Commitment {
        paragraph: cells.get("para").trim_matches('-').to_owned(),
        rule: cells.get("rule").to_owned(),
        sort: cells.get("kind").to_owned(),
        clock: clock(cells),
        trigger: cells.get("trigger").to_owned(),
        who: cells.get("who").to_owned(),
        post: post(cells.get("trigger")).to_owned(),
        ..blank
    }
}

/// Who changes, if the trigger is that: "change of DASS notified" names the DASS.
fn post(trigger: &str) -> &str {
    let post = trigger.strip_prefix("change of ");
    post.and_then(|post| post.strip_suffix(" notified"))
        .unwrap_or_default()
}

/// What of the row can be reckoned: a whole number and a unit of time. "2 levels" and "as soon as" cannot.
fn clock(cells: &Cells) -> Clock {
    let Ok(count) = cells.get("param").parse::<u16>() else {
        return Clock::None;
    };
    let unit = cells.get("unit");
    if unit == "per year" {
        return u8::try_from(count).map_or(Clock::None, Clock::PerYear);
    }
    let (unit, side) = unit.rsplit_once(' ').unwrap_or((unit, ""));
    let Ok(interval) = format!("{count} {unit}").parse::<Interval>() else {
        return Clock::None;
    };
    match side {
        "after" => Clock::Within(interval),
        "before" => Clock::Before(interval),
        "" if cells.get("kind").contains("notice") => Clock::Before(interval),
        "" if count > 0 => Clock::Every(interval),
        _ => Clock::None,
    }
}

/// A count per year is the forum's cadence, if it has none.
fn set_cadence(intake: &mut Intake<'_>, id: Id<Forum>, count: u8) {
    let Some(forum) = intake.register().forums.get(id).cloned() else {
        return;
    };
    if forum.cadence == Cadence::None && count > 0 {
        intake.write(Forum {
            cadence: Cadence::PerYear {
                count,
                starts: JANUARY,
            },
            ..forum
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::cells;
    use super::*;

    #[test]
    fn a_number_and_a_unit_of_time_make_a_clock() {
        for (kind, param, unit, expected) in [
            ("meeting cadence (minimum)", "2", "months", "every 2 months"),
            ("data cadence", "1", "month", "every 1 month"),
            ("papers lead time", "2", "days before", "2 days before"),
            (
                "time limit after event",
                "3",
                "months after",
                "within 3 months",
            ),
            (
                "meeting cadence (count per year)",
                "3",
                "per year",
                "3 times a year",
            ),
            ("advance notice", "48", "hours", "48 hours before"),
            ("advance notice", "7", "hours", "7 hours before"),
            ("event cadence", "12", "months", "every 12 months"),
            ("escalation ladder", "2", "levels", "no number"),
            ("notify on change", "", "as soon as", "no number"),
            ("review", "2021-09", "month (by)", "no number"),
            ("data cadence", "0", "months", "no number"),
            ("data cadence", "99999", "months", "no number"),
        ] {
            let row = cells(&[("kind", kind), ("param", param), ("unit", unit)]);
            assert_eq!(clock(&row).to_string(), expected, "{param} {unit}");
        }
    }

    #[test]
    fn a_trigger_may_name_a_post() {
        assert_eq!(post("change of DASS notified"), "DASS");
        assert_eq!(post("change of personnel"), "");
    }
}
