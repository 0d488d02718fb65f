//! Pure rules: no files, no clock, no SQL, no screen. `today` is always a parameter.

pub mod refusal;
