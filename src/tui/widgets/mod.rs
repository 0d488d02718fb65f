//! What draws, and knows no keys: a canvas that takes only text proved safe, boxes, lines to type in.

mod canvas;
mod editing;
mod frame;
mod scroll;
mod typing;

pub(super) use canvas::{Canvas, Text};
pub(super) use frame::{boxed, inside};
pub(super) use scroll::{Scroll, kept_in_view, moved};
pub(super) use typing::Typing;

#[cfg(test)]
mod tests;
