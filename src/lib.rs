//! secretariat keeps a regulatory forum's register: see the modules.

pub mod domain;
pub mod exchange;
pub mod session;
pub mod store;
