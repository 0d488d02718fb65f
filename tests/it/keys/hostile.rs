//! Text from outside that would drive the terminal, hide, or turn the reading direction.

use secretariat::domain::agreement::Agreement;
use secretariat::domain::change::Change;
use secretariat::domain::organisation::Organisation;
use secretariat::domain::shown::is_hidden;

use super::Screen;
use crate::sample;

const HOSTILE: &str =
    "Bad\u{1b}[31m\u{9b}2J\u{202e}gpj.exe\u{200b}\u{e0041} name\r\n\u{7f}\u{2028}end";

#[test]
fn nothing_in_a_register_acts_on_the_terminal() {
    let mut session = sample::memory();
    session
        .commit(|register| {
            let mut body = Organisation::new(register.organisations.next_id(), HOSTILE);
            body.acronym = Some(HOSTILE.to_owned());
            body.enquiries = HOSTILE.to_owned();
            let mut agreement = Agreement::new(register.agreements.next_id(), HOSTILE);
            agreement.review_due = secretariat::domain::date::Date::from_code("2021-08-30");
            agreement.summary = HOSTILE.to_owned();
            agreement.kind = Some(HOSTILE.to_owned());
            Ok(Change::new(HOSTILE).create(body).create(agreement))
        })
        .expect("it breaks no rule");
    let mut screen = Screen::over(session, 120, 40, true);
    let parts = [
        "",
        "<Enter>",
        "2",
        "<Enter>",
        "<Esc>H",
        "<Esc>m",
        "<Esc>w",
        "<Esc>5",
        "f",
        "<Esc>H",
        "<Esc><Ctrl-f>bad",
        "<Enter>",
        "c",
        "1/bad<Enter>",
        "<Esc>u",
    ];
    for keys in parts {
        screen = screen.keys(keys);
        let text = screen.text();
        let acting = text.find(|letter| is_hidden(letter) && letter != '\n');
        assert_eq!(acting, None, "after {keys}:\n{text}");
    }
}
