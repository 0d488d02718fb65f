//! Opening a page from a list, or from another page.

use std::borrow::Cow;

use super::Page;
use super::issue::Issue;
use super::plan::{self, Plan};
use super::sitting::Sitting;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::meeting::Meeting;
use crate::domain::register::Kind;
use crate::tui::dialogs::Pick;
use crate::tui::effect::{Context, Effect};

/// Refuses anything but a meeting.
pub(in crate::tui) fn can_sit(at: Option<Entry>) -> Result<(), Cow<'static, str>> {
    match at {
        Some(entry) if entry.kind == Kind::Meeting => Ok(()),
        Some(_) | None => Err("This is no meeting.".into()),
    }
}

/// The page for the meeting itself.
pub(in crate::tui) fn sit(context: &Context<'_>, at: Option<Entry>) -> Effect {
    let meeting = at.filter(|entry| can_sit(Some(*entry)).is_ok());
    let meeting = meeting
        .and_then(Entry::id)
        .filter(|id| context.register().meetings.get(*id).is_some());
    match meeting {
        Some(id) => Page::Sitting(Sitting::new(id)).ask(),
        None => Effect::Refuse("Put the cursor on a meeting first.".to_owned()),
    }
}

/// The page of a meeting's text before it goes out.
pub(in crate::tui) fn issue(context: &Context<'_>, meeting: &Meeting) -> Effect {
    Page::Issue(Issue::new(context, meeting)).ask()
}

/// The page that plans the year of a forum.
pub(in crate::tui) fn plan(context: &Context<'_>, forum: Id<Forum>) -> Effect {
    let forum = context.register().forums.get(forum);
    forum.map_or(Effect::None, |forum| {
        Page::Plan(Plan::new(context, forum, None)).ask()
    })
}

/// The same about a forum or one of its meetings; asks whose year, where nothing says it.
pub(super) fn ask_plan(
    context: &Context<'_>,
    at: Option<Entry>,
    pick: impl Fn(Id<Forum>) -> Pick,
) -> Effect {
    let register = context.register();
    let meeting = at
        .and_then(Entry::id)
        .and_then(|id| register.meetings.get(id));
    if let Some(meeting) = meeting
        && let Some(forum) = register.forums.get(meeting.forum)
    {
        return Page::Plan(Plan::new(context, forum, Some(meeting.on.last()))).ask();
    }
    if let Some(forum) = at.and_then(Entry::id) {
        return plan(context, forum);
    }
    if register.forums.is_empty() {
        return Effect::Refuse("There is no forum yet; n on Organisations makes one.".to_owned());
    }
    plan::ask_forum(register, None, pick)
}
