//! Somebody else saved the same entry meanwhile: theirs against one's own, field by field, and the user chooses.

use super::{Purpose, ask};
use crate::domain::change::Clash;
use crate::domain::form::{self, Answers, Ask};
use crate::domain::register::Register;
use crate::tui::dialogs::{Button, Dialog, Field, Filled, Form, Question};
use crate::tui::effect::Effect;

const MINE: &str = "Mine: ";
const THEIRS: &str = "Theirs: ";

/// Shows what they have and what was typed here. `by` says who and when.
pub(in crate::tui) fn settle(
    purpose: &Purpose,
    mine: &Answers,
    clash: &Clash,
    by: &str,
    register: &Register,
) -> Effect {
    let Some((seen, theirs)) = super::again(purpose, register) else {
        return ask_renewal(by);
    };
    let clashing = purpose
        .kind()
        .map_or_else(Vec::new, |kind| form::clashing(kind, clash));
    let fields = clashing
        .iter()
        .map(|ask| choice(ask, mine, &theirs, register));
    let names = clashing.iter().map(|ask| ask.name.to_owned()).collect();
    let form = Form::new(
        Purpose::Settle(names),
        "Somebody else has changed the same",
        by,
        fields.collect(),
    );
    // Not the register as it will be when the user has chosen: what nobody has shown them is no choice of theirs.
    ask(form.upon(seen))
}

pub(super) fn submit(names: &[String], filled: &Filled<'_>) -> Effect {
    let theirs = names
        .iter()
        .filter(|name| filled.text(name).starts_with(THEIRS));
    Effect::Settled {
        theirs: theirs.cloned().collect(),
        seen: Box::new(filled.base.cloned().unwrap_or_default()),
    }
}

fn choice(ask: &'static Ask, mine: &Answers, theirs: &Answers, register: &Register) -> Field {
    let words = |sign: &str, answers: &Answers| {
        let words = form::answer_words(ask, answers, register);
        format!(
            "{sign}{}",
            if words.is_empty() {
                "(nothing)"
            } else {
                &words
            }
        )
    };
    let (mine, theirs) = (words(MINE, mine), words(THEIRS, theirs));
    let both = format!("{mine}\n{theirs}\nLeft and Right choose.");
    Field::choice(ask.name, ask.label, vec![mine, theirs])
        .optional()
        .reckoned(move |_| both.clone())
}

fn ask_renewal(by: &str) -> Effect {
    let buttons = vec![
        Button {
            name: "Keep editing",
            effect: Some(Effect::Close),
        },
        Button {
            name: "Save as new",
            effect: Some(Effect::Renew),
        },
    ];
    let text = format!("Somebody else has deleted this entry. {by} What you typed is still here.");
    let question = Question::new("It is not there any more", text.trim(), buttons);
    Effect::Ask(Box::new(Dialog::Question(question)))
}
