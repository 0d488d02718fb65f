//! Text from outside in every field that goes out: in no format does any of it act on a terminal, on a colleague's program
//! or on the format itself.

use std::collections::BTreeSet;

use secretariat::domain::action::Action;
use secretariat::domain::agreement::Agreement;
use secretariat::domain::change::Change;
use secretariat::domain::contact::Contact;
use secretariat::domain::forum::Forum;
use secretariat::domain::id::Id;
use secretariat::domain::item::Item;
use secretariat::domain::meeting::Meeting;
use secretariat::domain::membership::{Membership, Role};
use secretariat::domain::organisation::Organisation;
use secretariat::domain::shown::is_hidden;
use secretariat::exchange::Format;

use super::unpack::{reads_pdf, unpacked};
use crate::cli::harness::Desk;
use crate::property::random::Dice;
use crate::sample::{self, tell};

/// What has driven terminals, spreadsheets, browsers and calendars.
pub(super) const PAYLOADS: [&str; 30] = [
    "\u{1b}[2J",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]52;c;cm0gLXJmIC8=\u{1b}\\",
    "\u{1b}P$q\u{1b}\\",
    "\u{9b}31m",
    "\u{9d}8;;https://evil.example\u{9c}",
    "\u{8}\u{8}\u{8}",
    "\r",
    "\u{b}\u{c}",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{202e}gpj.exe",
    "\u{2066}\u{2069}",
    "\u{200b}\u{200d}\u{feff}",
    "\u{2028}\u{2029}",
    "\u{e0041}\u{e007f}",
    "\r\nBcc: all@evil.example\r\n\r\n",
    "\nBEGIN:VALARM\nACTION:PROCEDURE",
    "\nEND:VEVENT\nEND:VCALENDAR",
    "=HYPERLINK(\"http://evil.example\",\"a\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "<script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "]]></w:t><w:instrText>DDE</w:instrText>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>&b;",
    "[a](javascript:alert(1))",
    "![a](http://evil.example/a.png) | <b> `code`",
    "{{ config }}{% for a in b %}",
];

/// Where a payload stands in a text.
const FRAMES: [&str; 10] = [
    "@",
    "Board@",
    "@Board",
    "Board @ of",
    "@@",
    "- @",
    "Board\n@\nend",
    "  @",
    "é@規",
    "'@'\"@\"",
];

fn strings() -> Vec<String> {
    let all = PAYLOADS
        .iter()
        .flat_map(|payload| FRAMES.map(|frame| frame.replace('@', payload)));
    // Nothing but blanks is no name.
    let named = |one: String| {
        if one.trim().is_empty() {
            format!("{one}x")
        } else {
            one
        }
    };
    all.map(named).collect()
}

fn id<T>(number: u32) -> Id<T> {
    Id::new(number).expect("a number")
}

/// A meeting with all that goes into its texts, each field with the same words in it.
pub(super) fn desk(words: &str) -> Desk {
    let mut desk = Desk::empty("2014-03-20");
    let mut body = Organisation::new(id(1), words);
    body.acronym = Some(words.to_owned());
    words.clone_into(&mut body.enquiries);
    let mut forum = Forum::new(id(1), words);
    words.clone_into(&mut forum.purpose);
    let on = "2014-04-03".parse::<chrono::NaiveDate>().expect("a day");
    let mut meeting = Meeting::new(id(1), id(1), on.into());
    words.clone_into(&mut meeting.place);
    let mut item = Item::new(id(1), id(1), 1, words);
    words.clone_into(&mut item.presenter);
    words.clone_into(&mut item.outcome);
    item.paper = Some(words.to_owned());
    item.copy.link = format!("https://a.example/{words}");
    let mut action = Action::new(id(1), id(1), 1, words);
    action.meeting = Some(id(1));
    action.owner = Some(id(1));
    let mut agreement = Agreement::new(id(1), words);
    words.clone_into(&mut agreement.summary);
    words.clone_into(&mut agreement.area);
    let contact = Contact {
        id: id(1),
        organisation: id(1),
        name: words.to_owned(),
        post: words.to_owned(),
        from: None,
        to: None,
        telephone: words.to_owned(),
        email: "a@body.example".to_owned(),
        met: None,
        confirmed: None,
    };
    let mut member = Membership::new(id(1), id(1), id(1), Role::Member);
    member.representative = Some(id(1));
    let change = Change::new("Made")
        .create(body)
        .create(forum)
        .create(meeting)
        .create(item)
        .create(action)
        .create(agreement)
        .create(contact)
        .create(member);
    desk.session
        .commit(|_| Ok(change))
        .expect("it breaks no rule");
    desk
}

/// Documents, and lists, that show what was typed.
const DOCUMENTS: [&str; 6] = [
    "agenda show 1",
    "note show 1",
    "agreement show 1",
    "organisation report 1",
    "organisation all 1",
    "report forum 1 --year 2014",
];
const LISTS: [&str; 6] = [
    "action list",
    "item list",
    "agreement list",
    "contact list",
    "organisation list",
    "action log",
];

/// The tags that a page of ours has, without what stands in them.
const TAGS: [&str; 35] = [
    "!DOCTYPE", "a", "body", "br", "caption", "dd", "dl", "dt", "h1", "h2", "h3", "head", "header",
    "html", "li", "main", "meta", "ol", "p", "section", "span", "strong", "style", "table",
    "tbody", "td", "th", "thead", "title", "tr", "ul", "wbr", "nav", "em", "footer",
];
/// Their attributes.
const ATTRIBUTES: [&str; 16] = [
    "aria-label",
    "charset",
    "class",
    "content",
    "data-label",
    "href",
    "http-equiv",
    "html",
    "id",
    "lang",
    "name",
    "scope",
    "tabindex",
    "aria-labelledby",
    "role",
    "start",
];
/// The headers of a draft and of its parts.
const HEADERS: [&str; 8] = [
    "X-Unsent",
    "To",
    "Cc",
    "Subject",
    "MIME-Version",
    "Content-Type",
    "Content-Disposition",
    "Content-Transfer-Encoding",
];

/// Letters that act or hide, but for what ends a line and parts cells.
fn acting(text: &str) -> Option<char> {
    text.chars()
        .find(|one| is_hidden(*one) && !['\n', '\t'].contains(one))
}

/// A tag or an attribute that we do not write.
fn foreign_tag(page: &str) -> Option<String> {
    let (before, rest) = page.split_once("<style>")?;
    let (_, after) = rest.split_once("</style>")?;
    let tags = [before, after]
        .into_iter()
        .flat_map(|part| part.split('<').skip(1));
    let mut tags = tags.filter_map(|one| one.split_once('>').map(|(tag, _)| tag));
    let is_foreign = |tag: &&str| {
        // What stands in quotation marks is no attribute; our escaper leaves none in there.
        let names: String = tag.split('"').step_by(2).collect();
        let mut words = names.trim_start_matches('/').split_whitespace();
        let name = words.next().unwrap_or_default();
        let mut attributes = words.map(|one| one.trim_end_matches('='));
        !TAGS.contains(&name) || attributes.any(|one| !ATTRIBUTES.contains(&one))
    };
    tags.find(is_foreign).map(str::to_owned)
}

/// A cell that a spreadsheet would reckon.
fn formula(csv: &str) -> Option<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .map(|row| row.expect("a row of ours"))
        .collect();
    let mut cells = rows.iter().flat_map(|row| row.iter());
    let found = cells.find(|cell| {
        cell.trim_start()
            .starts_with(['=', '+', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff20}'])
    });
    found.map(str::to_owned)
}

/// Header lines of an e-mail that are none of ours.
fn foreign_header(mail: &str) -> Option<&str> {
    let is_known = |line: &str| {
        let name = line.split_once(": ").map(|(name, _)| name);
        name.is_some_and(|name| HEADERS.contains(&name))
    };
    let is_inside = |line: &str| line.starts_with([' ', '-']) || !line.contains(':');
    let mut lines = mail.lines();
    lines.find(|line| !line.is_empty() && !is_inside(line) && !is_known(line))
}

/// What a Word document would reckon or fetch; the numbers of its pages are the only such thing that ours have.
fn foreign_field(parts: &str) -> Option<&str> {
    let codes = parts.split("<w:instrText").skip(1);
    let codes = codes.filter_map(|rest| rest.split_once('>')?.1.split('<').next());
    let mut codes = codes.map(str::trim);
    codes.find(|code| !["PAGE", "NUMPAGES"].contains(code))
}

fn check(ending: &str, bytes: &[u8], told: &str) {
    let text = if ["pdf", "docx", "xlsx"].contains(&ending) {
        unpacked(bytes)
    } else {
        String::from_utf8(bytes.to_vec()).expect("text is UTF-8")
    };
    match ending {
        "html" => assert_eq!(foreign_tag(&text), None, "{told}"),
        "csv" => assert_eq!(formula(&text), None, "{told}"),
        "json" => {
            serde_json::from_str::<serde_json::Value>(&text).expect(told);
        }
        "docx" | "xlsx" => {
            assert_eq!(foreign_field(&text), None, "{told}");
            for field in [
                "<f>",
                "<w:oleObject",
                "<w:fldSimple",
                "Target=\"javascript:",
            ] {
                assert!(!text.contains(field), "{field}: {told}");
            }
        }
        _ => {}
    }
    // A page end parts the pages of what was read out of a PDF, and packages end their lines with both.
    let text = text.replace(['\u{c}', '\r', '\u{feff}'], "");
    assert_eq!(acting(&text), None, "{told}: {text}");
}

/// P14: no byte of what was typed acts as control.
#[test]
fn no_text_from_outside_acts_in_any_format() {
    let all = strings();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 300);
    let mut dice = Dice::new(14);
    let is_slow = sample::is_slow_wanted();
    let chosen = all.iter().filter(|_| is_slow || dice.is_one_in(60));
    let chosen: Vec<&String> = chosen.collect();
    // A PDF is read by three programs, which takes a while: every tenth string goes into one.
    let reads_pdf = reads_pdf();
    let lists = ["csv", "tsv", "json", "md", "html", "txt", "docx", "xlsx"];
    let mut files = 0;
    for words in chosen {
        let mut desk = desk(words);
        let folder = tempfile::tempdir().expect("a folder for the test");
        let is_read = reads_pdf && dice.is_one_in(10);
        let formats = Format::ALL.into_iter();
        let formats = formats.filter(|one| *one != Format::Pdf || is_read);
        let formats: Vec<&str> = formats.map(Format::extension).collect();
        let documents = DOCUMENTS
            .iter()
            .flat_map(|line| formats.iter().map(move |one| (line, one)));
        let lists = LISTS
            .iter()
            .flat_map(|line| lists.iter().map(move |one| (line, one)));
        let calendar = std::iter::once((&"calendar", &"ics"));
        for (line, ending) in documents.chain(lists).chain(calendar) {
            files += 1;
            let path = folder.path().join(format!("{files}.{ending}"));
            let told = format!("{words:?}: {line} as {ending}");
            let ran = desk.run(&format!("{line} -o '{}'", path.display()));
            assert_eq!(ran.code, 0, "{told}: {}", ran.messages);
            assert_eq!(acting(&ran.messages), None, "{told}");
            check(ending, &std::fs::read(path).expect("it was written"), &told);
        }
        check_outgoing(&mut desk, words);
    }
    if is_slow {
        tell(&format!("P14: {} strings, {files} files", all.len()));
    }
}

/// What goes out with an issue: names of files that every system takes, and e-mails with our headers only.
fn check_outgoing(desk: &mut Desk, words: &str) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let out = folder.path().join("out");
    let ran = desk.run(&format!("agenda issue 1 -o '{}'", out.display()));
    assert_eq!(ran.code, 0, "{words:?}: {}", ran.messages);
    let mut mails = 0;
    for entry in std::fs::read_dir(&out).expect("it was made") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("it has one")
            .to_string_lossy()
            .into_owned();
        let is_plain = |one: char| one.is_ascii_alphanumeric() || "-._".contains(one);
        assert!(
            name.chars().all(is_plain) && name.len() < 100,
            "{words:?}: {name:?}"
        );
        if path.extension().is_some_and(|ending| ending == "eml") {
            mails += 1;
            let mail = std::fs::read_to_string(&path).expect("text");
            assert_eq!(foreign_header(&mail), None, "{words:?}");
            assert_eq!(acting(&mail.replace('\r', "")), None, "{words:?}");
        }
    }
    assert!(mails > 0, "{words:?}: {}", ran.messages);
}

#[test]
fn what_acts_is_seen() {
    assert_eq!(acting("a\u{202e}b"), Some('\u{202e}'));
    assert_eq!(acting("a\nb\tc"), None);
    let page = |inside: &str| format!("<html><style>x</style><p>{inside}</p></html>");
    assert_eq!(foreign_tag(&page("<a href=\"https://a\">b</a>")), None);
    assert!(foreign_tag(&page("<script>")).is_some());
    assert!(foreign_tag(&page("<p class=\"a\" onclick=\"b\">")).is_some());
    assert_eq!(formula("a,'=1\n").as_deref(), None);
    assert_eq!(formula("a,=1\n").as_deref(), Some("=1"));
    assert_eq!(
        foreign_field("<w:instrText a=\"b\"> PAGE </w:instrText>"),
        None
    );
    assert_eq!(foreign_field("<w:instrText>DDE</w:instrText>"), Some("DDE"));
    assert_eq!(foreign_header("To: a\r\n b\r\nBcc: c\r\n"), Some("Bcc: c"));
}
