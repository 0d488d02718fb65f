//! `O`: what an entry refers to, opened in the program that the system has for it; where it is several, which.

use std::borrow::Cow;

use crate::domain::attached::{self, Attached};
use crate::domain::id::Entry;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::effect::{Context, Effect, Opened};
use crate::tui::widgets::Text;

/// Refuses an entry that refers to nothing.
pub(in crate::tui) fn can_open(
    context: &Context<'_>,
    entry: Option<Entry>,
) -> Result<(), Cow<'static, str>> {
    let all = entry.map(|entry| attached::of(context.register(), entry));
    match all {
        Some(all) if !all.is_empty() => Ok(()),
        Some(_) | None => Err("This entry refers to no file and no address.".into()),
    }
}

/// The one thing that it refers to, or the question which.
pub(in crate::tui) fn open(context: &Context<'_>, entry: Entry) -> Effect {
    let all = attached::of(context.register(), entry);
    if let [one] = &all[..] {
        return Effect::Open(Opened::Link(one.link.clone()));
    }
    let offers = (0..).zip(&all).map(|(place, one)| offer(entry, place, one));
    let chooser = Chooser::new("Open which?", Matching::Words, offers.collect());
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}

fn offer(entry: Entry, place: usize, one: &Attached) -> Offer {
    Offer {
        sentence: Text::line(&one.link),
        ..Offer::plain(Text::line(&one.title), Pick::Open(entry, place))
    }
}
