//! secretariat keeps a regulatory forum's register: its meetings, actions and agreements, and one list of all that is due.
//!
//! ```text
//!            key                                             argv
//!             │                                                │
//!       ┌─────▼─────┐ Command ┌────────┐ Effect           ┌────▼────┐
//!       │ tui::keys ├────────►│ screen ├───────┐          │ cli::*  │
//!       └───────────┘         └───▲────┘       │ Commit   └────┬────┘
//!                     &Register,  │            ▼               ▼ Change
//!                     today       └──── session::Session { register, store }
//!                                         commit · undo · redo · refresh
//!                                                │
//!                       one transaction: rows + journal entry (SQLite)
//!
//!   domain ◄── store ◄── session ◄──┬── cli           arrows: "uses", never the other way
//!      ▲                            └── tui
//!      └────── exchange ◄────────────── (cli, tui, demo)
//! ```
//!
//! The whole register is one value in memory; a file is where it is kept. Every list, screen and export is a function
//! of `(&Register, today)`; every write is one `Change`, the same value for memory, file, journal and undo.
//! A kind of record has the same file name in every layer.
//!
//! | to find | look at |
//! |---|---|
//! | a kind of record: its fields, rules, verbs | `domain/KIND.rs`; all kinds: `domain/register.rs` |
//! | a step of the meeting cycle, from the plan of a year to the record | `domain/cycle/STEP.rs`; the circle: `cycle/mod.rs` |
//! | a step in the life of an agreement, its reviews, commitments, gaps | `domain/life/STEP.rs`; the line: `life/mod.rs` |
//! | everything with one body, its names, merging and renaming it | `domain/bodies/` |
//! | the register of another day | as known: `domain/known.rs`; as of: `domain/then.rs`; `session/past.rs` |
//! | what a deletion takes along, and what stands in its way | `domain/delete.rs` |
//! | a rule of what is due | `domain/due/rules.rs`, for meetings `due/owed.rs`; whom it waits for: `due/waiting.rs` |
//! | a column, a table | `store/KIND.rs`; its SQL: `store/migrations/` |
//! | what becomes of an older file | `store/schema.rs`; its backup: `store/backup.rs` |
//! | a form on the screen | what it is for and what saving does: `tui/forms/`; how it works: `tui/dialogs/form/` |
//! | a page, in the place of a list | `tui/pages/PAGE`; the views of a tab: `tui/pages/views.rs` |
//! | a key | its binding: `tui/keys/list/PLACE.rs`; what it does: `tui/screens/` or `tui/pages/` |
//! | a format | `exchange/FORMAT.rs`; a document: `exchange/DOCUMENT.rs`; which there are: `exchange/catalogue/`; calendars ask the journal: `calendars.rs` |
//! | what an import makes of a file, what was said of its columns | `exchange/import/`; `mappings.rs`; on the screen `tui/pages/import/` |
//! | the words around the data, an office's own | `exchange/words/`, `assets/words/`; `house.rs` |
//! | a forum that is handed over; the whole register as JSON | `domain/handover/`; `exchange/register_json/` |
//! | a file that entries refer to | which: `domain/attached.rs`; looked at: `attachments.rs`; opened: `opening.rs` |
//! | what goes out with a text, what is kept of it | `exchange/outgoing.rs`, written by `outgoing.rs`; `exchange/issued.rs` |
//! | the published page: what may be said | `exchange/page/`; marking and keeping: `domain/life/publish.rs` |
//! | what is asked of a kind, in forms and as options | `domain/form/KIND.rs`; a date as people write it: `domain/date/` |
//! | a command | `cli/NOUN.rs`; `add` and `edit` of every noun: `cli/fill/`; the linear mode: `cli/line/TASK.rs` |
//! | a setting | `config.rs`; reading its file: `config/read.rs`; its first text: `assets/settings.toml` |
//! | the sample data | `demo/`, its rows in `assets/demo/` |
//!
//! What always holds, each with a test:
//!
//! 1. `domain` and `exchange` do no I/O and never ask the time: `today` is a parameter.
//! 2. SQL is only in `store`. No cascade, no trigger: every row that changes is an edit of the change.
//! 3. Every write goes through `Session::commit`; after it, memory equals file.
//! 4. Undo then redo restores every row exactly, and nobody undoes another's work.
//! 5. `draw` takes `&self` and `&Session`, and draws only the rows in view.
//! 6. A screen knows no other screen; it returns an effect.
//! 7. A key exists only as a binding with a sentence; help, footer and the README's table come from it.
//! 8. Only `cli` and `main` print. Nothing panics on what somebody types, imports or opens.
//! 9. Text from outside is shown only as `domain::shown::Shown`.

pub mod domain;
pub mod store;

pub mod session;

pub mod demo;
pub mod exchange;

pub mod cli;
pub mod tui;

pub mod attachments;
pub mod calendars;
pub mod config;
pub mod drafts;
pub mod editor;
pub mod files;
pub mod house;
pub mod last_folder;
pub mod mappings;
pub mod opening;
pub mod outgoing;
pub mod paths;
