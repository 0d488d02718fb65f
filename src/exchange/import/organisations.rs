//! `organisations.csv`: bodies, and their roles at the Chief Executives' forum.

use super::intake::{CHIEF_EXECUTIVES, Incoming, Intake};
use super::parts::{Seat, Words};
use super::sheet::{Cells, Sheet};
use crate::domain::id::{Entry, Id};
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::words::Word;

/// Says of a role that it is none of those worth telling.
const OTHER: &str = "other";

/// A cell of roles taken apart.
#[derive(Default)]
struct Roles {
    held: Vec<Role>,
    /// What is no role at the forum, in the words of the file.
    others: Vec<String>,
}

pub(super) fn take(intake: &mut Intake<'_>, sheet: &Sheet) {
    intake.each(sheet, organisation);
}

fn organisation(intake: &mut Intake<'_>, row: &Incoming) -> Result<Entry, Refusal> {
    let name = row.need("name")?;
    let id = row.id().or_else(|| intake.called(name));
    let id = id.unwrap_or_else(|| intake.register().organisations.next_id());
    let told = row.told(Organisation::new(id, ""), |cells| Ok(read(cells, id)))?;
    intake.put(row.line, told);
    if row.is_changed("role_in_forum") {
        take_roles(intake, row, id);
    }
    intake.note(row, id.into(), "notes", "");
    Ok(id.into())
}

fn read(cells: &Cells, id: Id<Organisation>) -> Organisation {
    let mut acronyms = cells.get("acronym").split('/').map(str::trim);
    let mut body = Organisation::new(id, cells.get("name"));
    body.acronym = acronyms
        .next()
        .filter(|one| !one.is_empty())
        .map(str::to_owned);
    body.aliases = acronyms.map(str::to_owned).collect();
    cells.get("kind").clone_into(&mut body.sort);
    body
}

fn take_roles(intake: &mut Intake<'_>, row: &Incoming, body: Id<Organisation>) {
    let was = roles(row.was("role_in_forum"));
    let now = roles(row.cells.get("role_in_forum"));
    if !now.held.is_empty() || !was.held.is_empty() {
        let forum = intake.forum(CHIEF_EXECUTIVES);
        let position = place(intake, forum, body);
        let seats = |roles: &Roles| {
            let seat = |&role| Seat {
                forum,
                organisation: body,
                role,
                position,
            };
            roles.held.iter().map(seat).collect::<Vec<_>>()
        };
        intake.parts(row.line, body.into(), &seats(&was), &seats(&now));
    }
    let words = |roles: &Roles| {
        let words = Words {
            about: body.into(),
            column: "role_in_forum",
            text: format!("Role: {}", roles.others.join("; ")),
        };
        let filled = (!roles.others.is_empty()).then_some(words);
        filled.into_iter().collect::<Vec<_>>()
    };
    intake.parts(row.line, body.into(), &words(&was), &words(&now));
}

/// The body's place in the forum's list: the one it has, else the next.
fn place(
    intake: &Intake<'_>,
    forum: Id<crate::domain::forum::Forum>,
    body: Id<Organisation>,
) -> u16 {
    let seats = || intake.register().memberships.of(forum);
    let own = seats().find(|seat| seat.organisation == body);
    let last = seats().map(|seat| seat.position).max().unwrap_or(0);
    own.map_or(last.saturating_add(1), |seat| seat.position)
}

/// "forum member 2014; Chair and Secretariat" are three roles. The year says when somebody looked, not since when.
fn roles(cell: &str) -> Roles {
    let mut roles = Roles::default();
    let parts = cell.split(';').map(str::trim);
    for part in parts.filter(|part| !part.is_empty() && *part != OTHER) {
        let held: Option<Vec<Role>> = if part.starts_with("forum member") {
            Some(vec![Role::Member])
        } else {
            part.split(" and ").map(Role::from_word).collect()
        };
        match held {
            Some(held) => roles.held.extend(held),
            None => roles.others.push(part.to_owned()),
        }
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_roles_is_taken_apart() {
        use Role::{Chair, Member, Observer, Secretariat};
        let cases: [(&str, &[Role], &[&str]); 6] = [
            ("forum member 2014", &[Member], &[]),
            (
                "forum member 2014; Chair and Secretariat",
                &[Member, Chair, Secretariat],
                &[],
            ),
            ("observer; partner body", &[Observer], &["partner body"]),
            ("Chair and cook", &[], &["Chair and cook"]),
            ("other", &[], &[]),
            ("", &[], &[]),
        ];
        for (cell, held, others) in cases {
            let roles = roles(cell);
            assert_eq!(
                (&roles.held[..], &roles.others[..]),
                (
                    held,
                    &others
                        .iter()
                        .map(|one| (*one).to_owned())
                        .collect::<Vec<_>>()[..]
                ),
                "{cell}"
            );
        }
    }
}
