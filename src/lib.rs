//! secretariat keeps a regulatory forum's register.

pub mod domain;
pub mod exchange;
