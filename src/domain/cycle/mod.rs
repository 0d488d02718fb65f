//! The circle in which a forum's secretariat lives: plan → fix → build the agenda → issue → hold → record → chase →
//! carry over, and plan again. The verbs of each step, one file a step; the kinds of record that they change are
//! beside this folder.
//!
//! | step | file |
//! |---|---|
//! | plan the year | `plan/` |
//! | fix a date, move it, hold the meeting or call it off | `states.rs` |
//! | build the agenda: the order of business | `order/` |
//! | build the agenda: what ought to be on it | `build/` |
//! | … the order of business | `order/` |
//! | … the numbers of items and papers | `numbering/` |
//! | … when each item starts, and whether it all fits | `timing/` |

pub mod build;
pub mod numbering;
pub mod order;
//! | sit: who was there, what came of each item, what was agreed | `sitting/`, an action in one line `one_line.rs` |
pub mod one_line;
//! | what to look at before a text goes out | `checks.rs` |
//! | send the texts out, and correct them | `issue.rs` |
//! | how far a text has come | `steps.rs` |
//! | whom it goes to | `circulation.rs` |
pub mod checks;
pub mod circulation;
pub mod issue;
pub mod plan;
pub mod sitting;
pub mod states;
pub mod steps;
pub mod timing;
