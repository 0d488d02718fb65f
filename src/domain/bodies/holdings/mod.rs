//! Everything with one body on a day, under all the names it has had. Here: what it is; in `words`: how it is told.

mod words;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::names;
use crate::domain::action::Action;
use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::announcement::Announcement;
use crate::domain::attendance::Presence;
use crate::domain::commitment::Commitment;
use crate::domain::contact::Contact;
use crate::domain::due::Line as DueLine;
use crate::domain::find::fold;
use crate::domain::forum::Forum;
use crate::domain::id::Id;
use crate::domain::item::{Item, PaperState};
use crate::domain::life::states::Successors;
use crate::domain::meeting::Meeting;
use crate::domain::membership::Membership;
use crate::domain::offer::Offer;
use crate::domain::organisation::Organisation;
use crate::domain::party::Party;
use crate::domain::register::{Record, Register};
use crate::domain::returns::Return;

pub use words::{Line, Section, Told};

/// What one body has, owes and is owed.
#[derive(Debug, Clone)]
pub struct Holdings<'a> {
    register: &'a Register,
    today: NaiveDate,
    /// The body under each of its names, the oldest first.
    pub names: Vec<&'a Organisation>,
    /// What it took the place of, and what took its place, other than by a new name.
    pub before: Vec<&'a Organisation>,
    pub after: Vec<&'a Organisation>,
    /// Each with its state on the day; those in force first.
    pub agreements: Vec<(&'a Party, &'a Agreement, Option<AgreementState>)>,
    /// What it has to do under agreements in force and in its forums, and what others have to do towards it.
    pub owes: Vec<&'a Commitment>,
    pub is_owed: Vec<&'a Commitment>,
    /// Roles held now first; invitations among them.
    pub forums: Vec<&'a Membership>,
    /// The meetings that it chaired or is to chair, the latest first.
    pub chaired: Vec<&'a Meeting>,
    pub attendance: BTreeMap<(Id<Forum>, i32), Attended>,
    /// Who is in post first.
    pub contacts: Vec<&'a Contact>,
    /// Open ones that it owns, or to which its reply is awaited.
    pub actions: Vec<&'a Action>,
    /// Papers, returns and offers for meetings to come.
    pub papers: Vec<(&'a Item, &'a Meeting)>,
    pub returns: Vec<(&'a Return, &'a Meeting)>,
    pub offers: Vec<&'a Offer>,
    /// Published by it, or shared with it in draft.
    pub announcements: Vec<&'a Announcement>,
    /// Due lines that wait for it.
    pub waiting: Vec<DueLine>,
}

/// How often it was at the meetings of a forum in a year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attended {
    /// Itself, or by a deputy.
    pub present: usize,
    pub apologies: usize,
    /// In attendance or observing.
    pub besides: usize,
}

/// Everything with one body on a day. `due` is what is due then.
pub fn of<'a>(
    register: &'a Register,
    body: Id<Organisation>,
    today: NaiveDate,
    due: &[DueLine],
) -> Holdings<'a> {
    let names = names::all(register, body);
    let desk = Desk {
        register,
        today,
        names: &names,
    };
    let (owes, is_owed) = desk.commitments();
    Holdings {
        register,
        today,
        before: desk.before(),
        after: desk.after(),
        agreements: desk.agreements(),
        owes,
        is_owed,
        forums: desk.forums(),
        chaired: desk.chaired(),
        attendance: desk.attendance(),
        contacts: desk.contacts(),
        actions: desk.actions(),
        papers: desk.papers(),
        returns: desk.returns(),
        offers: desk.offers(),
        announcements: desk.announcements(),
        waiting: desk.waiting(due),
        names,
    }
}

struct Desk<'a, 'n> {
    register: &'a Register,
    today: NaiveDate,
    names: &'n [&'a Organisation],
}

impl<'a> Desk<'a, '_> {
    fn is_it(&self, id: Id<Organisation>) -> bool {
        self.names.iter().any(|one| one.id == id)
    }

    fn is_named_in(&self, text: &str) -> bool {
        let mut names = self.names.iter();
        names.any(|one| names::is_named_in(one, text))
    }

    fn before(&self) -> Vec<&'a Organisation> {
        let bodies = self.register.organisations.iter();
        let became_it = bodies.filter(|one| {
            let mut successors = one.successors.iter();
            !self.is_it(one.id) && successors.any(|next| self.is_it(next.organisation))
        });
        became_it.collect()
    }

    fn after(&self) -> Vec<&'a Organisation> {
        let successors = self.names.iter().flat_map(|one| &one.successors);
        let others = successors.filter(|next| !self.is_it(next.organisation));
        others
            .filter_map(|next| self.register.organisations.get(next.organisation))
            .collect()
    }

    fn agreements(&self) -> Vec<(&'a Party, &'a Agreement, Option<AgreementState>)> {
        let standing = Successors::of(self.register);
        let own = self.register.parties.iter();
        let own = own.filter(|party| self.is_it(party.organisation));
        let mut all: Vec<_> = own
            .filter_map(|party| {
                let agreement = self.register.agreements.get(party.agreement)?;
                Some((party, agreement, standing.state_on(agreement, self.today)))
            })
            .collect();
        all.sort_by_key(|(party, agreement, state)| {
            let is_in_force = state.is_some_and(AgreementState::is_in_force);
            let is_now = is_in_force && party.is_party_on(self.today);
            (!is_now, agreement.title.to_lowercase(), party.id)
        });
        all
    }

    /// Those it has to keep, then those that others have to keep.
    fn commitments(&self) -> (Vec<&'a Commitment>, Vec<&'a Commitment>) {
        let standing = Successors::of(self.register);
        let binds = |one: &&Commitment| {
            let agreement = one
                .agreement
                .and_then(|id| self.register.agreements.get(id));
            let is_in_force = |agreement: &Agreement| {
                let state = standing.state_on(agreement, self.today);
                state.is_some_and(AgreementState::is_in_force)
            };
            let is_party = |agreement: &Agreement| {
                let mut parties = self.register.parties.of(agreement.id);
                parties.any(|party| self.is_it(party.organisation) && party.is_party_on(self.today))
            };
            let sits = |forum| {
                let mut seats = self.register.memberships.of(forum);
                seats.any(|seat| self.is_it(seat.organisation) && seat.is_held_on(self.today))
            };
            agreement.is_some_and(|one| is_in_force(one) && is_party(one))
                || one.forum.is_some_and(sits)
        };
        let all: Vec<&Commitment> = self.register.commitments.iter().filter(binds).collect();
        let owes = all
            .iter()
            .copied()
            .filter(|one| self.is_named_in(&one.who) || is_everybodys(&one.who));
        let is_owed = all
            .iter()
            .copied()
            .filter(|one| self.is_others_too(&one.who));
        (owes.collect(), is_owed.collect())
    }

    /// True if somebody else than this body is to keep it, or nobody says who.
    fn is_others_too(&self, who: &str) -> bool {
        let own = self.names.iter().fold(who.to_owned(), |text, one| {
            names::said_of(&text, one, "", "")
        });
        let mut words = own.split(|letter: char| !letter.is_alphanumeric());
        who.trim().is_empty() || words.any(|word| !matches!(word, "" | "and" | "or" | "the"))
    }

    fn forums(&self) -> Vec<&'a Membership> {
        let all = self.register.memberships.iter();
        let mut all: Vec<&Membership> = all.filter(|one| self.is_it(one.organisation)).collect();
        all.sort_by_key(|one| (!one.is_held_on(self.today), one.forum, one.role, one.id));
        all
    }

    fn chaired(&self) -> Vec<&'a Meeting> {
        let all = self.register.meetings.iter().filter(|one| one.is_fixed());
        let own = all.filter(|one| {
            one.chaired_by(self.register)
                .is_some_and(|id| self.is_it(id))
        });
        let mut own: Vec<&Meeting> = own.collect();
        own.sort_by_key(|one| (std::cmp::Reverse(one.on.last()), one.id));
        own
    }

    fn attendance(&self) -> BTreeMap<(Id<Forum>, i32), Attended> {
        let mut all: BTreeMap<_, Attended> = BTreeMap::new();
        for one in &self.register.attendances {
            let body = one.body(self.register);
            let meeting = self.register.meetings.get(one.meeting);
            let meeting = meeting.filter(|one| one.on.first() <= self.today);
            // Even how many came for a reserved item is not told.
            let meeting = meeting.filter(|_| !Record::Attendance(one).is_reserved(self.register));
            let (true, Some(meeting)) = (body.is_some_and(|id| self.is_it(id)), meeting) else {
                continue;
            };
            let year = meeting.on.first().year();
            let count = all.entry((meeting.forum, year)).or_default();
            match one.presence {
                Presence::Present | Presence::Deputy => count.present += 1,
                Presence::Apologies => count.apologies += 1,
                Presence::InAttendance | Presence::Observer => count.besides += 1,
            }
        }
        all
    }

    fn contacts(&self) -> Vec<&'a Contact> {
        let all = self.names.iter();
        let mut all: Vec<&Contact> = all
            .flat_map(|one| self.register.contacts.of(one.id))
            .collect();
        all.sort_by_key(|one| (!one.is_in_post(self.today), one.id));
        all
    }

    fn actions(&self) -> Vec<&'a Action> {
        let open = self.register.actions.iter();
        let open = open.filter(|one| one.is_open_on(self.today));
        let own = open.filter(|one| {
            let mut awaited = one.replies.iter().filter(|reply| reply.on.is_none());
            one.owner.is_some_and(|id| self.is_it(id))
                || awaited.any(|reply| self.is_it(reply.organisation))
        });
        own.collect()
    }

    fn papers(&self) -> Vec<(&'a Item, &'a Meeting)> {
        let all = self.register.items.iter();
        let own = all.filter(|one| one.copy.from.is_some_and(|id| self.is_it(id)));
        let is_to_come = |one: &&Item| match one.paper_state {
            PaperState::Expected => true,
            PaperState::Late => one.copy.on.is_none(),
            PaperState::None | PaperState::Received | PaperState::Tabled | PaperState::Verbal => {
                false
            }
        };
        let with = own
            .filter(is_to_come)
            .filter_map(|one| Some((one, self.register.meetings.get(one.meeting)?)));
        with.filter(|(_, meeting)| meeting.is_coming(self.today))
            .collect()
    }

    fn returns(&self) -> Vec<(&'a Return, &'a Meeting)> {
        let all = self.register.returns.iter();
        let own = all.filter(|one| self.is_it(one.organisation) && one.received.is_none());
        let with = own.filter_map(|one| Some((one, self.register.meetings.get(one.meeting)?)));
        with.filter(|(_, meeting)| meeting.is_coming(self.today))
            .collect()
    }

    fn offers(&self) -> Vec<&'a Offer> {
        let open = self.register.offers.iter().filter(|one| one.is_open());
        open.filter(|one| one.by.is_some_and(|id| self.is_it(id)))
            .collect()
    }

    fn announcements(&self) -> Vec<&'a Announcement> {
        let all = self.register.announcements.iter();
        all.filter(|one| {
            let mut shared = one.shared.iter();
            self.is_it(one.publisher) || shared.any(|with| self.is_it(with.organisation))
        })
        .collect()
    }

    fn waiting(&self, due: &[DueLine]) -> Vec<DueLine> {
        let all = due.iter().copied();
        all.filter(|line| {
            let whom = line.whom(self.register, self.today);
            whom.into_iter().any(|id| self.is_it(id))
        })
        .collect()
    }
}

/// True for what all have to keep alike: "both", "each organisation"; and where nobody says who.
fn is_everybodys(who: &str) -> bool {
    const ALL: [&str; 7] = [
        "both", "each", "every", "all", "parties", "members", "forum",
    ];
    let who = fold(who);
    let mut words = who.split(|letter: char| !letter.is_alphanumeric());
    who.is_empty() || words.any(|word| ALL.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::Attendance;
    use crate::domain::audience::Audience;
    use crate::domain::date::Date;
    use crate::domain::membership::Role;
    use crate::domain::organisation::Succession;

    fn id<T>(number: u32) -> Id<T> {
        Id::new(number).expect("a number")
    }

    fn date(code: &str) -> Date {
        Date::from_code(code).expect("the code of a date")
    }

    fn day(iso: &str) -> NaiveDate {
        iso.parse().expect("an ISO day")
    }

    /// Body 1 was renamed body 2 on 1 June 2021; body 3 is another. Each has what its number says.
    fn register() -> Register {
        let mut register = Register::default();
        for number in 1..=3 {
            let mut body = Organisation::new(id(number), format!("Body {number}"));
            body.acronym = Some(format!("B{number}"));
            if number == 1 {
                body.successors.push(Succession {
                    organisation: id(2),
                    how: "renamed".to_owned(),
                    on: Some(date("2021-06-01")),
                });
            }
            register.put(body);
        }
        register.put(Forum::new(id(1), "The Forum"));
        let mut agreement = Agreement::new(id(1), "The protocol");
        agreement.effective = Some(date("2020"));
        register.put(agreement);
        for (number, body, from, to) in [
            (1, 1, None, Some("2021-05-31")),
            (2, 2, Some("2021-06-01"), None),
            (3, 3, None, None),
        ] {
            let mut party = Party::new(id(number), id(1), id(body));
            (party.from, party.to) = (from.map(date), to.map(date));
            register.put(party);
            let mut seat = Membership::new(id(number), id(1), id(body), Role::Member);
            (seat.from, seat.to) = (from.map(date), to.map(date));
            register.put(seat);
        }
        for (number, who) in (1..).zip(["B2", "B3", "B2 and B3", "both", "", "B1"]) {
            let mut one = Commitment::new(id(number), format!("Duty {number}"));
            one.agreement = Some(id(1));
            who.clone_into(&mut one.who);
            register.put(one);
        }
        for (number, on, body, presence) in [
            (1, "2021-03-01", 1, Presence::Present),
            (2, "2021-07-01", 2, Presence::Deputy),
            (3, "2021-08-01", 2, Presence::Apologies),
            (4, "2021-08-02", 3, Presence::Present),
            (5, "2022-01-01", 2, Presence::Present),
        ] {
            register.put(Meeting::new(id(number), id(1), date(on)));
            let mut there = Attendance::new(id(number), id(number), presence);
            there.organisation = Some(id(body));
            register.put(there);
        }
        register
    }

    #[test]
    fn one_body_has_what_is_under_all_its_names_and_owes_what_names_it_or_everybody() {
        let register = register();
        let numbers =
            |all: &[&Commitment]| -> Vec<u32> { all.iter().map(|one| one.id.number()).collect() };
        for (body, names, owes, is_owed, parties, seats) in [
            (1, 2, &[1, 3, 4, 5, 6][..], &[2, 3, 4, 5][..], 2, 2),
            (2, 2, &[1, 3, 4, 5, 6], &[2, 3, 4, 5], 2, 2),
            (3, 1, &[2, 3, 4, 5], &[1, 3, 4, 5, 6], 1, 1),
        ] {
            let all = of(&register, id(body), day("2021-08-20"), &[]);
            assert_eq!(all.names.len(), names, "body {body}");
            assert_eq!(numbers(&all.owes), owes, "body {body}");
            assert_eq!(numbers(&all.is_owed), is_owed, "body {body}");
            assert_eq!(all.agreements.len(), parties, "body {body}");
            assert_eq!(all.forums.len(), seats, "body {body}");
        }
    }

    #[test]
    fn attendance_is_counted_for_each_forum_and_year_up_to_the_day() {
        let register = register();
        let count = |present, apologies| Attended {
            present,
            apologies,
            besides: 0,
        };
        for (body, today, expected) in [
            (1, "2021-08-20", vec![((id(1), 2021), count(2, 1))]),
            (2, "2021-03-01", vec![((id(1), 2021), count(1, 0))]),
            (2, "2021-02-28", vec![]),
            (
                2,
                "2022-08-20",
                vec![((id(1), 2021), count(2, 1)), ((id(1), 2022), count(1, 0))],
            ),
            (3, "2021-08-20", vec![((id(1), 2021), count(1, 0))]),
        ] {
            let all = of(&register, id(body), day(today), &[]);
            let found: Vec<_> = all.attendance.into_iter().collect();
            assert_eq!(found, expected, "body {body} on {today}");
        }
    }

    #[test]
    fn what_is_told_has_no_empty_section_and_names_the_names() {
        let register = register();
        let told = of(&register, id(2), day("2021-08-20"), &[]).told(Audience::Public);
        let headings: Vec<&str> = told.sections.iter().map(|one| one.heading).collect();
        assert_eq!(
            headings,
            [
                "Names",
                "Agreements",
                "What it has to do",
                "What it is owed",
                "Forums and roles",
                "Attendance"
            ]
        );
        let names = told.sections.first().expect("it has a section");
        let lines: Vec<String> = names
            .lines
            .iter()
            .map(|line| format!("{}|{}|{}", line.when, line.what, line.state))
            .collect();
        assert_eq!(lines, ["|Body 1|", "from 1 Jun 2021|Body 2|now"]);
        assert_eq!(told.left_out, 0);
    }
}
