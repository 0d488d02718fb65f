//! What draws: a canvas that takes only text proved safe, boxes, what is typed into, a month to pick a day from.

#[allow(dead_code, reason = "the form that uses it comes next")]
mod area;
mod canvas;
mod editing;
mod frame;
#[allow(dead_code, reason = "the form that uses it comes next")]
mod month;
mod scroll;
mod typing;

#[allow(unused_imports, reason = "the form that uses it comes next")]
pub(super) use area::{Area, Focus};
pub(super) use canvas::{Canvas, Text};
pub(super) use frame::{boxed, inside};
#[allow(unused_imports, reason = "the form that uses it comes next")]
pub(super) use month::{Month, Picked};
pub(super) use scroll::{Scroll, kept_in_view, moved};
pub(super) use typing::Typing;

#[cfg(test)]
mod tests;
