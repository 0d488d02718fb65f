//! The other views of each tab, which `v` opens: the words of the menu, and the page.

use super::Page;
use super::duties::Duties;
use super::editions::Editions;
use super::forward::Forward;
use super::gaps::Gaps;
use super::hand_over::HandOver;
use super::one_body::OneBody;
use super::opening::ask_plan;
use super::published::Published;
use super::summary::Summary;
use super::timeline::Timeline;
use super::tree::Tree;
use super::way::Way;
use super::year::Year;
use crate::domain::id::Entry;
use crate::domain::register::Kind;
use crate::domain::shown::Shown;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::effect::{Context, Effect};
use crate::tui::forms::{self, Reading};
use crate::tui::keys::Tab;

/// Another way to look at what a tab lists.
#[derive(Debug, Clone, Copy)]
pub(in crate::tui) struct View {
    name: &'static str,
    sentence: &'static str,
    /// Why it is not to be had on an entry; none where it is.
    reason: fn(Option<Entry>) -> Option<&'static str>,
    /// Opens it, about the entry that the cursor is on.
    pub(in crate::tui) open: fn(&Context<'_>, Option<Entry>) -> Effect,
}

const YEAR: View = View {
    name: "Year",
    sentence: "Twelve months with meetings and reviews on their days.",
    reason: |_| None,
    open: |context, at| Page::Year(Year::new(context, at)).ask(),
};

const PLAN: View = View {
    name: "Plan a year",
    sentence: "A forum's meetings of a year, with dates that would keep its cadence.",
    reason: |_| None,
    open: open_plan,
};

fn open_plan(context: &Context<'_>, at: Option<Entry>) -> Effect {
    ask_plan(context, at, |forum| Pick::View(PLAN, Some(forum.into())))
}

const SITTING: View = View {
    name: "At the meeting",
    sentence: "Who is there, what comes of each item, what is agreed.",
    reason: |_| None,
    open: super::sit,
};

const FORWARD: View = View {
    name: "Forward plan",
    sentence: "What is expected at which future meeting of a forum: offers, and reviews that fall due.",
    reason: |_| None,
    open: |context, at| Page::Forward(Forward::new(context, at)).ask(),
};

const WAY: View = View {
    name: "Item history",
    sentence: "The way of an item through all its meetings, up to other forums and out to bodies.",
    reason: |at| {
        let is_item = at.is_some_and(|entry| entry.kind == Kind::Item);
        (!is_item).then_some("Open a meeting and put the cursor on an item of its agenda first.")
    },
    open: |context, at| {
        let item = at.and_then(Entry::id);
        item.map_or(Effect::None, |id| Page::Way(Way::new(context, id)).ask())
    },
};

const SUMMARY: View = View {
    name: "Summary",
    sentence: "What each organisation has open, overdue, and closed on time or late.",
    reason: |_| None,
    open: |_, _| Page::Summary(Summary::new()).ask(),
};

const TIMELINE: View = View {
    name: "Timeline",
    sentence: "Years across, one row an agreement: from in force to end, with its reviews.",
    reason: |_| None,
    open: |context, at| Page::Timeline(Timeline::new(context, at)).ask(),
};

const GAPS: View = View {
    name: "Gaps",
    sentence: "What is missing: reviews, signatures, dates, lead posts, bodies that are no more.",
    reason: |_| None,
    open: |_, _| Page::Gaps(Gaps::new()).ask(),
};

const DUTIES: View = View {
    name: "Commitments",
    sentence: "All duties by agreement: when each was last met, and when it is due.",
    reason: |_| None,
    open: |_, at| Page::Duties(Duties::new(at)).ask(),
};

const PUBLISHED: View = View {
    name: "Published page",
    sentence: "What the public page of agreements and forums says, and what changes on it; exports it.",
    reason: |_| None,
    open: |_, _| Page::Published(Published::default()).ask(),
};

const AS_KNOWN: View = View {
    name: "As known on a day",
    sentence: "What had been entered by the end of a day, whatever was typed in or changed since.",
    reason: |_| None,
    open: |context, _| forms::look_back(context, Reading::AsKnown),
};

const AS_OF: View = View {
    name: "As of a day",
    sentence: "What was true on a day, by the dates in the entries.",
    reason: |_| None,
    open: |context, _| forms::look_back(context, Reading::AsOf),
};

const NOW: View = View {
    name: "Back to now",
    sentence: "The register as it is, where it can be changed.",
    reason: |_| None,
    open: |_, _| Effect::ToNow,
};

const ONE_BODY: View = View {
    name: "Everything with it",
    sentence: "Agreements, forums, people, actions, attendance, and what the organisation owes and is owed.",
    reason: |at| {
        let is_body = at.is_some_and(|entry| entry.kind == Kind::Organisation);
        (!is_body).then_some("Put the cursor on an organisation first.")
    },
    open: |_, at| {
        let body = at.and_then(Entry::id);
        body.map_or(Effect::None, |id| Page::OneBody(OneBody::new(id)).ask())
    },
};

const HAND_OVER: View = View {
    name: "Hand over",
    sentence: "A forum to its next Secretariat: what goes along, as a file; here it is only read from then on.",
    reason: |at| {
        let is_forum = at.is_some_and(|entry| entry.kind == Kind::Forum);
        (!is_forum).then_some("Put the cursor on a forum first.")
    },
    open: |_, at| {
        let forum = at.and_then(Entry::id);
        forum.map_or(Effect::None, HandOver::open)
    },
};

const TREE: View = View {
    name: "Tree",
    sentence: "Protocols and sharing agreements under their memoranda, earlier editions behind them.",
    reason: |_| None,
    open: |_, at| Page::Tree(Tree::new(at)).ask(),
};

const EDITIONS: View = View {
    name: "Editions",
    sentence: "The editions of a text: from when to when, who joined and who left with each.",
    reason: |at| {
        let is_agreement = at.is_some_and(|entry| entry.kind == Kind::Agreement);
        (!is_agreement).then_some("Put the cursor on an agreement first.")
    },
    open: |_, at| {
        let agreement = at.and_then(Entry::id);
        agreement.map_or(Effect::None, |id| Page::Editions(Editions::new(id)).ask())
    },
};

/// The views of a tab alone, in the order of the menu; those of every tab follow.
fn views(tab: Tab) -> &'static [View] {
    match tab {
        Tab::Meetings => &[YEAR, PLAN, SITTING, FORWARD, WAY],
        Tab::Actions => &[SUMMARY],
        Tab::Organisations => &[ONE_BODY, FORWARD, HAND_OVER],
        Tab::Agreements => &[TREE, TIMELINE, EDITIONS, DUTIES, GAPS, PUBLISHED],
        Tab::Today => &[],
    }
}

/// Asks which view of a tab. While a day is looked back at, the first of them is the way back.
pub(in crate::tui) fn view(context: &Context<'_>, tab: Tab, at: Option<Entry>) -> Effect {
    let way_back = context.is_past().then_some(&NOW);
    let all = way_back
        .into_iter()
        .chain(views(tab))
        .chain(&[AS_KNOWN, AS_OF]);
    let offers = all.map(|view| {
        let mut offer = Offer::plain(view.name, Pick::View(*view, at));
        offer.sentence = view.sentence.into();
        offer.reason = (view.reason)(at).map(Shown::line);
        offer
    });
    let chooser = Chooser::new("Which view?", Matching::Words, offers.collect());
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}
