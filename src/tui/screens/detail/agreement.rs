//! An agreement with its parties, commitments, reviews and neighbours.

use super::Writer;
use super::about::{self, speakers};
use crate::domain::agreement::{Agreement, AgreementState, StateSince};
use crate::domain::announcement::Announcement;
use crate::domain::commitment::Commitment;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::life::disagreement;
use crate::domain::life::review::{self, Stage};
use crate::domain::life::states::Successors;
use crate::domain::life::{editions, signing};
use crate::domain::party::{self, Capacity, Party};
use crate::domain::register::{Record, Register, Row};
use crate::domain::review::Review;
use crate::domain::words::Word;
use crate::tui::effect::Context;
use crate::tui::screens::parts;
use crate::tui::theme::Tone;

/// Fields that are said in another way, or in another place.
const ELSEWHERE: &[&str] = &[
    "reference",
    "title",
    "review_due",
    "states",
    "supersedes",
    "parent",
    "disagreements",
];

pub(super) fn write(context: &Context<'_>, one: &Agreement, out: &mut Writer<'_>) {
    let register = context.register();
    if let Some(standing) = disagreement::standing(one) {
        let words = format!("RESERVED  A disagreement is live, {standing}");
        out.paragraph(&words, Tone::Reserved);
    }
    states(context, one, out);
    life(context, one, out);
    reviewing(context, one, out);
    out.fields(Record::Agreement(one), ELSEWHERE);
    out.list("Parties", party::of(register, one.id), |out, party| {
        out.item(
            &party_line(register, party),
            party.id.into(),
            Some(party.organisation.into()),
        );
        out.under(&party.lead);
    });
    let commitments = speakers::<Commitment>(context, one.id.into());
    out.list("Commitments", commitments, |out, commitment| {
        out.item(&commitment_line(commitment), commitment.id.into(), None);
        out.under(&terms(commitment));
        about::standings(context, commitment, out);
    });
    let announcements = speakers::<Announcement>(context, one.id.into());
    about::announcements(context, announcements, out);
    disagreements(one, out);
    let reviews = register.reviews.of(one.id).rev();
    out.list("Reviews", reviews, |out, review| {
        let at = review.item.map(Entry::from);
        out.item(&review_line(review), review.id.into(), at);
        out.under(&review.note);
        for check in &review.checks {
            out.under(&format!("{}: {}", check.point, check.found));
        }
        out.under(&place_of(register, review));
    });
    neighbours(context, one, out);
}

/// The steps of what is live, and of what was settled before.
fn disagreements(one: &Agreement, out: &mut Writer<'_>) {
    let steps = one.disagreements.iter();
    out.list("Disagreements (reserved)", steps, |out, step| {
        let on = step
            .on
            .map_or_else(|| "date not known".to_owned(), |on| on.to_string());
        let parts = [on.as_str(), &step.post];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let settled = if step.settled { ", settled" } else { "" };
        let line = format!("{}{settled}", parts.collect::<Vec<_>>().join(", "));
        out.item(&line, one.id.into(), None);
        out.under(&step.what);
    });
}

/// What is still to come, what it is on the day, and the states before that with their days.
fn states(context: &Context<'_>, one: &Agreement, out: &mut Writer<'_>) {
    let told = |state: &StateSince| match state.since {
        Some(since) => format!("{} from {since}", state.state),
        None => state.state.word().to_owned(),
    };
    let now = context.outlook.state(one.id);
    let is_later = |state: &&StateSince| {
        let since = state.since;
        now.is_none() || since.is_some_and(|since| context.today() < since.first())
    };
    let (later, begun): (Vec<&StateSince>, Vec<&StateSince>) =
        one.states.iter().rev().partition(is_later);
    let from = begun.iter().position(|state| Some(state.state) == now);
    if from.is_none() {
        out.field("State", parts::state(context, one));
    }
    let begun = begun.into_iter().skip(from.unwrap_or(0));
    for (place, state) in (usize::from(from.is_none())..).zip(begun) {
        let label = if place == 0 { "State" } else { "Before that" };
        out.field(label, &told(state));
    }
    for state in later.into_iter().rev() {
        out.field("Later", &told(state));
    }
}

/// How far its signing has come and who has it, and its editions in one line.
fn life(context: &Context<'_>, one: &Agreement, out: &mut Writer<'_>) {
    let register = context.register();
    if let Some(words) = signing::words(register, one, context.today()) {
        out.field("Now", &words);
    }
    if editions::has_others(register, one) {
        let chain = editions::chain(register, one.id);
        out.field("Editions", &editions::line(&chain));
    }
}

/// For when its review is due and how far it is, and whom to ask for it.
fn reviewing(context: &Context<'_>, one: &Agreement, out: &mut Writer<'_>) {
    let (register, today) = (context.register(), context.today());
    let state = Successors::of(register).state_on(one, today);
    let Some(state) = state.filter(|state: &AgreementState| state.is_in_force()) else {
        if let Some(due) = one.review_due {
            out.field("Review due", &due.to_string());
        }
        return;
    };
    let progress = review::progress(register, one, state, today, context.session.rules());
    let words = progress.words(register, one, today);
    match (progress.due, one.review_every) {
        (Some(due), Some(every)) if one.review_due.is_none() => {
            out.field(
                "Review due",
                &format!("{due}, reckoned, every {every}: {words}"),
            );
        }
        (Some(due), _) => out.field("Review due", &format!("{due}, {words}")),
        (None, _) => out.field("Review", &words),
    }
    let is_at_hand = match progress.stage {
        Stage::Overdue | Stage::UnderWay | Stage::Due | Stage::ToStart => true,
        Stage::Later | Stage::NoDate => false,
    };
    let leads = review::leads(register, one.id, today).into_iter();
    for lead in leads.filter(|lead| is_at_hand && !lead.party.lead.is_empty()) {
        out.field("Ask for it", &lead.words(register));
    }
}

fn party_line(register: &Register, party: &Party) -> String {
    let body = register.organisations.get(party.organisation);
    let name = body.map_or("", |one| one.name.as_str());
    let capacity = match party.capacity {
        Capacity::Party => String::new(),
        Capacity::Signatory | Capacity::Supporter | Capacity::Adopter => {
            format!(", {}", party.capacity)
        }
    };
    let signed = party
        .signed
        .map(|on| format!(", signed {on}"))
        .unwrap_or_default();
    let by = match party.signed_by.as_str() {
        "" => String::new(),
        by => format!(" by {by}"),
    };
    let from = party.from.map(|on| format!(", party from {on}"));
    let to = party.to.map(|on| format!(", party until {on}"));
    let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
    format!("{name}{capacity}{signed}{by}{from}{to}")
}

fn commitment_line(one: &Commitment) -> String {
    if one.paragraph.is_empty() {
        one.rule.clone()
    } else {
        format!("{} (paragraph {})", one.rule, one.paragraph)
    }
}

/// Who owes it, and how often.
fn terms(one: &Commitment) -> String {
    let parts = [one.who.clone(), one.terms()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("; ")
}

fn review_line(review: &Review) -> String {
    let next = review
        .next
        .map(|next| format!(", next {next}"))
        .unwrap_or_default();
    format!("{}: {} by {}{next}", review.on, review.outcome, review.by)
}

/// The meeting and the item at which a review was recorded: `at Forum, Thursday 9 September 2021, item 4`.
fn place_of(register: &Register, review: &Review) -> String {
    let item = review.item.and_then(|id| register.items.get(id));
    let meeting = item.and_then(|item| register.meetings.get(item.meeting));
    let (Some(item), Some(meeting)) = (item, meeting) else {
        return String::new();
    };
    let number = item.number.as_deref();
    let number = number.map_or_else(String::new, |number| format!(", item {number}"));
    format!("at {}{number}", meeting.title(register))
}

/// Agreements before, after, above and below it, and the forums that meet under it.
fn neighbours(context: &Context<'_>, one: &Agreement, out: &mut Writer<'_>) {
    let register = context.register();
    let title = |id: Id<Agreement>| {
        let agreement = register.agreements.get(id);
        agreement.map_or_else(String::new, |one| one.title.clone())
    };
    if let Some(parent) = one.parent {
        out.list("Hangs under", [parent], |out, parent| {
            out.item(&title(parent), parent.into(), Some(parent.into()));
        });
    }
    out.list("Takes the place of", &one.supersedes, |out, earlier| {
        let id = earlier.agreement.into();
        out.item(&title(earlier.agreement), id, Some(id));
        if let Some(except) = &earlier.except {
            out.under(&format!("except {except}"));
        }
    });
    let own = Entry::from(one.id);
    let later = speakers::<Agreement>(context, own).filter(|later| {
        let mut earlier = later.supersedes.iter();
        earlier.any(|earlier| earlier.agreement == one.id)
    });
    out.list("Superseded by", later, |out, later| {
        out.item(&later.title, later.id.into(), Some(later.id.into()));
    });
    let below = speakers::<Agreement>(context, own).filter(|below| below.parent == Some(one.id));
    out.list("Under it", below, |out, below| {
        out.item(&below.title, below.id.into(), Some(below.id.into()));
    });
    let forums = speakers::<Forum>(context, own);
    out.list("Forums that meet under it", forums, |out, forum| {
        out.item(&forum.name, forum.id.into(), Some(forum.id.into()));
    });
}
