//! A list to choose from, narrowed by typing: help, commands, what to show, how to sort.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::layout::{Position, Rect};

use crate::domain::cells::{LongWord, wrap};
use crate::domain::find::Query;
use crate::domain::id::Entry;
use crate::domain::register::Kind;
use crate::domain::shown::Shown;
use crate::tui::effect::{Effect, Opened};
use crate::tui::keys::{Command, Inside, Key, Place, Step};
use crate::tui::pages::View;
use crate::tui::screens::Choice;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Scroll, Text, Typing, boxed, inside};

const WIDTH: u16 = 76;
/// Lines over the list: what is typed, and a blank.
const ABOVE: u16 = 2;
/// Lines under the list, where rows have sentences: a blank, and the sentence of the row in full.
const BELOW: u16 = 3;

/// One line to choose.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    /// A key, in its own column.
    pub(crate) key: Text,
    pub(crate) name: Text,
    pub(crate) sentence: Text,
    /// Why it cannot be chosen.
    pub(crate) reason: Option<Shown>,
    pub(crate) pick: Pick,
}

/// What choosing does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pick {
    Run(Command),
    Narrow(Choice),
    Sort(usize),
    /// A new entry, belonging to one that is there.
    Make(Kind, Option<Entry>),
    Jump(Entry),
    View(View, Option<Entry>),
    /// Of what an entry refers to, the one in this place, opened outside.
    Open(Entry, usize),
    /// Only to be read.
    Nothing,
}

/// How what is typed is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Matching {
    /// Every word, anywhere.
    Words,
    /// The letters in their order, with gaps.
    Fuzzy,
}

#[derive(Debug)]
pub(crate) struct Chooser {
    title: Text,
    offers: Vec<Offer>,
    matching: Matching,
    typing: Typing,
    /// Places in `offers`, those that match.
    found: Vec<usize>,
    scroll: Scroll,
    /// Cells for the keys and for the names.
    columns: (u16, u16),
}

impl Chooser {
    pub(crate) fn new(title: impl Into<Text>, matching: Matching, offers: Vec<Offer>) -> Self {
        let widest = |text: fn(&Offer) -> &Text, most: u16| {
            let widths = offers.iter().map(|offer| text(offer).width());
            widths.max().unwrap_or(0).min(most)
        };
        let columns = (
            widest(|offer| &offer.key, 18),
            widest(|offer| &offer.name, 60),
        );
        Self {
            title: title.into(),
            found: (0..offers.len()).collect(),
            offers,
            matching,
            typing: Typing::default(),
            scroll: Scroll::default(),
            columns,
        }
    }

    /// The same with another row under the cursor.
    #[must_use]
    pub(crate) fn at(mut self, row: usize) -> Self {
        self.scroll.selected = row;
        self
    }

    pub(crate) fn press(&mut self, key: Key) -> Effect {
        match Place::Choosing.command(key) {
            Some(Command::Move(step)) => self.scroll.travel(step, self.found.len()),
            Some(Command::Dialog(Inside::Enter)) => return self.choose(),
            Some(Command::Dialog(Inside::Close)) => return Effect::Close,
            Some(_) | None => {
                if self.typing.press(key) {
                    self.search();
                }
            }
        }
        Effect::None
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.typing.paste(text);
        self.search();
    }

    pub(crate) fn click(&mut self, at: Position, screen: Rect) -> Effect {
        let list = self.list(screen);
        if !list.contains(at) {
            return Effect::None;
        }
        let row = self.scroll.top + usize::from(at.y - list.y);
        if row >= self.found.len() {
            return Effect::None;
        }
        self.scroll.selected = row;
        self.choose()
    }

    pub(crate) fn sync(&mut self, screen: Rect) {
        let height = self.list(screen).height;
        self.scroll.sync(self.found.len(), usize::from(height));
    }

    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, screen: Rect, theme: Theme) {
        let inner = boxed(canvas, screen, self.size(), &self.title, theme);
        let list = self.list(screen);
        if inner.is_empty() || list.is_empty() {
            return;
        }
        let label = theme.style(Tone::Faint);
        let taken = canvas.words(inner.x, inner.y, inner.width, "Type to search: ", label);
        let room = inner.width.saturating_sub(taken);
        let strong = theme.style(Tone::Plain);
        self.typing
            .draw(canvas, (inner.x + taken, inner.y), room, strong);
        if self.found.is_empty() {
            canvas.words(list.x, list.y, list.width, "Nothing is called that.", label);
        }
        self.draw_sentence(canvas, list, theme);
        let places = self.found.iter().enumerate().skip(self.scroll.top);
        for ((row, &place), y) in places.zip(list.y..list.bottom()) {
            if let Some(offer) = self.offers.get(place) {
                let line = Rect {
                    y,
                    height: 1,
                    ..list
                };
                self.draw_offer(canvas, line, offer, theme);
                if row == self.scroll.selected {
                    canvas.restyle(line, Theme::selected());
                    canvas.words(line.x, y, 1, ">", Theme::selected());
                }
            }
        }
    }

    fn draw_offer(&self, canvas: &mut Canvas<'_>, line: Rect, offer: &Offer, theme: Theme) {
        let (keys, names) = self.columns;
        let is_off = offer.reason.is_some();
        let tone = |usual| if is_off { Tone::Faint } else { usual };
        let mut x = line.x + 2;
        let right = line.right();
        if keys > 0 {
            let style = theme.style(tone(Tone::Key));
            canvas.put(
                x,
                line.y,
                keys.min(right.saturating_sub(x)),
                &offer.key,
                style,
            );
            x += keys + 2;
        }
        let style = theme.style(tone(Tone::Plain));
        canvas.put(
            x,
            line.y,
            names.min(right.saturating_sub(x)),
            &offer.name,
            style,
        );
        x += names + 2;
        let faint = theme.style(Tone::Faint);
        let room = right.saturating_sub(x);
        match &offer.reason {
            Some(reason) => canvas.words(x, line.y, room, reason, faint),
            None => canvas.put(x, line.y, room, &offer.sentence, faint),
        };
    }

    fn draw_sentence(&self, canvas: &mut Canvas<'_>, list: Rect, theme: Theme) {
        let Some(offer) = self.current().filter(|_| self.below() > 0) else {
            return;
        };
        let (text, tone) = match &offer.reason {
            Some(reason) => (reason.as_str(), Tone::Error),
            None => (offer.sentence.as_str(), Tone::Plain),
        };
        let lines = wrap(text, usize::from(list.width.max(8)), LongWord::Break);
        for (line, y) in lines.into_iter().zip(list.bottom() + 1..).take(2) {
            canvas.words(list.x, y, list.width, line, theme.style(tone));
        }
    }

    /// The lines of the list.
    fn list(&self, screen: Rect) -> Rect {
        let inner = inside(screen, self.size());
        let above = inner.height.min(ABOVE);
        Rect {
            y: inner.y + above,
            height: inner.height.saturating_sub(above + self.below()),
            ..inner
        }
    }

    fn below(&self) -> u16 {
        let has_words = self.offers.iter().any(|one| !one.sentence.is_empty());
        if has_words { BELOW } else { 0 }
    }

    fn size(&self) -> (u16, u16) {
        let rows = u16::try_from(self.offers.len()).unwrap_or(u16::MAX);
        let around = ABOVE + self.below() + 2;
        (WIDTH, rows.max(1).saturating_add(around))
    }

    fn current(&self) -> Option<&Offer> {
        let place = self.found.get(self.scroll.selected)?;
        self.offers.get(*place)
    }

    fn choose(&mut self) -> Effect {
        let Some(offer) = self.current() else {
            return Effect::None;
        };
        if let Some(reason) = &offer.reason {
            return Effect::Refuse(reason.to_string());
        }
        match offer.pick {
            Pick::Run(command) => Effect::Run(command),
            Pick::Narrow(choice) => Effect::Narrow(choice),
            Pick::Sort(sorting) => Effect::Sort(sorting),
            Pick::Make(kind, at) => Effect::Make(kind, at),
            Pick::Jump(entry) => Effect::Jump(entry),
            Pick::View(view, at) => Effect::View(view, at),
            Pick::Open(entry, place) => Effect::Open(Opened::Attached(entry, place)),
            Pick::Nothing => Effect::Close,
        }
    }

    fn search(&mut self) {
        self.found = match self.matching {
            Matching::Words => self.by_words(),
            Matching::Fuzzy => self.by_letters(),
        };
        self.scroll = Scroll::default();
    }

    /// Those whose key or name says it come before those whose sentence does.
    fn by_words(&self) -> Vec<usize> {
        let query = Query::new(self.typing.text());
        let all = self.offers.iter().enumerate();
        let mut found: Vec<(bool, usize)> = all
            .filter_map(|(place, offer)| {
                let [key, name] = [&offer.key, &offer.name].map(Text::as_str);
                let is_called = query.matches(&[key, name]);
                let is_said = query.matches(&[key, name, offer.sentence.as_str()]);
                is_said.then_some((!is_called, place))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    }

    fn by_letters(&self) -> Vec<usize> {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let typed = self.typing.text();
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let words = Query::new(&typed.to_lowercase());
        let mut buffer = Vec::new();
        let all = self.offers.iter().enumerate();
        let mut scored: Vec<(u32, usize)> = all
            .filter_map(|(place, offer)| {
                let name = Utf32Str::new(offer.name.as_str(), &mut buffer);
                let score = pattern.score(name, &mut matcher);
                let is_said = words.matches(&[offer.sentence.as_str()]);
                Some((score.or(is_said.then_some(0))?, place))
            })
            .collect();
        scored.sort_by_key(|&(score, place)| (std::cmp::Reverse(score), place));
        scored.into_iter().map(|(_, place)| place).collect()
    }
}

impl Offer {
    /// A line that is only its words.
    pub(crate) fn plain(name: impl Into<Text>, pick: Pick) -> Self {
        Self {
            key: "".into(),
            name: name.into(),
            sentence: "".into(),
            reason: None,
            pick,
        }
    }
}

/// Where the keys go that move in a list.
pub(crate) fn is_step(key: Key) -> Option<Step> {
    match Place::Choosing.command(key) {
        Some(Command::Move(step)) => Some(step),
        Some(_) | None => None,
    }
}
