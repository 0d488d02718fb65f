//! What the three sources state and the files of rows have no column for. The facts are theirs, the words are ours.
//!
//! S1: the Care Quality Commission's page on its joint working agreements, early 2014. S2: the notice of the CQC-EHRC
//! memorandum, March 2021. S3: the CQC-ADASS joint working protocol of 2019, by paragraph.

use super::{
    CHIEF_EXECUTIVES, LOCAL_MEETINGS, PROTOCOL, PROTOCOL_STARTS, REGIONAL_MEETINGS,
    alter_agreement, alter_forum, alter_meeting, body, forum,
};
use crate::domain::agreement::Link;
use crate::domain::calendar::{Interval, Unit};
use crate::domain::date::Date;
use crate::domain::forum::{Cadence, RecordKind, RecordRule, StandingItem};
use crate::domain::item::Purpose;
use crate::domain::membership::{Membership, Role};
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;

/// Everything that the page of S1 prints, by reference.
const PRINTED: [&str; 11] = [
    "cqc-ukba-mou-dev",
    "cqc-hse-share-2014",
    "cqc-nhse-mou-2014",
    "cqc-tda-partnership-2014",
    "cqc-hmic-jwp-prop",
    "cqc-hpa-jwp-prop",
    "cqc-nice-jwp-prop",
    "cqc-hscic-isa",
    "cqc-nhse-isa",
    "cqc-ons-isa",
    "cqc-drfoster-isa",
];

/// S1: what the page says of an agreement beside its title.
const SUMMARIES: [(&str, &str); 3] = [
    (
        "cqc-hse-share-2014",
        "CQC passes on to the Health and Safety Executive what helps to keep people who use services safe.",
    ),
    (
        "cqc-nhse-mou-2014",
        "The goals that CQC and NHS England have in common, how they will collaborate, and how that is governed.",
    ),
    (
        "cqc-tda-partnership-2014",
        "How CQC and the NHS Trust Development Authority together help NHS trusts that fall short of national \
         standards of quality and safety.",
    ),
];

/// S1: what of an agreement can be read, where; the page as we have it prints no address.
const DOCUMENTS: [(&str, &str, bool); 3] = [
    (
        "cqc-hse-share-2014",
        "Agreement with the Health and Safety Executive",
        false,
    ),
    (
        "cqc-nhse-mou-2014",
        "Memorandum of understanding with NHS England",
        true,
    ),
    (
        "cqc-tda-partnership-2014",
        "Partnership agreement with the NHS Trust Development Authority",
        false,
    ),
];

/// S3 ¶30-31: whom to invite, and whether as a rule.
const INVITED: [(&str, Role); 7] = [
    ("local Healthwatch", Role::Invitee),
    ("Fire Service", Role::OccasionalInvitee),
    ("Police Service", Role::OccasionalInvitee),
    ("Skills for Care", Role::OccasionalInvitee),
    ("NICE", Role::OccasionalInvitee),
    ("Clinical Commissioning Groups", Role::OccasionalInvitee),
    ("HSE", Role::OccasionalInvitee),
];

pub(super) fn add(register: &mut Register) {
    add_page(register);
    add_chief_executives(register);
    add_memorandum(register);
    add_protocol(register);
    add_local_meetings(register);
    add_regional_meetings(register);
}

/// S1, its lists of agreements.
fn add_page(register: &mut Register) {
    for key in PRINTED {
        alter_agreement(register, key, |one| {
            one.publish = true;
            if one.kind.as_deref() == Some("ISA") {
                "Data Management Team".clone_into(&mut one.team);
            }
        });
    }
    for (key, summary) in SUMMARIES {
        alter_agreement(register, key, |one| summary.clone_into(&mut one.summary));
    }
    for (key, title, is_outside) in DOCUMENTS {
        alter_agreement(register, key, |one| {
            one.links = vec![Link {
                title: title.to_owned(),
                address: String::new(),
                is_outside,
            }];
        });
    }
    alter_agreement(register, "cqc-ukba-mou-dev", |one| {
        "How CQC and UKBA will cooperate, keep in touch and align what they do."
            .clone_into(&mut one.scope);
    });
    let publisher = body(register, "CQC");
    super::alter(
        register,
        |one: &Organisation| one.id == publisher,
        |one| "National Contact Centre, 03000 616161".clone_into(&mut one.enquiries),
    );
}

/// S1, its last part.
fn add_chief_executives(register: &mut Register) {
    alter_forum(register, CHIEF_EXECUTIVES, |forum| {
        "Chief executives of the regulators steer joint work between their bodies: they look at what the sector is \
         up against and at how well day-to-day work together goes."
            .clone_into(&mut forum.purpose);
        forum.cadence = Cadence::PerYear {
            count: 3,
            starts: 1,
        };
        forum.decides = false;
        forum.standing_items = ["Current challenges", "Effectiveness of operational working"]
            .map(for_discussion)
            .to_vec();
        forum.publish = true;
    });
    for key in ["forum-2014-01-13", "forum-2014-04-03"] {
        alter_meeting(register, key, |meeting| meeting.publish = true);
    }
}

/// S2.
fn add_memorandum(register: &mut Register) {
    let list = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    alter_agreement(register, "cqc-ehrc-mou-2021", |one| {
        "How CQC and EHRC work together for the wellbeing and the rights of people who receive health and social care."
            .clone_into(&mut one.summary);
        "England".clone_into(&mut one.area);
        "Regulators' Code 2014, principle 4.2".clone_into(&mut one.basis);
        one.focus_areas = list(&[
            "Equality and human rights in policy on COVID-19",
            "Human rights of people in health and social care settings",
            "Local leadership against unequal access to care and unequal outcomes",
            "Leadership on equality for staff of the NHS and of social care",
            "Coordinated action where providers do not meet equality requirements",
        ]);
        one.ways_of_working = list(&[
            "Sharing of knowledge and expertise",
            "Joint inquiries and research",
            "Joint events with stakeholders",
            "Advice on guidance and policy",
            "Joint responses to government",
        ]);
    });
}

/// S3 ¶1-8 and its annexes.
fn add_protocol(register: &mut Register) {
    alter_agreement(register, PROTOCOL, |one| {
        "How CQC and directors of adult social services share information and coordinate what they do, so that care \
         is good and centred on the person."
            .clone_into(&mut one.summary);
        "Not legally enforceable".clone_into(&mut one.legal_status);
        "England".clone_into(&mut one.area);
        one.annexes = vec![
            "A: Responsibilities and functions".to_owned(),
            "B: Recommended operational protocol for meetings".to_owned(),
        ];
        one.links = vec![Link {
            title: "Quality Matters".to_owned(),
            address: "https://www.gov.uk/government/publications/adult-social-care-quality-matters"
                .to_owned(),
            is_outside: true,
        }];
    });
}

/// S3 ¶28-33.
fn add_local_meetings(register: &mut Register) {
    alter_forum(register, LOCAL_MEETINGS, |forum| {
        "CQC and the council tell each other what they know of care services in the area, and agree who does what."
            .clone_into(&mut forum.purpose);
        forum.cadence = Cadence::AtLeastEvery(months(2));
        forum.starts = Some(PROTOCOL_STARTS.into());
        forum.record_rule = RecordRule::ChairsOrganisation;
        forum.record_kind = RecordKind::Minutes;
        forum.returns_lead = Some(Interval {
            count: 2,
            unit: Unit::Days,
        });
    });
    seat(
        register,
        LOCAL_MEETINGS,
        "CQC",
        Role::Member,
        Some(PROTOCOL_STARTS.into()),
    );
    for (name, role) in INVITED {
        seat(register, LOCAL_MEETINGS, name, role, None);
    }
}

/// S3 ¶39. Nothing says from which day its six months count, so none of its meetings is overdue.
fn add_regional_meetings(register: &mut Register) {
    alter_forum(register, REGIONAL_MEETINGS, |forum| {
        "CQC and a regional branch of ADASS look at risks, quality and lessons across the region."
            .clone_into(&mut forum.purpose);
        forum.cadence = Cadence::AtLeastEvery(months(6));
    });
    for name in ["CQC", "ADASS"] {
        seat(
            register,
            REGIONAL_MEETINGS,
            name,
            Role::Member,
            Some(PROTOCOL_STARTS.into()),
        );
    }
}

/// Gives a body a role at a forum, after those it has already.
pub(super) fn seat(
    register: &mut Register,
    name: &str,
    organisation: &str,
    role: Role,
    from: Option<Date>,
) {
    let forum = forum(register, name);
    let last = register.memberships.of(forum).map(|one| one.position).max();
    let id = register.memberships.next_id();
    let organisation = body(register, organisation);
    register.put(Membership {
        from,
        position: last.unwrap_or(0).saturating_add(1),
        ..Membership::new(id, forum, organisation, role)
    });
}

fn for_discussion(title: &str) -> StandingItem {
    StandingItem {
        purpose: Some(Purpose::ForDiscussion),
        ..StandingItem::new(title)
    }
}

fn months(count: u16) -> Interval {
    Interval {
        count,
        unit: Unit::Months,
    }
}
