//! Pure rules: no files, no clock, no SQL, no screen. `today` is always a parameter.
//!
//! In reading order: the mechanism that every kind of record shares, the kinds, everything with one body, the cycle of
//! meetings, the life of an agreement, and what is reckoned over all of them.

pub mod change;
pub mod field;
pub mod file;
pub mod id;
pub mod refusal;
pub mod register;
pub mod shape;
pub mod table;
pub mod words;

pub mod calendar;
pub mod date;

pub mod action;
pub mod agreement;
pub mod announcement;
pub mod attached;
pub mod attendance;
pub mod commitment;
pub mod contact;
pub mod forum;
pub mod issued_text;
pub mod item;
pub mod meeting;
pub mod membership;
pub mod note;
pub mod offer;
pub mod organisation;
pub mod origin;
pub mod party;
pub mod published_page;
pub mod reminder;
pub mod returns;
pub mod review;
pub mod sending;

pub mod bodies;
pub mod cycle;
pub mod handover;
pub mod life;

pub mod audience;
pub mod cells;
pub mod delete;
pub mod due;
pub mod faults;
pub mod find;
pub mod form;
pub mod history;
pub mod known;
pub mod named;
pub mod reserved;
pub mod shown;
pub mod slug;
pub mod then;
