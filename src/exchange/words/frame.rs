//! What is said above and below the data of a document.

use serde::Serialize;

use super::{Text, Words};
use crate::exchange::document::{Block, Document};

/// The documents that have words around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Agenda,
    Record,
    ActionLog,
    Register,
    Reviews,
    Year,
}

/// Words for above and below; usually none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    above: Vec<Block>,
    below: Vec<Block>,
}

impl Words {
    /// The introduction and the closing of a document.
    pub fn frame(&self, place: Place, values: &impl Serialize) -> Frame {
        let (introduction, closing) = place.texts();
        let blocks = |text| Block::prose(&self.fill(text, values));
        Frame {
            above: blocks(introduction),
            below: blocks(closing),
        }
    }
}

impl Frame {
    /// Puts them around what the document has.
    pub fn around(&self, document: &mut Document) {
        document.blocks.splice(0..0, self.above.iter().cloned());
        document.blocks.extend(self.below.iter().cloned());
    }
}

impl Place {
    fn texts(self) -> (Text, Text) {
        match self {
            Self::Agenda => (Text::AgendaIntroduction, Text::AgendaClosing),
            Self::Record => (Text::RecordIntroduction, Text::RecordClosing),
            Self::ActionLog => (Text::ActionLogIntroduction, Text::ActionLogClosing),
            Self::Register => (Text::RegisterIntroduction, Text::RegisterClosing),
            Self::Reviews => (Text::ReviewsIntroduction, Text::ReviewsClosing),
            Self::Year => (Text::YearIntroduction, Text::YearClosing),
        }
    }
}
