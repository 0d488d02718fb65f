//! What draws: a canvas that takes only text proved safe, boxes, what is typed into, a month to pick a day from.

mod area;
mod canvas;
mod editing;
mod frame;
mod grid;
mod month;
mod scroll;
mod typing;

pub(super) use area::{Area, Focus};
pub(super) use canvas::{Canvas, Text};
pub(super) use frame::{boxed, cut, inside};
pub(super) use grid::{Grid, earlier, last_of, later, within};
pub(super) use month::{Month, Picked, day_words};
pub(super) use scroll::{Scroll, kept_in_view, moved};
pub(super) use typing::Typing;

#[cfg(test)]
mod tests;
