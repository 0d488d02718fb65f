//! The published page before it goes out: what differs from the last one, what is marked for it, and how it reads.

use std::borrow::Cow;
use std::path::PathBuf;

use super::written::{self, Line, Lines};
use super::{Body, Context, Effect, Pointer};
use crate::domain::id::Entry;
use crate::domain::life::publish::{self, Mark};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::exchange::catalogue::page_name;
use crate::exchange::page::{self, Form, Page, Standing, compared};
use crate::files::Existing;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::effect::Then;
use crate::tui::keys::{Command, PageAct, Place, PublishedAct, Step};
use crate::tui::outlook::Stamp;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text};

const HINTS: &[Command] = &[
    act(PublishedAct::Mark),
    act(PublishedAct::Export),
    act(PublishedAct::Open),
];

const fn act(act: PublishedAct) -> Command {
    Command::Page(PageAct::Published(act))
}

#[derive(Default)]
pub(in crate::tui) struct Published {
    lines: Vec<Line>,
    scroll: Scroll,
    /// What differs from the page before, in one sentence.
    told: String,
    made: Option<(Stamp, u16)>,
}

impl Published {
    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let width = context.area.width.saturating_sub(2);
        let stamp = (Stamp::of(context.session), width);
        if self.made != Some(stamp) {
            let was = self.here();
            let page = made(context);
            self.told = match &page {
                Ok(page) => compared(context.register(), page, context.today()).sentence(),
                Err(_) => String::new(),
            };
            self.lines = lines(context, page, width);
            let is_first = self.made.replace(stamp).is_none();
            let first = self.lines.iter().position(|line| line.entry.is_some());
            if is_first {
                self.scroll.selected = first.unwrap_or(0);
            } else if let Some(entry) = was {
                self.seek(entry);
            }
        }
        let height = usize::from(context.area.height);
        self.scroll.sync(self.lines.len(), height);
    }

    pub(super) fn title(&self, _: &Context<'_>) -> Vec<(Text, Tone)> {
        vec![
            (Text::line("Published page"), Tone::Strong),
            (Text::line(&self.told), Tone::Faint),
        ]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.scroll.travel(step, self.lines.len());
    }

    pub(super) fn allows(
        &self,
        act: PublishedAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match act {
            PublishedAct::Open | PublishedAct::Mark if self.here().is_none() => {
                Err("Put the cursor on an agreement, a forum or a meeting.".into())
            }
            PublishedAct::Mark => context.can_write(),
            PublishedAct::Open => Ok(()),
            PublishedAct::Export | PublishedAct::As(_) => match made(context) {
                Ok(_) => Ok(()),
                Err(refusal) => Err(refusal.sentence.into()),
            },
        }
    }

    pub(super) fn update(&mut self, act: PublishedAct, context: &Context<'_>) -> Effect {
        match act {
            PublishedAct::Open => self.here().map_or(Effect::None, Effect::Jump),
            PublishedAct::Mark => self
                .here()
                .map_or(Effect::None, |entry| toggle(context, vec![entry])),
            PublishedAct::Export => ask_form(),
            PublishedAct::As(form) => export(context, form),
        }
    }

    /// A click puts the cursor on a line.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        if let Pointer::Down(at) = pointer
            && let Some(place) = written::line_at(at, context.area, &self.scroll, self.lines.len())
        {
            self.scroll.selected = place;
        }
        Effect::None
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        written::draw(canvas, context.area, &self.lines, &self.scroll, theme);
    }

    /// To its line in the list of what can be marked, which is always there.
    fn seek(&mut self, entry: Entry) {
        let is_its = |line: &Line| line.entry == Some(entry);
        if let Some(last) = self.lines.iter().rposition(is_its) {
            // A long title goes on over several lines.
            let others = self.lines[..last].iter().rposition(|line| !is_its(line));
            self.scroll.selected = others.map_or(0, |place| place + 1);
        }
    }

    fn here(&self) -> Option<Entry> {
        self.lines.get(self.scroll.selected)?.entry
    }
}

impl Body for Published {
    fn place(&self) -> Place {
        Place::Published
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        self.seek(entry);
    }
}

/// Puts entries on the page, or takes them off it where all of them are marked for it.
pub(in crate::tui) fn toggle(context: &Context<'_>, entries: Vec<Entry>) -> Effect {
    let register = context.register();
    let mark = if entries.iter().all(|one| publish::is_marked(register, *one)) {
        Mark::Withhold
    } else {
        Mark::Publish
    };
    Effect::Commit(Box::new(move |register| {
        publish::mark(register, &entries, mark)
    }))
}

fn made(context: &Context<'_>) -> Result<Page, Refusal> {
    page::page(context.register(), &context.outlook.page, context.today())
}

fn lines(context: &Context<'_>, page: Result<Page, Refusal>, width: u16) -> Vec<Line> {
    let mut out = Lines::new(width);
    match page {
        Err(refusal) => out.say(&refusal.sentence, Tone::Error, None),
        Ok(page) => {
            differences(context, &page, &mut out);
            choices(context, &page, &mut out);
            out.heading("As it reads");
            out.read(&page.document);
        }
    }
    out.all
}

fn differences(context: &Context<'_>, page: &Page, out: &mut Lines) {
    let found = compared(context.register(), page, context.today());
    // All of the first page appears: to name it all would say nothing.
    if found.since.is_none() || found.rows.is_empty() {
        return;
    }
    out.heading(&found.sentence());
    for row in &found.rows {
        let tone = match row.what {
            "vanishes" => Tone::DueSoon,
            _ => Tone::Plain,
        };
        // What has gone may not be there any more; parts of a forum are of the forum.
        let key = row.key.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let entry: Option<Entry> = key.parse().ok();
        let entry = entry.filter(|entry| context.register().get(*entry).is_some());
        out.say(&row.line(), tone, entry);
    }
}

/// What can be marked, with a box before each, which the words after it explain where it is not plain.
fn choices(context: &Context<'_>, page: &Page, out: &mut Lines) {
    let (register, settings) = (context.register(), &context.outlook.page);
    let all = page::choices(register, settings, page, context.today()).unwrap_or_default();
    out.heading("On the page or not: m puts the line there and takes it off");
    for one in &all {
        let (words, tone) = match &one.standing {
            Standing::OnThePage => (format!("[x] {}", one.title), Tone::Plain),
            Standing::NotMarked => (format!("[ ] {}", one.title), Tone::Faint),
            Standing::LeftOut(why) => (
                format!("[!] {} (marked, but {why})", one.title),
                Tone::DueSoon,
            ),
        };
        out.say(&words, tone, Some(one.entry));
    }
}

fn ask_form() -> Effect {
    let offers = Form::ALL.map(|form| {
        let pick = Pick::Run(act(PublishedAct::As(form)));
        Offer::plain(form.name(), pick)
    });
    let title = "Write the page and keep it, as what?";
    let chooser = Chooser::new(title, Matching::Words, offers.into());
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}

/// Into the folder where the program was started, under the title and the day.
fn export(context: &Context<'_>, form: Form) -> Effect {
    match made(context) {
        Err(refusal) => Effect::Refuse(refusal.sentence),
        Ok(page) => match form.render(&page.document, context.session.house()) {
            Err(refusal) => Effect::Refuse(refusal.sentence),
            Ok(bytes) => {
                let words = &context.session.house().words;
                let name = page_name(&page.document.title, context.today(), words);
                Effect::Export {
                    path: PathBuf::from(format!("{name}.{}", form.extension())),
                    bytes,
                    existing: Existing::Refuse,
                    then: Then::KeepPage,
                }
            }
        },
    }
}
