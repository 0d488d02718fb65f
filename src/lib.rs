//! secretariat keeps a regulatory forum's register: see the modules.

pub mod cli;
pub mod domain;
pub mod exchange;
pub mod files;
pub mod paths;
pub mod session;
pub mod store;
