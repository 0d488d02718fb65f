//! What others owe: chasing it, and saying that it came.

use std::borrow::Cow;
use std::path::PathBuf;

use super::Row;
use crate::domain::cycle::chase::{self, Asked};
use crate::domain::cycle::{papers, returns};
use crate::domain::due::DueKind;
use crate::domain::id::{Entry, Id};
use crate::domain::item::Item;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::returns::Return;
use crate::domain::words::Word;
use crate::exchange::chase::{Message, file_names, message};
use crate::tui::dialogs::{Button, Dialog, Question};
use crate::tui::effect::{Context, Effect};

/// What marking says has come.
pub(super) enum Came {
    Returns(Vec<Id<Return>>),
    /// Our own, which goes to the others.
    Ours(Vec<Id<Return>>),
    Papers(Vec<Id<Item>>),
}

impl Came {
    pub(super) fn effect(self, context: &Context<'_>) -> Effect {
        let today = context.today();
        Effect::Commit(Box::new(move |register| match self {
            Self::Returns(ids) => returns::receive(register, &ids, today),
            Self::Ours(ids) => returns::send(register, &ids, today),
            Self::Papers(ids) => {
                papers::receive(register, &ids, today, &papers::PaperOptions::default())
            }
        }))
    }
}

/// Returns of others that have not come, ours that have not gone, or papers that are to come: rows of one sort only.
pub(super) fn came(context: &Context<'_>, rows: &[Row]) -> Option<Came> {
    let is_due = |row: &Row, kind| context.outlook.line(row.entry, kind).is_some();
    let (first, register) = (rows.first()?, context.register());
    if first.entry.id::<Item>().is_some() {
        let papers = rows.iter().filter(|row| is_due(row, DueKind::Papers));
        let ids: Vec<Id<Item>> = papers.filter_map(|row| row.entry.id()).collect();
        return (ids.len() == rows.len()).then_some(Came::Papers(ids));
    }
    let due = rows.iter().filter(|row| is_due(row, DueKind::Returns));
    let ids: Vec<Id<Return>> = due.filter_map(|row| row.entry.id()).collect();
    let ours = ids.iter().filter_map(|id| register.returns.get(*id));
    let ours = ours.filter(|row| returns::is_ours(register, row)).count();
    match (ids.len() == rows.len(), ours) {
        (true, 0) => Some(Came::Returns(ids)),
        (true, ours) if ours == ids.len() => Some(Came::Ours(ids)),
        (true | false, _) => None,
    }
}

/// Whether a return is the Secretariat's own.
pub(super) fn is_ours(context: &Context<'_>, entry: Entry) -> bool {
    let register = context.register();
    let row = entry.id().and_then(|id| register.returns.get(id));
    row.is_some_and(|row| returns::is_ours(register, row))
}

/// Refuses rows that nobody else has.
pub(super) fn can_chase(context: &Context<'_>, rows: &[Row]) -> Result<(), Cow<'static, str>> {
    if bodies(context, rows).is_empty() {
        Err("This is not with somebody else, so there is nobody to chase.".into())
    } else {
        Ok(())
    }
}

/// A message to each body that has something of these rows, with all that it owes.
pub(super) fn chase(context: &Context<'_>, rows: &[Row]) -> Effect {
    let (register, today) = (context.register(), context.today());
    let (mut messages, mut asked) = (Vec::new(), Vec::new());
    for body in bodies(context, rows) {
        let debts = chase::debts(register, body, today, context.session.rules());
        if debts.is_empty() {
            continue;
        }
        let addressee = chase::addressee(register, body, &debts, today);
        asked.push(Asked {
            organisation: body,
            entries: debts.iter().map(|debt| debt.entry).collect(),
            address: addressee.words(),
        });
        let words = &context.session.house().words;
        messages.push(message(register, body, &debts, addressee, today, words));
    }
    if messages.is_empty() {
        return Effect::Refuse("They owe nothing, so there is no message to write.".to_owned());
    }
    Effect::Ask(Box::new(Dialog::Question(question(
        context, &messages, asked,
    ))))
}

fn question(context: &Context<'_>, messages: &[Message], asked: Vec<Asked>) -> Question {
    let today = context.today();
    let texts: Vec<String> = messages.iter().map(Message::text).collect();
    let text = texts.join("\n- - -\n\n");
    let names = file_names(messages, today, &context.session.house().words);
    let files = messages.iter().zip(names);
    let files = files.map(|(one, name)| Ok((PathBuf::from(name), one.draft()?)));
    let write = match files.collect::<Result<Vec<_>, Refusal>>() {
        Ok(files) => Effect::Drafts(files),
        Err(refusal) => Effect::Refuse(refusal.sentence),
    };
    let sent: Effect = Effect::Commit(Box::new(move |register| {
        chase::log(register, &asked, today, today)
    }));
    let title = match messages.len() {
        1 => "A message to chase what is owed",
        _ => "Messages to chase what is owed, one a body",
    };
    let copy = Effect::Copy(text.clone());
    let button = |name, effect| Button { name, effect };
    let buttons = vec![
        button("Close", Some(Effect::Close)),
        button("Copy", Some(copy)),
        button("Write e-mail draft", Some(write)),
        button("Sent", Some(sent)),
    ];
    Question::new(title, &text, buttons).wide()
}

/// Who has something of these rows, each once; of a row that is an organisation that one.
fn bodies(context: &Context<'_>, rows: &[Row]) -> Vec<Id<Organisation>> {
    let (register, today) = (context.register(), context.today());
    let mut found = Vec::new();
    for row in rows {
        let of_entry = DueKind::ALL.iter();
        let of_entry = of_entry.filter_map(|&kind| context.outlook.line(row.entry, kind));
        let lines = row
            .line
            .iter()
            .chain(of_entry.filter(|_| row.line.is_none()));
        let owers = lines.flat_map(|line| line.whom(register, today));
        for body in row.entry.id().into_iter().chain(owers) {
            if !found.contains(&body) {
                found.push(body);
            }
        }
    }
    found
}
