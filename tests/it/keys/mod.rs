//! Keys in, a screen out: the words, and where the styles are.

mod actions;
mod agenda;
mod agreements;
mod bodies;
mod deleting;
mod detail;
mod duties;
mod every;
mod export;
mod forms;
mod forward;
mod hand_over;
mod help;
mod hostile;
mod import;
mod issue;
mod life;
mod meetings;
mod opening;
mod organisations;
mod pages;
mod past;
mod plan;
mod published;
mod reviewing;
mod screen;
mod settling;
mod sitting;
mod sizes;
mod themes;
mod timeline;
mod today;
mod waiting;
mod way;
mod year;

pub(crate) use screen::Screen;
