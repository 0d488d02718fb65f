//! What entries refer to outside the register: papers, signed texts, letters, addresses. Where each is written, and
//! which of them are files; looking at those is for `attachments.rs`, opening them for `opening.rs`.

use chrono::NaiveDate;

use super::agreement::{Agreement, Link};
use super::change::Change;
use super::date::Date;
use super::file::{self, Print};
use super::id::Entry;
use super::item::{self, Item};
use super::note::{self, Note};
use super::refusal::{Refusal, quoted};
use super::register::{Record, Register};

/// What the text of a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// On the web, of e-mail or of a telephone.
    Address,
    /// A path.
    File,
    /// An address of another sort, which is neither looked at nor opened.
    Other,
}

/// One thing that an entry refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    pub entry: Entry,
    /// The field of the entry that says where it is.
    pub field: &'static str,
    pub title: String,
    /// As the entry writes it; never empty.
    pub link: String,
}

/// What a link is. A path of Windows begins with a letter and a colon, so that a scheme has two letters at least.
pub fn kind(link: &str) -> LinkKind {
    const ADDRESSES: [&str; 4] = ["http://", "https://", "mailto:", "tel:"];
    let small = link.trim().to_ascii_lowercase();
    if ADDRESSES.iter().any(|begin| small.starts_with(begin)) {
        return LinkKind::Address;
    }
    let is_scheme = |scheme: &str| {
        let mut letters = scheme.chars();
        scheme.len() > 1
            && letters
                .next()
                .is_some_and(|first| first.is_ascii_alphabetic())
            && letters.all(|one| one.is_ascii_alphanumeric() || "+-.".contains(one))
    };
    let is_other = small.split_once(':').is_some_and(|(scheme, rest)| {
        scheme != "file" && is_scheme(scheme) && !rest.starts_with(' ')
    });
    if is_other {
        LinkKind::Other
    } else {
        LinkKind::File
    }
}

/// True for a path, not an address.
pub fn is_file(link: &str) -> bool {
    !link.trim().is_empty() && kind(link) == LinkKind::File
}

/// Every file that an entry refers to, by kind and number of the entry; a file that several name stands there as often.
pub fn files(register: &Register) -> Vec<Attached> {
    let mut all = Vec::new();
    for one in &register.meetings {
        all.extend(own(register, Record::Meeting(one)));
    }
    for one in &register.items {
        all.extend(own(register, Record::Item(one)));
    }
    for one in &register.agreements {
        all.extend(own(register, Record::Agreement(one)));
    }
    for one in &register.returns {
        all.extend(own(register, Record::Return(one)));
    }
    for one in &register.notes {
        all.extend(own(register, Record::Note(one)));
    }
    all.retain(|one| is_file(&one.link));
    all
}

/// What can be opened of an entry: its own, of a meeting then the papers of its items, and what its notes name.
pub fn of(register: &Register, entry: Entry) -> Vec<Attached> {
    let Some(record) = register.get(entry) else {
        return Vec::new();
    };
    let mut all = own(register, record);
    if let Record::Meeting(meeting) = record {
        for item in item::agenda(register, meeting.id) {
            all.extend(own(register, Record::Item(item)));
        }
    }
    for note in note::about(register, entry) {
        all.extend(own(register, Record::Note(note)));
    }
    all
}

/// What one record itself refers to.
fn own(register: &Register, record: Record<'_>) -> Vec<Attached> {
    links(record)
        .into_iter()
        .map(|(field, title, link)| Attached {
            entry: record.entry(),
            field,
            title: title.map_or_else(|| record.title(register), str::to_owned),
            link: link.trim().to_owned(),
        })
        .collect()
}

/// The field, the title where the record gives one of its own, and the link.
fn links(record: Record<'_>) -> Vec<(&'static str, Option<&str>, &str)> {
    let mut all: Vec<(&'static str, Option<&str>, &str)> = match record {
        Record::Agreement(one) => one.links.iter().map(link).collect(),
        Record::Item(one) => vec![("copy", None, &one.copy.link)],
        Record::Meeting(one) => vec![
            ("link", Some("Joining link"), &one.link),
            ("record_link", Some("Record"), &one.record_link),
        ],
        Record::Return(one) => vec![("link", None, &one.link)],
        Record::Note(one) => {
            let file = one.file.as_deref().unwrap_or_default();
            vec![("file", None, file)]
        }
        Record::Organisation(_)
        | Record::Contact(_)
        | Record::Forum(_)
        | Record::Membership(_)
        | Record::Action(_)
        | Record::Party(_)
        | Record::Review(_)
        | Record::Commitment(_)
        | Record::Announcement(_)
        | Record::Attendance(_)
        | Record::Offer(_)
        | Record::IssuedText(_)
        | Record::Sending(_)
        | Record::PublishedPage(_)
        | Record::Reminder(_)
        | Record::File(_)
        | Record::Origin(_) => Vec::new(),
    };
    all.retain(|(_, _, link)| !link.trim().is_empty());
    all
}

fn link(one: &Link) -> (&'static str, Option<&str>, &str) {
    let title = Some(one.title.as_str()).filter(|title| !title.trim().is_empty());
    ("links", title, &one.address)
}

/// The files that a change names and that its entries did not name before, each once.
pub fn new_files(change: &Change) -> Vec<String> {
    let mut new: Vec<String> = Vec::new();
    for edit in &change.edits {
        let named = |record: Option<Record<'_>>| -> Vec<String> {
            let all = record.map(links).unwrap_or_default();
            all.into_iter()
                .map(|(_, _, link)| link.trim().to_owned())
                .collect()
        };
        let before = named(edit.before());
        for link in named(edit.after()) {
            if is_file(&link) && !before.contains(&link) && !new.contains(&link) {
                new.push(link);
            }
        }
    }
    new
}

/// A file for an entry, in its natural place: among the texts of an agreement, as the paper of an item, else with a
/// note of the day. What is in it is kept in the same change.
///
/// Refuses an entry that has it already, and an item that has another paper.
pub fn attach(
    register: &Register,
    entry: Entry,
    link: &str,
    title: Option<&str>,
    print: &Print,
    on: NaiveDate,
) -> Result<Change, Refusal> {
    let Some(record) = register.get(entry) else {
        return Err(Refusal::not_found(format!("There is no {entry}.")));
    };
    if of(register, entry).iter().any(|one| one.link == link) {
        return Err(Refusal::state(format!(
            "{entry} refers to {} already.",
            quoted(link)
        )));
    }
    // Without titles: the entry may be reserved, and the history shows its labels to everybody.
    let change = Change::new(format!("Attached a file to {entry}"));
    let change = if let Record::Agreement(one) = record {
        change.update(one, with_text(one, link, title))
    } else if let Record::Item(one) = record {
        change.update(one, with_paper(one, link, title)?)
    } else {
        change.create(note_of(register, entry, link, title, on))
    };
    let prints = [(link.to_owned(), print.clone())];
    Ok(file::with_prints(change, register, &prints, on))
}

fn with_text(agreement: &Agreement, link: &str, title: Option<&str>) -> Agreement {
    let mut after = agreement.clone();
    after.links.push(Link {
        title: title.unwrap_or_else(|| file_name(link)).to_owned(),
        address: link.to_owned(),
        is_outside: false,
    });
    after
}

fn with_paper(item: &Item, link: &str, title: Option<&str>) -> Result<Item, Refusal> {
    if title.is_some() {
        return Err(Refusal::invalid(
            "title",
            "A paper goes by the title of its item: leave --title out.",
        ));
    }
    if !item.copy.link.trim().is_empty() {
        return Err(Refusal::state(format!(
            "item {} has another paper already. `secretariat item edit` puts this one in its place.",
            item.id
        )));
    }
    let mut after = item.clone();
    link.clone_into(&mut after.copy.link);
    Ok(after)
}

fn note_of(
    register: &Register,
    about: Entry,
    link: &str,
    title: Option<&str>,
    on: NaiveDate,
) -> Note {
    Note {
        id: register.notes.next_id(),
        about,
        on: Some(Date::day(on)),
        text: title.unwrap_or_else(|| file_name(link)).to_owned(),
        file: Some(link.to_owned()),
    }
}

/// What stands behind the last stroke of a path.
pub fn file_name(link: &str) -> &str {
    link.rsplit(['/', '\\']).next().unwrap_or(link)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::domain::item::PaperCopy;
    use crate::domain::meeting::Meeting;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 8, 20).expect("a day")
    }

    fn print() -> Print {
        Print {
            size: 3,
            digest: "0".repeat(64),
        }
    }

    #[test]
    fn a_path_is_told_from_an_address_and_from_what_is_neither() {
        use LinkKind::{Address, File, Other};
        for (link, expected) in [
            ("papers/4.pdf", File),
            ("../papers/4.pdf", File),
            ("/srv/papers/4.pdf", File),
            (r"C:\papers\4.pdf", File),
            ("C:/papers/4.pdf", File),
            (r"\\server\share\4.pdf", File),
            ("; rm -rf ~", File),
            ("-x", File),
            ("Minutes: final.pdf", File),
            ("notes of 10:30.txt", File),
            ("file:///srv/4.pdf", File),
            ("https://example.org/4.pdf", Address),
            ("HTTP://EXAMPLE.ORG", Address),
            (" mailto:a@example.org", Address),
            ("tel:+442079460000", Address),
            ("javascript:alert(1)", Other),
            ("ftp://example.org/4.pdf", Other),
            ("data:text/html,x", Other),
            ("ms-msdt:/id", Other),
        ] {
            assert_eq!(kind(link), expected, "{link}");
            assert_eq!(is_file(link), expected == File, "{link}");
        }
        assert!(!is_file(" "));
    }

    /// An agreement with a text and an address, a meeting with an item that has a paper, and a note with a letter.
    fn register() -> Register {
        let mut register = Register::default();
        let mut agreement = Agreement::new(id(1), "Memorandum");
        let link = |title: &str, address: &str| Link {
            title: title.to_owned(),
            address: address.to_owned(),
            is_outside: false,
        };
        agreement.links = vec![
            link("Signed text", "texts/mou.pdf"),
            link("", "https://example.org/mou"),
        ];
        register.put(agreement);
        let mut meeting = Meeting::new(id(1), id(1), day().into());
        "https://example.org/join".clone_into(&mut meeting.link);
        " papers/note.pdf ".clone_into(&mut meeting.record_link);
        register.put(meeting);
        let mut item = Item::new(id(1), id(1), 1, "Budget");
        item.copy = PaperCopy {
            link: "papers/1.pdf".to_owned(),
            ..PaperCopy::default()
        };
        register.put(item);
        register.put(Note {
            id: id(1),
            about: Entry::from(id::<Meeting>(1)),
            on: None,
            text: "Their letter".to_owned(),
            file: Some("letters/1.pdf".to_owned()),
        });
        register
    }

    fn told(all: &[Attached]) -> Vec<String> {
        let tell = |one: &Attached| format!("{} {}: {}", one.entry, one.title, one.link);
        all.iter().map(tell).collect()
    }

    #[test]
    fn every_file_is_listed_with_its_entry_and_title_and_an_entry_has_what_belongs_to_it() {
        let register = register();
        let paper = "item 1 Budget: papers/1.pdf";
        let record = "meeting 1 Record: papers/note.pdf";
        let letter = "note 1 Their letter: letters/1.pdf";
        let text = "agreement 1 Signed text: texts/mou.pdf";
        assert_eq!(told(&files(&register)), [record, paper, text, letter]);
        let joining = "meeting 1 Joining link: https://example.org/join";
        let of_meeting = of(&register, id::<Meeting>(1).into());
        assert_eq!(told(&of_meeting), [joining, record, paper, letter]);
        let address = "agreement 1 Memorandum: https://example.org/mou";
        let of_agreement = of(&register, id::<Agreement>(1).into());
        assert_eq!(told(&of_agreement), [text, address]);
        assert_eq!(told(&of(&register, id::<Agreement>(9).into())), [""; 0]);
    }

    #[test]
    fn a_file_goes_to_its_natural_place_once() {
        type Look = fn(&Register) -> String;
        let mut register = register();
        register.put(Item::new(id(2), id(1), 2, "Risks"));
        let cases: [(Entry, Look, &str); 3] = [
            (
                id::<Agreement>(1).into(),
                |register| {
                    let one = register.agreements.get(id(1)).expect("it is there");
                    format!("{:?}", one.links.last().expect("it was added"))
                },
                r#"Link { title: "new.pdf", address: "texts/new.pdf", is_outside: false }"#,
            ),
            (
                id::<Item>(2).into(),
                |register| {
                    let one = register.items.get(id(2)).expect("it is there");
                    one.copy.link.clone()
                },
                "texts/new.pdf",
            ),
            (
                id::<Meeting>(1).into(),
                |register| {
                    let one = register.notes.get(id(2)).expect("it was made");
                    format!("{} {:?} {:?}", one.about, one.text, one.file)
                },
                r#"meeting 1 "new.pdf" Some("texts/new.pdf")"#,
            ),
        ];
        for (entry, look, expected) in cases {
            let mut after = register.clone();
            let change = attach(&after, entry, "texts/new.pdf", None, &print(), day());
            let change = change.expect("nothing stands in the way");
            assert_eq!(change.label, format!("Attached a file to {entry}"));
            after.apply(&change);
            assert_eq!(look(&after), expected);
            assert_eq!(after.files.len(), 1, "what is in it is kept");
            let again = attach(&after, entry, "texts/new.pdf", None, &print(), day());
            let refusal = again.expect_err("it has it").sentence;
            assert_eq!(
                refusal,
                format!("{entry} refers to \"texts/new.pdf\" already.")
            );
        }
    }

    #[test]
    fn the_paper_of_an_item_is_not_put_away_for_another() {
        let register = register();
        let item = id::<Item>(1).into();
        for (title, words) in [
            (None, "has another paper already"),
            (Some("Budget"), "leave --title out"),
        ] {
            let refused = attach(&register, item, "papers/2.pdf", title, &print(), day());
            let sentence = refused.expect_err(words).sentence;
            assert!(sentence.contains(words), "{sentence}");
        }
    }
}
