//! Names for files that every system takes, whatever was typed.

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

const LONGEST: usize = 80;

/// A file name that every system takes: `[a-z0-9-]`, 1 to 80 of them, no name of a device.
pub fn slug(text: &str) -> String {
    let folded = super::find::fold(text);
    let mut slug = String::new();
    for letter in folded.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(LONGEST - 2);
    let slug = slug.trim_end_matches('-');
    let is_device =
        DEVICES.contains(&slug.trim_end_matches(|letter: char| letter.is_ascii_digit()));
    match slug {
        "" => "untitled".to_owned(),
        _ if is_device => format!("{slug}-x"),
        _ => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_a_name_that_every_system_takes() {
        let long = "x".repeat(200);
        let cases = [
            ("Agenda, 3 April 2014", "agenda-3-april-2014"),
            ("Égalité & droits", "egalite-and-droits"),
            ("../../etc/passwd", "etc-passwd"),
            ("CON", "con-x"),
            ("com1", "com1-x"),
            ("\u{202e}", "untitled"),
            ("", "untitled"),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected, "{text:?}");
        }
        assert!(slug(&long).len() <= LONGEST);
    }
}
