//! The tree of agreements: one line an agreement, indented under what it hangs under.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::json;
use super::listing::{Cell, Column, Listing, Shrink};
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::audience::Audience;
use crate::domain::id::Id;
use crate::domain::life::tree::{Behind, Node};
use crate::domain::party;
use crate::domain::register::Register;
use crate::domain::words::Word;

pub fn listing(
    register: &Register,
    nodes: &[Node],
    behind: Behind,
    today: NaiveDate,
    audience: Audience,
) -> Listing {
    let columns = vec![
        Column::new("Agreement").shrink(Shrink::First),
        Column::new("Kind"),
        Column::new("State"),
        Column::new("Parties").shrink(Shrink::Second),
        Column::new("Remark").shrink(Shrink::First),
    ];
    let mut listing = Listing::new(
        "Agreements, each under what it hangs under",
        audience,
        columns,
    );
    for node in nodes {
        let indent = "  ".repeat(node.depth);
        let remark = [node.remark(register, today), node.behind()];
        let remark: Vec<String> = remark.into_iter().filter(|one| !one.is_empty()).collect();
        let own = row(
            register,
            node.agreement,
            &indent,
            node.state,
            &remark.join("; "),
        );
        listing.rows.extend(own);
        if behind == Behind::Shown {
            let indent = format!("{indent}  was: ");
            let earlier = node.earlier.iter();
            let state = AgreementState::Superseded;
            let rows = earlier.filter_map(|id| row(register, *id, &indent, state, ""));
            listing.rows.extend(rows);
        }
    }
    listing
}

pub fn json(register: &Register, nodes: &[Node], today: NaiveDate, audience: Audience) -> Json {
    let entries = |ids: &[Id<Agreement>]| -> Json {
        let all = ids.iter();
        all.map(|id| json::entry(register, (*id).into(), audience))
            .collect()
    };
    let one = |node: &Node| {
        json!({
            "entry": json::entry(register, node.agreement.into(), audience),
            "depth": node.depth,
            "state": node.state.word(),
            "remark": node.remark(register, today),
            "earlier": entries(&node.earlier),
            "has_no_protocol": node.has_no_protocol,
            "could_hang": entries(&node.could_hang),
        })
    };
    nodes.iter().map(one).collect()
}

fn row(
    register: &Register,
    id: Id<Agreement>,
    indent: &str,
    state: AgreementState,
    remark: &str,
) -> Option<Vec<Cell>> {
    let one = register.agreements.get(id)?;
    let cells = [
        format!("{indent}{}", one.title),
        one.kind.clone().unwrap_or_default(),
        state.to_string(),
        party::names(register, id),
        remark.to_owned(),
    ];
    Some(cells.iter().map(|cell| Cell::line(cell)).collect())
}
