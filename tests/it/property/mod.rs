//! Random histories, and the smallest one that fails; several who write at once; what a kill leaves behind.

mod bodies;
mod cycles;
mod demo;
mod duties;
#[cfg(unix)]
mod exports;
mod forms;
mod forward;
mod histories;
mod import;
mod known;
mod life;
mod plan;
#[cfg(unix)]
mod processes;
pub(crate) mod random;
mod reviews;
mod screens;
mod settings;
mod whole;
mod writers;
