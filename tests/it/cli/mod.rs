//! Arguments in, text out.

mod agenda;
mod binary;
mod bodies;
mod canaries;
mod change;
mod chase;
mod commitments;
mod config;
mod cycle;
mod delete;
mod due;
mod fill;
mod forward;
mod harness;
mod issue;
mod known;
mod line;
mod log;
mod look;
mod page;
mod parse;
mod plan;
mod record;
mod reserved;
mod returns;
mod twins;
