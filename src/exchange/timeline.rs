//! The timeline as text: years across, one line an agreement, and what the letters mean.

use chrono::NaiveDate;

use crate::domain::cells::{shorten, width};
use crate::domain::life::timeline::{Cell, LEGEND, Row, Scale};
use crate::domain::register::Register;
use crate::domain::shown::Shown;

/// Cells of the titles, at most.
const TITLES: usize = 44;
/// Cells of a line where it goes to a file.
const WHOLE: usize = 160;

/// From one year to another, in so many cells a line.
pub fn text(
    register: &Register,
    rows: &[Row],
    (first, last): (i32, i32),
    today: NaiveDate,
    room: Option<usize>,
) -> String {
    let room = room.unwrap_or(WHOLE);
    let titles: Vec<Shown> = rows.iter().map(|row| title(register, row)).collect();
    let widest = titles.iter().map(|one| width(one)).max().unwrap_or(0);
    let column = widest.min(TITLES).min(room / 2);
    let left = room.saturating_sub(column + 2);
    let scale = Scale::fitting(first, last, u16::try_from(left).unwrap_or(u16::MAX));
    let mut text = format!("{:column$}  {}\n", "", heading(scale, last));
    for (row, title) in rows.iter().zip(&titles) {
        let title = shorten(title, column);
        let gap = " ".repeat(column.saturating_sub(width(&title)) + 2);
        let line = line(scale, row, last, today);
        text.push_str(&title);
        text.push_str(&gap);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push('\n');
    // Two lines, so that a narrow terminal keeps them whole.
    for half in LEGEND.chunks(LEGEND.len() / 2) {
        text.push_str(&half.join("  "));
        text.push('\n');
    }
    text
}

/// The years over their first cells, as many as have room.
pub fn heading(scale: Scale, last: i32) -> String {
    const DIGITS: u16 = 5;
    let step = i32::from(DIGITS.div_ceil(scale.per_year.max(1)));
    let mut line = String::new();
    for year in scale.first..=last.min(scale.last()) {
        let is_named = (year - scale.first) % step == 0;
        let at = usize::try_from((year - scale.first) * i32::from(scale.per_year)).unwrap_or(0);
        if is_named {
            line.push_str(&" ".repeat(at.saturating_sub(line.len())));
            line.push_str(&year.to_string());
        }
    }
    line
}

/// A row, with today through it where it is blank or in force.
fn line(scale: Scale, row: &Row, last: i32, today: NaiveDate) -> String {
    let now = usize::try_from(scale.place(today)).ok();
    let years = usize::try_from(last.min(scale.last()) - scale.first + 1).unwrap_or(0);
    let cells = scale.row(row, today).into_iter().enumerate();
    let cells = cells.take(years * usize::from(scale.per_year));
    let letter = |(place, cell): (usize, Cell)| {
        if Some(place) == now && is_quiet(cell) {
            ':'
        } else {
            cell.letter()
        }
    };
    cells.map(letter).collect()
}

/// True for a cell in which today may be seen.
pub fn is_quiet(cell: Cell) -> bool {
    match cell {
        Cell::Blank | Cell::InForce | Cell::ToCome | Cell::Unsure => true,
        Cell::Start
        | Cell::End
        | Cell::Unknown
        | Cell::Reviewed
        | Cell::Due
        | Cell::Overdue
        | Cell::Several => false,
    }
}

fn title(register: &Register, row: &Row) -> Shown {
    let agreement = register.agreements.get(row.agreement);
    Shown::line(agreement.map_or("", |one| &one.title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agreement::Agreement;
    use crate::domain::date::Date;
    use crate::domain::life::timeline;

    #[test]
    fn years_stand_over_the_bars_and_today_goes_through_them() {
        let mut register = Register::default();
        for (title, from, due) in [
            (
                "Joint working protocol",
                Some("2019-01-22"),
                Some("by 2021-09"),
            ),
            ("Older memorandum", Some("2017"), Some("2020")),
            (
                "A memorandum of which no date is known at all, by nobody",
                None,
                None,
            ),
        ] {
            let mut one = Agreement::new(register.agreements.next_id(), title);
            one.effective = from.and_then(Date::from_code);
            one.review_due = due.and_then(Date::from_code);
            register.put(one);
        }
        let today = "2021-08-20".parse().expect("a day");
        let rows = timeline::rows(&register, today);
        let shown = text(&register, &rows, (2017, 2024), today, Some(60));
        insta::assert_snapshot!(shown);
    }
}
