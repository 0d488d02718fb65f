//! Arguments in, text out.

mod agenda;
mod binary;
mod change;
mod config;
mod due;
mod harness;
mod look;
mod reserved;
