//! What is asked for a step of an agreement's life, and the change that the answers make.

use super::typed::entry;
use super::{Answers, Ask, Input, Reader};
use crate::domain::agreement::Agreement;
use crate::domain::change::Change;
use crate::domain::date::{self, Date};
use crate::domain::id::Id;
use crate::domain::life::next::{Step, to_send};
use crate::domain::life::signing::{self, Again, SendOptions, SignOptions, Signer};
use crate::domain::life::steps::{
    self, EndOptions, ForceOptions, ProposeOptions, PublishedOptions,
};
use crate::domain::life::supersede::{self, SupersedeOptions};
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Kind, Register};

const EVERYBODY: &str = "everybody who has not signed";
const UNKNOWN: &str = "nobody knows who";

const fn required(ask: Ask) -> Ask {
    Ask {
        is_required: true,
        ..ask
    }
}

const fn on(help: &'static str) -> Ask {
    required(Ask::new("on", "Day", help, Input::Date))
}

static PROPOSE: [Ask; 2] = [
    on("Since when: today, 30 Sep 2021, Sep 2021."),
    Ask::new(
        "scope",
        "Intended scope",
        "One sentence of what it is meant to cover. Empty leaves it as it is.",
        Input::Line,
    ),
];

static SEND: [Ask; 2] = [
    required(Ask::new("to", "To", "Who has the text now.", Input::Line)),
    on("The day it went to them."),
];

static SIGN: [Ask; 4] = [
    required(Ask::new(
        "party",
        "Who",
        "Whose signature it is. They may come in any order.",
        Input::Line,
    )),
    on("The day it was signed, or as much of it as is known."),
    Ask::new(
        "by",
        "Signed by",
        "The post, or the person in it, that signed. May be empty.",
        Input::Line,
    ),
    Ask::new(
        "effective",
        "In force from",
        "Where the text says so. Empty: from the last signature.",
        Input::Date,
    ),
];

static BACK: [Ask; 1] = [required(Ask::new(
    "from",
    "From",
    "Who had the text and has given it back without signing.",
    Input::Line,
))];

static FORCE: [Ask; 1] = [on(
    "From when it is in force, where no signatures say so. May be to come.",
)];

static PUBLISHED: [Ask; 1] = [on(
    "The day the text was published. Whether it stands on our page is another matter.",
)];

static SUPERSEDE: [Ask; 3] = [
    required(Ask::new(
        "later",
        "Superseded by",
        "The agreement that takes its place.",
        Input::Entry(Kind::Agreement),
    )),
    Ask::new(
        "except",
        "What stays",
        "Annex B. Empty: nothing stays, it is superseded whole.",
        Input::Line,
    ),
    Ask::new(
        "on",
        "From",
        "Empty: from the day the later one is in force.",
        Input::Date,
    ),
];

static END: [Ask; 2] = [
    on("The day it ended."),
    required(Ask::new(
        "why",
        "Why",
        "Kept as a note, for the Secretariat only.",
        Input::Line,
    )),
];

/// The questions of a step.
pub fn asks(step: Step) -> &'static [Ask] {
    match step {
        Step::Propose => &PROPOSE,
        Step::Send => &SEND,
        Step::Sign => &SIGN,
        Step::Back => &BACK,
        Step::Force => &FORCE,
        Step::Published => &PUBLISHED,
        Step::Supersede => &SUPERSEDE,
        Step::End => &END,
    }
}

/// What a step is called over its questions.
pub fn title(step: Step) -> &'static str {
    match step {
        Step::Propose => "Proposed, or in development",
        Step::Send => "Send it to whoever has it next",
        Step::Sign => "Enter a signature",
        Step::Back => "The text came back",
        Step::Force => "In force",
        Step::Published => "The text was published",
        Step::Supersede => "Superseded",
        Step::End => "Ended",
    }
}

/// The answers that a question of a step is one of, the likeliest first. Empty where anything may be answered.
pub fn choices(register: &Register, id: Id<Agreement>, step: Step, name: &str) -> Vec<String> {
    let Some(agreement) = register.agreements.get(id) else {
        return Vec::new();
    };
    let holders = agreement.waiting_for.iter().map(|one| one.organisation);
    match (step, name) {
        (Step::Send, "to") => {
            let bodies = to_send(register, agreement);
            let everybody = (1 < bodies.len()).then(|| EVERYBODY.to_owned());
            let mut all = names(register, bodies.into_iter());
            all.extend(everybody);
            all
        }
        (Step::Sign, "party") => {
            let open = signing::unsigned(register, agreement);
            // Whoever has it is the one to sign next.
            let first = holders.filter(|body| open.contains(body));
            let mut bodies: Vec<Id<Organisation>> = first.collect();
            let others = open.iter().filter(|body| !bodies.contains(body));
            let others: Vec<Id<Organisation>> = others.copied().collect();
            bodies.extend(others);
            let mut all = names(register, bodies.into_iter());
            all.push(UNKNOWN.to_owned());
            all
        }
        (Step::Back, "from") => names(register, holders),
        (_, _) => Vec::new(),
    }
}

/// What a step makes of its answers.
pub fn change(
    id: Id<Agreement>,
    step: Step,
    answers: &Answers,
    reader: &Reader<'_>,
) -> Result<Change, Refusal> {
    let (register, today) = (reader.register, reader.today);
    match step {
        Step::Propose => {
            let scope = answers.text("scope").trim();
            let options = ProposeOptions {
                today,
                on: need(answers, reader)?,
                scope: (!scope.is_empty()).then(|| scope.to_owned()),
            };
            steps::propose(register, id, &options)
        }
        Step::Send => {
            let options = SendOptions {
                today,
                on: need(answers, reader)?,
                to: addressees(id, answers.text("to"), reader)?,
            };
            signing::send(register, id, &options)
        }
        Step::Sign => signing::sign(register, id, &signature(answers, reader)?),
        Step::Back => signing::came_back(register, id, body(answers.text("from"), reader)?),
        Step::Force => {
            let on = need(answers, reader)?;
            steps::force(register, id, &ForceOptions { on })
        }
        Step::Published => {
            let on = need(answers, reader)?;
            steps::published(register, id, &PublishedOptions { today, on })
        }
        Step::Supersede => supersede::supersede(register, id, &superseding(answers, reader)?),
        Step::End => {
            let options = EndOptions {
                today,
                on: need(answers, reader)?,
                why: answers.text("why").to_owned(),
            };
            steps::end(register, id, &options)
        }
    }
}

fn signature(answers: &Answers, reader: &Reader<'_>) -> Result<SignOptions, Refusal> {
    let party = answers.text("party");
    let signer = if party == UNKNOWN {
        Signer::Unknown
    } else {
        Signer::Body(body(party, reader)?)
    };
    Ok(SignOptions {
        today: reader.today,
        on: need(answers, reader)?,
        signer,
        by: answers.text("by").to_owned(),
        capacity: None,
        effective: date_of(answers, "effective", reader)?,
        again: Again::Refuse,
    })
}

fn superseding(answers: &Answers, reader: &Reader<'_>) -> Result<SupersedeOptions, Refusal> {
    let later = entry(reader, Kind::Agreement, answers.text("later"))?;
    Ok(SupersedeOptions {
        today: reader.today,
        by: later.id().expect("it was asked of that kind"),
        except: Some(answers.text("except").to_owned()),
        on: date_of(answers, "on", reader)?,
    })
}

fn addressees(
    id: Id<Agreement>,
    text: &str,
    reader: &Reader<'_>,
) -> Result<Vec<Id<Organisation>>, Refusal> {
    let agreement = reader.register.agreements.get(id);
    match agreement.filter(|_| text == EVERYBODY) {
        Some(agreement) => Ok(to_send(reader.register, agreement)),
        None => Ok(vec![body(text, reader)?]),
    }
}

fn body(text: &str, reader: &Reader<'_>) -> Result<Id<Organisation>, Refusal> {
    let found = entry(reader, Kind::Organisation, text)?;
    Ok(found.id().expect("it was asked of that kind"))
}

fn need(answers: &Answers, reader: &Reader<'_>) -> Result<Date, Refusal> {
    let date = date_of(answers, "on", reader)?;
    date.ok_or_else(|| Refusal::invalid("on", "This needs a date, such as 30 September 2021."))
}

fn date_of(
    answers: &Answers,
    name: &'static str,
    reader: &Reader<'_>,
) -> Result<Option<Date>, Refusal> {
    match answers.text(name).trim() {
        "" => Ok(None),
        text => date::read(text, reader.today)
            .map(Some)
            .map_err(|refusal| Refusal {
                field: Some(name),
                ..refusal
            }),
    }
}

fn names(register: &Register, bodies: impl Iterator<Item = Id<Organisation>>) -> Vec<String> {
    let bodies = bodies.filter_map(|id| register.organisations.get(id));
    bodies.map(|one| one.name.clone()).collect()
}
