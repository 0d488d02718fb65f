//! Help and the list of commands: everything that can be done here, from the bindings.

use super::chooser::{Chooser, Matching, Offer, Pick};
use crate::domain::shown::Shown;
use crate::tui::keys::{Binding, Place};
use crate::tui::widgets::Text;

/// A binding as it stands here and now.
pub(crate) struct Possible {
    pub(crate) binding: &'static Binding,
    /// Its name on this tab.
    pub(crate) name: &'static str,
    /// Why it cannot be done now.
    pub(crate) reason: Option<String>,
}

/// Everything that can be done here; typing filters by key, name or sentence.
pub(crate) fn help(all: Vec<Possible>) -> Chooser {
    Chooser::new("Help: Enter does it", Matching::Words, offers(all))
}

/// The same list, found by a few letters of the name.
pub(crate) fn commands(all: Vec<Possible>) -> Chooser {
    Chooser::new("Commands", Matching::Fuzzy, offers(all))
}

/// The keys of a dialog, to be read.
pub(crate) fn keys_of(place: Place) -> Chooser {
    let offers = place.bindings().iter().map(|binding| Offer {
        key: Text::line(&binding.shown()),
        name: binding.name.into(),
        sentence: binding.sentence.into(),
        reason: None,
        pick: Pick::Nothing,
    });
    Chooser::new(place.title(), Matching::Words, offers.collect())
}

fn offers(all: Vec<Possible>) -> Vec<Offer> {
    let offer = |one: Possible| Offer {
        key: Text::line(&one.binding.shown()),
        name: one.name.into(),
        sentence: one.binding.sentence.into(),
        reason: one.reason.map(|reason| Shown::line(&reason)),
        pick: Pick::Run(one.binding.command),
    };
    all.into_iter().map(offer).collect()
}
