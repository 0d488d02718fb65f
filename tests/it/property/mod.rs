//! Random histories, and the smallest one that fails.

mod demo;
mod import;
