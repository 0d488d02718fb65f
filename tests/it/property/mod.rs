//! Random histories, and the smallest one that fails.

mod demo;
mod import;
//! Random histories, and the smallest one that fails; several who write at once; what a kill leaves behind.

mod histories;
#[cfg(unix)]
mod processes;
mod random;
mod writers;
