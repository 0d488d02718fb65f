//! The lists of a Word document: how they look, and a number for each, so that every one is counted from 1.

use super::xml::Element;

/// Numbers above are somebody's odd choice; ours go on from the highest below.
const HIGHEST: u32 = 1_000_000;

#[derive(Debug, Clone)]
pub(super) struct Numbering {
    pub(super) root: Element,
    /// The next number of a list, and of a look of lists.
    list: u32,
    look: u32,
}

impl Numbering {
    pub(super) fn new(root: Element) -> Self {
        let list = next(&root, "w:num", "w:numId");
        let look = next(&root, "w:abstractNum", "w:abstractNumId");
        Self { root, list, look }
    }

    pub(super) fn is_known(&self, number: &str) -> bool {
        self.look_of(number).is_some()
    }

    /// A list that looks like that of the standard; its number.
    pub(super) fn add(&mut self, number: &str, standard: &Self) -> Option<String> {
        let theirs = standard.look_of(number)?;
        let mut all = standard.root.elements();
        let look = all.find(|one| one.attribute("w:abstractNumId") == Some(theirs))?;
        let id = self.look.to_string();
        self.look += 1;
        let look = look.clone().set("w:abstractNumId", id.as_str());
        self.root
            .insert_before(look, &["w:num", "w:numIdMacAtCleanup"]);
        Some(self.put(&id, None))
    }

    /// A list that looks like this one and is counted from 1; its number.
    pub(super) fn restarted(&mut self, number: &str) -> String {
        match self.look_of(number).map(str::to_owned) {
            Some(look) => {
                let start = Element::val("w:startOverride", "1");
                let level = Element::new("w:lvlOverride").set("w:ilvl", "0").with(start);
                self.put(&look, Some(level))
            }
            None => number.to_owned(),
        }
    }

    fn put(&mut self, look: &str, level: Option<Element>) -> String {
        let number = self.list.to_string();
        self.list += 1;
        let list = Element::new("w:num")
            .set("w:numId", number.as_str())
            .with(Element::val("w:abstractNumId", look))
            .with_all(level);
        self.root.insert_before(list, &["w:numIdMacAtCleanup"]);
        number
    }

    fn look_of(&self, number: &str) -> Option<&str> {
        let mut lists = self.root.elements().filter(|one| one.name == "w:num");
        let list = lists.find(|one| one.attribute("w:numId") == Some(number))?;
        list.value("w:abstractNumId")
    }
}

fn next(root: &Element, name: &str, id: &str) -> u32 {
    let all = root.elements().filter(|one| one.name == name);
    let numbers = all.filter_map(|one| one.attribute(id)?.parse::<u32>().ok());
    let highest = numbers.filter(|number| *number < HIGHEST).max();
    highest.unwrap_or(0) + 1
}
