//! Files that the program writes beside the register: whole or not at all, never over another without a word.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use crate::domain::audience::Audience;
pub use crate::domain::slug::slug;

/// What to do with a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    Refuse,
    Replace,
}

/// Why a file was not written; whatever was there before is still there.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("{} is there already and was left as it is. Choose another name, or replace it with --force.", path.display())]
    Exists { path: PathBuf },
    #[error("{} could not be read: {source}.", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{} could not be written: {source}. Whatever was there before is unchanged.", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
}

/// Bytes of a paper that goes into a pack and into e-mails: few servers take more.
const LARGEST_PAPER: u64 = 25 * 1024 * 1024;

/// The whole of a file of at most so many bytes. Refuses a folder, a pipe and a device, which may have no end.
pub fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    let too_large = || {
        let megabytes = most / (1024 * 1024);
        io::Error::other(format!("it is larger than {megabytes} MB"))
    };
    let read = || {
        // Asked before it is opened: opening a pipe waits until somebody writes into it.
        let file = fs::metadata(path)?;
        if !file.is_file() {
            return Err(io::Error::other("it is a folder, a pipe or a device"));
        }
        if file.len() > most {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        // It may grow while it is read, and some files say that they are empty.
        let count = File::open(path)?
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)?;
        if count as u64 > most {
            return Err(too_large());
        }
        Ok(bytes)
    };
    read().map_err(|source| FileError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

/// Writes a file whole or not at all: under another name first, made safe on the disk, then renamed.
pub fn save(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), FileError> {
    if existing == Existing::Refuse && path.symlink_metadata().is_ok() {
        return Err(FileError::Exists {
            path: path.to_owned(),
        });
    }
    sweep(path);
    let draft = draft_beside(path);
    let mut written = write_new(&draft, bytes, path);
    if is_swept(&written, path) {
        written = write_new(&draft, bytes, path);
    }
    let written = written.and_then(|()| sync_folder(path));
    written.map_err(|source| {
        // The reason why it failed matters more than whether the draft could be taken away.
        let _ = fs::remove_file(&draft);
        FileError::Unwritable {
            path: path.to_owned(),
            source,
        }
    })
}

/// Refuses a folder that is there and has something in it, so that nothing of it is written over or mixed up.
pub fn check_folder(path: &Path, existing: Existing) -> Result<(), FileError> {
    if existing == Existing::Replace {
        return Ok(());
    }
    let is_new = match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if is_new {
        return Ok(());
    }
    Err(FileError::Exists {
        path: path.to_owned(),
    })
}

/// Writes files into a folder, which is made with those inside it if they are not there: each file whole or not at
/// all. The names are ours, with `/` between folders.
pub fn save_all(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    existing: Existing,
) -> Result<(), FileError> {
    check_folder(folder, existing)?;
    for (name, bytes) in files {
        let path = folder.join(name);
        let inside = path.parent().unwrap_or(folder);
        fs::create_dir_all(inside).map_err(|source| FileError::Unwritable {
            path: inside.to_owned(),
            source,
        })?;
        save(&path, bytes, existing)?;
    }
    Ok(())
}

/// The names of the files in a folder that end so, the newest first, at most so many. None where the folder cannot be
/// looked into: they are only offered, and any other can be named.
pub fn newest(folder: &Path, endings: &[&str], most: usize) -> Vec<String> {
    let is_here = folder.as_os_str().is_empty();
    let entries = fs::read_dir(if is_here { Path::new(".") } else { folder });
    let mut found: Vec<_> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let ending = Path::new(&name).extension()?.to_str()?.to_lowercase();
            let file = entry.metadata().ok()?;
            let is_meant = file.is_file() && endings.contains(&ending.as_str());
            let is_shown = !name.starts_with(['.', '~']);
            let changed = file.modified().ok()?;
            (is_meant && is_shown).then_some((changed, name))
        })
        .collect();
    found.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.cmp(other)));
    found.truncate(most);
    found.into_iter().map(|(_, name)| name).collect()
}

/// The path, or the next one that is free: `office-2.csv`.
pub fn free(path: &Path) -> PathBuf {
    /// More than this nobody keeps; then whoever writes there is refused.
    const MOST: u32 = 1_000;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|one| one.to_string_lossy());
    let ending = ending.map_or_else(String::new, |one| format!(".{one}"));
    let others = (2..MOST).map(|number| path.with_file_name(format!("{stem}-{number}{ending}")));
    let mut all = std::iter::once(path.to_owned()).chain(others);
    let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
    all.find(is_free).unwrap_or_else(|| path.to_owned())
}

/// A paper, where an entry says that it lies: a path from the folder of the register, or from here.
pub fn read_paper(link: &str, register: Option<&Path>) -> Result<Vec<u8>, FileError> {
    read_at_most(&path_of(link, register), LARGEST_PAPER)
}

/// Where a file lies that an entry refers to: a path from the folder of the register, or from here.
pub fn path_of(link: &str, register: Option<&Path>) -> PathBuf {
    let link = link.strip_prefix("file://").unwrap_or(link);
    let beside = register
        .and_then(Path::parent)
        .map(|folder| folder.join(link));
    let beside = beside.filter(|path| path.exists());
    beside.unwrap_or_else(|| PathBuf::from(link))
}

/// How an entry writes where a file lies: from the folder of the register on where it lies below that or in a folder
/// beside it, so that all can be moved together; else in full. Fails where its name is no text.
pub fn link_to(path: &Path, register: Option<&Path>) -> io::Result<String> {
    let full = std::path::absolute(path)?;
    let folder = register.and_then(Path::parent).map(|folder| {
        let is_here = folder.as_os_str().is_empty();
        if is_here { Path::new(".") } else { folder }
    });
    let as_named = |folder: &Path| near(&full, &std::path::absolute(folder).ok()?);
    let in_truth = |folder: &Path| near(&path.canonicalize().ok()?, &folder.canonicalize().ok()?);
    let way = folder.and_then(|folder| as_named(folder).or_else(|| in_truth(folder)));
    let text = match way {
        // With strokes that every system reads.
        Some(way) => {
            let parts = way.components().map(|part| part.as_os_str().to_str());
            parts
                .collect::<Option<Vec<&str>>>()
                .map(|all| all.join("/"))
        }
        None => full.to_str().map(str::to_owned),
    };
    text.ok_or_else(|| io::Error::other("its name is no text that a register can keep"))
}

/// The way from a folder to a path below it, or in a folder beside it.
fn near(path: &Path, folder: &Path) -> Option<PathBuf> {
    if path.components().any(|part| part == Component::ParentDir) {
        return None;
    }
    if let Ok(below) = path.strip_prefix(folder) {
        return Some(below.to_owned());
    }
    // Not from the root, under which everything lies.
    let above = folder.parent().filter(|above| above.parent().is_some())?;
    let beside = path.strip_prefix(above).ok()?;
    Some(Path::new("..").join(beside))
}

/// Takes a file away; one that is gone already is no failure.
pub fn remove(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::Unwritable {
            path: path.to_owned(),
            source: error,
        }),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Makes a folder that nobody else may look into, if it is not there.
pub fn private_folder(path: &Path) -> io::Result<()> {
    private().recursive(true).create(path)
}

/// Makes one of a name that nobody else has taken, among what others may write to.
pub fn new_private_folder(among: &Path) -> io::Result<PathBuf> {
    let mut attempt = 0_u32;
    loop {
        let path = among.join(format!("secretariat-{}-{attempt}", std::process::id()));
        match private().create(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1_000 => {
                attempt += 1;
            }
            Err(error) => return Err(error),
        }
    }
}

fn private() -> fs::DirBuilder {
    #[allow(unused_mut, reason = "only Unix has a mode to set")]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// The name as typed, with the audience's mark and the format's ending if they are not there yet.
pub fn document_path(typed: &str, audience: Audience, ending: &str) -> PathBuf {
    let ending = format!(".{ending}");
    let mut name = typed.strip_suffix(&ending).unwrap_or(typed).to_owned();
    if let Some(mark) = audience.mark() {
        let mark = mark.replace(' ', "-");
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
        if !file.contains(&mark) {
            name = format!("{name}-{mark}");
        }
    }
    PathBuf::from(name + &ending)
}

/// In the same folder, so that the renaming cannot cross disks; named after this process, so that two do not meet.
fn draft_beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

/// Takes away what programs that were killed while they wrote this file have left beside it. Whoever still writes holds
/// a lock, and what cannot be looked at stays: the file itself is written all the same.
fn sweep(path: &Path) {
    let Ok(entries) = fs::read_dir(holding(path)) else {
        return;
    };
    let name = path.file_name().unwrap_or_default();
    let drafts = entries
        .flatten()
        .filter(|entry| is_draft_of(name, &entry.file_name()));
    // A link or a pipe of that name is none of ours, and a pipe would be waited for.
    let drafts = drafts.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    for draft in drafts {
        let file = OpenOptions::new().write(true).open(draft.path());
        if file.is_ok_and(|file| file.try_lock().is_ok()) {
            // Another program may have been quicker.
            let _ = fs::remove_file(draft.path());
        }
    }
}

/// Whether the draft was gone before it could be put in its place: another program may have swept before it had its lock,
/// or where locks do nothing.
fn is_swept(written: &io::Result<()>, path: &Path) -> bool {
    let error = written.as_ref().err();
    error.is_some_and(|error| error.kind() == io::ErrorKind::NotFound) && holding(path).is_dir()
}

/// Whether a file is what `draft_beside` makes for a name, of whichever process.
fn is_draft_of(name: &OsStr, other: &OsStr) -> bool {
    let (name, other) = (name.to_string_lossy(), other.to_string_lossy());
    let process = other
        .strip_prefix('.')
        .and_then(|rest| rest.strip_prefix(&*name))
        .and_then(|rest| rest.strip_prefix('.'))
        .and_then(|rest| rest.strip_suffix(".part"));
    process.is_some_and(|process| process.parse::<u32>().is_ok())
}

/// Writes the draft under a lock, by which others see that somebody is at it, and puts it in its place.
fn write_new(draft: &Path, bytes: &[u8], path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    let mut file = options.open(draft)?;
    // Not every shared drive has locks; without them a draft that is swept away is written again.
    let _ = file.lock();
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(draft, path)
}

/// The folder that a file lies in.
fn holding(path: &Path) -> &Path {
    let folder = path.parent();
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// The renaming itself is safe on the disk only once the folder is; Windows has no such step.
#[cfg(unix)]
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(holding(path))?.sync_all()
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "the Unix twin can fail")]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_replaced_only_on_request() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("agenda.md");
        save(&path, b"one", Existing::Refuse).expect("nothing is there yet");
        assert!(matches!(
            save(&path, b"two", Existing::Refuse),
            Err(FileError::Exists { .. })
        ));
        assert_eq!(fs::read(&path).expect("it was written"), b"one");
        save(&path, b"two", Existing::Replace).expect("replacing was asked for");
        assert_eq!(fs::read(&path).expect("it was written"), b"two");
        assert_eq!(
            fs::read_dir(folder.path())
                .expect("the folder is there")
                .count(),
            1
        );
    }

    #[test]
    fn what_a_killed_program_left_is_taken_away_and_what_others_write_is_not() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("agenda.md");
        let lay = |name: &str| {
            let path = folder.path().join(name);
            fs::write(path, "half").expect("the folder is there");
        };
        let kept = [
            ".agenda.md.7.part",
            ".agenda.md.part",
            ".agenda.md.x.part",
            ".other.md.8.part",
            "agenda.md.8.part",
        ];
        for name in kept {
            lay(name);
        }
        for left in [8, std::process::id()] {
            lay(&format!(".agenda.md.{left}.part"));
        }
        let busy = File::open(folder.path().join(kept[0])).expect("it was laid");
        busy.lock().expect("nobody else has it");
        save(&path, b"whole", Existing::Refuse).expect("nothing is in its way");
        let entries = fs::read_dir(folder.path()).expect("the folder is there");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        let mut expected = kept.map(str::to_owned).to_vec();
        expected.push("agenda.md".to_owned());
        expected.sort();
        assert_eq!(names, expected);
    }

    #[test]
    fn files_go_into_a_folder_of_their_own() {
        let place = tempfile::tempdir().expect("a folder for the test");
        let folder = place.path().join("out");
        let files = [("a.eml", "one"), ("pack/00-agenda.html", "two")];
        let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        save_all(&folder, &files, Existing::Refuse).expect("it is new");
        let read = |name: &str| fs::read(folder.join(name)).expect("it was written");
        assert_eq!(read("pack/00-agenda.html"), b"two");
        let again = save_all(&folder, &files, Existing::Refuse);
        assert!(matches!(again, Err(FileError::Exists { .. })));
        save_all(&folder, &files, Existing::Replace).expect("replacing was asked for");
        assert_eq!(read("a.eml"), b"one");
        let paper = read_paper("a.eml", Some(&folder.join("register.db")));
        assert_eq!(paper.expect("it lies beside the register"), b"one");
        assert!(read_paper("gone.pdf", None).is_err());
    }

    #[test]
    fn a_file_below_the_register_or_beside_its_folder_is_named_from_there() {
        let top = tempfile::tempdir().expect("a folder for the test");
        let top = top.path().canonicalize().expect("it is there");
        let folder = top.join("office");
        fs::create_dir_all(folder.join("papers")).expect("there is room");
        fs::create_dir_all(top.join("texts")).expect("there is room");
        let register = folder.join("register.db");
        for (path, expected) in [
            ("office/papers/4.pdf", "papers/4.pdf"),
            ("office/4.pdf", "4.pdf"),
            ("texts/mou.pdf", "../texts/mou.pdf"),
            ("office/papers/../4.pdf", "4.pdf"),
            ("office/papers/../../texts/mou.pdf", "../texts/mou.pdf"),
        ] {
            let path = top.join(path);
            fs::write(&path, "one").expect("there is room");
            let link = link_to(&path, Some(&register)).expect("it is there");
            assert_eq!(link, expected);
            let found = path_of(&link, Some(&register)).canonicalize();
            assert_eq!(
                found.expect("it is found"),
                path.canonicalize().expect("it is there")
            );
        }
        let far = tempfile::tempdir().expect("a folder for the test");
        let path = far.path().join("a.pdf");
        fs::write(&path, "one").expect("there is room");
        let register = top.join("deep/office/register.db");
        let in_full = |register| link_to(&path, register).expect("it is there");
        for register in [None, Some(register.as_path())] {
            assert_eq!(Path::new(&in_full(register)), path);
        }
    }

    #[test]
    fn a_folder_and_a_file_without_end_are_refused_by_name_and_not_read() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("large.csv");
        let file = File::create(&path).expect("nothing is there yet");
        for (length, most, refusal) in [
            (3, 3, None),
            (4, 3, Some("it is larger than 0 MB")),
            (1 << 40, 20 << 20, Some("it is larger than 20 MB")),
        ] {
            file.set_len(length).expect("a sparse file takes no room");
            let found = read_at_most(&path, most).map_err(|error| error.to_string());
            match refusal {
                None => assert_eq!(found.map(|bytes| bytes.len()), Ok(3)),
                Some(words) => {
                    let error = found.expect_err(words);
                    assert!(error.contains("large.csv could not be read"), "{error}");
                    assert!(error.contains(words), "{error}");
                }
            }
        }
        let error = read_at_most(folder.path(), 3)
            .expect_err("a folder")
            .to_string();
        assert!(error.contains("it is a folder"), "{error}");
        if cfg!(unix) {
            let error = read_at_most(Path::new("/dev/zero"), 3).expect_err("a device");
            assert!(error.to_string().contains("a device"), "{error}");
        }
    }
}
