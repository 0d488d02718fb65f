//! What effects do. An error's journey ends here, as a sentence.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::{App, Status, context};
use crate::attachments;
use crate::domain::id::Entry;
use crate::domain::refusal::Refusal;
use crate::domain::register::Record;
use crate::exchange::page;
use crate::files::{self, Existing, FileError};
use crate::last_folder;
use crate::session::{Done, Failure, Session};
use crate::tui::dialogs::{Button, Dialog, History, Question};
use crate::tui::effect::{Context, Effect, Opened, Then, Verb};
use crate::tui::forms;
use crate::tui::keys::{Command, General, Inside, Tab};
use crate::tui::pages::Page;
use crate::tui::screens::{Browse, home};
use crate::tui::theme::Tone;
use crate::tui::widgets::Text;

impl App {
    pub(super) fn perform(&mut self, effect: Effect, session: &mut Session) {
        match effect {
            Effect::None => {}
            Effect::Refuse(sentence) => self.refuse(&sentence),
            Effect::Commit(verb) => self.commit(verb, session),
            Effect::Ask(dialog) => self.dialogs.push(*dialog),
            Effect::Close => {
                self.dialogs.pop();
            }
            Effect::Discard => {
                self.dialogs.pop();
                self.dialogs.pop();
            }
            Effect::Answer(answer) => {
                self.dialogs.pop();
                self.hand(&answer, session);
            }
            Effect::Editor(text) => self.editing = Some(text),
            Effect::Settled { theirs, seen } => self.settled(&theirs, &seen, session),
            Effect::Renew => self.renewed(session),
            Effect::Resume => self.resume(session),
            Effect::Later => self.later(session),
            Effect::ThrowAway => self.throw_away(session),
            Effect::Run(command) => {
                self.close_boxes();
                self.run(command, session);
            }
            Effect::Jump(entry) => self.jump(entry, session),
            Effect::Make(kind, at) => {
                self.open(session, |context| forms::make(context, kind, at));
            }
            Effect::LookBack(reading, day) => self.look_back(reading, day, session),
            Effect::ToNow => self.show_now(session),
            Effect::View(view, at) => self.open(session, |context| (view.open)(context, at)),
            Effect::Show(page) => self.show(*page),
            Effect::Narrow(choice) => self.on_the_list(|screen| screen.narrow(choice)),
            Effect::Sort(sorting) => self.on_the_list(|screen| screen.sort(sorting)),
            Effect::History(entry) => self.history(entry, session),
            Effect::Copy(text) => self.copy(text),
            Effect::Export {
                path,
                bytes,
                existing,
                then,
            } => self.export(&path, bytes, existing, then, session),
            Effect::Drafts(files) => self.drafts_written(&files),
            Effect::Issue(meeting, what) => self.issue(meeting, what, session),
            Effect::Calendar(dates) => self.write_dates(&dates, session),
            Effect::HandOver(asked) => self.hand_over(asked, session),
            Effect::Bring(what) => self.bring(what, session),
            Effect::Open(opened) => self.open_outside(&opened, session),
            Effect::SendOut(asked) => self.send_out(&asked, session),
            Effect::Quit => self.is_over = true,
        }
    }

    fn on_the_list(&mut self, deed: impl FnOnce(&mut Browse)) {
        self.dialogs.clear();
        deed(&mut self.screens[self.tab.place()]);
    }

    fn copy(&mut self, text: String) {
        self.say(&match text.lines().count() {
            1 => format!("Copied: {}", text.replace('\t', "  ")),
            lines => format!("Copied {lines} lines."),
        });
        self.clipboard = Some(text);
    }

    fn show(&mut self, page: Page) {
        self.close_boxes();
        self.dialogs.push(Dialog::Page(page));
    }

    /// Stops at the first that is there already or cannot be written; the question stays open.
    fn drafts_written(&mut self, files: &[(PathBuf, Vec<u8>)]) {
        let mut written = Vec::new();
        for (path, bytes) in files {
            if let Err(error) = files::save(path, bytes, Existing::Refuse) {
                return self.refuse(&error.to_string());
            }
            written.push(path.display().to_string());
        }
        self.say(&format!("Wrote {}.", written.join(", ")));
    }

    /// Closes the boxes, and does what opens something in their place.
    pub(super) fn open(
        &mut self,
        session: &mut Session,
        make: impl FnOnce(&Context<'_>) -> Effect,
    ) {
        self.close_boxes();
        let body = self.layout().body;
        let effect = make(&context(session, &self.outlook, body, self.first_day));
        self.perform(effect, session);
    }

    /// Closes all that is open, down to the page if there is one.
    pub(super) fn close_boxes(&mut self) {
        let page = |dialog: &Dialog| matches!(dialog, Dialog::Page(_));
        let kept = self.dialogs.iter().rposition(page);
        self.dialogs.truncate(kept.map_or(0, |place| place + 1));
    }

    fn run(&mut self, command: Command, session: &mut Session) {
        self.sync_rows(session);
        if let Some(Dialog::Page(_)) = self.dialogs.last() {
            return self.run_on_page(command, session);
        }
        let body = self.layout().body;
        let screen = &mut self.screens[self.tab.place()];
        match command {
            Command::Move(step) => {
                screen.travel(step, &context(session, &self.outlook, body, self.first_day));
            }
            Command::Screen(act) => {
                let is_back = act == crate::tui::keys::Act::Back;
                if is_back && self.dismiss() {
                    return;
                }
                let screen = &mut self.screens[self.tab.place()];
                let effect =
                    screen.update(act, &context(session, &self.outlook, body, self.first_day));
                self.perform(effect, session);
            }
            Command::App(general) => self.general(general, session),
            Command::Dialog(_) | Command::Page(_) => {}
        }
    }

    fn run_on_page(&mut self, command: Command, session: &mut Session) {
        if let (Command::App(general), Some(Dialog::Page(page))) = (command, self.dialogs.last()) {
            return match page.before(general) {
                Some(question) => self.perform(question, session),
                None => self.general(general, session),
            };
        }
        if command == Command::Dialog(Inside::Close) && self.dismiss() {
            return;
        }
        let body = self.layout().body;
        let context = context(session, &self.outlook, body, self.first_day);
        if let Some(Dialog::Page(page)) = self.dialogs.last_mut() {
            let effect = page.run(command, &context);
            self.perform(effect, session);
        }
    }

    fn general(&mut self, general: General, session: &mut Session) {
        if matches!(general, General::Undo | General::Redo)
            && let Err(why) = self.can_write(session)
        {
            return self.refuse(&why);
        }
        match general {
            General::Go(tab) => self.go(tab),
            General::NextTab => self.go(self.tab.next()),
            General::PreviousTab => self.go(self.tab.previous()),
            General::Import => self.open(session, forms::import),
            General::Find | General::Help | General::Commands => self.open_dialog(session, general),
            General::Undo => {
                let done = session.undo();
                self.finish(done, "Took back", "U does it again");
            }
            General::Redo => {
                let done = session.redo();
                self.finish(done, "Did again", "u undoes it");
            }
            General::Reload => match session.refresh() {
                Ok(true) => self.say("Somebody else's changes are in."),
                Ok(false) => self.say("Nothing has changed meanwhile."),
                Err(failure) => self.refuse(&failure.to_string()),
            },
            General::Mouse => {
                self.has_mouse = !self.has_mouse;
                self.say(if self.has_mouse {
                    "The mouse works here. F6 gives it back."
                } else {
                    "The mouse selects text now. F6 takes it again."
                });
            }
            General::Quit | General::QuitAnywhere | General::Cancel => self.is_over = true,
        }
    }

    fn can_write(&self, session: &Session) -> Result<(), Cow<'static, str>> {
        context(session, &self.outlook, self.layout().body, self.first_day).can_write()
    }

    /// Shows a tab; a page was one of the tab that is left.
    fn go(&mut self, tab: Tab) {
        self.dialogs.clear();
        self.tab = tab;
    }

    fn commit(&mut self, verb: Verb, session: &mut Session) {
        let (path, today) = (session.path().map(Path::to_owned), session.today());
        let done = session.commit(|register| {
            let change = verb(register)?;
            Ok(attachments::with_prints(
                change,
                register,
                path.as_deref(),
                today,
            ))
        });
        match done {
            Ok(done) => self.committed(&done, session),
            Err(Failure::Conflict(clash, refusal)) => self.clashed(&clash, &refusal, session),
            Err(Failure::Refused(refusal)) => self.refused(&refusal),
            Err(Failure::Store(error)) => {
                self.close_question();
                self.refuse(&error.to_string());
            }
        }
    }

    fn finish(&mut self, done: Result<Done, Failure>, what: &str, way_back: &str) {
        match done {
            Ok(done) => self.say(&format!("{what}: {}. {way_back}.", done.label)),
            Err(failure) => self.refuse(&failure.to_string()),
        }
    }

    fn jump(&mut self, entry: Entry, session: &Session) {
        self.dialogs.clear();
        let Some((tab, entry)) = home(session.register(), entry) else {
            return self.refuse("That entry is not there any more.");
        };
        self.tab = tab;
        self.outlook.sync(session);
        let context = context(session, &self.outlook, self.layout().body, self.first_day);
        if !self.screens[tab.place()].go_to(entry, &context) {
            self.refuse("That entry is not there any more.");
        }
    }

    fn history(&mut self, entry: Entry, session: &mut Session) {
        /// So many changes of one entry are shown, the newest.
        const MOST: usize = 100;
        let read = |session: &mut Session| -> Result<Vec<_>, Failure> {
            let heads = session.history(entry)?;
            let from = heads.len().saturating_sub(MOST);
            let newest = heads.into_iter().skip(from);
            newest
                .map(|head| {
                    let mut edits = session.edits(head.id)?;
                    edits.retain(|edit| edit.entry() == entry);
                    Ok((head, edits))
                })
                .collect()
        };
        match read(session) {
            Ok(changes) => {
                let register = session.register();
                let title = register
                    .get(entry)
                    .map_or_else(String::new, |record: Record<'_>| record.title(register));
                let width = self.area.width.saturating_sub(4);
                let history = History::new(&title, changes, register, session.clock(), width);
                self.dialogs.push(Dialog::History(history));
            }
            Err(failure) => self.refuse(&failure.to_string()),
        }
    }

    /// Writes a file; asks first if there is one of that name.
    pub(super) fn export(
        &mut self,
        path: &Path,
        bytes: Vec<u8>,
        existing: Existing,
        then: Then,
        session: &mut Session,
    ) {
        match files::save(path, &bytes, existing) {
            Ok(()) => {
                self.close_boxes();
                let wrote = format!("Wrote {}.", path.display());
                match then {
                    Then::Offer(told) => self.written(path, &told),
                    Then::KeepPage => self.keep_page(&wrote, session),
                }
            }
            Err(FileError::Exists { .. }) => {
                let again = Effect::Export {
                    path: path.to_owned(),
                    bytes,
                    existing: Existing::Replace,
                    then,
                };
                let question = replacing(path, again);
                self.dialogs.push(Dialog::Question(question));
            }
            Err(error) => {
                self.close_question();
                self.refuse(&error.to_string());
            }
        }
    }

    /// Says where a document went and offers to open it; keeps its folder for the next one.
    fn written(&mut self, path: &Path, told: &[String]) {
        self.say(&format!("Wrote {}.", path.display()));
        let whole = self.keep_folder(path);
        self.dialogs.push(Dialog::Question(offering(&whole, told)));
    }

    /// Keeps the folder of a file for the next one. Its whole path.
    pub(super) fn keep_folder(&mut self, path: &Path) -> PathBuf {
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = whole.parent().unwrap_or(Path::new(""));
        self.outlook.folder = folder.to_string_lossy().into_owned();
        if let Some(kept) = &self.last_folder
            && let Err(error) = last_folder::save(kept, &self.outlook.folder)
        {
            self.refuse(&format!("Wrote {}. But: {error}", path.display()));
        }
        whole
    }

    /// Keeps the page of the day, which was written a moment ago. What it wrote is said whatever comes of that.
    fn keep_page(&mut self, wrote: &str, session: &mut Session) {
        let (settings, today) = (&self.outlook.page, session.today());
        let kept = session.commit(|register| page::keep(register, settings, today));
        match kept {
            Ok(done) => self.say(&format!("{wrote} {}. u undoes it.", done.label)),
            Err(Failure::Refused(refusal)) => self.say(&format!("{wrote} {}", refusal.sentence)),
            Err(failure) => self.refuse(&format!("{wrote} But the page was not kept: {failure}")),
        }
    }

    /// A question that has been answered is over, whatever came of the answer.
    pub(super) fn close_question(&mut self) {
        if matches!(self.dialogs.last(), Some(Dialog::Question(_))) {
            self.dialogs.pop();
        }
    }

    pub(super) fn say(&mut self, sentence: &str) {
        self.status = Some(Status {
            text: Text::line(sentence),
            tone: Tone::Success,
        });
    }

    /// Says once, behind what was done, which of the office's own texts did not count in it.
    pub(super) fn tell_house(&mut self, session: &Session) {
        let mistakes = session.house_mistakes();
        let new = mistakes.get(self.told_of_house..).unwrap_or_default();
        let Some(first) = new.first() else {
            return;
        };
        let done = self.status.as_ref().map(|status| status.text.as_str());
        let more = match new.len() {
            1 => String::new(),
            count => format!(
                " And {} more: `secretariat config check` lists them.",
                count - 1
            ),
        };
        let sentence = format!("{} {first}{more}", done.unwrap_or_default());
        self.told_of_house = mistakes.len();
        self.refuse(sentence.trim_start());
    }

    /// Says in the form on top why what it asked for did not happen, else in the status line.
    pub(super) fn refused(&mut self, refusal: &Refusal) {
        let dialog = self.dialogs.last_mut();
        if !dialog.is_some_and(|dialog| dialog.refuse(refusal)) {
            self.close_question();
            self.refuse(&refusal.sentence);
        }
    }

    pub(super) fn refuse(&mut self, sentence: &str) {
        self.status = Some(Status::refusal(sentence));
    }

    /// Takes a refusal away. False if there was none.
    fn dismiss(&mut self) -> bool {
        let was = self.has_refused();
        if was {
            self.status = None;
        }
        was
    }

    /// Whether the status line says that something went wrong.
    pub(super) fn has_refused(&self) -> bool {
        let status = self.status.as_ref();
        status.is_some_and(|status| status.tone == Tone::Error)
    }

    /// The tab whose screen is shown.
    pub(super) fn tab(&self) -> Tab {
        self.tab
    }
}

fn offering(path: &Path, told: &[String]) -> Question {
    let buttons = vec![
        Button {
            name: "Close",
            effect: Some(Effect::Close),
        },
        Button {
            name: "Open it",
            effect: Some(Effect::Open(Opened::Written(path.to_owned()))),
        },
    ];
    let mut lines = vec![format!("It is {}.", path.display())];
    lines.extend_from_slice(told);
    Question::new("The document is written", &lines.join("\n"), buttons)
}

/// Asks whether a file that is there is written over; if so, what wrote it is done again.
pub(super) fn replacing(path: &Path, again: Effect) -> Question {
    let buttons = vec![
        Button {
            name: "Keep it",
            effect: Some(Effect::Close),
        },
        Button {
            name: "Replace it",
            effect: Some(again),
        },
    ];
    let sentence = format!("There is a file {} already.", path.display());
    Question::new("Replace the file?", &sentence, buttons)
}
