//! Words into lines of a width: broken between words, inside a word only where it is longer than a line.

use unicode_normalization::UnicodeNormalization;

use super::font::{Fonts, Letter, Weight};
use crate::exchange::document::{Address, Inline, Span};

/// Signs behind which an address may be broken, if it does not fit on a line.
const SEAMS: [char; 7] = ['/', '-', '.', '_', '?', '=', '@'];

/// Words of one weight on one line that lead to one place, or to none; all of them in the fonts, or none.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// With the blank at the end of a line, so that two words are not read as one.
    pub(super) letters: Vec<Letter>,
    /// In heights of the type.
    pub(super) width: f32,
    /// The span of the text that it is a part of, and where that leads to.
    pub(super) span: usize,
    pub(super) link: Option<Link>,
}

/// Where words lead to, and all of the words, not only those on this line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    pub(super) to: Address,
    pub(super) words: String,
}

/// The runs of a line, left to right.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
    /// In heights of the type, without the blanks at its end.
    pub(super) width: f32,
}

/// The words as one row of letters, not yet broken.
pub(super) struct Text<'a> {
    spans: &'a [Span],
    letters: Vec<(usize, Letter)>,
}

impl<'a> Text<'a> {
    /// Plain words have this weight; strong ones are bold.
    pub(super) fn new(fonts: &Fonts, words: &'a Inline, plain: Weight) -> Self {
        let mut letters = Vec::new();
        for (place, span) in words.0.iter().enumerate() {
            let weight = match span {
                Span::Plain(_) | Span::Link { .. } => plain,
                Span::Strong(_) => Weight::Bold,
            };
            // A soft hyphen says where a word may be broken; nobody is to see it.
            let seen = span.words().nfc().filter(|letter| *letter != '\u{AD}');
            letters.extend(seen.map(|letter| (place, fonts.letter(letter, weight))));
        }
        let is_blank = |(_, letter): &(usize, Letter)| letter.character.is_whitespace();
        let end = letters.iter().rposition(|one| !is_blank(one));
        letters.truncate(end.map_or(0, |last| last + 1));
        let start = letters.iter().position(|one| !is_blank(one));
        letters.drain(..start.unwrap_or(0));
        Self {
            spans: &words.0,
            letters,
        }
    }

    /// The widest line if none is broken, and the widest word; in heights of the type.
    pub(super) fn widths(&self) -> (f32, f32) {
        let (mut line, mut word) = (0.0_f32, 0.0_f32);
        let (mut widest_line, mut widest_word) = (0.0_f32, 0.0_f32);
        for (_, letter) in &self.letters {
            if letter.character == '\n' {
                (line, word) = (0.0, 0.0);
                continue;
            }
            line += letter.advance;
            word = if letter.is_blank() {
                0.0
            } else {
                word + letter.advance
            };
            widest_line = widest_line.max(line);
            widest_word = widest_word.max(word);
        }
        (widest_line, widest_word)
    }

    /// Lines of at most this width, in heights of the type. One line without words if there are none.
    pub(super) fn broken(&self, room: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut rest = self.letters.as_slice();
        loop {
            let (end, next) = line_end(rest, room);
            lines.push(self.line(&rest[..end]));
            match rest.get(next..) {
                Some(more) if !more.is_empty() => rest = more,
                Some(_) | None => return lines,
            }
        }
    }

    fn line(&self, letters: &[(usize, Letter)]) -> Line {
        let runs = letters
            .chunk_by(|(one, first), (other, second)| {
                one == other && first.weight == second.weight && first.is_known == second.is_known
            })
            .map(|part| self.run(part));
        let last = letters.iter().rposition(|(_, letter)| !letter.is_blank());
        let seen = letters.iter().take(last.map_or(0, |last| last + 1));
        Line {
            runs: runs.collect(),
            width: seen.map(|(_, letter)| letter.advance).sum(),
        }
    }

    fn run(&self, part: &[(usize, Letter)]) -> Run {
        let span = part.first().map_or(0, |(span, _)| *span);
        let link = match self.spans.get(span) {
            Some(Span::Link { words, to }) => Some(Link {
                to: to.clone(),
                words: words.to_string(),
            }),
            Some(Span::Plain(_) | Span::Strong(_)) | None => None,
        };
        Run {
            letters: part.iter().map(|(_, letter)| *letter).collect(),
            width: part.iter().map(|(_, letter)| letter.advance).sum(),
            span,
            link,
        }
    }
}

/// How many letters stand on the line, and where the next one begins. At least one letter, whatever the room.
fn line_end(letters: &[(usize, Letter)], room: f32) -> (usize, usize) {
    let mut width = 0.0;
    let (mut blank, mut seam) = (None, None);
    for (place, (_, letter)) in letters.iter().enumerate() {
        // Blanks hang over the edge; an accent behind them would be seen there.
        let clings = blank != Some(place);
        if letter.character == '\n' {
            return (place, place + 1);
        }
        width += letter.advance;
        if letter.is_blank() {
            blank = Some(place + 1);
        } else if width > room && place > 0 && !(letter.is_mark() && clings) {
            let end = blank.or(seam).unwrap_or(place);
            return (end, end);
        } else if SEAMS.contains(&letter.character) {
            seam = Some(place + 1);
        }
    }
    (letters.len(), letters.len())
}
