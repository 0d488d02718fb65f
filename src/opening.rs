//! Opens a paper, a text or an address in the program that the system has for it: never through a shell, never a
//! program, and nothing but what this file has let through.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::Path;

use crate::domain::attached::{self, LinkKind};
use crate::domain::refusal::{Refusal, quoted};
use crate::files;

/// What may be opened. Only `link` and `file` make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target(OsString);

/// What opens it: the system, or in a test whoever notes what was to be opened.
pub type Opener = fn(&Target) -> io::Result<()>;

/// Endings of what runs, or makes something run, when it is opened, on any system.
const PROGRAMS: [&str; 91] = [
    "action",
    "ade",
    "adp",
    "apk",
    "app",
    "appimage",
    "application",
    "appinstaller",
    "appref-ms",
    "appx",
    "bash",
    "bat",
    "bin",
    "chm",
    "cmd",
    "com",
    "command",
    "cpl",
    "csh",
    "deb",
    "desktop",
    "diagcab",
    "dll",
    "dmg",
    "elf",
    "exe",
    "fish",
    "gadget",
    "hlp",
    "hta",
    "img",
    "inf",
    "ins",
    "iqy",
    "iso",
    "isp",
    "jar",
    "jnlp",
    "js",
    "jse",
    "ksh",
    "library-ms",
    "lnk",
    "lua",
    "mde",
    "mjs",
    "msc",
    "msi",
    "msix",
    "msp",
    "mst",
    "out",
    "pif",
    "pkg",
    "pl",
    "ps1",
    "ps1xml",
    "psc1",
    "psd1",
    "psm1",
    "py",
    "pyc",
    "pyw",
    "rb",
    "reg",
    "rpm",
    "run",
    "scf",
    "scpt",
    "scr",
    "sct",
    "search-ms",
    "settingcontent-ms",
    "sh",
    "shb",
    "shs",
    "sys",
    "terminal",
    "tool",
    "url",
    "vb",
    "vbe",
    "vbs",
    "webloc",
    "workflow",
    "ws",
    "wsc",
    "wsf",
    "wsh",
    "xll",
    "zsh",
];

/// Endings of what is only read, which says so though the file may be run: on some network drives every file may.
const DOCUMENTS: [&str; 33] = [
    "csv", "doc", "docx", "dotx", "eml", "gif", "htm", "html", "ics", "jpeg", "jpg", "json", "md",
    "msg", "odg", "odp", "ods", "odt", "pdf", "png", "ppt", "pptx", "rtf", "svg", "tif", "tiff",
    "tsv", "txt", "vcf", "webp", "xls", "xlsx", "xps",
];

/// What a link leads to: an address of the web, e-mail or telephone, or a file that is there.
///
/// Refuses any other address, a file that is not there, and a program.
pub fn link(link: &str, register: Option<&Path>) -> Result<Target, Refusal> {
    let link = link.trim();
    let is_plain = |letter: char| !letter.is_control() && !letter.is_whitespace();
    match attached::kind(link) {
        LinkKind::Address if link.chars().all(is_plain) => Ok(Target(link.into())),
        LinkKind::File if !link.to_ascii_lowercase().starts_with("file:") => {
            file(&files::path_of(link, register))
        }
        LinkKind::Address | LinkKind::File | LinkKind::Other => Err(Refusal::state(format!(
            "{} was not opened: it is neither a path nor an address of the web, e-mail or telephone.",
            quoted(link)
        ))),
    }
}

/// A file that is there. Refuses a program, by its ending or because the system may run it, whatever the path leads over.
pub fn file(path: &Path) -> Result<Target, Refusal> {
    let refuse = |why: &str| {
        let path = path.display();
        Refusal::state(format!("{path} was not opened: {why}"))
    };
    // In full, so that nothing is looked for elsewhere or taken for an option.
    let (Ok(full), Ok(real), Ok(found)) = (
        std::path::absolute(path),
        path.canonicalize(),
        fs::metadata(path),
    ) else {
        return Err(refuse(
            "it is not there. Put the file back, or correct the link.",
        ));
    };
    if !found.is_file() {
        return Err(refuse("it is a folder, a pipe or a device."));
    }
    let is_document = DOCUMENTS.contains(&ending(&real).as_str());
    let is_program = is_program(&full) || is_program(&real);
    if is_program || (may_run(&found) && !is_document) {
        return Err(refuse(
            "it is a program or starts one. Open it outside if you trust it.",
        ));
    }
    Ok(Target(full.into_os_string()))
}

/// Hands it to the system and does not wait. Says what was opened, or refuses with what the system said.
pub fn open(target: &Target, opener: Opener) -> Result<String, Refusal> {
    let shown = target.0.to_string_lossy();
    match opener(target) {
        Ok(()) => Ok(format!("Opened {shown}.")),
        Err(error) => Err(Refusal::state(format!(
            "{shown} was not opened: {error}. There may be no program for it, or no desktop."
        ))),
    }
}

/// The system's own way: `xdg-open` and its like, `open`, or the shell interface of Windows, which is no shell.
pub fn with_system(target: &Target) -> io::Result<()> {
    // Not `open::that`, which on Windows starts PowerShell.
    open::that_detached(&target.0)
}

/// Opens nothing: for where nobody sits.
pub fn with_nothing(_: &Target) -> io::Result<()> {
    Err(io::Error::other("nothing is opened here"))
}

impl Target {
    pub fn as_os_str(&self) -> &OsStr {
        &self.0
    }
}

fn is_program(path: &Path) -> bool {
    PROGRAMS.contains(&ending(path).as_str())
}

fn ending(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    ending.trim().to_ascii_lowercase()
}

#[cfg(unix)]
fn may_run(file: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn may_run(_: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_of_e_mail_and_of_telephones_are_opened_as_they_are() {
        for address in [
            "https://example.org/a?b=c&d=e",
            "http://example.org",
            "mailto:a@example.org",
            "tel:+442079460000",
        ] {
            let target = link(&format!(" {address}"), None).expect(address);
            assert_eq!(target.as_os_str(), OsStr::new(address));
        }
    }

    #[test]
    fn what_is_hostile_is_never_passed_on() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let register = folder.path().join("register.db");
        for hostile in [
            "",
            "; rm -rf ~",
            "-x",
            "--version",
            "$(reboot)",
            "`reboot`",
            "a.pdf & calc.exe",
            "..",
            ".",
            "/dev/zero",
            "javascript:alert(1)",
            "data:text/html,<script>",
            "ms-msdt:/id",
            "smb://example.org/x",
            "https://example.org/ -x",
            "https://example.org/\u{1b}[2J",
            "mailto:a@example.org\nBcc: b@example.org",
            "\0",
        ] {
            let refused = link(hostile, Some(&register));
            let sentence = refused.expect_err(hostile).sentence;
            assert!(sentence.contains("opened"), "{hostile}: {sentence}");
        }
        let there = folder.path().join("a.pdf");
        fs::write(&there, "a").expect("there is room");
        let url = format!("file://{}", there.display());
        assert!(link(&url, Some(&register)).is_err(), "{url}");
    }

    #[test]
    fn a_file_is_opened_in_full_and_a_program_is_not_by_whatever_name() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let register = folder.path().join("register.db");
        for (name, is_opened) in [
            ("a.pdf", true),
            ("-x.pdf", true),
            ("; rm -rf ~.txt", true),
            ("letter", true),
            ("setup.exe", false),
            ("SETUP.EXE", false),
            ("letter.pdf.lnk", false),
            ("run.sh", false),
            ("a.desktop", false),
            ("a.url", false),
            ("a.JS", false),
            ("folder.pdf", false),
        ] {
            let path = folder.path().join(name);
            if name == "folder.pdf" {
                fs::create_dir(&path).expect("there is room");
            } else {
                fs::write(&path, "#!/bin/sh\n").expect("there is room");
            }
            match link(name, Some(&register)) {
                Ok(target) => assert_eq!((target.as_os_str(), is_opened), (path.as_os_str(), true)),
                Err(refusal) => assert!(!is_opened, "{name}: {refusal}"),
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_the_system_may_run_is_not_opened_and_a_link_to_it_neither() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder for the test");
        for (name, is_opened) in [("run", false), ("run.dat", false), ("a.pdf", true)] {
            let path = folder.path().join(name);
            fs::write(&path, "#!/bin/sh\n").expect("there is room");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
            assert_eq!(file(&path).is_ok(), is_opened, "{name}");
        }
        let (program, alias) = (folder.path().join("x.sh"), folder.path().join("b.pdf"));
        fs::write(&program, "#!/bin/sh\n").expect("there is room");
        symlink(&program, &alias).expect("there is room");
        assert!(file(&alias).is_err(), "it leads to a program");
    }

    #[test]
    fn what_the_system_says_is_told() {
        let target = link("https://example.org", None).expect("an address");
        let opened: Opener = |_| Ok(());
        assert_eq!(
            open(&target, opened),
            Ok("Opened https://example.org.".to_owned())
        );
        let refusal = open(&target, with_nothing).expect_err("nothing is opened");
        assert!(
            refusal.sentence.contains("nothing is opened here"),
            "{refusal}"
        );
    }
}
