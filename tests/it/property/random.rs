//! Records of any kind with random values, made from the examples: by their JSON, so that no kind needs code of its own.

use secretariat::domain::id::Entry;
use secretariat::domain::register::{Edit, Kind, Record, Register};
use secretariat::domain::words::Word;
use serde_json::{Map, Value, json};

use crate::sample;

/// Texts that have broken programs before.
pub(crate) const HOSTILE: [&str; 12] = [
    "",
    " ",
    "x",
    "'; DROP TABLE action; --",
    "\"quoted\" \\ back",
    "\0",
    "\u{1b}[2J\u{7}",
    "\u{202e}reversed\u{2066}",
    "two\nlines\r\n\u{2028}",
    "é e\u{301} 規制 🏛\u{fe0f}",
    "null",
    "2021-09-30",
];

/// `SplitMix64`: a seed gives the same values for ever.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below a bound that is not nought.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).expect("below a usize")
    }

    pub(crate) fn one_of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        (!list.is_empty()).then(|| &list[self.below(list.len())])
    }

    pub(crate) fn is_one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// A change of one row of a kind, sound or not.
pub(crate) fn edit(
    register: &Register,
    kind: Kind,
    deed: RowDeed,
    dice: &mut Dice,
) -> Option<Edit> {
    let rows: Vec<Record<'_>> = register.all(kind).collect();
    let before = match deed {
        RowDeed::Create => None,
        RowDeed::Update | RowDeed::Delete => Some(dice.one_of(&rows)?.json()),
    };
    let after = match deed {
        RowDeed::Create => Some(created(register, kind, dice)),
        RowDeed::Update => before
            .as_deref()
            .map(|row| updated(register, kind, row, dice)),
        RowDeed::Delete => None,
    };
    Edit::read(kind, before.as_deref(), after.as_deref())
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum RowDeed {
    Create,
    Update,
    Delete,
}

fn created(register: &Register, kind: Kind, dice: &mut Dice) -> String {
    let next = next_number(register, kind);
    let mut row = object(&example(kind, dice));
    let other = object(&example(kind, dice));
    for (name, value) in &mut row {
        if dice.is_one_in(2) {
            *value = other[name].clone();
        }
        vary(register, name, value, dice);
    }
    row["id"] = json!(next);
    if let Some(reference) = row.get_mut("reference")
        && !dice.is_one_in(8)
    {
        *reference = json!(format!("{kind}-{next}"));
    }
    if kind == Kind::File && !dice.is_one_in(8) {
        row["link"] = json!(format!("papers/{next}.pdf"));
    }
    if kind == Kind::Action && !dice.is_one_in(8) {
        row["number"] = json!(next + 100);
    }
    Value::Object(row).to_string()
}

fn updated(register: &Register, kind: Kind, row: &str, dice: &mut Dice) -> String {
    let mut row = object(row);
    let other = object(&example(kind, dice));
    let names: Vec<String> = row.keys().filter(|name| *name != "id").cloned().collect();
    for _ in 0..=dice.below(3) {
        let Some(name) = dice.one_of(&names) else {
            break;
        };
        let value = &mut row[name.as_str()];
        if dice.is_one_in(2) {
            *value = other[name].clone();
        }
        vary(register, name, value, dice);
    }
    Value::Object(row).to_string()
}

/// Another value of the same shape: texts become hostile, names of records lead to some that are there.
fn vary(register: &Register, name: &str, value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Array(list) => {
            if dice.is_one_in(3) {
                list.clear();
            }
            for one in list {
                vary(register, name, one, dice);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                vary(register, name, value, dice);
            }
        }
        Value::Number(_) => match kind_named_by(name) {
            Some(kind) => *value = json!(some_number(register, kind, dice)),
            None if name == "position" => *value = json!(1 + dice.below(6)),
            None => {}
        },
        Value::String(text) if name == "about" => {
            let kind = dice.one_of(Kind::ALL).copied().unwrap_or(Kind::Action);
            let number = some_number(register, kind, dice);
            *text = Entry { kind, number }.to_string();
        }
        Value::String(text) if is_free(name) && dice.is_one_in(2) => {
            HOSTILE[dice.below(HOSTILE.len())].clone_into(text);
        }
        Value::String(_) | Value::Null | Value::Bool(_) => {}
    }
}

/// The kind that a field names by number.
fn kind_named_by(field: &str) -> Option<Kind> {
    match field {
        // The chair of a meeting; that of a forum is an object.
        "organisation" | "owner" | "order" | "chair" | "publisher" | "handed_to" => {
            Some(Kind::Organisation)
        }
        "representative" | "deputy" => Some(Kind::Contact),
        "forum" => Some(Kind::Forum),
        "meeting" => Some(Kind::Meeting),
        "item" | "carried_from" => Some(Kind::Item),
        "agreement" | "parent" => Some(Kind::Agreement),
        _ => None,
    }
}

/// Fields in which people write what they like.
fn is_free(name: &str) -> bool {
    const FREE: [&str; 32] = [
        "name",
        "acronym",
        "aliases",
        "sort",
        "how",
        "enquiries",
        "post",
        "telephone",
        "email",
        "place",
        "title",
        "link",
        "papers",
        "section",
        "paper",
        "presenter",
        "text",
        "progress",
        "review_clause",
        "team",
        "summary",
        "scope",
        "note",
        "by",
        "rule",
        "given",
        "office",
        "no_notice",
        "what",
        "when",
        "with",
        "security",
    ];
    FREE.contains(&name)
}

/// The number of a record that is there, mostly.
fn some_number(register: &Register, kind: Kind, dice: &mut Dice) -> u32 {
    let numbers: Vec<u32> = register.all(kind).map(|row| row.entry().number).collect();
    if dice.is_one_in(40) {
        return 9999;
    }
    dice.one_of(&numbers).copied().unwrap_or(1)
}

fn next_number(register: &Register, kind: Kind) -> u32 {
    match kind {
        Kind::Organisation => register.organisations.next_id().number(),
        Kind::Contact => register.contacts.next_id().number(),
        Kind::Forum => register.forums.next_id().number(),
        Kind::Membership => register.memberships.next_id().number(),
        Kind::Meeting => register.meetings.next_id().number(),
        Kind::Item => register.items.next_id().number(),
        Kind::Action => register.actions.next_id().number(),
        Kind::Agreement => register.agreements.next_id().number(),
        Kind::Party => register.parties.next_id().number(),
        Kind::Review => register.reviews.next_id().number(),
        Kind::Commitment => register.commitments.next_id().number(),
        Kind::Announcement => register.announcements.next_id().number(),
        Kind::Attendance => register.attendances.next_id().number(),
        Kind::Return => register.returns.next_id().number(),
        Kind::Offer => register.offers.next_id().number(),
        Kind::IssuedText => register.texts.next_id().number(),
        Kind::PublishedPage => register.pages.next_id().number(),
        Kind::Sending => register.sendings.next_id().number(),
        Kind::Reminder => register.reminders.next_id().number(),
        Kind::Note => register.notes.next_id().number(),
        Kind::File => register.files.next_id().number(),
        Kind::Origin => register.origins.next_id().number(),
    }
}

fn example(kind: Kind, dice: &mut Dice) -> String {
    let of_kind: Vec<&str> = sample::EXAMPLES
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(word, _)| *word == kind.word())
        .map(|(_, json)| json)
        .collect();
    (*dice.one_of(&of_kind).expect("every kind has examples")).to_owned()
}

fn object(json: &str) -> Map<String, Value> {
    match serde_json::from_str(json) {
        Ok(Value::Object(object)) => object,
        other => panic!("a record is an object: {other:?}"),
    }
}
