//! The year: months with meetings and reviews on their days, and beside them in words what stands there.

mod draw;
mod marks;

use std::borrow::Cow;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::{Body, Context, Effect, Pointer};
use crate::domain::calendar::plus_months;
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::id::{Entry, Id};
use crate::domain::register::{Kind, Register};
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::forms;
use crate::tui::keys::{Command, PageAct, Place, Step, YearAct};
use crate::tui::outlook::Stamp;
use crate::tui::screens::deleting::delete;
use crate::tui::screens::home;
use crate::tui::theme::Tone;
use crate::tui::widgets::{Text, earlier, last_of, later, within};
use draw::Places;
use marks::Mark;

const HINTS: &[Command] = &[
    act(YearAct::Open),
    act(YearAct::New),
    act(YearAct::Forum),
    act(YearAct::ToToday),
    act(YearAct::YearAfter),
];

/// Why nothing is done on an empty day.
const NOTHING: &str = "Nothing stands on this day.";

const fn act(act: YearAct) -> Command {
    Command::Page(PageAct::Year(act))
}

pub(in crate::tui) struct Year {
    /// The one that the cursor is on; its year is shown, or as many months of it as there is room for.
    day: NaiveDate,
    /// None for all of them.
    forum: Option<Id<Forum>>,
    /// What stands in any year, by day; what has only a month after the days of it.
    marks: Vec<Mark>,
    made: Option<(Stamp, Option<Id<Forum>>)>,
}

impl Year {
    /// On the day of a meeting, else on today.
    pub(super) fn new(context: &Context<'_>, at: Option<Entry>) -> Self {
        let mut made = Self {
            day: context.today(),
            forum: None,
            marks: Vec::new(),
            made: None,
        };
        // On a line of an agenda the meeting is meant.
        if let Some((_, entry)) = at.and_then(|entry| home(context.register(), entry)) {
            made.go_to(entry, context.register());
        }
        made
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let forums = &context.register().forums;
        self.forum = self.forum.filter(|id| forums.get(*id).is_some());
        let made = (Stamp::of(context.session), self.forum);
        if self.made != Some(made) {
            self.marks = marks::collect(context, self.forum);
            self.made = Some(made);
        }
    }

    pub(super) fn title(&self, context: &Context<'_>) -> Vec<(Text, Tone)> {
        let forum = self.forum.and_then(|id| context.register().forums.get(id));
        let forum = forum.map_or("all forums", |one| one.short());
        let title = format!("Year {}, {forum}", self.day.year());
        let legend = marks::LEGEND.iter().copied();
        let legend = legend.map(|words| (words.into(), Tone::Faint));
        std::iter::once((Text::line(&title), Tone::Strong))
            .chain(legend)
            .collect()
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        let day = self.day;
        let of_year = |month, day_of| NaiveDate::from_ymd_opt(day.year(), month, day_of);
        self.move_to(match step {
            Step::Up => earlier(day, 7),
            Step::Down => later(day, 7),
            Step::PageUp => plus_months(day, -1),
            Step::PageDown => plus_months(day, 1),
            Step::First => of_year(1, 1).unwrap_or(day),
            Step::Last => of_year(12, 31).unwrap_or(day),
        });
    }

    pub(super) fn allows(
        &self,
        act: YearAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        match act {
            YearAct::Open if self.here().is_empty() => Err(NOTHING.into()),
            YearAct::New => context.can_write(),
            YearAct::History => self.only().map(|_| ()),
            YearAct::Edit | YearAct::Delete => {
                context.can_write()?;
                self.only().map(|_| ())
            }
            YearAct::Open
            | YearAct::Forum
            | YearAct::Of(_)
            | YearAct::ToToday
            | YearAct::DayBefore
            | YearAct::DayAfter
            | YearAct::YearBefore
            | YearAct::YearAfter => Ok(()),
        }
    }

    pub(super) fn update(&mut self, act: YearAct, context: &Context<'_>) -> Effect {
        match act {
            YearAct::Open => return self.open(context),
            YearAct::New => return self.plan(context),
            YearAct::Edit => return self.with_only(|entry| forms::change(context, entry)),
            YearAct::History => return self.with_only(Effect::History),
            YearAct::Delete => return self.with_only(|entry| delete(context, &[entry])),
            YearAct::Forum => return self.ask_forum(context.register()),
            YearAct::Of(forum) => self.forum = forum,
            YearAct::ToToday => self.move_to(context.today()),
            YearAct::DayBefore => self.move_to(earlier(self.day, 1)),
            YearAct::DayAfter => self.move_to(later(self.day, 1)),
            YearAct::YearBefore => self.move_to(plus_months(self.day, -12)),
            YearAct::YearAfter => self.move_to(plus_months(self.day, 12)),
        }
        Effect::None
    }

    /// A click puts the cursor on a day, or on that of a line; another one there opens what stands there.
    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        let Pointer::Down(at) = pointer else {
            return Effect::None;
        };
        let places = Places::of(context.area, self.day);
        if let Some(day) = places.day(at, context.first_day) {
            if day == self.day && !self.here().is_empty() {
                return self.open(context);
            }
            self.move_to(day);
        } else if let Some(line) = places.row(at) {
            let place = self.listed(places.rows()).nth(line);
            let mark = place.and_then(|place| self.marks.get(place));
            match mark.copied() {
                Some(mark) if place.is_some_and(|place| self.here().contains(&place)) => {
                    return Effect::Jump(mark.entry);
                }
                Some(mark) => self.move_to(mark.on.last()),
                None => {}
            }
        }
        Effect::None
    }

    fn move_to(&mut self, day: NaiveDate) {
        self.day = within(day);
    }

    /// The places of the marks that stand in the year of the cursor.
    fn of_year(&self) -> Range<usize> {
        let year = self.day.year();
        let place = |year| {
            self.marks
                .partition_point(|one| one.on.last().year() < year)
        };
        place(year)..place(year + 1)
    }

    /// The places of the marks that are listed where there are so many lines: from the cursor's day on, and as many
    /// before it as there is room for.
    fn listed(&self, lines: usize) -> Range<usize> {
        let year = self.of_year();
        let last = year.end.saturating_sub(lines).max(year.start);
        self.here().start.min(last)..year.end
    }

    /// The places of the marks on the cursor's day. Those that have no more than its month are meant on its last day,
    /// and where the day has none. Empty if there is nothing; then it begins where such a mark would stand.
    fn here(&self) -> Range<usize> {
        let (on_day, month) = (self.on(self.day), self.in_month(self.day));
        if month.is_empty() {
            on_day
        } else if self.day == last_of(self.day) {
            on_day.start..month.end
        } else if on_day.is_empty() {
            month
        } else {
            on_day
        }
    }

    /// The places of the marks of a day.
    fn on(&self, day: NaiveDate) -> Range<usize> {
        let key = (day, false);
        self.marks.partition_point(|one| one.order() < key)
            ..self.marks.partition_point(|one| one.order() <= key)
    }

    /// The places of the marks that have a month or a year and no day, and whose last day is in the month of a day.
    fn in_month(&self, day: NaiveDate) -> Range<usize> {
        let key = (last_of(day), true);
        self.marks.partition_point(|one| one.order() < key)
            ..self.marks.partition_point(|one| one.order() <= key)
    }

    fn marks_here(&self) -> &[Mark] {
        self.marks.get(self.here()).unwrap_or_default()
    }

    /// The one entry on the cursor's day.
    fn only(&self) -> Result<Entry, Cow<'static, str>> {
        match self.marks_here() {
            [] => Err(NOTHING.into()),
            [one] => Ok(one.entry),
            _ => Err("Several stand on this day; Enter goes to one of them.".into()),
        }
    }

    fn with_only(&self, make: impl FnOnce(Entry) -> Effect) -> Effect {
        self.only().map_or(Effect::None, make)
    }

    fn open(&self, context: &Context<'_>) -> Effect {
        match self.marks_here() {
            [] => Effect::None,
            [one] => Effect::Jump(one.entry),
            several => {
                let offer = |mark: &Mark| {
                    let words = mark.words(context.register(), context.today());
                    Offer::plain(Text::line(&words), Pick::Jump(mark.entry))
                };
                let offers = several.iter().map(offer).collect();
                menu("Go to which?", offers, 0)
            }
        }
    }

    /// The form of a meeting on the cursor's day, of the forum that is shown.
    fn plan(&self, context: &Context<'_>) -> Effect {
        let forum = self.forum.map(Entry::from);
        let on = Date::day(self.day).to_string();
        forms::make_with(context, Kind::Meeting, forum, &[("on", on)])
    }

    fn ask_forum(&self, register: &Register) -> Effect {
        let offer = |name: Text, forum| Offer::plain(name, Pick::Run(act(YearAct::Of(forum))));
        let mut forums: Vec<_> = register.forums.iter().collect();
        forums.sort_by_key(|one| one.name.to_lowercase());
        let at = forums.iter().position(|one| Some(one.id) == self.forum);
        let names = forums
            .iter()
            .map(|one| offer(Text::line(&one.name), Some(one.id)));
        let all = std::iter::once(offer("All forums".into(), None));
        let offers = all.chain(names).collect();
        menu("Which forum?", offers, at.map_or(0, |place| place + 1))
    }
}

impl Body for Year {
    fn place(&self) -> Place {
        Place::Year
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, register: &Register) {
        if let Some(day) = marks::day(register, entry) {
            self.move_to(day);
            self.forum = self
                .forum
                .filter(|forum| marks::is_of(register, entry, *forum));
        }
    }
}

fn menu(title: &'static str, offers: Vec<Offer>, at: usize) -> Effect {
    let chooser = Chooser::new(title, Matching::Words, offers).at(at);
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}
