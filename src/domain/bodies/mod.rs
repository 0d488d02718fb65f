//! One body: the names it has had, everything it is in, and what becomes of all that when it is renamed, merged or
//! abolished. The kinds of record are beside this folder.
//!
//! | to find | file |
//! |---|---|
//! | the name that held on a day | `names.rs` |
//! | everything with one body on a day | `holdings/` |
//! | renaming, merging, ending it | `succession/` |

pub mod holdings;
pub mod names;
pub mod succession;
