//! One question: asked with what stands there, answered in a line, checked at once and asked again if it cannot be.

use super::about::Filling;
use super::list;
use super::pick::{self, Picked};
use super::talk::{Said, Talk};
use crate::domain::date;
use crate::domain::form::{Answer, Ask, Input, Reader, answer_words, entry_words};
use crate::domain::refusal::Refusal;
use crate::session::Session;

/// So many letters of a present answer are read out again.
const SHOWN: usize = 200;

/// Refuses an answer.
pub(super) type Check<'a> = &'a dyn Fn(&str, &Reader<'_>) -> Result<(), Refusal>;

/// Asks a question of a form, and keeps what is answered.
pub(super) fn question(
    talk: &mut Talk<'_>,
    session: &mut Session,
    filling: &mut Filling,
    place: usize,
) -> Said<()> {
    let Some(ask) = filling.asks.get(place).copied() else {
        return Ok(());
    };
    talk.gap()?;
    if let Some(heading) = ask.heading {
        talk.say(&format!("Part: {heading}"))?;
    }
    let count = filling.asks.len();
    talk.say(&format!("{} of {count}. {}", place + 1, head(ask)))?;
    ask_now(talk, session, filling, ask)
}

/// The same without its number.
pub(super) fn ask_now(
    talk: &mut Talk<'_>,
    session: &mut Session,
    filling: &mut Filling,
    ask: &'static Ask,
) -> Said<()> {
    if let Some(hint) = filling.hint(ask, session) {
        talk.say(&hint)?;
    }
    let answer = if ask.is_list() {
        let rows = filling.now.get(ask.name).map_or(&[][..], Answer::rows);
        Some(Answer::Rows(list::rows(talk, session, ask, rows)?))
    } else {
        let present = filling.now.text(ask.name).to_owned();
        let about = filling.about;
        let check = |text: &str, reader: &Reader<'_>| about.check(ask, text, reader);
        answer(talk, session, ask, &present, &check)?.map(Answer::Text)
    };
    if let Some(answer) = answer {
        filling.now.set(ask.name, answer);
    }
    Ok(())
}

/// `Title, required. As the text itself is called.`
pub(super) fn head(ask: &Ask) -> String {
    let required = if ask.is_required { ", required" } else { "" };
    format!("{}{required}. {}", ask.label, ask.help)
}

/// The answer to a question that is no list. None if what stands there stays.
pub(super) fn answer(
    talk: &mut Talk<'_>,
    session: &mut Session,
    ask: &'static Ask,
    present: &str,
    check: Check<'_>,
) -> Said<Option<String>> {
    if let Some(words) = choices(ask) {
        talk.number(&words)?;
    }
    loop {
        let typed = typed(talk, session, ask, present)?;
        if typed.is_none() && !(present.is_empty() && ask.is_required) {
            return Ok(None);
        }
        let (register, today) = (session.register(), session.today());
        let text = typed.unwrap_or_default();
        if let Err(refusal) = check(&text, &Reader { register, today }) {
            talk.say(&refusal.sentence)?;
            continue;
        }
        if let Some(understood) = understood(ask, &text, session) {
            talk.say(&understood)?;
        }
        return Ok(Some(text));
    }
}

/// What was typed, a choice by its word. None for an empty line, and empty for what is cleared.
fn typed(
    talk: &mut Talk<'_>,
    session: &mut Session,
    ask: &'static Ask,
    present: &str,
) -> Said<Option<String>> {
    let prompt = prompt(ask, present, session);
    let help = help(ask);
    let picked = match ask.input {
        Input::Entry(kind) => Some(pick::pick(talk, session, &prompt, Some(kind))?),
        Input::AnyEntry => Some(pick::pick(talk, session, &prompt, None)?),
        Input::Line
        | Input::Text
        | Input::Date
        | Input::Day
        | Input::DateOrWords
        | Input::Words(_)
        | Input::Flag
        | Input::List(_) => None,
    };
    if let Some(picked) = picked {
        return Ok(match picked {
            Picked::Entry(entry) => Some(entry.to_string()),
            Picked::Nothing => None,
            Picked::Cleared => Some(String::new()),
        });
    }
    let reply = talk.ask(&prompt, &help)?;
    let is_long = matches!(ask.input, Input::Text);
    if reply.is_empty() || (is_long && reply.is(".")) {
        return Ok(None);
    }
    if reply.is("-") {
        return Ok(Some(String::new()));
    }
    if is_long {
        return talk.rest_of(&reply.text).map(Some);
    }
    let words = choices(ask).unwrap_or_default();
    let chosen = reply.place(words.len()).and_then(|place| words.get(place));
    Ok(Some(chosen.cloned().unwrap_or(reply.text)))
}

/// The label, and in brackets what stands there.
fn prompt(ask: &Ask, present: &str, session: &Session) -> String {
    let words = entry_words(present, session.register());
    let mut shown: String = words.chars().take(SHOWN).collect();
    if shown.len() < words.len() {
        shown.push_str("...");
    }
    let long = match ask.input {
        Input::Text => ", lines up to a full stop alone",
        Input::Line
        | Input::Date
        | Input::Day
        | Input::DateOrWords
        | Input::Words(_)
        | Input::Flag
        | Input::Entry(_)
        | Input::AnyEntry
        | Input::List(_) => "",
    };
    if shown.is_empty() {
        format!("{}{long}:", ask.label)
    } else {
        format!("{}{long} [{shown}]:", ask.label)
    }
}

/// The closed list that an answer is one of.
fn choices(ask: &Ask) -> Option<Vec<String>> {
    let words = match ask.input {
        Input::Words(words) => words(),
        Input::Flag => vec!["no", "yes"],
        Input::Line
        | Input::Text
        | Input::Date
        | Input::Day
        | Input::DateOrWords
        | Input::Entry(_)
        | Input::AnyEntry
        | Input::List(_) => return None,
    };
    Some(words.into_iter().map(str::to_owned).collect())
}

fn help(ask: &Ask) -> String {
    let how = match ask.input {
        Input::Line => "One line.",
        Input::Text => "As many lines as you like; a line with a single full stop ends them.",
        Input::Date => {
            "A date as you would write it: 30 Sep 2021, by September 2021, 2021, +3m, next friday."
        }
        Input::Day => "A day: today, 30 Sep 2021, 30/9/2021, next friday.",
        Input::DateOrWords => "A date, next meeting, or words.",
        Input::Words(_) | Input::Flag => "The number or the word of a line.",
        Input::Entry(_) | Input::AnyEntry => "Part of a name, or a number.",
        Input::List(_) => "Rows.",
    };
    format!("{} {how}", head(ask))
}

/// What a date was taken for, so that a slip is noticed.
fn understood(ask: &Ask, text: &str, session: &Session) -> Option<String> {
    let is_date = matches!(ask.input, Input::Date | Input::Day | Input::DateOrWords);
    let read = date::read(text, session.today()).ok();
    let read = read.filter(|_| is_date)?;
    Some(date::understood(read, session.today()))
}

/// The answer for people, as a line of a summary.
pub(super) fn spoken(ask: &Ask, filling: &Filling, session: &Session) -> String {
    answer_words(ask, &filling.now, session.register())
}
