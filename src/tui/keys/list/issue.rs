//! On the page of a text before it goes out.

use crossterm::event::KeyCode;

use super::{ENTER, bind, ctrl, letter, plain};
use crate::tui::keys::{Binding, Command, IssueAct, PageAct};

const fn act(act: IssueAct) -> Command {
    Command::Page(PageAct::Issue(act))
}

pub(in crate::tui::keys) const ISSUE: &[Binding] = &[
    bind(
        act(IssueAct::Issue),
        &[letter('i'), ctrl('s'), plain(KeyCode::F(2))],
        "Issue",
        "Fixes the text as it is, then writes the e-mail drafts and the pack; asks first.",
    ),
    bind(
        act(IssueAct::Open),
        &[ENTER],
        "Open",
        "Opens the form of what the line is about; an issued text is read.",
    ),
    bind(
        act(IssueAct::Step),
        &[letter('s')],
        "Step",
        "Says how far the text has come, with the day: with the Chair, cleared, agreed.",
    ),
    bind(
        act(IssueAct::Preview),
        &[letter('p')],
        "Preview",
        "Shows the text as the public, the members or the Secretariat read it.",
    ),
    bind(
        act(IssueAct::Sent),
        &[letter('m')],
        "Sent",
        "Notes that what was issued last has been sent to all on the circulation list.",
    ),
    bind(
        act(IssueAct::Write),
        &[letter('x')],
        "Write",
        "Writes the e-mail drafts and the pack of the last issue into a folder.",
    ),
    bind(
        act(IssueAct::Other),
        &[letter('o')],
        "Other text",
        "From the agenda to the record of the meeting, and back.",
    ),
    bind(
        act(IssueAct::Checks),
        &[letter('c')],
        "Checks",
        "From a text back to the checks.",
    ),
];
