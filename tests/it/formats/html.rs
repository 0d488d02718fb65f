//! Web pages before the validator of the W3C, html-validate and axe-core.

use super::shelf::Shelf;
use super::tools::{self, Tool};

/// Beside its recommended rules. A title names forum, kind and date, and cannot be kept to 70 letters.
const RULES: &str = r#"{
  "root": true,
  "extends": ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
  "rules": { "long-title": "off" }
}"#;

#[test]
fn the_validator_finds_no_error_and_warns_of_nothing() {
    if !tools::are_here(&[Tool::Program("vnu")]) {
        return;
    }
    let shelf = Shelf::filled("html");
    let mut args = vec!["--Werror".into(), "--stdout".into()];
    args.extend(shelf.files.iter().map(|path| path.as_os_str().to_owned()));
    tools::check("vnu", &args, shelf.folder.path());
}

#[test]
fn html_validate_finds_no_fault_by_its_recommended_and_accessible_rules() {
    if !tools::are_here(&[Tool::Program("html-validate")]) {
        return;
    }
    let shelf = Shelf::filled("html");
    let rules = shelf.folder.path().join("rules.json");
    std::fs::write(&rules, RULES).expect("there is room");
    let mut args = vec!["--max-warnings=0".into(), "--config".into(), rules.into()];
    args.extend(shelf.files.iter().map(|path| path.as_os_str().to_owned()));
    tools::check("html-validate", &args, shelf.folder.path());
}

/// Contrast is left out, since nothing is laid out there; it is reckoned below from the style sheet.
#[test]
fn axe_finds_no_barrier() {
    if !tools::are_here(&[Tool::Node("axe-core"), Tool::Node("jsdom")]) {
        return;
    }
    let shelf = Shelf::filled("html");
    let script = ("axe.cjs", include_str!("axe.cjs"));
    let told = tools::check_by(script, &shelf.files, shelf.folder.path());
    let looked_at = format!("{} pages", shelf.files.len());
    assert!(told.contains(&looked_at), "{told}");
}

/// Each checker is seen to find what is wrong, so that its silence means something.
#[test]
fn a_page_with_faults_is_found_by_each() {
    let page = "<!DOCTYPE html>\n<html>\n<head><title>T</title></head>\n<body><main><h1>T</h1><h4>t</h4>\
                <img src=\"a.png\"><table><tr><td scope=\"col\">a</td></tr></table></main></body></html>\n";
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("page.html");
    std::fs::write(&path, page).expect("there is room");
    let (folder, file) = (folder.path(), path.as_os_str().to_owned());
    if tools::are_here(&[Tool::Program("vnu")]) {
        let said = tools::run("vnu", &["--stdout".into(), file.clone()], folder);
        assert!(!said.is_success && said.out.contains("alt"), "{said:?}");
    }
    if tools::are_here(&[Tool::Program("html-validate")]) {
        let said = tools::run("html-validate", std::slice::from_ref(&file), folder);
        assert!(!said.is_success && said.out.contains("alt"), "{said:?}");
    }
    if tools::are_here(&[Tool::Node("axe-core"), Tool::Node("jsdom")]) {
        std::fs::write(folder.join("axe.cjs"), include_str!("axe.cjs")).expect("there is room");
        let said = tools::run("node", &["axe.cjs".into(), file], folder);
        assert!(
            !said.is_success && said.out.contains("image-alt"),
            "{said:?}"
        );
    }
}

const STYLE: &str = include_str!("../../../src/exchange/page.css");

/// The colour of a name in a rule of the style sheet: red, green and blue, each up to 255.
fn colour(style: &str, rule: &str, name: &str) -> [f64; 3] {
    let (_, rest) = style.split_once(&format!("{rule} {{")).expect(rule);
    let (body, _) = rest.split_once('}').expect(rule);
    let (_, rest) = body.split_once(&format!("--{name}: #")).expect(name);
    let (digits, _) = rest.split_once(';').expect(name);
    let digits: Vec<char> = digits.trim().chars().collect();
    let each = digits.len() / 3;
    std::array::from_fn(|place| {
        let text: String = digits[place * each..][..each].iter().collect();
        let text = if each == 1 { text.repeat(2) } else { text };
        f64::from(u8::from_str_radix(&text, 16).expect("a colour"))
    })
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = part / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_colour_of_letters_stands_out_from_what_is_behind_it_by_day_and_by_night() {
    assert!((contrast([0.0; 3], [255.0; 3]) - 21.0).abs() < 0.01);
    let (day, night) = STYLE
        .split_once("(prefers-color-scheme: dark)")
        .expect("there are two sets of colours");
    for (style, time) in [(day, "day"), (night, "night")] {
        let paper = colour(style, ":root", "paper");
        for name in ["ink", "soft", "deep", "link"] {
            let ratio = contrast(colour(style, ":root", name), paper);
            assert!(ratio >= 4.5, "{name} by {time}: {ratio:.1}");
        }
        for audience in [".members", ".secretariat"] {
            let seal = colour(style, audience, "seal");
            for behind in [colour(style, audience, "wash"), paper] {
                let ratio = contrast(seal, behind);
                assert!(ratio >= 4.5, "{audience} by {time}: {ratio:.1}");
            }
        }
    }
}
