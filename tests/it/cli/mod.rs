//! Arguments in, text out.

mod agenda;
mod binary;
mod change;
mod chase;
mod config;
mod delete;
mod due;
mod fill;
mod harness;
mod issue;
mod line;
mod look;
mod plan;
mod record;
mod reserved;
mod returns;
mod twins;
