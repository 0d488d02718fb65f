//! The tree of agreements: protocols under their memorandum, earlier editions folded behind the one that stands.

use std::borrow::Cow;
use std::collections::HashSet;

use super::editions::Editions;
use super::listed::{Line, Listed};
use super::{Body, Context, Effect, Page, Pointer};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::id::{Entry, Id};
use crate::domain::life::tree::{self, Node};
use crate::domain::life::{editions, steps};
use crate::domain::party;
use crate::domain::register::Register;
use crate::tui::dialogs::{Chooser, Dialog, Matching, Offer, Pick};
use crate::tui::keys::{Command, PageAct, Place, Step, TreeAct};
use crate::tui::screens::Column;
use crate::tui::theme::{Theme, Tone};
use crate::tui::widgets::{Canvas, Text};

const HINTS: &[Command] = &[
    act(TreeAct::Open),
    act(TreeAct::Unfold),
    act(TreeAct::Hang),
    act(TreeAct::Editions),
];

const fn act(act: TreeAct) -> Command {
    Command::Page(PageAct::Tree(act))
}

const COLUMNS: &[Column] = &[
    Column {
        title: "State",
        width: 17,
        yields: 1,
    },
    Column {
        title: "Agreement",
        width: 0,
        yields: 0,
    },
    Column {
        title: "Parties",
        width: 18,
        yields: 3,
    },
    Column {
        title: "Remark",
        width: 22,
        yields: 2,
    },
];

const EMPTY: &str = "There are no agreements yet.";

#[derive(Debug)]
pub(in crate::tui) struct Tree {
    listed: Listed,
    /// Those whose earlier editions are shown.
    unfolded: HashSet<Id<Agreement>>,
}

impl Tree {
    /// With the cursor on an agreement.
    pub(super) fn new(at: Option<Entry>) -> Self {
        let mut listed = Listed::new(COLUMNS, EMPTY);
        if let Some(entry) = at {
            listed.go_to(entry);
        }
        Self {
            listed,
            unfolded: HashSet::new(),
        }
    }

    pub(super) fn sync(&mut self, context: &Context<'_>) {
        let unfolded = &self.unfolded;
        self.listed.sync(context, None, || lines(context, unfolded));
    }

    pub(super) fn title(&self, _: &Context<'_>) -> Vec<(Text, Tone)> {
        let count = match self.listed.count() {
            1 => "1 agreement".to_owned(),
            count => format!("{count} agreements"),
        };
        let how = Text::line("each under what it hangs under");
        vec![(Text::line(&count), Tone::Strong), (how, Tone::Faint)]
    }

    pub(super) fn travel(&mut self, step: Step, _: &Context<'_>) {
        self.listed.travel(step);
    }

    pub(super) fn allows(
        &self,
        act: TreeAct,
        context: &Context<'_>,
    ) -> Result<(), Cow<'static, str>> {
        let Some(id) = self.here() else {
            return Err("There is no agreement here.".into());
        };
        let one = context.register().agreements.get(id);
        match act {
            TreeAct::Open => Ok(()),
            TreeAct::Hang | TreeAct::HangUnder(_) => context.can_write(),
            TreeAct::Unfold | TreeAct::Editions => {
                let has_others =
                    one.is_some_and(|one| editions::has_others(context.register(), one));
                if has_others {
                    Ok(())
                } else {
                    Err("It has no other edition.".into())
                }
            }
        }
    }

    pub(super) fn update(&mut self, act: TreeAct, context: &Context<'_>) -> Effect {
        let Some(id) = self.here() else {
            return Effect::None;
        };
        match act {
            TreeAct::Open => self.listed.open(),
            TreeAct::Unfold => {
                if !self.unfolded.remove(&id) {
                    self.unfolded.insert(id);
                }
                // Other lines of the same register: they are made anew.
                self.listed = Listed::new(COLUMNS, EMPTY);
                self.listed.go_to(id.into());
                Effect::None
            }
            TreeAct::Editions => Page::Editions(Editions::new(id)).ask(),
            TreeAct::Hang => ask_parent(context, id),
            TreeAct::HangUnder(under) => {
                Effect::Commit(Box::new(move |register| tree::hang(register, id, under)))
            }
        }
    }

    pub(super) fn point(&mut self, pointer: Pointer, context: &Context<'_>) -> Effect {
        self.listed.point(pointer, context)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, context: &Context<'_>, theme: Theme) {
        self.listed.draw(canvas, context.area, theme);
    }

    fn here(&self) -> Option<Id<Agreement>> {
        self.listed.entry()?.id()
    }
}

impl Body for Tree {
    fn place(&self) -> Place {
        Place::Tree
    }

    fn hints(&self) -> &'static [Command] {
        HINTS
    }

    fn go_to(&mut self, entry: Entry, _: &Register) {
        self.listed.go_to(entry);
    }
}

fn lines(context: &Context<'_>, unfolded: &HashSet<Id<Agreement>>) -> Vec<Line> {
    let register = context.register();
    let mut lines = Vec::new();
    for node in tree::tree(register, context.today()) {
        let (own, remark) = (indent(node.depth), remark(context, &node));
        lines.extend(line(register, node.agreement, &own, node.state, &remark));
        let is_unfolded = unfolded.contains(&node.agreement);
        for earlier in node.earlier.iter().filter(|_| is_unfolded) {
            let indent = format!("{}was: ", indent(node.depth + 1));
            let state = AgreementState::Superseded;
            lines.extend(line(register, *earlier, &indent, state, ""));
        }
    }
    lines
}

fn line(
    register: &Register,
    id: Id<Agreement>,
    indent: &str,
    state: AgreementState,
    remark: &str,
) -> Option<Line> {
    let one = register.agreements.get(id)?;
    let tone = if state.is_in_force() {
        Tone::Plain
    } else {
        Tone::Faint
    };
    let cells = [
        (state.to_string(), tone),
        (format!("{indent}{}", one.title), tone),
        (party::names(register, id), Tone::Faint),
        (remark.to_owned(), Tone::Faint),
    ];
    Some(Line::cells(cells, id.into()))
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}

/// What stands behind it first: that can be opened.
fn remark(context: &Context<'_>, node: &Node) -> String {
    let behind = node.behind();
    let remark = node.remark(context.register(), context.today());
    let words = [behind, remark].into_iter().filter(|one| !one.is_empty());
    words.collect::<Vec<_>>().join("; ")
}

/// Under what it is to hang: memoranda between the same bodies first, then the others.
fn ask_parent(context: &Context<'_>, id: Id<Agreement>) -> Effect {
    let register = context.register();
    let Some(one) = register.agreements.get(id) else {
        return Effect::None;
    };
    let first = tree::could_hang(register, one, context.today());
    let mut others: Vec<&Agreement> = register.agreements.iter().collect();
    others.retain(|other| {
        other.id != id && steps::is_memorandum(other) && !first.contains(&other.id)
    });
    others.sort_by_key(|other| (other.title.to_lowercase(), other.id));
    let pick = |under| Pick::Run(act(TreeAct::HangUnder(under)));
    let likely = first.iter().filter_map(|id| register.agreements.get(*id));
    let likely = likely.map(|other| {
        let words = format!("{} (the same parties)", other.title);
        Offer::plain(Text::line(&words), pick(Some(other.id)))
    });
    let others = others
        .into_iter()
        .map(|other| Offer::plain(Text::line(&other.title), pick(Some(other.id))));
    let none = one
        .parent
        .map(|_| Offer::plain("Under nothing", pick(None)));
    let offers = likely.chain(none).chain(others).collect();
    let chooser = Chooser::new("Hang it under which memorandum?", Matching::Words, offers);
    Effect::Ask(Box::new(Dialog::Chooser(chooser)))
}
