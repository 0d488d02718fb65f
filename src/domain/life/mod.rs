//! The life of an agreement: proposed → out for signature → current → under review → superseded or ended. The verbs of
//! each step and what is reckoned of them, one file a step; the kinds of record that they change are beside this folder.
//!
//! | to find | file |
//! |---|---|
//! | what an agreement is on a day | `states.rs` |
//! | reviewing it: the next dates, the outcome | `review/` |
//! | what is missing in the register | `gaps/` |
//! | what of it stands on the published page, and the pages that were kept | `publish.rs` |
//! | who is to have the draft of an announcement, and publishing it | `announcing.rs` |
//! | a disagreement under it, up its ladder of posts | `disagreement.rs` |
//! | what it binds to: clocks of commitments, evidence | `duties/` |

pub mod announcing;
pub mod disagreement;
pub mod duties;
pub mod gaps;
pub mod publish;
pub mod review;
pub mod states;
