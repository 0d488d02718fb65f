//! What is missing of the real agreements, looked up by hand.

use secretariat::domain::life::gaps::{GapKind, gaps};

use super::{real, today};

/// The gaps of the real agreements, by their references.
fn gaps_of() -> impl Fn(&str) -> Vec<(GapKind, String)> {
    let register = real();
    let all = gaps(&register, today());
    move |key| {
        let mut agreements = register.agreements.iter();
        let one = agreements.find(|one| one.reference.as_deref() == Some(key));
        let one = one.expect("a row of the data").id;
        let of_it = all.iter().filter(|gap| gap.agreement == Some(one));
        let of_it = of_it.filter(|gap| gap.kind != GapKind::Evidence);
        of_it.map(|gap| (gap.kind, gap.sentence.clone())).collect()
    }
}

/// Ten agreements looked up by hand in the data, as of 22 November 2026. Nobody's lead posts are in it.
#[test]
fn of_ten_real_agreements_every_gap_is_named_and_none_is_false() {
    use GapKind::{Date, Lead, Movement, Party, Review};
    const REVIEW: (GapKind, &str) = (
        Review,
        "No review date, and no clause that says when it is reviewed.",
    );
    const DATE: (GapKind, &str) = (
        Date,
        "No date at all: not when it was signed, came into force or was published.",
    );
    let gaps_of = gaps_of();
    for (key, expected) in [
        // It has a clause, though no date; signed by nobody knows whom is no gap.
        (
            "cqc-ehrc-mou-2021",
            &[(Lead, "No lead post at CQC, EHRC.")][..],
        ),
        (
            "cqc-adass-jwp-2019",
            &[(Lead, "No lead post at CQC, ADASS.")],
        ),
        (
            "cqc-hpa-jwp-prop",
            &[
                (
                    Party,
                    "Health Protection Agency was replaced by Public Health England on 1 April 2013.",
                ),
                (Movement, "Proposed, and nobody has noted since when."),
            ],
        ),
        (
            "cqc-ukba-mou-dev",
            &[(Movement, "In development, and nobody has noted since when.")],
        ),
        (
            "cqc-monitor-mou",
            &[
                (
                    Party,
                    "Monitor was merged into NHS Improvement on 1 April 2016, which was merged into NHS England in July 2022.",
                ),
                (
                    Party,
                    "NHS Trust Development Authority was merged into NHS Improvement on 1 April 2016, which was merged into NHS England in July 2022.",
                ),
                REVIEW,
                DATE,
                (Lead, "No lead post at CQC, Monitor, NHS TDA."),
            ],
        ),
        (
            "hse-lbro-2011",
            &[
                (
                    Party,
                    "Its source says that a party has been abolished; the register does not say which.",
                ),
                REVIEW,
                (Lead, "No lead post at HSE, Local Better Regulation Office."),
            ],
        ),
        // Superseded, then not stated.
        ("cqc-hse-liaison-2012", &[]),
        ("hse-gmc-2012", &[]),
        (
            "cqc-gmc-mou-2025",
            &[REVIEW, (Lead, "No lead post at CQC, GMC.")],
        ),
        // Superseded in part: the rest stands on.
        (
            "hse-orr-2017",
            &[REVIEW, (Lead, "No lead post at HSE, ORR.")],
        ),
    ] {
        let expected: Vec<_> = expected
            .iter()
            .map(|(kind, text)| (*kind, (*text).to_owned()))
            .collect();
        assert_eq!(gaps_of(key), expected, "{key}");
    }
}
