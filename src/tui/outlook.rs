//! What is reckoned over the whole register once for a revision and a day, and looked up at every key after that:
//! the due lines, and which entries speak of which.

use chrono::NaiveDate;

use crate::domain::agreement::{Agreement, AgreementState};
use crate::domain::due::{self, DueKind, DueOptions, Line};
use crate::domain::id::{Entry, Id};
use crate::domain::life::states::Successors;
use crate::domain::register::{Register, Row};
use crate::exchange::page::PageSettings;
use crate::last_folder;
use crate::session::{Look, Session};
use crate::tui::Options;

/// The due lines of a day. Beside them, once a detail asks, who speaks of whom.
#[derive(Debug, Default)]
pub(super) struct Outlook {
    stamp: Option<Stamp>,
    lines: Vec<Line>,
    /// Places in `lines`, sorted by entry and kind.
    by_entry: Vec<u32>,
    /// By number: what each agreement is on the day; none for one that does not stand yet.
    states: Vec<(Id<Agreement>, Option<AgreementState>)>,
    mentions: Option<Mentions>,
    /// What the settings say of the published page.
    pub(super) page: PageSettings,
    /// Where the last document was written; empty for where the program was started.
    pub(super) folder: String,
}

/// When something reckoned is out of date: at another revision, on another day, or when another past is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) revision: u64,
    pub(super) today: NaiveDate,
    past: Option<(Look, i64)>,
}

/// Pairs (spoken of, speaker), sorted: the notes on an entry, the parties that an organisation is.
#[derive(Debug)]
struct Mentions(Vec<(Entry, Entry)>);

impl Stamp {
    pub(super) fn of(session: &Session) -> Self {
        Self {
            revision: session.register().revision(),
            today: session.today(),
            past: session.past(),
        }
    }
}

impl Outlook {
    /// Still empty, with what the settings say of the published page and where documents were written before.
    pub(super) fn new(options: &Options) -> Self {
        let kept = options.last_folder.as_deref();
        Self {
            page: options.page.clone(),
            folder: kept.map_or_else(String::new, last_folder::load),
            ..Self::default()
        }
    }

    /// Reckons again if the register or the day has changed.
    pub(super) fn sync(&mut self, session: &Session) {
        let stamp = Stamp::of(session);
        if self.stamp == Some(stamp) {
            return;
        }
        self.lines = due::due(
            session.register(),
            stamp.today,
            session.rules(),
            &DueOptions::default(),
        );
        let lines = &self.lines;
        self.by_entry = (0..).zip(lines).map(|(place, _)| place).collect();
        self.by_entry
            .sort_unstable_by_key(|&place| key(lines, place));
        let standing = Successors::of(session.register());
        let agreements = session.register().agreements.iter();
        self.states = agreements
            .map(|one| (one.id, standing.state_on(one, stamp.today)))
            .collect();
        self.mentions = None;
        self.stamp = Some(stamp);
    }

    /// Makes `mentions` answer.
    pub(super) fn sync_mentions(&mut self, session: &Session) {
        self.sync(session);
        if self.mentions.is_none() {
            self.mentions = Some(Mentions::of(session.register()));
        }
    }

    /// Everything due, in the order of `due::due`.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The due line of a kind about an entry.
    pub(super) fn line(&self, entry: Entry, kind: DueKind) -> Option<&Line> {
        let found = self
            .by_entry
            .binary_search_by_key(&Some((entry, kind)), |&place| key(&self.lines, place))
            .ok()?;
        let place = usize::try_from(*self.by_entry.get(found)?).ok()?;
        self.lines.get(place)
    }

    /// What an agreement is on the day. None if it does not stand yet.
    pub(super) fn state(&self, id: Id<Agreement>) -> Option<AgreementState> {
        let found = self.states.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.states.get(found)?.1
    }

    /// The entries that speak of this one, by kind and number. Empty before `sync_mentions`.
    pub(super) fn mentions(&self, of: Entry) -> impl Iterator<Item = Entry> {
        let all = self.mentions.as_ref().map_or(&[][..], |one| &one.0);
        let from = all.partition_point(|(entry, _)| *entry < of);
        all[from..]
            .iter()
            .take_while(move |(entry, _)| *entry == of)
            .map(|(_, who)| *who)
    }
}

impl Mentions {
    fn of(register: &Register) -> Self {
        let mut all = Vec::new();
        let note = register.notes.iter();
        all.extend(note.map(|one| (one.about, one.id.into())));
        let origin = register.origins.iter();
        all.extend(origin.map(|one| (one.about, one.id.into())));
        let party = register.parties.iter();
        all.extend(party.map(|one| (one.organisation.into(), one.id.into())));
        let member = register.memberships.iter();
        all.extend(member.map(|one| (one.organisation.into(), one.id.into())));
        for action in &register.actions {
            let owner = action.owner.map(Entry::from);
            let meeting = action.meeting.map(Entry::from);
            let spoken = owner.into_iter().chain(meeting);
            all.extend(spoken.map(|of| (of, action.id.into())));
        }
        for commitment in &register.commitments {
            let agreement = commitment.agreement.map(Entry::from);
            let forum = commitment.forum.map(Entry::from);
            let spoken = agreement.into_iter().chain(forum);
            all.extend(spoken.map(|of| (of, commitment.id.into())));
        }
        for announcement in &register.announcements {
            let agreement = announcement.agreement.map(Entry::from);
            let partners = announcement.shared.iter().map(|one| one.organisation);
            let bodies = std::iter::once(announcement.publisher).chain(partners);
            let spoken = bodies.map(Entry::from).chain(agreement);
            all.extend(spoken.map(|of| (of, announcement.id.into())));
        }
        for agreement in &register.agreements {
            let parent = agreement.parent.map(Entry::from);
            let earlier = agreement.supersedes.iter().map(|one| one.agreement.into());
            let spoken = parent.into_iter().chain(earlier);
            all.extend(spoken.map(|of| (of, agreement.id.into())));
        }
        let forum = register.forums.iter();
        all.extend(forum.filter_map(|one| Some((one.agreement?.into(), one.id.into()))));
        for reminder in &register.reminders {
            all.push((reminder.about, reminder.id().into()));
        }
        for body in &register.organisations {
            let later = body.successors.iter();
            all.extend(later.map(|one| (one.organisation.into(), body.id.into())));
        }
        all.sort_unstable();
        all.dedup();
        Self(all)
    }
}

fn key(lines: &[Line], place: u32) -> Option<(Entry, DueKind)> {
    let line = lines.get(usize::try_from(place).ok()?)?;
    Some((line.entry, line.kind))
}
