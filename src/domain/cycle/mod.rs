//! The circle in which a forum's secretariat lives: plan → fix → build the agenda → issue → hold → record → chase →
//! carry over, and plan again. The verbs of each step, one file a step; the kinds of record that they change are
//! beside this folder.
//!
//! | step | file |
//! |---|---|
//! | plan the year | `plan/` |
//! | fix a date, move it, hold the meeting or call it off | `states.rs` |
//! | build the agenda: what ought to be on it | `build/` |
//! | … the order of business | `order/` |
//! | … the numbers of items and papers | `numbering/` |
//! | … when each item starts, and whether it all fits | `timing/` |
//! | look a text over before it goes out | `checks.rs` |
//! | … how far it has come | `steps.rs` |
//! | … whom it goes to | `circulation.rs` |
//! | … send it out, and correct it | `issue.rs` |
//! | sit: who was there, what came of each item, what was agreed | `sitting/`, an action in one line `one_line.rs` |
//! | ask for returns, and see them in and out | `returns.rs` |
//! | see papers in | `papers.rs` |
//! | chase what others owe | `chase.rs` |
//! | offers and the forward plan | `forward/` |
//! | an item's way through the meetings | `way.rs` |
//! | the action log | `log.rs` |
//! | which reviews are a forum's, and at which meeting | `reviews.rs` |
//! | a review at a meeting | `outcome.rs` |

pub mod build;
pub mod chase;
pub mod checks;
pub mod circulation;
pub mod forward;
pub mod issue;
pub mod log;
pub mod numbering;
pub mod one_line;
pub mod order;
pub mod outcome;
pub mod papers;
pub mod plan;
pub mod returns;
pub mod reviews;
pub mod sitting;
pub mod states;
pub mod steps;
pub mod timing;
pub mod way;

#[cfg(test)]
mod tests;
