//! A draft of an e-mail as a file that an e-mail program opens for sending: text, addresses and files.
//!
//! Written here and not by a library: those put the day, the machine's name and a number by chance into every message,
//! and the same draft is to be the same bytes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::domain::refusal::{Refusal, quoted};
use crate::domain::shown::Shown;
use crate::domain::slug::slug;

/// An e-mail that nobody has sent yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// May be empty; whoever sends it fills it in.
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    pub subject: String,
    /// As typed; every line end will do.
    pub body: String,
    pub attachments: Vec<Attachment>,
}

/// A person or an office, and where it is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// May be empty.
    pub name: String,
    pub address: String,
}

/// A file inside the e-mail. What kind it is follows from the ending of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// A name that not every system takes is changed into one that does.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Parts the parts. All of them are in base 64, which has no `_`, so it never stands inside one.
const BOUNDARY: &str = "=_next_part_of_the_draft";
/// Bytes of a line in base 64.
const LINE: usize = 57;
/// Bytes that fit into one encoded word of a header.
const WORD: usize = 45;
/// Letters up to which plain words stay on the line of their header.
const SHORT: usize = 60;
/// Letters of an address, after RFC 5321.
const LONGEST_ADDRESS: usize = 254;
const LONGEST_NAME: usize = 100;

/// The file that Outlook and others open as a draft: `X-Unsent: 1`, no date, no number. The same bytes each time.
///
/// Refuses an address that cannot be written to.
pub fn render(draft: &Draft) -> Result<Vec<u8>, Refusal> {
    let mut out = String::from("X-Unsent: 1\r\n");
    push_mailboxes(&mut out, "To", &draft.to)?;
    push_mailboxes(&mut out, "Cc", &draft.cc)?;
    let subject = Shown::line(&draft.subject);
    push_header(&mut out, "Subject", &unstructured(subject.trim()));
    push_header(&mut out, "MIME-Version", "1.0");
    let kind = format!("multipart/mixed;\r\n boundary=\"{BOUNDARY}\"");
    push_header(&mut out, "Content-Type", &kind);
    push_part(
        &mut out,
        "text/plain; charset=utf-8",
        "inline",
        lines(&draft.body).as_bytes(),
    );
    for attachment in &draft.attachments {
        let name = file_name(&attachment.name);
        let disposition = format!("attachment;\r\n filename=\"{name}\"");
        push_part(&mut out, media_type(&name), &disposition, &attachment.bytes);
    }
    out.push_str("\r\n--");
    out.push_str(BOUNDARY);
    out.push_str("--\r\n");
    Ok(out.into_bytes())
}

fn push_header(out: &mut String, name: &str, value: &str) {
    out.push_str(name);
    out.push_str(": ");
    out.push_str(value);
    out.push_str("\r\n");
}

fn push_mailboxes(out: &mut String, name: &str, mailboxes: &[Mailbox]) -> Result<(), Refusal> {
    if mailboxes.is_empty() {
        return Ok(());
    }
    let mailboxes: Result<Vec<String>, Refusal> = mailboxes.iter().map(mailbox).collect();
    push_header(out, name, &mailboxes?.join(",\r\n "));
    Ok(())
}

fn push_part(out: &mut String, kind: &str, disposition: &str, bytes: &[u8]) {
    out.push_str("\r\n--");
    out.push_str(BOUNDARY);
    out.push_str("\r\n");
    push_header(out, "Content-Type", kind);
    push_header(out, "Content-Disposition", disposition);
    push_header(out, "Content-Transfer-Encoding", "base64");
    for line in bytes.chunks(LINE) {
        out.push_str("\r\n");
        STANDARD.encode_string(line, out);
    }
}

/// The text with the line ends that e-mail has, and one at its end.
fn lines(body: &str) -> String {
    let body = Shown::text(body);
    let mut out = body.trim_end().replace('\n', "\r\n");
    out.push_str("\r\n");
    out
}

fn mailbox(one: &Mailbox) -> Result<String, Refusal> {
    let address = one.address.trim();
    if !is_address(address) {
        return Err(Refusal::invalid(
            "email",
            format!(
                "{} is no address that an e-mail can be sent to, so no draft was made. Correct it, or leave it out.",
                quoted(address)
            ),
        ));
    }
    let name = Shown::line(&one.name);
    let name = name.trim();
    Ok(match name {
        "" => address.to_owned(),
        _ if is_plain(name) => {
            let name = name.replace('\\', "\\\\").replace('"', "\\\"");
            format!("\"{name}\" <{address}>")
        }
        _ => format!("{}\r\n <{address}>", encoded(name)),
    })
}

/// One `@`, something on both sides, and no sign that means something between addresses.
pub(super) fn is_address(address: &str) -> bool {
    let is_allowed = |letter: char| letter.is_ascii_graphic() && !"<>()[],;:\\\"".contains(letter);
    let sides = address.split_once('@');
    address.len() <= LONGEST_ADDRESS
        && address.chars().all(is_allowed)
        && sides
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
}

fn unstructured(words: &str) -> String {
    if is_plain(words) {
        words.to_owned()
    } else {
        encoded(words)
    }
}

/// Words that stand in a header as they are. What looks encoded would be decoded.
fn is_plain(words: &str) -> bool {
    let is_ascii = words.chars().all(|letter| matches!(letter, ' '..='~'));
    is_ascii && words.len() <= SHORT && !words.contains("=?")
}

/// RFC 2047: as many encoded words as it takes, each of whole letters.
fn encoded(words: &str) -> String {
    let mut out = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.floor_char_boundary(WORD));
        out.push(format!("=?utf-8?B?{}?=", STANDARD.encode(word)));
        rest = after;
    }
    out.join("\r\n ")
}

/// The name itself if every system takes it; else a slug that keeps the ending.
fn file_name(name: &str) -> String {
    let is_harmless = name.len() <= LONGEST_NAME
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter))
        && !name.contains("..")
        && !name.ends_with('.');
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let is_ending = (1..=5).contains(&ending.len())
        && ending.chars().all(|letter| letter.is_ascii_alphanumeric());
    let is_kept = is_harmless && slug(stem).trim_end_matches("-x") == slug(stem);
    match (is_kept, is_ending) {
        (true, _) => name.to_owned(),
        (false, true) => format!("{}.{}", slug(stem), ending.to_ascii_lowercase()),
        (false, false) => slug(name),
    }
}

/// What a file is, by the ending of its name; bytes of some kind if that says nothing.
fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "pdf" => "application/pdf",
        "html" | "htm" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    fn mailbox_of(name: &str, address: &str) -> Mailbox {
        Mailbox {
            name: name.to_owned(),
            address: address.to_owned(),
        }
    }

    fn written(draft: &Draft) -> String {
        let bytes = render(draft).expect("its addresses can be written to");
        String::from_utf8(bytes).expect("it is ASCII")
    }

    #[test]
    fn a_draft_is_headers_and_parts() {
        let draft = Draft {
            to: vec![
                mailbox_of("Ann \"Annie\" Smith", "ann@cqc.example.org"),
                mailbox_of("Siân Tŷ", "sian@example.org"),
            ],
            cc: vec![mailbox_of("", "office@example.org")],
            subject: "Agenda: Égalité, 13 January 2014".to_owned(),
            body: "Dear all,\n\nThe agenda is attached.\n".to_owned(),
            attachments: vec![Attachment {
                name: "agenda-2014-01-13-MEMBERS-ONLY.pdf".to_owned(),
                bytes: b"%PDF-1.7".to_vec(),
            }],
        };
        assert_snapshot!(written(&draft).replace("\r\n", "\n"), @r#"
X-Unsent: 1
To: "Ann \"Annie\" Smith" <ann@cqc.example.org>,
 =?utf-8?B?U2nDom4gVMW3?=
 <sian@example.org>
Cc: office@example.org
Subject: =?utf-8?B?QWdlbmRhOiDDiWdhbGl0w6ksIDEzIEphbnVhcnkgMjAxNA==?=
MIME-Version: 1.0
Content-Type: multipart/mixed;
 boundary="=_next_part_of_the_draft"

--=_next_part_of_the_draft
Content-Type: text/plain; charset=utf-8
Content-Disposition: inline
Content-Transfer-Encoding: base64

RGVhciBhbGwsDQoNClRoZSBhZ2VuZGEgaXMgYXR0YWNoZWQuDQo=
--=_next_part_of_the_draft
Content-Type: application/pdf
Content-Disposition: attachment;
 filename="agenda-2014-01-13-MEMBERS-ONLY.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjc=
--=_next_part_of_the_draft--
"#);
        assert_eq!(written(&draft), written(&draft));
    }

    #[test]
    fn an_address_that_would_be_two_or_another_is_refused() {
        for (address, is_taken) in [
            ("a@example.org", true),
            (" first.last+forum@sub.example.org ", true),
            ("a@example.org, b@example.org", false),
            ("a@example.org\r\nBcc: b@example.org", false),
            ("Ann <a@example.org>", false),
            ("a@b@example.org", false),
            ("example.org", false),
            ("@example.org", false),
            ("a@", false),
            ("é@example.org", false),
            ("", false),
        ] {
            let draft = Draft {
                cc: vec![mailbox_of("Ann", address)],
                ..Draft::default()
            };
            assert_eq!(render(&draft).is_ok(), is_taken, "{address:?}");
        }
    }

    #[test]
    fn a_file_keeps_its_name_only_if_every_system_takes_it() {
        for (name, written) in [
            (
                "agenda-2014-01-13-MEMBERS-ONLY.pdf",
                "agenda-2014-01-13-MEMBERS-ONLY.pdf",
            ),
            ("Paper 1: égalité.DOCX", "paper-1-egalite.docx"),
            ("../../etc/passwd", "etc-passwd"),
            ("con.pdf", "con-x.pdf"),
            (".bashrc", "bashrc"),
            ("a\"; x=\"b.pdf", "a-x-b.pdf"),
            ("a\r\nBcc: b@example.org", "a-bcc-b-example.org"),
            ("gpj\u{202e}.exe", "gpj.exe"),
            ("", "untitled"),
        ] {
            assert_eq!(file_name(name), written, "{name:?}");
        }
    }

    /// The names of the headers before the first blank line, unfolded.
    fn headers(message: &str) -> Vec<String> {
        let head = message.split("\r\n\r\n").next().unwrap_or_default();
        let unfolded = head.replace("\r\n ", " ");
        let names = unfolded.split("\r\n");
        names
            .map(|line| line.split(':').next().unwrap_or_default().to_owned())
            .collect()
    }

    proptest! {
        #[test]
        fn nothing_typed_becomes_a_header_or_a_part(
            name in "(\\PC|[\r\n\t\u{2028}\"\\\\<>,;:=?]){0,80}",
            subject in "(\\PC|[\r\n\t]|\r\nBcc: x@y|=\\?utf-8\\?B\\?){0,40}",
            body in "(\\PC|\r\n|--=_next_part_of_the_draft){0,40}",
            file in "(\\PC|[\r\n\"./\\\\]){0,120}",
        ) {
            let draft = Draft {
                to: vec![mailbox_of(&name, "a@example.org"), mailbox_of(&name, "b@example.org")],
                cc: Vec::new(),
                subject: subject.clone(),
                body,
                attachments: vec![Attachment { name: file, bytes: subject.into_bytes() }],
            };
            let message = written(&draft);
            prop_assert!(message.is_ascii());
            prop_assert_eq!(
                headers(&message),
                ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"]
            );
            prop_assert_eq!(message.matches(&format!("\r\n--{BOUNDARY}")).count(), 3);
            for part in message.split(&format!("\r\n--{BOUNDARY}\r\n")).skip(1) {
                prop_assert_eq!(
                    headers(part),
                    ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding"]
                );
            }
            for line in message.split("\r\n") {
                prop_assert!(line.len() <= 400 && !line.contains(['\r', '\n']), "{}", line);
            }
        }
    }
}
