//! What the page says, and what it never says.

use chrono::NaiveDate;

use super::*;
use crate::domain::agreement::{Agreement, AgreementState, Link, StateSince, Supersession};
use crate::domain::bodies::names::RENAMED;
use crate::domain::date::Date;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::meeting::{Meeting, MeetingState};
use crate::domain::membership::{Membership, Role};
use crate::domain::organisation::{Organisation, Succession};
use crate::domain::party::{Capacity, Party};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2014, 1, 20).expect("a day");

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

fn date(code: &str) -> Date {
    Date::from_code(code).expect("the code of a date")
}

/// Ours and a partner, named in the settings, with a marked agreement in force that both are party to.
fn register() -> Register {
    let mut register = Register::default();
    register.put(Organisation::new(id(1), "Ours"));
    register.put(Organisation::new(id(2), "Partner Council"));
    register.put(agreement());
    for number in [1, 2] {
        register.put(Party::new(id(number), id(1), id(number)));
    }
    register
}

fn agreement() -> Agreement {
    Agreement {
        kind: Some("MoU".to_owned()),
        publish: true,
        states: vec![StateSince {
            state: AgreementState::Current,
            since: None,
        }],
        ..Agreement::new(id(1), "The memorandum")
    }
}

fn settings() -> PageSettings {
    PageSettings {
        publisher: Some("Ours".to_owned()),
        ..PageSettings::default()
    }
}

fn text(register: &Register, settings: &PageSettings) -> String {
    let page = page(register, settings, TODAY).expect("it is known whose it is");
    crate::exchange::markdown::render(&page.document)
}

/// What stands under a heading, up to the next.
fn under<'t>(text: &'t str, heading: &str) -> &'t str {
    let (_, rest) = text
        .split_once(&format!("# {heading}\n"))
        .unwrap_or_else(|| panic!("{heading} in\n{text}"));
    rest.split("\n#").next().unwrap_or_default().trim()
}

#[test]
fn only_what_is_marked_binds_the_publisher_and_stands_that_day_is_on_the_page() {
    type Alter = fn(&mut Register);
    fn set(register: &mut Register, change: impl Fn(&mut Agreement)) {
        let mut one = agreement();
        change(&mut one);
        register.put(one);
    }
    fn party(register: &mut Register, change: impl Fn(&mut Party)) {
        let mut one = Party::new(id(1), id(1), id(1));
        change(&mut one);
        register.put(one);
    }
    let cases: [(Alter, Option<&str>); 12] = [
        (|_| {}, None),
        (
            |all| set(all, |one| one.publish = false),
            Some("not marked"),
        ),
        (
            |all| party(all, |one| one.organisation = id(2)),
            Some("Ours is not party to it"),
        ),
        (
            |all| party(all, |one| one.capacity = Capacity::Supporter),
            Some("Ours is not party to it"),
        ),
        (
            |all| party(all, |one| one.capacity = Capacity::Signatory),
            None,
        ),
        (
            |all| party(all, |one| one.to = Some(date("2013-12-31"))),
            Some("Ours is not party to it"),
        ),
        (
            |all| party(all, |one| one.from = Some(date("2014-02"))),
            Some("Ours is not party to it"),
        ),
        (
            |all| set(all, |one| one.effective = Some(date("2014-02-01"))),
            Some("it does not stand yet"),
        ),
        (
            |all| {
                set(all, |one| {
                    one.states = vec![StateSince {
                        state: AgreementState::Ended,
                        since: Some(date("2013")),
                    }];
                });
            },
            Some("it is ended"),
        ),
        (|all| supersede(all, "2014-01-10"), Some("it is superseded")),
        (|all| supersede(all, "2014-02-10"), None),
        (
            |all| set(all, |one| one.kind = Some("ISA".to_owned())),
            Some("the settings keep its kind off the page"),
        ),
    ];
    for (place, (alter, expected)) in cases.into_iter().enumerate() {
        let mut register = register();
        alter(&mut register);
        let settings = PageSettings {
            shows: vec![("ISA".to_owned(), Extent::None)],
            ..settings()
        };
        let page = page(&register, &settings, TODAY).expect("it is known whose it is");
        let is_there = page.parts.iter().any(|part| part.key == "agreement 1");
        assert_eq!(is_there, expected.is_none(), "case {place}");
        let words = crate::exchange::text::render(&page.document);
        assert_eq!(words.contains("The memorandum"), is_there, "case {place}");
        let why = page.left_out.first().map(|one| &*one.why);
        assert_eq!(
            why,
            expected.filter(|why| *why != "not marked"),
            "case {place}"
        );
    }
}

/// A later agreement that is not marked takes the place of the first on a day.
fn supersede(register: &mut Register, on: &str) {
    register.put(Agreement {
        effective: Some(date(on)),
        supersedes: vec![Supersession {
            agreement: id(1),
            except: None,
        }],
        ..Agreement::new(id(2), "The next")
    });
}

#[test]
fn each_kind_is_shown_as_far_as_the_settings_say() {
    let mut register = register();
    register.put(Agreement {
        links: vec![Link {
            title: "The text".to_owned(),
            address: "https://example.org/mou.pdf".to_owned(),
            is_outside: false,
        }],
        ..agreement()
    });
    for (extent, expected) in [
        (
            Extent::Full,
            Some("- The memorandum: [The text](https://example.org/mou.pdf)"),
        ),
        (Extent::Titles, Some("- The memorandum")),
        (Extent::Bodies, Some("- Partner Council")),
        (Extent::None, None),
    ] {
        let settings = PageSettings {
            shows: vec![("mou".to_owned(), extent)],
            ..settings()
        };
        let text = text(&register, &settings);
        assert_eq!(text.contains("Memoranda of"), expected.is_some());
        if let Some(expected) = expected {
            assert_eq!(under(&text, "Current MoUs"), expected);
        }
    }
}

#[test]
fn a_partner_with_a_sentence_has_a_section_and_is_not_listed_again() {
    let mut register = register();
    let link = |title: &str, address: &str, is_outside| Link {
        title: title.to_owned(),
        address: address.to_owned(),
        is_outside,
    };
    for (links, expected) in [
        (vec![], "We help one another."),
        (
            vec![link("Ours", "https://www.ours.example/a", false)],
            "We help one another.\n\nDocument: [Ours](https://www.ours.example/a)",
        ),
        (
            vec![link("Theirs", "https://theirs.example/a", false)],
            "We help one another.\n\nDocument: [Theirs (on the website of the Partner Council: leaves this \
             site)](https://theirs.example/a)",
        ),
        (
            vec![link("Marked", "https://www.ours.example/a", true)],
            "We help one another.\n\nDocument: [Marked (on the website of the Partner Council: leaves this \
             site)](https://www.ours.example/a)",
        ),
        (
            vec![link("Nowhere", "", true)],
            "We help one another.\n\nDocument: Nowhere (on the website of the Partner Council)",
        ),
        (
            vec![
                link("One", "", false),
                link("Two", "javascript:alert(1)", false),
            ],
            "We help one another.\n\n- One\n- Two",
        ),
    ] {
        register.put(Agreement {
            summary: "We help one another.".to_owned(),
            links,
            ..agreement()
        });
        let settings = PageSettings {
            site: Some("ours.example".to_owned()),
            ..settings()
        };
        let text = text(&register, &settings);
        assert_eq!(under(&text, "Working with the Partner Council"), expected);
        assert_eq!(
            under(&text, "Current MoUs"),
            "There is one. It has a section of its own on this page, under the name of our partner."
        );
        assert!(!text.contains("The memorandum"), "{text}");
    }
}

#[test]
fn what_is_to_come_has_its_sentence_and_what_has_none_is_in_a_list() {
    let mut register = register();
    let coming = |number, state, scope: &str| Agreement {
        scope: scope.to_owned(),
        states: vec![StateSince { state, since: None }],
        id: id(number),
        ..agreement()
    };
    register.put(coming(1, AgreementState::OutForSignature, "Who does what."));
    register.put(coming(2, AgreementState::Proposed, ""));
    for (number, body) in [(3, 1), (4, 2)] {
        register.put(Party::new(id(number), id(2), id(body)));
    }
    let text = text(&register, &settings());
    assert_eq!(
        under(&text, "MoUs in development"),
        "We are drawing up a memorandum of understanding with:\n\n- Partner Council"
    );
    assert_eq!(under(&text, "Partner Council"), "Who does what.");
    assert_eq!(under(&text, "Current MoUs"), "There are none at present.");
    assert!(!text.contains("# Proposed"), "{text}");
}

#[test]
fn a_kind_that_nobody_foresaw_comes_after_the_others_with_its_own_words() {
    let mut register = register();
    register.put(Agreement {
        kind: Some("Concordat".to_owned()),
        team: "the Policy Team".to_owned(),
        ..agreement()
    });
    let settings = PageSettings {
        definitions: vec![("concordat".to_owned(), "An accord of many.".to_owned())],
        ..settings()
    };
    let text = text(&register, &settings);
    assert_eq!(
        under(&text, "Concordats"),
        "An accord of many.\n\nThey are negotiated and managed by the Policy Team."
    );
    assert_eq!(under(&text, "Current concordats"), "- The memorandum");
    let places = ["# Current ISAs", "# Concordats"].map(|heading| text.find(heading));
    assert!(places[0] < places[1], "{text}");
}

#[test]
fn nobodys_page_is_refused_and_an_empty_one_is_whole() {
    let register = register();
    for (publisher, sentence) in [
        (None, "It is not known whose page this is"),
        (
            Some("Nobody"),
            "The settings name \"Nobody\" as the publisher",
        ),
    ] {
        let settings = PageSettings {
            publisher: publisher.map(str::to_owned),
            ..PageSettings::default()
        };
        let refusal = page(&register, &settings, TODAY).expect_err("it is nobody's");
        assert!(
            refusal.sentence.starts_with(sentence),
            "{}",
            refusal.sentence
        );
    }
    let mut empty = Register::default();
    empty.put(Organisation::new(id(1), "Ours"));
    let text = text(&empty, &settings());
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(
        headings,
        [
            "# Joint working agreements",
            "## Memoranda of understanding",
            "## Current MoUs",
            "## Joint working protocols",
            "## Current joint working protocols",
            "## Information sharing agreements",
            "## Current ISAs",
        ]
    );
}

#[test]
fn of_a_forum_only_meetings_stand_there_that_are_marked_and_none_passes_for_the_next() {
    let mut register = register();
    let forum = Forum {
        publish: true,
        ..Forum::new(id(1), "The Forum")
    };
    register.put(forum.clone());
    register.put(Membership::new(id(1), id(1), id(1), Role::Secretariat));
    let meeting = |number, on: &str, state, publish| Meeting {
        state,
        publish,
        ..Meeting::new(id(number), id(1), date(on))
    };
    let (held, planned) = (MeetingState::Held, MeetingState::Planned);
    for (meetings, expected) in [
        (
            vec![("2013-09-09", held, true), ("2014-01-13", held, false)],
            vec!["Meeting on Monday 9 September 2013"],
        ),
        (
            vec![("2014-01-13", held, true), ("2014-04-03", planned, true)],
            vec![
                "Meeting on Monday 13 January 2014",
                "The next meeting will be held on Thursday 3 April.",
            ],
        ),
        (
            vec![
                ("2014-04-03", planned, false),
                ("2014-07-10", planned, true),
            ],
            vec![],
        ),
        (vec![("2014-04-03", MeetingState::Cancelled, true)], vec![]),
    ] {
        let mut register = register.clone();
        for ((on, state, publish), number) in meetings.into_iter().zip(1..) {
            register.put(meeting(number, on, state, publish));
        }
        let text = text(&register, &PageSettings::default());
        let found: Vec<&str> = text
            .lines()
            .map(|line| line.trim_start_matches("### "))
            .filter(|line| line.starts_with("Meeting on") || line.starts_with("The next"))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
    register.put(Forum {
        publish: false,
        ..forum
    });
    register.put(meeting(1, "2014-01-13", held, true));
    let page = page(&register, &settings(), TODAY).expect("it is ours");
    assert!(!crate::exchange::text::render(&page.document).contains("The Forum"));
    assert_eq!(page.left_out[0].why, "its forum is not marked publish");
}

#[test]
fn bodies_have_the_names_of_the_day_and_a_renamed_publisher_keeps_its_agreements() {
    let mut register = register();
    for (old, new, name) in [(1, 3, "Ours anew"), (2, 4, "Partner anew")] {
        let mut body = register
            .organisations
            .get(id(old))
            .expect("it was put")
            .clone();
        body.successors = vec![Succession {
            organisation: id(new),
            how: RENAMED.to_owned(),
            on: Some(date("2014-02-01")),
        }];
        register.put(body);
        register.put(Organisation::new(id(new), name));
    }
    let settings = PageSettings {
        publisher: Some("Ours anew".to_owned()),
        shows: vec![("MoU".to_owned(), Extent::Bodies)],
        ..PageSettings::default()
    };
    for (on, ours, theirs) in [
        ("2014-01-20", "Ours", "Partner Council"),
        ("2014-02-20", "Ours anew", "Partner anew"),
    ] {
        let today = on.parse().expect("an ISO day");
        let page = page(&register, &settings, today).expect("it is known whose it is");
        let text = crate::exchange::markdown::render(&page.document);
        assert_eq!(under(&text, "Current MoUs"), format!("- {theirs}"), "{on}");
        let publisher = page.document.organisation.expect("it is named");
        assert_eq!(&*publisher, ours, "{on}");
    }
}
