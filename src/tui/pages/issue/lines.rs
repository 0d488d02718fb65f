//! The lines of the page: steps, checks, recipients and earlier issues; or a text as it reads.

use super::super::written::{Line, Lines};
use super::{Context, Reading};
use crate::domain::audience::Audience;
use crate::domain::cycle::checks::before_issue;
use crate::domain::cycle::circulation::{self, Gets, Recipient};
use crate::domain::cycle::issue::{called, sendings};
use crate::domain::cycle::steps::{state_on, steps};
use crate::domain::date::Date;
use crate::domain::field::label;
use crate::domain::id::{Entry, Id};
use crate::domain::issued_text::{IssuedText, TextKind, of_meeting};
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::exchange::issued;
use crate::tui::theme::Tone;

/// Everything that is to be seen before a text goes out.
pub(super) fn overview(
    context: &Context<'_>,
    meeting: Id<Meeting>,
    what: TextKind,
    width: u16,
) -> Vec<Line> {
    let register = context.register();
    let mut out = Lines::new(width);
    if let Some(meeting) = register.meetings.get(meeting) {
        checks(register, meeting, what, &mut out);
        stages(context, meeting, what, &mut out);
        recipients(context, meeting, &mut out);
        issues(register, meeting, what, &mut out);
    }
    out.all
}

fn checks(register: &Register, meeting: &Meeting, what: TextKind, out: &mut Lines) {
    let found = before_issue(register, meeting.id, what, Audience::Secretariat);
    let found = found.unwrap_or_default();
    out.heading(&match found.len() {
        0 => "Checks: nothing is left to look at".to_owned(),
        1 => "Checks: 1 open (Enter opens it)".to_owned(),
        several => format!("Checks: {several} open (Enter opens each)"),
    });
    for one in found {
        out.say(&format!("! {}", one.sentence), Tone::Plain, Some(one.entry));
    }
}

fn stages(context: &Context<'_>, meeting: &Meeting, what: TextKind, out: &mut Lines) {
    let register = context.register();
    let now = state_on(register, meeting, what, context.today());
    out.heading(&format!("Steps: now {}", now.state));
    for step in steps(meeting, what) {
        let on = step
            .on
            .map_or_else(|| "day not known".to_owned(), |on| on.to_string());
        out.say(
            &format!("{}: {on}", label(&step.state.to_string())),
            Tone::Plain,
            None,
        );
    }
    let with = now
        .waiting_for
        .and_then(|id| register.organisations.get(id));
    if let Some(body) = with {
        let since = now
            .since
            .map_or_else(String::new, |on| format!(" since {on}"));
        let words = format!("WAITING FOR {}{since}", Organisation::short(body));
        out.say(&words, Tone::DueSoon, Some(body.id.into()));
    }
}

fn recipients(context: &Context<'_>, meeting: &Meeting, out: &mut Lines) {
    let register = context.register();
    let list = circulation::of_meeting(register, meeting, context.today());
    out.heading(&format!("Goes to: {}", list.len()));
    if list.is_empty() {
        out.say("Nobody belongs to the forum yet.", Tone::Plain, None);
    }
    for one in &list {
        let text = match one.gets {
            Gets::Members => "members' text",
            Gets::Invitee { .. } => "public text",
        };
        let words = format!(
            "{}, {}: {text}, {}",
            one.short(register),
            one.role(),
            one.address_or_none()
        );
        let tone = if one.address().is_empty() {
            Tone::DueSoon
        } else {
            Tone::Plain
        };
        out.say(&words, tone, membership(register, meeting, one));
    }
}

/// The membership by which a recipient is on the list.
fn membership(register: &Register, meeting: &Meeting, one: &Recipient) -> Option<Entry> {
    let mut all = register.memberships.of(meeting.forum);
    let found = all.find(|held| held.organisation == one.organisation);
    found.map(|held| held.id.into())
}

fn issues(register: &Register, meeting: &Meeting, what: TextKind, out: &mut Lines) {
    let all = of_meeting(register, meeting.id, what);
    if all.is_empty() {
        out.heading("Not issued yet: i issues it");
        return;
    }
    out.heading("Issued");
    for text in all.iter().rev() {
        out.say(&called(register, text), Tone::Plain, Some(text.id.into()));
        sent(register, text, out);
    }
}

fn sent(register: &Register, text: &IssuedText, out: &mut Lines) {
    let all = sendings(register, text.id);
    if all.is_empty() {
        out.add("not noted as sent: m notes it", Tone::DueSoon);
    }
    for one in all {
        let body = one.to.and_then(|id| register.organisations.get(id));
        let body = body.map_or("", Organisation::short);
        let address = if one.address.is_empty() {
            "no address"
        } else {
            &one.address
        };
        let words = format!("sent to {body} ({address}) on {}", Date::day(one.on));
        out.add(&words, Tone::Faint);
    }
}

/// A text line by line, as it reads on paper.
pub(super) fn text(
    context: &Context<'_>,
    meeting: Id<Meeting>,
    what: TextKind,
    reading: Reading,
    width: u16,
) -> Vec<Line> {
    let register = context.register();
    let kept = reading.issued.and_then(|id| register.texts.get(id));
    let document = if let Some(text) = kept {
        issued::read(text, reading.audience)
    } else {
        let words = &context.session.house().words;
        issued::draft(register, meeting, what, reading.audience, words)
    };
    let mut out = Lines::new(width);
    match document {
        Err(refusal) => out.say(&refusal.sentence, Tone::Error, None),
        Ok(document) => out.read(&document),
    }
    out.all
}
