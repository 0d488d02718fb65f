//! Deleting what the cursor is on, or what is marked: a box that names it and what hangs on it. The rule is
//! `domain::delete`.

use std::fmt::Write as _;

use crate::domain::audience::Audience;
use crate::domain::delete::{self, Plan};
use crate::domain::id::Entry;
use crate::domain::register::Register;
use crate::tui::dialogs::{Button, Dialog, Question};
use crate::tui::effect::{Context, Effect};

/// So many of several entries are named in the box; the rest is counted.
const NAMED: usize = 3;

/// Asks before anything goes. Refuses what something else names.
pub(in crate::tui) fn delete(context: &Context<'_>, entries: &[Entry]) -> Effect {
    let plan = match delete::plan(context.register(), entries) {
        Ok(plan) => plan,
        Err(refusal) => return Effect::Refuse(refusal.sentence),
    };
    let text = question(context.register(), &plan);
    let title = if plan.entries.len() == 1 {
        "Delete it?"
    } else {
        "Delete them?"
    };
    let buttons = vec![
        Button {
            name: "Keep",
            effect: Some(Effect::Close),
        },
        Button {
            name: "Delete",
            // What was named in the box and nothing else: whatever somebody has added or changed meanwhile refuses it.
            effect: Some(Effect::Commit(Box::new(move |_| Ok(plan.change)))),
        },
    ];
    let question = Question::new(title, &text, buttons);
    Effect::Ask(Box::new(Dialog::Question(question)))
}

fn question(register: &Register, plan: &Plan) -> String {
    let mut text = format!("Delete {}?", plan.what(register, Audience::Secretariat));
    let count = plan.entries.len();
    if count > 1 {
        let named = plan.entries.iter().take(NAMED);
        for record in named.filter_map(|entry| register.get(*entry)) {
            text.push('\n');
            text.push_str(&record.name_for(register, Audience::Secretariat));
        }
        if count > NAMED {
            write!(text, "\nand {} more", count - NAMED).expect("a text takes what is written");
        }
    }
    text
}
