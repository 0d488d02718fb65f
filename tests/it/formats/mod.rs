//! What the program writes, looked at by programs that know the formats, where they are on this machine and
//! `RUN_SLOW_TESTS=1`. Nothing is installed for it: what is not there is named as skipped.

mod docx;
mod hostile;
mod html;
mod ics;
mod pdf;
mod same;
mod shelf;
mod tools;
pub(crate) mod unpack;
mod words;
mod xlsx;
