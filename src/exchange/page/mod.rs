//! The published page: what the register says in public of one organisation's agreements, and of the forums. Built of
//! entries marked *publish* and of nothing else.
//!
//! | to find | file |
//! |---|---|
//! | what may be said: the one way out of the register | `public.rs`, `forums.rs` |
//! | how it is said of agreements; what the kinds are called | `agreements.rs`, `kinds.rs` |
//! | what the settings say of it | `settings.rs` |
//! | how organisations are called | `names.rs` |
//! | what differs from the page before | `compared.rs` |
//! | what could stand on it, marked or not | `choices.rs` |

mod agreements;
mod choices;
mod compared;
mod forums;
mod kinds;
mod names;
mod public;
mod settings;
mod sheet;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::document::{Block, Document, Inline, Order};
use super::house::House;
use super::{Format, html, render};
use crate::domain::audience::Audience;
use crate::domain::change::Change;
use crate::domain::life::publish;
use crate::domain::published_page::{PagePart, PublishedPage};
use crate::domain::refusal::Refusal;
use crate::domain::register::Register;
use crate::domain::shown::Shown;

use forums::{Held, ShownForum};
use sheet::Sheet;

pub use choices::{Choice, Standing, choices};
pub use compared::{Compared, Told, compared};
pub use public::LeftOut;
pub use settings::{Extent, INTRODUCTION, KINDS, PageSettings, TITLE};

/// How a page is written for the web site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Html,
    /// The body alone, for a web editor.
    Fragment,
    Word,
    Pdf,
    Markdown,
    Text,
}

/// The page as it would go out.
#[derive(Debug)]
pub struct Page {
    pub document: Document,
    /// What stands on it, in order: what the next one is compared with.
    pub parts: Vec<PagePart>,
    /// What is marked *publish* and does not stand on it.
    pub left_out: Vec<LeftOut>,
}

/// The page of a day. Refuses where it is not known whose it is.
pub fn page(
    register: &Register,
    settings: &PageSettings,
    today: NaiveDate,
) -> Result<Page, Refusal> {
    let publisher = public::publisher(register, settings, today)?;
    let (shown, mut left_out) = public::agreements(register, &publisher, settings, today);
    let (forums, lost) = forums::forums(register, today);
    left_out.extend(lost);
    let mut document = Document::new(settings.title(), Audience::Public);
    let name = names::named(register, publisher.organisation.id, today);
    document.organisation = name.map(|body| Shown::line(&body.name));
    let contact = settings.contact.as_deref();
    let contact = contact.unwrap_or(&publisher.organisation.enquiries);

    let mut sheet = Sheet::default();
    sheet.put("introduction", Block::prose(settings.introduction()));
    agreements::write(&mut sheet, &shown, settings, contact);
    for forum in &forums {
        write_forum(&mut sheet, forum);
    }
    let Sheet { blocks, parts, .. } = sheet;
    document.blocks = blocks;
    Ok(Page {
        document,
        parts,
        left_out,
    })
}

/// Keeps the page of a day as it goes out. Refuses one that says what the page before said.
pub fn keep(
    register: &Register,
    settings: &PageSettings,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let page = page(register, settings, today)?;
    let document = page.json();
    publish::keep(register, today, page.parts, document)
}

/// A page as it was kept. Refuses one that is damaged.
pub fn read(page: &PublishedPage) -> Result<Document, Refusal> {
    let document = serde_json::from_str::<Document>(&page.document);
    let document = document.ok().filter(|one| one.audience == Audience::Public);
    document.ok_or_else(|| {
        Refusal::state(format!(
            "Page {} is damaged and cannot be read. `secretariat doctor` says more.",
            page.id
        ))
    })
}

impl Form {
    pub const ALL: [Self; 6] = [
        Self::Html,
        Self::Fragment,
        Self::Word,
        Self::Pdf,
        Self::Markdown,
        Self::Text,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "a web page (HTML)",
            Self::Fragment => "the body alone, for a web editor (HTML)",
            Self::Word => "a Word document",
            Self::Pdf => "a PDF beside the web page",
            Self::Markdown => "Markdown",
            Self::Text => "plain text",
        }
    }

    /// None of the body alone, which is no document.
    fn format(self) -> Option<Format> {
        match self {
            Self::Html => Some(Format::Html),
            Self::Fragment => None,
            Self::Word => Some(Format::Docx),
            Self::Pdf => Some(Format::Pdf),
            Self::Markdown => Some(Format::Markdown),
            Self::Text => Some(Format::Text),
        }
    }

    /// The ending of its file, without the dot.
    pub fn extension(self) -> &'static str {
        self.format().unwrap_or(Format::Html).extension()
    }

    /// Refuses only what a PDF cannot hold.
    pub fn render(self, document: &Document, house: &House) -> Result<Vec<u8>, Refusal> {
        match self.format() {
            Some(format) => render(document, format, house),
            None => Ok(html::fragment(document).into_bytes()),
        }
    }
}

impl Page {
    /// As it is kept.
    pub fn json(&self) -> String {
        serde_json::to_string(&self.document).expect("a document of ours has text keys")
    }
}

fn write_forum(sheet: &mut Sheet, forum: &ShownForum) {
    let key = format!("forum {}", forum.id);
    sheet.section(&forum.name);
    let mut blocks = Block::prose(&forum.purpose);
    blocks.push(Block::paragraph(&*forum.meets));
    sheet.put(&*key, blocks);
    if !forum.members.is_empty() {
        let members = forum.members.iter().map(|(name, roles)| {
            let roles = roles.map(|roles| format!(" ({roles})"));
            Inline::from(format!("{name}{}", roles.unwrap_or_default()))
        });
        sheet.say(Block::paragraph("The members of the forum are:"));
        let list = Block::List(Order::Bulleted, members.collect());
        sheet.put(format!("{key} members"), vec![list]);
    }
    if let Some(held) = &forum.last {
        sheet.put(format!("meeting {}", held.id), last(held));
    }
    if let Some(next) = &forum.next {
        let words = format!("The next meeting {}.", next.when);
        sheet.put(
            format!("meeting {}", next.id),
            vec![Block::paragraph(words)],
        );
    }
}

fn last(held: &Held) -> Vec<Block> {
    let texts = held.texts.iter();
    let texts: Vec<Inline> = texts
        .map(|(name, address)| Inline::new().link(name, address))
        .collect();
    let under = if texts.is_empty() {
        Block::paragraph("No documents of this meeting have been published.")
    } else {
        Block::List(Order::Numbered, texts)
    };
    vec![Block::part(&format!("Meeting on {}", held.on)), under]
}
