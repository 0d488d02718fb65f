//! Handing a forum over to the Secretariat that keeps it next. Before and after: what goes along and what stays, the
//! day it changes hands, the copy here that nobody alters from then on, and bringing one in where it is kept next.
//!
//! | to find | file |
//! |---|---|
//! | which entries go along, and why others stay | `choice.rs` |
//! | the entries as they go, without what stays here | `parcel.rs` |
//! | the day it changes hands, taking it back, refusing changes after it | `keeping.rs` |

mod choice;
mod keeping;
mod parcel;
#[cfg(test)]
mod tests;

pub use choice::{Choice, Stays, choose};
pub use keeping::{away, change_secretariat, forum_of, hand_over, refuse, take_back};
pub use parcel::parcel;
