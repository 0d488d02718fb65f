//! Keys in, a screen out.
