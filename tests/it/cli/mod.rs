//! Arguments in, text out.
