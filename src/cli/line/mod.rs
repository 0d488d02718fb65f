//! The linear mode: the same program as numbered questions and answers in lines, for screen readers, dumb terminals and
//! phones. Here are the main menu and its loop; each task is in its own file.

mod about;
mod build;
mod delete;
mod due;
mod duties;
mod export;
mod fill;
mod find;
mod history;
mod issue;
mod life;
mod list;
mod look;
mod pick;
mod published;
mod question;
mod settle;
mod sitting;
mod start;
mod talk;

use super::{Exit, Stop};
use crate::domain::date::Date;
use crate::session::Session;
use crate::store::Access;
use talk::{Leave, Said, returned};

pub use start::start;
pub use talk::{Echo, Talk};

/// A line of the main menu.
struct Task {
    name: &'static str,
    /// What `?` says of it.
    about: &'static str,
    access: Access,
    run: fn(&mut Talk<'_>, &mut Session) -> Said<()>,
}

const TASKS: [Task; 19] = [
    Task {
        name: "What is due",
        about: "everything due, most urgent first; a number shows the entry",
        access: Access::Read,
        run: due::run,
    },
    Task {
        name: "Find and look at an entry",
        about: "words over all entries",
        access: Access::Read,
        run: find::run,
    },
    Task {
        name: "Add an entry",
        about: "of any kind, question by question",
        access: Access::Write,
        run: fill::add,
    },
    Task {
        name: "Change an entry",
        about: "those of its answers that you name",
        access: Access::Write,
        run: fill::change,
    },
    Task {
        name: "Record a review",
        about: "of an agreement, with the next date",
        access: Access::Write,
        run: fill::review,
    },
    Task {
        name: "Mark an action done",
        about: "or overtaken, or withdrawn",
        access: Access::Write,
        run: fill::close,
    },
    Task {
        name: "Export a document",
        about: "agenda, action note, agreement, report or list, to a file",
        access: Access::Read,
        run: export::run,
    },
    Task {
        name: "Undo",
        about: "takes back your last change, also of earlier days",
        access: Access::Write,
        run: history::undo,
    },
    Task {
        name: "Redo",
        about: "brings back what you took back",
        access: Access::Write,
        run: history::redo,
    },
    Task {
        name: "Delete an entry",
        about: "says first what goes with it, and asks",
        access: Access::Write,
        run: delete::run,
    },
    Task {
        name: "History of an entry",
        about: "who changed it, when, and what it said before",
        access: Access::Read,
        run: history::run,
    },
    Task {
        name: "Build an agenda",
        about: "from standing items, carried business, reviews and offers; you leave out what is not wanted",
        access: Access::Write,
        run: build::run,
    },
    Task {
        name: "Issue an agenda or a record",
        about: "says first what to look at, and whom it goes to",
        access: Access::Write,
        run: issue::run,
    },
    Task {
        name: "Record a meeting",
        about: "who was there, what came of each item, what was agreed",
        access: Access::Write,
        run: sitting::run,
    },
    Task {
        name: "Write the published page",
        about: "says first what appears, changes and vanishes on it",
        access: Access::Write,
        run: published::run,
    },
    Task {
        name: "Sign or move an agreement on",
        about: "proposed, sent, signed, in force, published, superseded, ended",
        access: Access::Write,
        run: life::run,
    },
    Task {
        name: "Note that a commitment was met",
        about: "when, and what shows it; says when it is due again",
        access: Access::Write,
        run: duties::met,
    },
    Task {
        name: "Say what became of an announcement",
        about: "a draft was shared, it was published, or nobody can have notice",
        access: Access::Write,
        run: duties::announce,
    },
    Task {
        name: "Quit",
        about: "leaves; everything saved is in the register",
        access: Access::Read,
        run: |_, _| Err(Leave::Quit),
    },
];

/// Talks until somebody quits or nobody types any more.
pub fn run(session: &mut Session, talk: &mut Talk<'_>) -> Result<Exit, Stop> {
    match greet(session, talk).and_then(|()| converse(session, talk)) {
        Err(Leave::Stop(stop)) => Err(stop),
        Ok(()) | Err(Leave::Back | Leave::Save | Leave::Quit | Leave::End) => Ok(Exit::Done),
    }
}

fn greet(session: &mut Session, talk: &mut Talk<'_>) -> Said<()> {
    let register = match session.path() {
        Some(path) => format!("Register: {}", path.display()),
        None => "Sample data, gone when this ends".to_owned(),
    };
    let today = Date::day(session.today());
    talk.say(&format!("Secretariat. {register}. Today is {today}."))?;
    talk.say("Wherever you are: ? explains, back goes back, quit leaves.")?;
    for warning in session.warnings() {
        talk.say(warning)?;
    }
    if let Some(remark) = session.nothing_known() {
        talk.say(remark)?;
    }
    if let Some(reason) = session.past_reason() {
        talk.say(reason)?;
    } else if let Some(reason) = session.read_only() {
        talk.say(&format!("Nothing can be changed. {reason}"))?;
    }
    Ok(())
}

fn converse(session: &mut Session, talk: &mut Talk<'_>) -> Said<()> {
    let names = TASKS.map(|task| task.name.to_owned());
    let prompt = "Main menu. Number or word, or Enter for the list:";
    menu(session, talk)?;
    let mut told = 0;
    loop {
        talk.gap()?;
        let chosen = returned(talk.choose(prompt, &names, &help()))?;
        let Some(task) = chosen.and_then(|place| TASKS.get(place)) else {
            menu(session, talk)?;
            continue;
        };
        if let (Access::Write, Some(reason)) = (task.access, session.read_only()) {
            talk.say(&format!("That would change the register. {reason}"))?;
            continue;
        }
        talk.gap()?;
        if let Err(failure) = session.refresh() {
            talk.refused(&failure)?;
        }
        returned((task.run)(talk, session))?;
        let mistakes = session.house_mistakes();
        for mistake in mistakes.iter().skip(told) {
            talk.say(mistake)?;
        }
        told = mistakes.len();
    }
}

/// The tasks by their numbers, which stay the same where some are left out.
fn menu(session: &Session, talk: &mut Talk<'_>) -> Said<()> {
    let can_write = session.read_only().is_none();
    talk.gap()?;
    talk.say("What would you like to do?")?;
    for (task, number) in TASKS.iter().zip(1..) {
        if can_write || task.access == Access::Read {
            talk.say(&format!("{number}. {}", task.name))?;
        }
    }
    Ok(())
}

fn help() -> String {
    let tasks = TASKS.iter().zip(1..);
    let lines = tasks.map(|(task, number)| format!("{number}. {}: {}.", task.name, task.about));
    let mut lines: Vec<String> = lines.collect();
    lines.insert(
        0,
        "Type a number, or a word of a line: due, find, add.".to_owned(),
    );
    lines.join("\n")
}
