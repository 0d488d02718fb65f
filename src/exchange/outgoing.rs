//! What goes out with an issue: a draft of an e-mail for the members and one for each invitee, and the pack. What is in
//! each is decided here, from the issued text, and said in the words of the house; whoever calls has read the papers and
//! writes the files.

use super::document::Document;
use super::eml::{self, Attachment, Draft, Mailbox};
use super::house::House;
use super::issued;
use super::pdf::pack::{self, PaperFile, Part};
use super::words::{Email, NameOfEmail, NameOfText, Text};
use super::{Format, render};
use crate::domain::attached::is_file;
use crate::domain::audience::Audience;
use crate::domain::cycle::checks::awaits_paper;
use crate::domain::cycle::circulation::{self, Gets, Recipient, items_for};
use crate::domain::cycle::issue::ordinal;
use crate::domain::cycle::steps::name;
use crate::domain::date::time;
use crate::domain::field::label;
use crate::domain::forum::{Forum, holder};
use crate::domain::id::Id;
use crate::domain::issued_text::{IssuedText, TextKind};
use crate::domain::item::{Item, PaperState, agenda};
use crate::domain::meeting::Meeting;
use crate::domain::membership::Role;
use crate::domain::organisation::Organisation;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Record, Register};
use crate::domain::slug::slug;

/// A paper that is a file, and not an address on the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub item: Id<Item>,
    /// As the entry says where it lies.
    pub link: String,
}

/// A paper that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    pub paper: Paper,
    pub bytes: Vec<u8>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutFile {
    /// With the folder it lies in: `pack/00-agenda.html`.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Everything that goes out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outgoing {
    pub files: Vec<OutFile>,
    /// What whoever sends it should know: who has no address.
    pub warnings: Vec<String>,
}

/// The papers of an agenda that are files, in the order of business. None go with a record.
pub fn papers(register: &Register, meeting: Id<Meeting>, what: TextKind) -> Vec<Paper> {
    let items = match what {
        TextKind::Agenda => agenda(register, meeting),
        TextKind::Record => Vec::new(),
    };
    let link = |item: &Item| item.copy.link.trim().to_owned();
    let papers = items.into_iter().map(|item| Paper {
        item: item.id,
        link: link(item),
    });
    papers.filter(|one| is_file(&one.link)).collect()
}

/// What goes out with an issued text; the pack is for the audience that was asked for. Refuses a text that is damaged.
pub fn outgoing(
    register: &Register,
    text: &IssuedText,
    pack: Audience,
    copies: &[Copy],
    house: &House,
) -> Result<Outgoing, Refusal> {
    let Some(meeting) = register.meetings.get(text.meeting) else {
        return Err(Refusal::not_found(format!(
            "There is no meeting {}.",
            text.meeting
        )));
    };
    let issue = Issue {
        register,
        text,
        meeting,
        copies,
        house,
    };
    let mut out = Outgoing::default();
    let list = circulation::of_meeting(register, meeting, text.on);
    let (members, invitees): (Vec<Recipient>, Vec<Recipient>) = list
        .into_iter()
        .partition(|one| matches!(one.gets, Gets::Members));
    if !members.is_empty() {
        issue.to_members(&members, &mut out)?;
    }
    for invitee in &invitees {
        issue.to_invitee(invitee, &mut out)?;
    }
    issue.pack(pack, &mut out)?;
    Ok(out)
}

struct Issue<'a> {
    register: &'a Register,
    text: &'a IssuedText,
    meeting: &'a Meeting,
    copies: &'a [Copy],
    house: &'a House,
}

impl Issue<'_> {
    fn to_members(&self, members: &[Recipient], out: &mut Outgoing) -> Result<(), Refusal> {
        let document = issued::read(self.text, Audience::Members)?;
        let mut attachments = self.texts(&document)?;
        attachments.extend(self.attached(|_| true));
        let coming: Vec<&Item> = agenda(self.register, self.meeting.id);
        let values = self.email(&[], &coming);
        let body = self.body(&document, Text::EmailMembers, &values);
        let draft = self.draft(members, &document, body, attachments, out);
        out.files.push(OutFile {
            name: marked(&self.email_name("members"), Audience::Members, "eml"),
            bytes: eml::render(&draft)?,
        });
        Ok(())
    }

    fn to_invitee(&self, invitee: &Recipient, out: &mut Outgoing) -> Result<(), Refusal> {
        let document = issued::read(self.text, Audience::Public)?;
        let items: &[Id<Item>] = match &invitee.gets {
            Gets::Members => &[],
            Gets::Invitee { items } => items,
        };
        let is_open = |item: &Item| items.contains(&item.id) && !self.is_reserved(item);
        let mut attachments = self.texts(&document)?;
        attachments.extend(self.attached(is_open));
        let coming = agenda(self.register, self.meeting.id);
        let coming: Vec<&Item> = coming.into_iter().filter(|one| is_open(one)).collect();
        let theirs = items_for(self.register, &invitee.gets);
        let values = self.email(&theirs, &coming);
        let body = self.body(&document, Text::EmailInvitees, &values);
        let draft = self.draft(
            std::slice::from_ref(invitee),
            &document,
            body,
            attachments,
            out,
        );
        let stem = self.email_name(invitee.short(self.register));
        let is_taken = |name: &str| out.files.iter().any(|file| file.name == name);
        let name = free(&stem, "eml", is_taken);
        out.files.push(OutFile {
            name,
            bytes: eml::render(&draft)?,
        });
        Ok(())
    }

    /// The folder, numbered in the order of the agenda. Nothing of a reserved item is in one for the public.
    fn pack(&self, audience: Audience, out: &mut Outgoing) -> Result<(), Refusal> {
        let document = issued::read(self.text, audience)?;
        let pack = self.house.words.file_name(Text::NamePack, &self.names());
        let folder = marked_stem(&pack, audience);
        let text = format!("00-{}", slug(self.name()));
        for format in [Format::Html, Format::Pdf] {
            let name = marked(&text, audience, format.extension());
            out.files.push(OutFile {
                name: format!("{folder}/{name}"),
                bytes: render(&document, format, self.house)?,
            });
        }
        let may_read = |item: &Item| audience != Audience::Public || !self.is_reserved(item);
        for one in self.attached(may_read) {
            out.files.push(OutFile {
                name: format!("{folder}/{}", one.name),
                bytes: one.bytes,
            });
        }
        if self.text.what == TextKind::Agenda {
            let name = format!("{folder}/{}", marked(&pack, audience, "pdf"));
            let bound = self.bound(&document, may_read, name, &mut out.warnings)?;
            out.files.push(bound);
        }
        Ok(())
    }

    /// Agenda and papers in one PDF, each paper behind its front sheet.
    fn bound(
        &self,
        document: &Document,
        may_read: impl Fn(&Item) -> bool,
        name: String,
        warnings: &mut Vec<String>,
    ) -> Result<OutFile, Refusal> {
        let items = agenda(self.register, self.meeting.id);
        let items = items.into_iter().filter(|item| may_read(item));
        let with_paper = items.filter(|item| has_paper(item));
        let papers = with_paper.map(|item| Part::Paper(self.sheet(item)));
        let agenda = std::iter::once(Part::Document(document.clone()));
        let parts: Vec<Part> = agenda.chain(papers).collect();
        let organisation = document.organisation.as_deref();
        let bound = pack::bind(&document.title, organisation, document.audience, &parts)?;
        for one in bound.left_out {
            let part = parts.get(one.part);
            if let Some(Part::Paper(paper)) = part
                && matches!(paper.file, PaperFile::Pdf(_))
            {
                warnings.push(format!("{}: {}", paper.title, one.sentence));
            }
        }
        Ok(OutFile {
            name,
            bytes: bound.bytes,
        })
    }

    fn sheet(&self, item: &Item) -> pack::Paper {
        let copy = self.copies.iter().find(|copy| copy.paper.item == item.id);
        let file = match copy {
            Some(copy) if ending(&copy.paper.link) == "pdf" => PaperFile::Pdf(copy.bytes.clone()),
            Some(_) => {
                PaperFile::Elsewhere("This paper is a file of its own in the pack.".to_owned())
            }
            None if awaits_paper(item) => {
                PaperFile::Elsewhere("This paper is still to come.".to_owned())
            }
            None if is_elsewhere(&item.copy.link) => {
                PaperFile::Elsewhere(format!("This paper is found at {}", item.copy.link))
            }
            None => PaperFile::Elsewhere("This paper is not in the pack.".to_owned()),
        };
        let number = item.number.as_deref();
        let purpose = item.purpose.map(|one| one.to_string());
        pack::Paper {
            number: item.paper.clone().unwrap_or_default(),
            title: item.title.clone(),
            item: number.map_or_else(String::new, |number| format!("{number}. {}", item.title)),
            purpose: purpose.map_or_else(String::new, |words| label(&words)),
            presenter: item.presenter.clone(),
            file,
        }
    }

    /// The text as a page and as a PDF beside it.
    fn texts(&self, document: &Document) -> Result<Vec<Attachment>, Refusal> {
        let stem = self
            .house
            .words
            .file_name(Text::NameAttachment, &self.names());
        let as_format = |format: Format| {
            let name = marked(&stem, document.audience, format.extension());
            let bytes = render(document, format, self.house)?;
            Ok(Attachment { name, bytes })
        };
        [Format::Html, Format::Pdf]
            .into_iter()
            .map(as_format)
            .collect()
    }

    /// The papers of some items, each with its place in the order of the agenda in its name.
    fn attached(&self, is_wanted: impl Fn(&Item) -> bool) -> Vec<Attachment> {
        let mut all: Vec<Attachment> = Vec::new();
        for copy in self.copies {
            let item = self.register.items.get(copy.paper.item);
            let Some(item) = item.filter(|item| is_wanted(item)) else {
                continue;
            };
            let audience = if self.is_reserved(item) {
                Audience::Members
            } else {
                Audience::Public
            };
            // Its place on the agenda, not among the papers: that would count the reserved ones too.
            let stem = slug(&format!("{:02} {}", item.position, item.title));
            all.push(Attachment {
                name: marked(&stem, audience, &ending(&copy.paper.link)),
                bytes: copy.bytes.clone(),
            });
        }
        all
    }

    fn draft(
        &self,
        to: &[Recipient],
        document: &Document,
        body: String,
        attachments: Vec<Attachment>,
        out: &mut Outgoing,
    ) -> Draft {
        let mut draft = Draft {
            subject: document.marked_title().to_string(),
            body,
            attachments,
            ..Draft::default()
        };
        for one in to {
            let short = one.short(self.register);
            let written = mailboxes(&one.addresses, short, &mut out.warnings);
            let copied = mailboxes(&one.copies, short, &mut out.warnings);
            if written.is_empty() && copied.is_empty() {
                out.warnings.push(format!(
                    "{short} has no address; nothing is addressed to it."
                ));
            }
            // Where only an office is known, it goes to the office.
            if written.is_empty() {
                draft.to.extend(copied);
            } else {
                draft.to.extend(written);
                draft.cc.extend(copied);
            }
        }
        draft
    }

    /// Under what the audience may not do with it, which no words of the house take away.
    fn body(&self, document: &Document, text: Text, values: &Email) -> String {
        let words = self.house.words.fill(text, values);
        match (document.audience.mark(), document.audience.caution()) {
            (Some(mark), Some(caution)) => format!("{mark}. {caution}\n\n{words}"),
            (Some(_) | None, _) => words.into(),
        }
    }

    /// What an e-mail has to say of the items that its reader may know of.
    fn email(&self, theirs: &[String], items: &[&Item]) -> Email {
        let forum = self.register.forums.get(self.meeting.forum);
        let is_agenda = self.text.what == TextKind::Agenda;
        let of_agenda = |words: String| if is_agenda { words } else { String::new() };
        let titles = |is_wanted: &dyn Fn(&Item) -> bool| {
            let wanted = items.iter().filter(|item| is_agenda && is_wanted(item));
            wanted.map(|item| titled(item)).collect()
        };
        Email {
            text: self.name().to_owned(),
            is_agenda,
            forum: forum.map_or_else(String::new, |forum| forum.name.clone()),
            day: self.meeting.announced(),
            issue: self.text.number,
            ordinal: ordinal(self.text.number),
            time: of_agenda(self.times()),
            place: of_agenda(self.place(forum)),
            link: of_agenda(unless_blank(&self.meeting.link)),
            invited: if is_agenda {
                theirs.to_vec()
            } else {
                Vec::new()
            },
            papers: titles(&|item| self.is_copied(item)),
            awaited: titles(&awaits_paper),
            organisation: self.secretariat(),
        }
    }

    fn times(&self) -> String {
        match (self.meeting.start, self.meeting.end) {
            (Some(start), Some(end)) => format!("{} to {}", time(start), time(end)),
            (Some(start), None) => time(start),
            (None, _) => String::new(),
        }
    }

    fn place(&self, forum: Option<&Forum>) -> String {
        let usual = forum.map_or("", |forum| forum.place.as_str());
        let own = self.meeting.place.as_str();
        unless_blank(if own.is_empty() { usual } else { own })
    }

    fn secretariat(&self) -> String {
        let (forum, role) = (self.meeting.forum, Role::Secretariat);
        let body = holder(self.register, forum, role, self.text.on);
        let body = body.and_then(|id| self.register.organisations.get(id));
        body.map_or_else(String::new, |body| Organisation::short(body).to_owned())
    }

    fn names(&self) -> NameOfText {
        NameOfText::of(self.register, self.meeting, self.text.what)
    }

    fn email_name(&self, to: &str) -> String {
        let NameOfText { text, forum, date } = self.names();
        let to = slug(to);
        let values = NameOfEmail {
            to,
            text,
            forum,
            date,
        };
        self.house.words.file_name(Text::NameEmail, &values)
    }

    fn name(&self) -> &'static str {
        name(self.register, self.meeting, self.text.what)
    }

    fn is_copied(&self, item: &Item) -> bool {
        self.copies.iter().any(|copy| copy.paper.item == item.id)
    }

    fn is_reserved(&self, item: &Item) -> bool {
        Record::Item(item).is_reserved(self.register)
    }
}

/// The addresses that an e-mail can be sent to; the others are named.
fn mailboxes(addresses: &[String], short: &str, warnings: &mut Vec<String>) -> Vec<Mailbox> {
    let mut all = Vec::new();
    for address in addresses {
        let mailbox = Mailbox {
            name: String::new(),
            address: address.clone(),
        };
        let trial = Draft {
            to: vec![mailbox.clone()],
            ..Draft::default()
        };
        match eml::render(&trial) {
            Ok(_) => all.push(mailbox),
            Err(refusal) => warnings.push(format!("{short}: {}", refusal.sentence)),
        }
    }
    all
}

fn titled(item: &Item) -> String {
    let paper = item.paper.as_deref().unwrap_or_default();
    let title = match &item.number {
        Some(number) => format!("{number}. {}", item.title),
        None => item.title.clone(),
    };
    if paper.is_empty() {
        title
    } else {
        format!("{title} ({paper})")
    }
}

fn unless_blank(words: &str) -> String {
    if words.trim().is_empty() {
        String::new()
    } else {
        words.to_owned()
    }
}

/// What is not for the public says so in its name.
fn marked_stem(stem: &str, audience: Audience) -> String {
    match audience.mark() {
        None => stem.to_owned(),
        Some(mark) => format!("{stem}-{}", mark.replace(' ', "-")),
    }
}

fn marked(stem: &str, audience: Audience, ending: &str) -> String {
    let stem = marked_stem(stem, audience);
    if ending.is_empty() {
        stem
    } else {
        format!("{stem}.{ending}")
    }
}

/// A name that is not taken yet, with a number behind it if it must be.
pub(super) fn free(stem: &str, ending: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let plain = format!("{stem}.{ending}");
    let numbered = (2_u32..).map(|number| format!("{stem}-{number}.{ending}"));
    let mut names = std::iter::once(plain).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or_default()
}

/// The ending of a file's name, if it is one that every system takes.
fn ending(link: &str) -> String {
    let file = link.rsplit(['/', '\\']).next().unwrap_or_default();
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_plain = ending.len() <= 5 && ending.chars().all(|one| one.is_ascii_alphanumeric());
    if is_plain {
        ending.to_ascii_lowercase()
    } else {
        String::new()
    }
}

/// An address, of whatever sort.
fn is_elsewhere(link: &str) -> bool {
    !link.trim().is_empty() && !is_file(link)
}

/// A paper that is here, or found elsewhere, or expected; not one that is spoken or handed out.
fn has_paper(item: &Item) -> bool {
    let is_named = item.paper.is_some() || !item.copy.link.trim().is_empty();
    match item.paper_state {
        PaperState::Tabled | PaperState::Verbal => false,
        PaperState::Expected | PaperState::Received | PaperState::Late => true,
        PaperState::None => is_named,
    }
}
