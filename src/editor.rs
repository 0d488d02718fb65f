//! The editor that somebody has named for long texts, `$VISUAL` or `$EDITOR`: never a shell, never one they did not name.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

/// Why a file was not edited.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    #[error("Neither VISUAL nor EDITOR names an editor. Open {} with one of yours.", path.display())]
    None { path: PathBuf },
    #[error("The editor {program} could not be started: {source}. Open {} with another.", path.display())]
    NotStarted {
        program: String,
        path: PathBuf,
        source: std::io::Error,
    },
    /// It may have saved or not.
    #[error("The editor {program} ended with {status}. What it saved is in {}.", path.display())]
    Failed {
        program: String,
        path: PathBuf,
        status: ExitStatus,
    },
}

/// The editor and its options: the first of `VISUAL` and `EDITOR` that says something.
pub fn command() -> Option<Vec<String>> {
    let words = |name| split(&env::var(name).unwrap_or_default());
    ["VISUAL", "EDITOR"]
        .into_iter()
        .map(words)
        .find(|words| !words.is_empty())
}

/// Opens a file in the editor and waits until that has ended.
pub fn edit(path: &Path) -> Result<(), EditorError> {
    let words = command().unwrap_or_default();
    let Some((program, options)) = words.split_first() else {
        let path = path.to_owned();
        return Err(EditorError::None { path });
    };
    let ended = Command::new(program).args(options).arg(path).status();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(EditorError::Failed {
            program: program.clone(),
            path: path.to_owned(),
            status,
        }),
        Err(source) => Err(EditorError::NotStarted {
            program: program.clone(),
            path: path.to_owned(),
            source,
        }),
    }
}

/// The words of a command; blanks inside quotation marks part none. A backslash is itself: paths on Windows have them.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for letter in text.chars() {
        match (letter, quote) {
            (_, Some(open)) if letter == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (_, None) if letter.is_whitespace() => words.extend(word.take()),
            (_, None | Some(_)) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    if words.first().is_some_and(String::is_empty) {
        words.clear();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_at_blanks_outside_quotation_marks() {
        let cases: [(&str, &[&str]); 8] = [
            ("nano", &["nano"]),
            ("  code   --wait ", &["code", "--wait"]),
            (
                r#""C:\Program Files\x.exe" -w"#,
                &[r"C:\Program Files\x.exe", "-w"],
            ),
            ("'my editor' 'a\"b'", &["my editor", "a\"b"]),
            ("emacs --eval=\"(x y)\"", &["emacs", "--eval=(x y)"]),
            ("x \"\" y", &["x", "", "y"]),
            ("   ", &[]),
            ("\"\"", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(split(text), expected, "{text}");
        }
    }
}
