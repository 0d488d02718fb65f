//! The real agreements: their dates as the source prints them, their editions, and who joined and left.

use secretariat::domain::agreement::Agreement;
use secretariat::domain::date::{self, Date, Sense};
use secretariat::domain::id::Id;
use secretariat::domain::life::{editions, signing, tree};
use secretariat::domain::organisation::Organisation;
use secretariat::domain::party;
use secretariat::domain::register::{Register, Row};

use super::{FILES, agreement, bring_text, real, today};

fn shorts(register: &Register, ids: &[Id<Organisation>]) -> Vec<String> {
    let bodies = ids.iter().filter_map(|id| register.organisations.get(*id));
    let mut names: Vec<String> = bodies.map(|one| one.short().to_owned()).collect();
    names.sort();
    names
}

#[test]
fn every_date_is_kept_and_printed_with_the_precision_and_sense_of_its_source() {
    let register = real();
    let (_, bytes) = FILES
        .iter()
        .find(|(name, _)| *name == "agreements.csv")
        .expect("it is among them");
    let mut reader = csv::Reader::from_reader(*bytes);
    let titles = reader.headers().expect("a heading").clone();
    let mut seen = 0;
    for row in reader.records() {
        let row = row.expect("a row");
        let cell = |name: &str| {
            let place = titles.iter().position(|title| title == name);
            row.get(place.expect(name)).unwrap_or_default().to_owned()
        };
        let one = agreement(&register, &cell("key"));
        for (column, kept) in [
            ("effective", one.effective),
            ("published", one.published),
            ("review_due", one.review_due),
        ] {
            let written = cell(column);
            let Some(kept) = kept else {
                assert_eq!(written, "", "{column} of {}", one.title);
                continue;
            };
            assert_eq!(kept.iso(), written, "{column} of {}", one.title);
            assert_eq!(kept.sense() == Sense::By, column == "review_due");
            let read = date::read(&kept.to_string(), today()).expect("it reads its own print");
            assert_eq!(read, kept, "{kept}");
            seen += 1;
        }
    }
    assert_eq!(seen, 32);
}

#[test]
fn both_signature_dates_of_the_adass_protocol_are_there_and_no_party_claims_one() {
    let register = real();
    let one = agreement(&register, "cqc-adass-jwp-2019");
    let dates: Vec<String> = one.signatures.iter().map(Date::to_string).collect();
    assert_eq!(dates, ["1 February 2019", "22 January 2019"]);
    assert!(
        party::of(&register, one.id)
            .iter()
            .all(|party| party.signed.is_none())
    );
    assert_eq!(signing::unsigned(&register, one), []);
    assert_eq!(
        editions::dates(&register, one.id)
            .iter()
            .map(|(what, on)| format!("{what}: {on}"))
            .collect::<Vec<_>>(),
        [
            "signed, by whom is not known: 1 February 2019",
            "signed, by whom is not known: 22 January 2019",
        ]
    );
    let both = agreement(&register, "hse-orr-2017");
    let signed = party::of(&register, both.id);
    let signed: Vec<Option<String>> = signed
        .iter()
        .map(|party| party.signed.map(|on| on.to_string()))
        .collect();
    assert_eq!(
        signed,
        [
            Some("19 January 2017".to_owned()),
            Some("15 December 2016".to_owned())
        ]
    );
}

#[test]
fn editions_form_chains_with_their_days_in_one_line() {
    let register = real();
    for (key, expected) in [
        (
            "cqc-hse-liaison-2012",
            "20 July 2012 → 1 April 2015 → December 2017 → 6 March 2024",
        ),
        (
            "cqc-hse-mou-2024",
            "20 July 2012 → 1 April 2015 → December 2017 → 6 March 2024",
        ),
        ("ecp-2021", "July 2018 → 15 June 2021 → 14 February 2024"),
        (
            "hse-orr-2017",
            "19 January 2017 → 2022 (except Appendix A and Annexes 1-3)",
        ),
        ("cqc-gmc-mou-2013", "January 2013 → 16 October 2025"),
        ("wao-hiw-2015", "October 2012 → 2 April 2015"),
        ("cqc-hta-mou", "no date"),
    ] {
        let chain = editions::chain(&register, agreement(&register, key).id);
        assert_eq!(editions::line(&chain), expected, "{key}");
    }
}

#[test]
fn signatories_of_the_emerging_concerns_protocol_joined_and_left_at_each_edition() {
    let register = real();
    let chain = editions::chain(&register, agreement(&register, "ecp-2018").id);
    let moved: Vec<(Vec<String>, Vec<String>)> = chain
        .iter()
        .map(|one| (shorts(&register, &one.joined), shorts(&register, &one.left)))
        .collect();
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        moved,
        [
            (own(&[]), own(&[])),
            (own(&["GCC", "GDC", "GOC", "GOsC", "SWE"]), own(&[])),
            (own(&["HSSIB"]), own(&["HEE"])),
        ]
    );
    let until: Vec<Option<String>> = chain
        .iter()
        .map(|one| one.until.map(|date| date.to_string()))
        .collect();
    assert_eq!(
        until,
        [
            Some("15 June 2021".to_owned()),
            Some("14 February 2024".to_owned()),
            None
        ]
    );
}

#[test]
fn the_local_authorities_joined_the_hse_memorandum_and_left_it() {
    let register = real();
    let chain = editions::chain(&register, agreement(&register, "cqc-hse-mou-2024").id);
    let moved: Vec<(Vec<String>, Vec<String>)> = chain
        .iter()
        .map(|one| (shorts(&register, &one.joined), shorts(&register, &one.left)))
        .collect();
    let councils = vec!["Local authorities in England".to_owned()];
    assert_eq!(
        moved,
        [
            (vec![], vec![]),
            (councils.clone(), vec![]),
            (vec![], vec![]),
            (vec![], councils),
        ]
    );
}

#[test]
fn earlier_editions_stand_behind_and_every_agreement_stands_somewhere() {
    let register = real();
    let nodes = tree::tree(&register, today());
    let shown = nodes
        .iter()
        .map(|node| 1 + node.earlier.len())
        .sum::<usize>();
    assert_eq!(shown, register.agreements.len());
    let node = |key: &str| {
        let id = agreement(&register, key).id;
        nodes.iter().find(|node| node.agreement == id)
    };
    let hse = node("cqc-hse-mou-2024").expect("it stands");
    let behind: Vec<Option<&str>> = hse
        .earlier
        .iter()
        .filter_map(|id| register.agreements.get(*id))
        .map(Agreement::reference)
        .collect();
    assert_eq!(
        behind,
        [
            Some("cqc-hse-la-mou-2017"),
            Some("cqc-hse-la-mou-2015"),
            Some("cqc-hse-liaison-2012"),
        ]
    );
    assert!(node("cqc-hse-la-mou-2017").is_none());
    let part = node("hse-orr-2017").expect("it stands in part");
    assert!(part.state.is_in_force());
    let protocol = node("cqc-gmc-jop-2022").expect("it stands");
    let memorandum = agreement(&register, "cqc-gmc-mou-2025").id;
    assert_eq!(protocol.could_hang, [memorandum]);
}

#[test]
fn a_file_that_would_make_an_agreement_supersede_itself_goes_in_without_that_link() {
    let mut register = Register::default();
    let report = bring_text(
        &mut register,
        "key,type,title,parties,signed,effective,published,review_due,review_clause,status_hint,supersedes,notes,source\n\
         a,MoU,First,CQC; GMC,,2012,,,,current,c,,here\n\
         b,MoU,Second,CQC; GMC,,2014,,,,current,a,,here\n\
         c,MoU,Third,CQC; GMC,,2016,,,,current,b,,here\n",
    );
    let reasons: Vec<&str> = report.remarks.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    assert!(
        reasons[0].contains("cannot take the place of"),
        "{reasons:?}"
    );
    assert_eq!(register.agreements.len(), 3);
    let links = register.agreements.iter().map(|one| one.supersedes.len());
    assert_eq!(links.sum::<usize>(), 2);
}
