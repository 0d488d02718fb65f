//! Which document is meant by what somebody typed.

use chrono::Datelike;

use super::{Document, ExportArgs};
use crate::cli::Stop;
use crate::domain::cycle::plan::Year;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::meeting::Meeting;
use crate::domain::named::{self, named};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Row};
use crate::exchange::catalogue::{Desk, Piece, Sort};
use crate::exchange::review_report::Span;

/// Refuses a name that fits nothing, or several.
pub(super) fn piece(what: Document, args: &ExportArgs, desk: &Desk<'_>) -> Result<Piece, Stop> {
    let name = args.name.join(" ");
    let piece = match what {
        Document::Sort(sort) => of_sort(sort, &name, args, desk)?,
        Document::Kind(Kind::Agreement) if !name.is_empty() => {
            Piece::Agreement(one(desk, Kind::Agreement, &name)?)
        }
        Document::Kind(Kind::Organisation) if !name.is_empty() => {
            Piece::Organisation(one(desk, Kind::Organisation, &name)?)
        }
        Document::Kind(kind) if name.is_empty() => {
            crate::cli::entry::check_audience(kind, desk.audience)?;
            Piece::List(kind)
        }
        Document::Kind(kind) => {
            return Err(Stop::Usage(format!(
                "There is no document about one {kind}; `secretariat {kind} show {name}` shows it. Leave the name out \
                 for the list."
            )));
        }
    };
    Ok(piece)
}

fn of_sort(sort: Sort, name: &str, args: &ExportArgs, desk: &Desk<'_>) -> Result<Piece, Stop> {
    Ok(match sort {
        Sort::Agenda => Piece::Agenda(meeting(desk, name, "next", args)?),
        Sort::Record => Piece::Record(meeting(desk, name, "last", args)?),
        Sort::Log if name.is_empty() => Piece::ActionLog(None),
        Sort::Log => Piece::ActionLog(Some(one(desk, Kind::Forum, name)?)),
        Sort::Message => Piece::Chase(one(desk, Kind::Organisation, name)?),
        Sort::Agreements => Piece::Agreements,
        Sort::Reviews if !name.is_empty() => {
            Piece::Reviews(Span::Meeting(meeting(desk, name, "next", args)?))
        }
        Sort::Reviews => Piece::Reviews(Span::Year(args.year.unwrap_or(desk.today.year()))),
        Sort::Year => {
            let id: Id<Forum> = one(desk, Kind::Forum, name)?;
            let forum = desk.register.forums.get(id);
            let present = forum.map(|one| Year::holding(one.cadence, desk.today));
            Piece::Year(id, args.year.or(present).unwrap_or(desk.today.year()))
        }
        Sort::Page => Piece::Page,
        Sort::Due => Piece::Due,
    })
}

fn meeting(
    desk: &Desk<'_>,
    name: &str,
    usual: &str,
    args: &ExportArgs,
) -> Result<Id<Meeting>, Refusal> {
    let name = if name.is_empty() { usual } else { name };
    named::meeting(desk.register, name, args.forum.as_deref(), desk.today)
}

/// The entry of a kind that somebody named. Refuses no name at all.
fn one<T: Row>(desk: &Desk<'_>, kind: Kind, name: &str) -> Result<Id<T>, Refusal> {
    if name.is_empty() {
        let sentence = format!("Of which {kind}? Name it after `export`.");
        return Err(Refusal::invalid("name", sentence));
    }
    let entry = named(desk.register, kind, name)?;
    Ok(entry.id().expect("it was asked of that kind"))
}
