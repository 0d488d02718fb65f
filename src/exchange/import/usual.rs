//! What offices call the columns of each kind of sheet. Which of them a sheet has is `columns.rs`.

use super::kind::SheetKind;
use crate::domain::register::Kind;

pub(super) const SOURCE: &str = "source";

/// A column of a kind: its name here, and the names under which offices keep it, the likeliest first.
pub(super) type Column = (&'static str, &'static str);

pub(super) const ORGANISATIONS: &[Column] = &[
    (
        "name",
        "organisation, body, full name, name of organisation, organisation name, partner, regulator",
    ),
    (
        "acronym",
        "short name, abbreviation, initials, short, known as, short form",
    ),
    (
        "kind",
        "sort, sort of body, type, type of organisation, category, sector",
    ),
    (
        "role_in_forum",
        "role, role in forum, forum role, membership",
    ),
    ("notes", NOTES),
    (SOURCE, SOURCES),
];

pub(super) const SUCCESSORS: &[Column] = &[
    ("organisation", "former body, old body, predecessor, from"),
    (
        "successor",
        "became, replaced by, new body, succeeded by, to",
    ),
    ("how", "what happened, manner"),
    ("on", "date, day, effective, date of change"),
    (SOURCE, SOURCES),
];

pub(super) const AGREEMENTS: &[Column] = &[
    (
        "key",
        "reference, ref, ref no, ref number, reference number, agreement ref, id, agreement no, mou no, no, number",
    ),
    (
        "type",
        "kind, type of agreement, agreement type, document type, kind of agreement, category",
    ),
    (
        "title",
        "name, name of agreement, agreement, title of agreement, agreement title, document, document title, name of document, subject, mou, memorandum",
    ),
    (
        "parties",
        "partner, party, agreement between, between, organisation, partner organisation, signatory, agreement with, with, other party, partner body",
    ),
    (
        "signed",
        "date signed, signature date, signed on, date of signature, date of signing, date agreed, agreed, signature, date of agreement, agreement date, date",
    ),
    (
        "effective",
        "effective date, in force from, start date, start, commencement, commencement date, in force, from, date effective, valid from",
    ),
    (
        "published",
        "published on, date published, publication date, date of publication",
    ),
    (
        "review_due",
        "review date, date of review, next review, review, due for review, next review date, review by, date of next review, review due date, renewal date, expiry date, expiry, expires, end date",
    ),
    (
        "review_clause",
        "review clause, review term, review arrangement, review wording",
    ),
    (
        "status_hint",
        "status, state, states, current status, position, stage",
    ),
    (
        "supersedes",
        "replaces, supersedes, takes the place of, previous agreement, replacing",
    ),
    ("notes", NOTES),
    (SOURCE, SOURCES),
];

pub(super) const MEETINGS: &[Column] = &[
    ("key", "reference, ref, id, meeting ref"),
    (
        "body",
        "forum, group, committee, board, meeting of, name of meeting, meeting, meeting name, name of forum",
    ),
    (
        "date",
        "on, meeting date, date of meeting, day, held on, when",
    ),
    (
        "start",
        "from, time, start time, starts, begins, start of meeting",
    ),
    ("end", "to, end time, finish, finish time, ends, until"),
    ("venue", "place, location, where, room, address"),
    ("state", "status"),
    ("agenda_or_papers", "papers, agenda, agenda or papers"),
    ("record", "minutes, action note, record published"),
    (
        "next_meeting",
        "next meeting date, date of next meeting, following meeting",
    ),
    ("notes", NOTES),
    (SOURCE, SOURCES),
];

pub(super) const ITEMS: &[Column] = &[
    (
        "meeting",
        "meeting ref, meeting reference, meeting date, date of meeting, date",
    ),
    (
        "number",
        "item, item no, item number, no, agenda item no, ref",
    ),
    (
        "title",
        "agenda item, subject, topic, heading, item title, description",
    ),
    (
        "paper",
        "paper no, paper number, paper ref, document, enclosure",
    ),
    (
        "purpose_or_part",
        "purpose, for, section, part, part of agenda",
    ),
    ("time", "start, start time, timing"),
    (
        "decision_or_presenter",
        "presenter, lead, presented by, outcome, decision, speaker",
    ),
    (SOURCE, SOURCES),
];

pub(super) const ACTIONS: &[Column] = &[
    (
        "meeting",
        "meeting ref, meeting reference, meeting date, date of meeting, date raised, raised at",
    ),
    ("forum", "group, committee, board, name of forum"),
    (
        "ref",
        "action no, action number, number, no, reference, action ref, id",
    ),
    (
        "text",
        "action, action agreed, agreed action, description, what, task, action point, action required",
    ),
    (
        "owner",
        "lead, who, by whom, responsible, assigned to, action owner, organisation, action by, person responsible",
    ),
    (
        "due",
        "due date, by when, deadline, date due, target date, when, due by, completion due",
    ),
    (
        "status",
        "state, progress status, outcome, open closed, rag",
    ),
    (
        "closed",
        "date closed, completed, closed on, date completed, completion date, done on, date done",
    ),
    ("notes", NOTES),
    (SOURCE, SOURCES),
];

pub(super) const COMMITMENTS: &[Column] = &[
    ("agreement", "agreement ref, mou, protocol, under"),
    ("para", "paragraph, clause, section"),
    ("rule", "commitment, duty, obligation, what, requirement"),
    ("kind", "sort, type, category"),
    ("param", "every, count, value, number"),
    ("unit", "period, units"),
    ("trigger", "set off by, triggered by, when"),
    ("who", "responsible, by whom, owner, party"),
    (SOURCE, SOURCES),
];

const NOTES: &str =
    "note, comment, remark, further information, other information, additional information";
const SOURCES: &str = "where from, source of information";

/// What offices call the questions of other kinds, beside what the forms do.
pub(super) const USUAL: &[(Kind, &str, &str)] = &[
    (
        Kind::Contact,
        "name",
        "contact, contact name, full name, person",
    ),
    (
        Kind::Contact,
        "post",
        "job title, position, role, title, job",
    ),
    (
        Kind::Contact,
        "organisation",
        "body, employer, company, partner",
    ),
    (
        Kind::Contact,
        "telephone",
        "phone, tel, mobile, phone number, telephone number, tel no",
    ),
    (
        Kind::Contact,
        "email",
        "e mail, email address, e mail address, mail",
    ),
    (Kind::Contact, "from", "start date, since, in post since"),
    (Kind::Contact, "to", "end date, left, until"),
    (
        Kind::Membership,
        "organisation",
        "member, body, member organisation",
    ),
    (Kind::Membership, "forum", "group, committee, board"),
    (Kind::Membership, "role", "capacity, membership"),
    (
        Kind::Membership,
        "representative",
        "representative name, attendee, rep",
    ),
    (Kind::Membership, "deputy", "alternate, substitute"),
    (Kind::Party, "organisation", "party, partner, signatory"),
    (
        Kind::Party,
        "signed",
        "date signed, signed on, signature date",
    ),
    (Kind::Review, "agreement", "agreement reviewed, mou"),
    (
        Kind::Review,
        "on",
        "date, review date, date of review, reviewed on, reviewed",
    ),
    (Kind::Review, "by", "reviewer, reviewed by"),
    (Kind::Review, "outcome", "result, decision"),
    (Kind::Review, "next", "next review date, next review due"),
    (
        Kind::Announcement,
        "on",
        "publication date, date, planned date, date of publication",
    ),
    (
        Kind::Announcement,
        "publisher",
        "published by, organisation, body",
    ),
    (
        Kind::Announcement,
        "title",
        "publication, announcement, what",
    ),
    (
        Kind::Attendance,
        "presence",
        "attended, present, attendance",
    ),
    (Kind::Return, "received", "date received, received on"),
    (Kind::Return, "asked", "date asked, asked on, requested"),
    (Kind::Offer, "title", "proposal, item, proposed item"),
    (Kind::Offer, "by", "proposed by, offered by, from"),
    (Kind::Note, "about", "entry, subject"),
    (Kind::Note, "text", "note, comment, notes"),
    (Kind::Note, "on", "date, day"),
    (
        Kind::Forum,
        "name",
        "forum, group, committee, board, name of forum",
    ),
    (Kind::Forum, "acronym", "short name, abbreviation, initials"),
    (
        Kind::Forum,
        "cadence",
        "frequency, meets, how often does it meet",
    ),
    (Kind::Forum, "purpose", "term of reference, remit, aim"),
    (Kind::Forum, "place", "venue, location"),
];

/// The fields of an own kind's entries that its columns fill; the form's other questions are further columns.
pub(super) const COVERED: &[(SheetKind, &[&str])] = &[
    (SheetKind::Organisations, &["name", "acronym", "sort"]),
    (
        SheetKind::Agreements,
        &[
            "title",
            "kind",
            "review_due",
            "review_clause",
            "states",
            "effective",
            "published",
            "signatures",
            "supersedes",
            "parties",
            "reference",
        ],
    ),
    (
        SheetKind::Meetings,
        &[
            "forum",
            "on",
            "start",
            "end",
            "place",
            "state",
            "papers",
            "record",
            "reference",
        ],
    ),
    (
        SheetKind::Items,
        &[
            "meeting",
            "title",
            "purpose",
            "presenter",
            "start",
            "number",
            "position",
            "section",
            "paper",
            "paper_state",
            "state",
            "outcome",
        ],
    ),
    (
        SheetKind::Actions,
        &[
            "text",
            "forum",
            "meeting",
            "owner",
            "post",
            "due",
            "closed",
            "outcome",
            "number",
            "reference",
        ],
    ),
    (
        SheetKind::Commitments,
        &[
            "rule",
            "agreement",
            "forum",
            "paragraph",
            "sort",
            "clock",
            "trigger",
            "who",
            "post",
        ],
    ),
];

/// The answers that tell an entry of another kind from the others.
pub(super) const TELLING: &[(Kind, &[&str])] = &[
    (Kind::Contact, &["organisation", "name", "post"]),
    (Kind::Forum, &["name"]),
    (Kind::Membership, &["forum", "organisation", "role"]),
    (Kind::Party, &["agreement", "organisation"]),
    (Kind::Review, &["agreement", "on"]),
    (Kind::Announcement, &["publisher", "title"]),
    (
        Kind::Attendance,
        &["meeting", "organisation", "contact", "name"],
    ),
    (Kind::Return, &["meeting", "organisation"]),
    (Kind::Offer, &["forum", "title", "on"]),
    (Kind::Sending, &["about", "to", "on"]),
    (Kind::Reminder, &["about", "kind"]),
    (Kind::Note, &["about", "text"]),
];
