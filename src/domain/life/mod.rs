//! The life of an agreement: proposed → out for signature → current → under review → superseded or ended. The verbs of
//! each step and what is reckoned of them, one file a step; the kinds of record that they change are beside this folder.
//!
//! | to find | file |
//! |---|---|
//! | what an agreement is on a day | `states.rs` |
//! | proposing it, bringing it into force, noting that it was published, ending it | `steps.rs` |
//! | sending it for signature and signing it; who has it; from when it binds | `signing.rs` |
//! | one agreement taking the place of another | `supersede.rs` |
//! | which step it can take, and which comes next | `next.rs` |
//! | that none comes to supersede itself or to hang under itself | `loops.rs` |
//! | the editions of a text, and who joined and left with each | `editions.rs` |
//! | protocols under their memorandum | `tree.rs` |
//! | when it is due for review, starting it, recording its outcome | `review/` |
//! | agreements along the years | `timeline.rs` |
//! | what is missing in the register | `gaps/` |
//! | what of it stands on the published page, and the pages that were kept | `publish.rs` |
//! | who is to have the draft of an announcement, and publishing it | `announcing.rs` |
//! | a disagreement under it, up its ladder of posts | `disagreement.rs` |
//! | what it binds to: clocks of commitments, evidence | `duties/` |

pub mod announcing;
pub mod disagreement;
pub mod duties;
pub mod editions;
pub mod gaps;
pub mod loops;
pub mod next;
pub mod publish;
pub mod review;
pub mod signing;
pub mod states;
pub mod steps;
pub mod supersede;
pub mod timeline;
pub mod tree;
