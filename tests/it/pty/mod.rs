//! The built program on a real terminal.
