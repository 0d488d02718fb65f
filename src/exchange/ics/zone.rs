//! The time zone of every calendar: the United Kingdom's, with the rules by which its clocks change.

use super::lines::Lines;

/// The name by which times refer to it.
pub(super) const ZONE: &str = "Europe/London";

/// One of the two times of a year: since when, from and to which distance from Greenwich, called how, on which Sunday.
struct Half {
    name: &'static str,
    component: &'static str,
    since: &'static str,
    from: &'static str,
    to: &'static str,
    month: &'static str,
}

/// The last Sundays of March and October at 1am Greenwich, so since 1996. Up to 1995 the autumn's was now and then a week
/// earlier; no register goes back so far.
const HALVES: [Half; 2] = [
    Half {
        name: "BST",
        component: "DAYLIGHT",
        since: "19700329T010000",
        from: "+0000",
        to: "+0100",
        month: "3",
    },
    Half {
        name: "GMT",
        component: "STANDARD",
        since: "19701025T020000",
        from: "+0100",
        to: "+0000",
        month: "10",
    },
];

pub(super) fn write(lines: &mut Lines) {
    lines.begin("VTIMEZONE");
    lines.word("TZID", ZONE);
    for half in &HALVES {
        lines.begin(half.component);
        lines.word("DTSTART", half.since);
        let rule = format!("FREQ=YEARLY;BYMONTH={};BYDAY=-1SU", half.month);
        lines.word("RRULE", &rule);
        lines.word("TZOFFSETFROM", half.from);
        lines.word("TZOFFSETTO", half.to);
        lines.word("TZNAME", half.name);
        lines.end(half.component);
    }
    lines.end("VTIMEZONE");
}
