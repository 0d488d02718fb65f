//! The part of the page with the agreements: kind by kind, and a section for each partner of whom there is more to say.

use super::kinds::Kind;
use super::names::listed;
use super::public::{Body, Paper, ShownAgreement, Stands};
use super::settings::{Extent, PageSettings};
use super::sheet::Sheet;
use crate::domain::find::fold;
use crate::exchange::document::{Block, Inline, Order};

/// Writes all of it: the memoranda, the partners, the protocols and the sharing agreements, then the further kinds.
pub(super) fn write(
    sheet: &mut Sheet,
    all: &[ShownAgreement],
    settings: &PageSettings,
    contact: &str,
) {
    let [memoranda, rest @ ..] = Kind::usual();
    let is_told = |one: &Kind| settings.extent(&one.name) != Extent::None;
    if is_told(&memoranda) {
        explain(sheet, &memoranda, all, settings);
    }
    ask(sheet, contact);
    if is_told(&memoranda) {
        list(sheet, &memoranda, all, settings);
    }
    partners(sheet, all, settings);
    for kind in rest.iter().filter(|one| is_told(one)) {
        explain(sheet, kind, all, settings);
        list(sheet, kind, all, settings);
    }
    let names = all.iter().filter(|one| !has_own_section(one, settings));
    for kind in Kind::further(names.map(|one| &*one.kind)) {
        explain(sheet, &kind, all, settings);
        list(sheet, &kind, all, settings);
    }
}

/// What a kind is, and who manages it. The heading is left out where there is nothing of that to say.
fn explain(sheet: &mut Sheet, kind: &Kind, all: &[ShownAgreement], settings: &PageSettings) {
    let mut blocks = Block::prose(settings.definition(&kind.name));
    let mut teams: Vec<String> = Vec::new();
    for shown in all
        .iter()
        .filter(|one| kind.is(&one.kind) && !one.team.is_empty())
    {
        if !teams.iter().any(|team| fold(team) == fold(&shown.team)) {
            teams.push(shown.team.clone());
        }
    }
    if !teams.is_empty() {
        let teams: Vec<String> = teams.iter().map(|team| with_article(team)).collect();
        let words = format!("They are negotiated and managed by {}.", listed(&teams));
        blocks.push(Block::paragraph(words));
    }
    if !blocks.is_empty() {
        sheet.section(&kind.title);
        sheet.put(format!("definition {}", kind.title.to_lowercase()), blocks);
    }
}

fn with_article(team: &str) -> String {
    if team.to_lowercase().starts_with("the ") {
        team.to_owned()
    } else {
        format!("the {team}")
    }
}

fn ask(sheet: &mut Sheet, contact: &str) {
    let contact = contact.trim();
    if !contact.is_empty() {
        let words = Inline::new()
            .strong("Questions about these agreements:")
            .plain(&format!(" {contact}"));
        sheet.put("contact", vec![Block::paragraph(words)]);
    }
}

/// What is in force of a kind, then what is to come. The first heading stays where nothing is under it, since readers
/// look for it; the second does not.
fn list(sheet: &mut Sheet, kind: &Kind, all: &[ShownAgreement], settings: &PageSettings) {
    let extent = settings.extent(&kind.name);
    let of_kind = || all.iter().filter(|one| kind.is(&one.kind));
    let in_force = || of_kind().filter(|one| one.stands == Stands::InForce);
    let (told, plain): (Vec<&ShownAgreement>, Vec<&ShownAgreement>) =
        in_force().partition(|one| has_own_section(one, settings));
    sheet.section(&kind.current);
    bulleted(sheet, &plain, |one| in_a_list(one, extent));
    match (told.len(), plain.len()) {
        (0, 0) => sheet.say(Block::paragraph("There are none at present.")),
        (0, _) => {}
        (1, 0) => sheet.say(Block::paragraph(
            "There is one. It has a section of its own on this page, under the name of our partner.",
        )),
        (_, 0) => sheet.say(Block::paragraph(
            "Each has a section of its own on this page, under the name of our partner.",
        )),
        (_, _) => sheet.say(Block::paragraph(
            "Others have a section of their own on this page, under the name of our partner.",
        )),
    }
    let coming: Vec<&ShownAgreement> = of_kind()
        .filter(|one| one.stands == Stands::Coming)
        .collect();
    if !coming.is_empty() {
        sheet.section(&kind.coming);
        sheet.say(Block::paragraph(&*kind.lead));
        to_come(sheet, &coming, extent);
    }
}

/// Those without a sentence in a list, then each of the others under its heading.
fn to_come(sheet: &mut Sheet, coming: &[&ShownAgreement], extent: Extent) {
    let is_told = |one: &&&ShownAgreement| extent == Extent::Full && !one.scope.trim().is_empty();
    let (told, plain): (Vec<&ShownAgreement>, Vec<&ShownAgreement>) =
        coming.iter().partition(is_told);
    bulleted(sheet, &plain, |one| match extent {
        Extent::Titles => Inline::from(&*one.title),
        Extent::Full | Extent::Bodies | Extent::None => {
            Inline::from(bodies(one, Body::with_acronym))
        }
    });
    for shown in told {
        sheet.part(&bodies(shown, Body::with_acronym));
        sheet.put(key(shown), Block::prose(&shown.scope));
    }
}

/// A list in which what reads alike stands once.
fn bulleted(sheet: &mut Sheet, all: &[&ShownAgreement], line: impl Fn(&ShownAgreement) -> Inline) {
    let mut items: Vec<Inline> = Vec::new();
    for shown in all {
        let item = line(shown);
        sheet.note(key(shown), &[super::sheet::plain(&item)]);
        if !items.contains(&item) {
            items.push(item);
        }
    }
    if !items.is_empty() {
        sheet.say(Block::List(Order::Bulleted, items));
    }
}

fn in_a_list(shown: &ShownAgreement, extent: Extent) -> Inline {
    match extent {
        Extent::Full => {}
        Extent::Titles => return Inline::from(&*shown.title),
        Extent::Bodies | Extent::None => {
            return Inline::from(bodies(shown, |body| body.name.clone()));
        }
    }
    let is_it = |paper: &&Paper| fold(&paper.title) == fold(&shown.title);
    let mut words = match shown.papers.iter().find(is_it) {
        Some(paper) => linked(Inline::new(), paper, &shown.bodies),
        None => Inline::from(&*shown.title),
    };
    for (place, paper) in shown.papers.iter().filter(|one| !is_it(one)).enumerate() {
        words = words.plain(if place == 0 { ": " } else { ", " });
        words = linked(words, paper, &shown.bodies);
    }
    words
}

/// A section for each partner, or several together, with whom an agreement in force has a summary.
fn partners(sheet: &mut Sheet, all: &[ShownAgreement], settings: &PageSettings) {
    let told = all.iter().filter(|one| has_own_section(one, settings));
    let mut told: Vec<&ShownAgreement> = told.collect();
    while let Some(first) = told.first().copied() {
        let (with, others) = told.into_iter().partition(|one| one.bodies == first.bodies);
        told = others;
        let names: Vec<String> = first.bodies.iter().map(Body::in_a_sentence).collect();
        sheet.section(&format!("Working with {}", listed(&names)));
        let with: Vec<&ShownAgreement> = with;
        for shown in with {
            let mut blocks = Block::prose(&shown.summary);
            blocks.extend(documents(shown));
            sheet.put(key(shown), blocks);
        }
    }
}

fn documents(shown: &ShownAgreement) -> Option<Block> {
    let paper = |paper: &Paper| linked(Inline::new(), paper, &shown.bodies);
    match shown.papers.as_slice() {
        [] => None,
        [one] => {
            let words = Inline::new().plain("Document: ");
            Some(Block::Paragraph(linked(words, one, &shown.bodies)))
        }
        several => Some(Block::List(
            Order::Bulleted,
            several.iter().map(paper).collect(),
        )),
    }
}

/// A document by its title, with a link where its address is known. What leaves the site says so in words.
fn linked(words: Inline, paper: &Paper, bodies: &[Body]) -> Inline {
    let whose = match bodies {
        [partner] => format!("on the website of {}", partner.in_a_sentence()),
        [] | [_, ..] => "on another website".to_owned(),
    };
    let title = match (paper.is_outside, paper.address.is_empty()) {
        (false, _) => paper.title.clone(),
        (true, true) => format!("{} ({whose})", paper.title),
        (true, false) => format!("{} ({whose}: leaves this site)", paper.title),
    };
    words.link(&title, &paper.address)
}

/// Whether the partner has a section for it: then it is not listed again.
fn has_own_section(shown: &ShownAgreement, settings: &PageSettings) -> bool {
    shown.stands == Stands::InForce
        && !shown.summary.trim().is_empty()
        && !shown.bodies.is_empty()
        && settings.extent(&shown.kind) == Extent::Full
}

/// The other parties; the title where there are none.
fn bodies(shown: &ShownAgreement, name: impl Fn(&Body) -> String) -> String {
    if shown.bodies.is_empty() {
        return shown.title.clone();
    }
    let names: Vec<String> = shown.bodies.iter().map(name).collect();
    listed(&names)
}

fn key(shown: &ShownAgreement) -> String {
    format!("agreement {}", shown.id)
}
