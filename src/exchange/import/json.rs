//! JSON → tables: a list of flat objects, or an object of such lists by kind, as our own lists are written.

use serde_json::{Map, Value as Json};

use super::Source;
use super::table::{Fault, Shape, Table, TableRow};
use super::text::decode;
use crate::domain::refusal::{Refusal, quoted};

/// How the file of a whole register says what it is.
const REGISTER: &str = "secretariat register";

/// What the file of a list calls which entry an object was.
const ENTRY: &str = "entry";

pub(super) fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'[' | b'{'))
}

/// Reads lists of objects. Refuses what is no JSON, no such list, or a whole register.
pub(super) fn read(source: Source<'_>) -> Result<Vec<Table>, Refusal> {
    let text = decode(source.name, source.bytes)?.text;
    let json: Json = serde_json::from_str(&text).map_err(|error| {
        let why = format!("is no JSON that can be read ({error})");
        refuse(source.name, &why)
    })?;
    match json {
        Json::Array(list) => Ok(vec![table(source.name, None, list)?]),
        Json::Object(lists) => kinds(source.name, lists),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {
            Err(refuse(source.name, "holds no list of objects"))
        }
    }
}

fn kinds(name: &str, lists: Map<String, Json>) -> Result<Vec<Table>, Refusal> {
    let format = lists.get("format").and_then(Json::as_str);
    if format.is_some_and(|format| format.starts_with(REGISTER)) {
        // The hook for a whole register: it does not come in row by row.
        let why = "is a whole register and no list to be brought in row by row";
        return Err(refuse(name, why));
    }
    let mut tables = Vec::new();
    for (kind, list) in lists {
        match list {
            Json::Array(list) => tables.push(table(name, Some(kind), list)?),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => {
                let why = format!("has no list of objects under {}", quoted(&kind));
                return Err(refuse(name, &why));
            }
        }
    }
    Ok(tables)
}

fn table(name: &str, kind: Option<String>, list: Vec<Json>) -> Result<Table, Refusal> {
    let mut table = Table {
        sheet: Some(kind.clone().unwrap_or_else(|| "the list".to_owned())),
        hint: kind,
        shape: Shape::Objects,
        ..Table::default()
    };
    let mut header = Vec::new();
    let mut is_numbered = false;
    for (object, line) in list.into_iter().zip(1..) {
        let Json::Object(mut fields) = object else {
            let why = format!("has no object in place {line} of a list");
            return Err(refuse(name, &why));
        };
        if fields.get(ENTRY).is_some_and(Json::is_object) {
            let entry = fields.shift_remove(ENTRY).unwrap_or_default();
            let kind = entry.get("kind").and_then(Json::as_str);
            table.hint = table.hint.or_else(|| kind.map(str::to_owned));
        }
        let row = row(line, fields, &mut header, &mut is_numbered);
        if !row.is_empty() {
            table.rows.push(row);
        }
    }
    if is_numbered {
        table.remarks.push(
            "Entries that the file names by number alone are taken for those of that number here."
                .to_owned(),
        );
    }
    let header = TableRow {
        cells: header,
        ..TableRow::default()
    };
    table.rows.insert(0, header);
    Ok(table)
}

/// An object as a row; names that no object had before are new columns.
fn row(
    line: u64,
    fields: Map<String, Json>,
    header: &mut Vec<String>,
    is_numbered: &mut bool,
) -> TableRow {
    let mut row = TableRow {
        line,
        ..TableRow::default()
    };
    for (field, value) in flat(fields) {
        let known = header.iter().position(|one| *one == field);
        let column = known.unwrap_or(header.len());
        let text = written(&value, is_numbered);
        if text.is_none() {
            let sentence = format!("{field} holds several values in one, which no cell can say.");
            row.faults.push(Fault { column, sentence });
        }
        if known.is_none() {
            header.push(field);
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = text.unwrap_or_default();
        }
    }
    row
}

/// The fields of an object; of a group in it each by itself: `sharing_what`.
fn flat(fields: Map<String, Json>) -> Vec<(String, Json)> {
    let mut flat = Vec::new();
    for (field, value) in fields {
        if let Json::Object(group) = &value
            && object_written(group, &mut false).is_none()
        {
            let inner = group.clone().into_iter();
            flat.extend(inner.map(|(name, value)| (format!("{field}_{name}"), value)));
        } else {
            flat.push((field, value));
        }
    }
    flat
}

/// A value as one cell. None for what no cell holds.
fn written(value: &Json, is_numbered: &mut bool) -> Option<String> {
    Some(match value {
        Json::Null => String::new(),
        Json::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => text.clone(),
        Json::Array(list) => listed(list, is_numbered)?,
        Json::Object(object) => object_written(object, is_numbered)?,
    })
}

fn listed(list: &[Json], is_numbered: &mut bool) -> Option<String> {
    // What it has been, oldest first: the last one is what it is.
    let state = |one: &Json| one.get("state").and_then(Json::as_str).map(str::to_owned);
    if let Some(state) = list.last().and_then(state) {
        return Some(state);
    }
    let cells: Option<Vec<String>> = list.iter().map(|one| written(one, is_numbered)).collect();
    Some(cells?.join("; "))
}

/// A date; another entry, by its reference, else by its number; an agreement that another takes the place of.
fn object_written(object: &Map<String, Json>, is_numbered: &mut bool) -> Option<String> {
    if let (Some(Json::Object(earlier)), Some(except)) =
        (object.get("agreement"), object.get("except"))
    {
        let earlier = object_written(earlier, is_numbered)?;
        let except = except.as_str().map(|words| format!(" (except {words})"));
        return Some(earlier + &except.unwrap_or_default());
    }
    let text = |name: &str| object.get(name).and_then(Json::as_str);
    if let (Some(date), Some(sense)) = (text("date"), text("sense")) {
        let by = if sense == "by" { "by " } else { "" };
        let is_tentative = object.get("tentative").and_then(Json::as_bool) == Some(true);
        return Some(format!("{by}{date}{}", if is_tentative { "~" } else { "" }));
    }
    let kind = text("kind")?;
    if let Some(reference) = text("reference") {
        return Some(reference.to_owned());
    }
    let number = object.get("number")?.as_u64()?;
    *is_numbered = true;
    Some(format!("{kind} {number}"))
}

fn refuse(name: &str, why: &str) -> Refusal {
    Refusal::invalid("file", format!("{} {why}.", quoted(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let source = Source {
            name: "a.json",
            bytes: text.as_bytes(),
        };
        let tables = read(source).expect(text);
        let rows = tables.into_iter().flat_map(|table| table.rows);
        rows.map(|row| row.cells).collect()
    }

    #[test]
    fn objects_become_rows_and_their_dates_and_entries_words() {
        let text = r#"[{"entry":{"kind":"meeting","number":1,"reference":null},
            "on":{"date":"2021-09","precision":"month","sense":"by","tentative":true},
            "forum":{"kind":"forum","number":3,"reference":null},"publish":true,"chair":null,"no":7},
            {"agreement":{"kind":"agreement","number":3,"reference":"a-b"},"states":[{"state":"current","since":null}]}]"#;
        let rows = cells(text);
        assert_eq!(
            rows[0],
            [
                "on",
                "forum",
                "publish",
                "chair",
                "no",
                "agreement",
                "states"
            ]
        );
        assert_eq!(rows[1], ["by 2021-09~", "forum 3", "yes", "", "7"]);
        assert_eq!(rows[2], ["", "", "", "", "", "a-b", "current"]);
    }

    #[test]
    fn what_is_no_list_is_refused_by_name() {
        for (text, why) in [
            ("[1]", "has no object in place 1"),
            ("{\"notes\":3}", "no list of objects under \"notes\""),
            ("{", "is no JSON"),
            (
                "{\"format\":\"secretariat register 1\"}",
                "a whole register",
            ),
        ] {
            let source = Source {
                name: "a.json",
                bytes: text.as_bytes(),
            };
            let refusal = read(source).expect_err(why).to_string();
            assert!(refusal.starts_with("\"a.json\" "), "{refusal}");
            assert!(refusal.contains(why), "{refusal}");
        }
    }
}
