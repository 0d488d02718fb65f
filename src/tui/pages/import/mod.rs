//! Bringing in a file: what each of its columns is here, with the first rows as they are understood, and what becomes of
//! every row, before anything is written.

mod draw;
mod lines;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use ratatui::layout::Rect;

use super::written::Line;
use super::{Body, Context, Effect, Page, Pointer};
use crate::exchange::import::{
    self, Book, BookReport, Draft, DraftSheet, Report, Sheet, SheetKind,
};
use crate::tui::dialogs::{Button, Chooser, Dialog, Matching, Offer, Pick, Question};
use crate::tui::effect::Bring;
use crate::tui::keys::{Command, ImportAct, PageAct, Place, Step};
use crate::tui::outlook::Stamp;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text, cut};

/// So many rows are shown as they are understood.
const SAMPLE: usize = 5;

const HINTS: &[Command] = &[
    act(ImportAct::Column),
    act(ImportAct::BringIn),
    act(ImportAct::Outcome),
    act(ImportAct::NextSheet),
    act(ImportAct::Rows),
    act(ImportAct::LeaveOut),
];

const fn act(act: ImportAct) -> Command {
    Command::Page(PageAct::Import(act))
}

pub(in crate::tui) struct Import {
    path: PathBuf,
    draft: Draft,
    /// The place of the sheet whose columns are shown.
    sheet: usize,
    /// Over the columns.
    scroll: Scroll,
    /// What the sheets would do. None until it is reckoned, and after something was said.
    outcome: Option<Outcome>,
    reading: Option<Reading>,
}

/// What the file would do, upon the register as it was then.
struct Outcome {
    made: Stamp,
    book: Book,
    report: BookReport,
}

/// What becomes of every row, in the place of the columns.
struct Reading {
    lines: Vec<Line>,
    scroll: Scroll,
    made: Option<(Stamp, u16)>,
}

impl Import {
    pub(in crate::tui) fn open(path: &Path, draft: Draft) -> Page {
        let first = draft.sheets().iter().position(|one| one.is_taken);
        Page::Import(Self {
            path: path.to_owned(),
            draft,
            sheet: first.unwrap_or(0),
            scroll: Scroll::default(),
            outcome: None,
            reading: None,
        })
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let stamp = Stamp::of(context.session);
        if self.outcome.as_ref().is_none_or(|one| one.made != stamp) {
            let book = self.draft.book();
            let report = import::import_book(context.register(), &book, context.today());
            self.outcome = Some(Outcome {
                made: stamp,
                book,
                report,
            });
        }
        let (list, _) = split(context.area, self.shown().width());
        self.scroll.sync(
            self.shown().width(),
            usize::from(list.height.saturating_sub(1)),
        );
        let width = context.area.width.saturating_sub(2);
        if let (Some(reading), Some(outcome)) = (&mut self.reading, &self.outcome) {
            if reading.made != Some((stamp, width)) {
                reading.lines = lines::told(context, &outcome.book, &outcome.report, width);
                reading.made = Some((stamp, width));
            }
            let height = usize::from(context.area.height);
            reading.scroll.sync(reading.lines.len(), height);
        }
    }

    pub(super) fn title(&self, _: &Context<'_>) -> Vec<(Text, Tone)> {
        let sheet = self.shown();
        let name = match (sheet.name(), self.draft.sheets().len()) {
            (Some(sheet), 2..) => format!("Import: {}, {sheet}", self.draft.name()),
            _ => format!("Import: {}", self.draft.name()),
        };
        let counted = self.counted().into_iter();
        let counted = counted.map(|words| (Text::line(&words), Tone::Faint));
        std::iter::once((Text::line(&name), Tone::Strong))
            .chain(counted)
            .collect()
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        match &mut self.reading {
            Some(reading) => reading.scroll.travel(step, reading.lines.len()),
            None => self
                .scroll
                .travel(step, self.draft.sheets()[self.sheet].width()),
        }
    }

    pub(super) fn allows(
        &self,
        act: ImportAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        let is_read = self.reading.is_some();
        match act {
            ImportAct::Columns if !is_read => Err("The columns are shown.".into()),
            ImportAct::Columns | ImportAct::Outcome => Ok(()),
            ImportAct::BringIn | ImportAct::Now => {
                context.can_write()?;
                self.brings().map(|_| ())
            }
            _ if is_read => Err("Esc goes back to the columns.".into()),
            ImportAct::NextSheet | ImportAct::SheetBefore | ImportAct::Take
                if self.draft.sheets().len() < 2 =>
            {
                Err("The file has one sheet.".into())
            }
            ImportAct::Take | ImportAct::NextSheet | ImportAct::SheetBefore => Ok(()),
            _ if !self.shown().is_taken => Err("This sheet is left out; Space takes it.".into()),
            ImportAct::LeaveOut if self.field().is_none() => {
                Err("This column is left out already.".into())
            }
            ImportAct::HeaderUp if self.shown().header() == 0 => {
                Err("The header is the first row already.".into())
            }
            ImportAct::Column
            | ImportAct::Is(_)
            | ImportAct::LeaveOut
            | ImportAct::Rows
            | ImportAct::Of(_)
            | ImportAct::HeaderUp
            | ImportAct::HeaderDown => Ok(()),
        }
    }

    pub(super) fn update(&mut self, act: ImportAct, _: &Context<'_>) -> Effect {
        match act {
            ImportAct::Column => return self.ask_field(),
            ImportAct::Is(field) => return self.choose(field),
            ImportAct::LeaveOut => return self.choose(None),
            ImportAct::Rows => return self.ask_kind(),
            ImportAct::Of(kind) => self.say(|sheet| sheet.set_kind(kind)),
            ImportAct::HeaderUp => {
                let above = self.shown().header().saturating_sub(1);
                self.say(|sheet| {
                    sheet.set_header(above);
                });
            }
            ImportAct::HeaderDown => return self.header_down(),
            ImportAct::Take => self.say(|sheet| sheet.is_taken = !sheet.is_taken),
            ImportAct::NextSheet => self.turn(1),
            ImportAct::SheetBefore => self.turn(self.draft.sheets().len() - 1),
            ImportAct::Outcome => {
                self.reading = Some(Reading {
                    lines: Vec::new(),
                    scroll: Scroll::default(),
                    made: None,
                });
            }
            ImportAct::Columns => self.reading = None,
            ImportAct::BringIn => return self.ask(),
            ImportAct::Now => {
                let draft = Box::new(self.draft.clone());
                return Effect::Bring(Bring::Rows(self.path.clone(), draft));
            }
        }
        Effect::None
    }

    /// A click puts the cursor on a column; another one there asks what it is.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        let (list, _) = split(context.area, self.shown().width());
        let Pointer::Down(at) = pointer else {
            return Effect::None;
        };
        let line = at.y.checked_sub(list.y + 1);
        let Some(line) = line.filter(|_| list.contains(at) && self.reading.is_none()) else {
            return Effect::None;
        };
        let place = self.scroll.top + usize::from(line);
        if place >= self.shown().width() {
            return Effect::None;
        }
        if place == self.scroll.selected && self.shown().is_taken {
            return self.ask_field();
        }
        self.scroll.selected = place;
        Effect::None
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        draw::draw(self, canvas, context, theme);
    }

    fn shown(&self) -> &DraftSheet {
        &self.draft.sheets()[self.sheet]
    }

    /// What the column under the cursor is.
    fn field(&self) -> Option<&'static str> {
        self.shown().field(self.scroll.selected)
    }

    /// The sheet that is shown with what it would do. None while it is left out.
    fn made(&self) -> Option<(&Sheet, &Report)> {
        let place = self.draft.place_in_book(self.sheet)?;
        let outcome = self.outcome.as_ref()?;
        Some((
            outcome.book.sheets.get(place)?,
            outcome.report.sheets.get(place)?,
        ))
    }

    /// What the rows are, and how many there are of which fate.
    fn counted(&self) -> Vec<String> {
        match self.made() {
            None => vec!["this sheet is left out".to_owned()],
            Some((sheet, report)) => std::iter::once(sheet.kind().to_string())
                .chain(import::counts(report))
                .collect(),
        }
    }

    /// How many rows would go in, and how many would not. Refuses a file of which nothing would be done.
    fn brings(&self) -> Result<(usize, usize), Cow<'static, str>> {
        let report = self.outcome.as_ref().map(|one| &one.report);
        let sheets = report.map_or(&[][..], |one| &one.sheets);
        let rejected = sheets.iter().map(|one| one.rejected.len()).sum();
        let new = sheets.iter().map(|one| one.new + one.changed).sum();
        let is_empty = report.is_none_or(|one| one.change.is_empty());
        if is_empty && rejected == 0 {
            return Err("The file says nothing that is not in the register already.".into());
        }
        Ok((if is_empty { 0 } else { new }, rejected))
    }

    fn say(&mut self, what: impl FnOnce(&mut DraftSheet)) {
        if let Some(sheet) = self.draft.sheet_mut(self.sheet) {
            what(sheet);
        }
        self.outcome = None;
    }

    /// What is said of a column is kept for the next time at once, with what it was said of.
    fn choose(&mut self, field: Option<&'static str>) -> Effect {
        let place = self.scroll.selected;
        self.say(|sheet| sheet.choose(place, field));
        Effect::Bring(Bring::Keep(Box::new(self.draft.clone())))
    }

    fn header_down(&mut self) -> Effect {
        let below = self.shown().header() + 1;
        let mut is_there = false;
        self.say(|sheet| is_there = sheet.set_header(below));
        if is_there {
            return Effect::None;
        }
        let sentence = "The header is one of the first rows; JSON has its names in every object.";
        Effect::Refuse(sentence.to_owned())
    }

    fn turn(&mut self, by: usize) {
        self.sheet = (self.sheet + by) % self.draft.sheets().len();
        self.scroll = Scroll::default();
    }

    fn ask_field(&self) -> Effect {
        let sheet = self.shown();
        let pick = |field| Pick::Run(act(ImportAct::Is(field)));
        let mut offers = vec![Offer::plain("Left out", pick(None))];
        let fields = sheet.fields();
        for field in &fields {
            let mut offer = Offer::plain(Text::line(&field.label), pick(Some(field.name)));
            let columns = 0..sheet.width();
            let mut taken = columns.filter(|place| sheet.field(*place) == Some(field.name));
            let other = taken.next().filter(|place| *place != self.scroll.selected);
            let other = other.map(|place| format!("now {}", sheet.column(place)));
            let usual = field.usual.iter().map(|name| (*name).to_owned());
            let words: Vec<String> = other.into_iter().chain(usual).collect();
            offer.sentence = Text::line(&words.join(", "));
            offers.push(offer);
        }
        let now = fields.iter().position(|one| Some(one.name) == self.field());
        let title = format!("What is {}?", sheet.column(self.scroll.selected));
        let chooser = Chooser::new(Text::line(&title), Matching::Words, offers);
        let chooser = chooser.at(now.map_or(0, |place| place + 1));
        Effect::Ask(Box::new(Dialog::Chooser(chooser)))
    }

    fn ask_kind(&self) -> Effect {
        let kinds = SheetKind::all();
        let now = kinds.iter().position(|one| *one == self.shown().kind());
        let offers = kinds.iter().map(|kind| {
            let pick = Pick::Run(act(ImportAct::Of(*kind)));
            Offer::plain(Text::line(kind.word()), pick)
        });
        let chooser = Chooser::new("What are the rows?", Matching::Words, offers.collect());
        let chooser = chooser.at(now.unwrap_or(0));
        Effect::Ask(Box::new(Dialog::Chooser(chooser)))
    }

    fn ask(&self) -> Effect {
        let (new, rejected) = match self.brings() {
            Ok(counts) => counts,
            Err(why) => return Effect::Refuse(why.into_owned()),
        };
        let text = lines::asked(&self.path, new, rejected);
        let buttons = vec![
            Button {
                name: "Not yet",
                effect: Some(Effect::Close),
            },
            Button {
                name: "Bring it in",
                effect: Some(Effect::Run(act(ImportAct::Now))),
            },
        ];
        let question = Question::new("Bring in the file?", &text, buttons);
        Effect::Ask(Box::new(Dialog::Question(question)))
    }
}

impl Body for Import {
    fn place(&self) -> Place {
        Place::Import
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn leave(&mut self) -> Effect {
        if self.reading.is_some() {
            Effect::Run(act(ImportAct::Columns))
        } else {
            Effect::Close
        }
    }
}

/// So many columns with their titles, as far as there is room, and the first rows beneath them.
fn split(area: Rect, columns: usize) -> (Rect, Rect) {
    const UNDER: u16 = 7;
    let wanted = u16::try_from(columns).unwrap_or(u16::MAX).saturating_add(1);
    cut(area, area.height.saturating_sub(UNDER).min(wanted))
}
