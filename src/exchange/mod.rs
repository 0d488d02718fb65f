//! Formats in and out: pure, callers touch files.
