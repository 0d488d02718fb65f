//! What the published page says beside the register, and how much of each kind it shows: as somebody set it, else in
//! the program's own words.

use crate::domain::find::fold;
use crate::domain::words::words;

words! {
    /// How much the page says of the agreements of a kind.
    pub enum Extent {
        /// Titles and documents; a section of its own for each partner with a summary.
        Full = "full",
        Titles = "titles",
        /// A plain list of the organisations, each once.
        Bodies = "bodies",
        None = "none",
    }
}

pub const TITLE: &str = "Joint working agreements";

pub const INTRODUCTION: &str = "\
We work with other organisations under written agreements, so that each side knows what it may expect of the other. \
This page has the agreements that we publish, and the forums at which we meet.";

/// The kinds that the program has words for, with what they are and how much of them is shown, in the order of the page.
pub const KINDS: [(&str, &str, Extent); 3] = [
    (
        "MoU",
        "A memorandum of understanding (MoU) records what organisations mean to achieve together, and that they \
         undertake to do it jointly.\n\n\
         It gives the frame and no more. How the work is done is in the joint working protocols and the information \
         sharing agreements.",
        Extent::Full,
    ),
    (
        "JWP",
        "A joint working protocol (JWP) goes further, and says how we and another organisation work together from day \
         to day. It includes:\n\n\
         - what either side may expect of the other\n\
         - how the joint work is organised\n\
         - when others are consulted and brought in\n\n\
         Not every organisation that we work with has a joint working protocol with us.",
        Extent::Full,
    ),
    (
        "ISA",
        "An information sharing agreement (ISA) is made where our duties and those of another organisation meet, and \
         one of us needs sensitive information that the other holds. It says what is shared, how, when and with whom, \
         and how it is kept secure.\n\n\
         With an ISA we can:\n\n\
         - regulate well and without asking twice\n\
         - act sooner for the people who use services\n\n\
         There may be several with the same organisation.",
        Extent::Bodies,
    ),
];

/// What is set; nothing of it has to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageSettings {
    /// Whose page it is: a name, an acronym or an alias.
    pub publisher: Option<String>,
    pub title: Option<String>,
    pub introduction: Option<String>,
    /// Whom to ask about the agreements.
    pub contact: Option<String>,
    /// Where the page is put: a link to anywhere else leaves it.
    pub site: Option<String>,
    /// What a kind is, by the kind.
    pub definitions: Vec<(String, String)>,
    /// How much of a kind is shown, by the kind.
    pub shows: Vec<(String, Extent)>,
}

impl PageSettings {
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or(TITLE)
    }

    pub fn introduction(&self) -> &str {
        self.introduction.as_deref().unwrap_or(INTRODUCTION)
    }

    /// What a kind is; empty for one that nobody has described.
    pub fn definition(&self, kind: &str) -> &str {
        let own = of(&self.definitions, kind).map(String::as_str);
        own.or_else(|| usual(kind).map(|(_, text, _)| *text))
            .unwrap_or_default()
    }

    /// How much of a kind is shown: all of it unless somebody said less.
    pub fn extent(&self, kind: &str) -> Extent {
        let own = of(&self.shows, kind).copied();
        own.or_else(|| usual(kind).map(|(_, _, extent)| *extent))
            .unwrap_or(Extent::Full)
    }

    /// Whether an address leads away from the site of the page; never where nobody said which that is.
    pub(super) fn leaves(&self, address: &str) -> bool {
        let (Some(site), Some(to)) = (self.site.as_deref().and_then(host), host(address)) else {
            return false;
        };
        to != site && !to.ends_with(&format!(".{site}"))
    }
}

/// What is set for a kind, however its name is written.
fn of<'a, T>(all: &'a [(String, T)], kind: &str) -> Option<&'a T> {
    let kind = fold(kind);
    let found = all.iter().find(|(name, _)| fold(name) == kind);
    found.map(|(_, value)| value)
}

fn usual(kind: &str) -> Option<&'static (&'static str, &'static str, Extent)> {
    let kind = fold(kind);
    KINDS.iter().find(|(name, _, _)| fold(name) == kind)
}

/// `www.cqc.org.uk` of `https://www.cqc.org.uk/a`, without `www.`; nothing of a telephone number.
fn host(address: &str) -> Option<String> {
    let address = address.trim().to_lowercase();
    if address.starts_with("mailto:") || address.starts_with("tel:") {
        return None;
    }
    let rest = address.split_once("://").map_or(&*address, |(_, it)| it);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_however_it_is_written_and_a_new_one_is_shown_whole() {
        let settings = PageSettings {
            definitions: vec![("Concordat".to_owned(), "An accord.".to_owned())],
            shows: vec![("mou".to_owned(), Extent::Titles)],
            ..PageSettings::default()
        };
        for (kind, extent, words) in [
            ("MoU", Extent::Titles, "A memorandum"),
            ("isa", Extent::Bodies, "An information"),
            ("JWP", Extent::Full, "A joint"),
            ("concordat", Extent::Full, "An accord."),
            ("partnership", Extent::Full, ""),
        ] {
            assert_eq!(settings.extent(kind), extent, "{kind}");
            assert!(settings.definition(kind).starts_with(words), "{kind}");
        }
    }

    #[test]
    fn a_link_leaves_the_site_if_it_leads_to_another() {
        for (site, address, leaves) in [
            (None, "https://example.org", false),
            (Some("cqc.org.uk"), "https://www.cqc.org.uk/a", false),
            (Some("https://www.cqc.org.uk/"), "http://cqc.org.uk", false),
            (Some("cqc.org.uk"), "https://docs.cqc.org.uk/a.pdf", false),
            (Some("cqc.org.uk"), "https://notcqc.org.uk/a.pdf", true),
            (Some("cqc.org.uk"), "https://www.england.nhs.uk", true),
            (Some("cqc.org.uk"), "mailto:a@example.org", false),
        ] {
            let settings = PageSettings {
                site: site.map(str::to_owned),
                ..PageSettings::default()
            };
            assert_eq!(settings.leaves(address), leaves, "{site:?} {address}");
        }
    }
}
