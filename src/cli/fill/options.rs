//! The options of `add` and `edit`: one for each question of a form, made from the form's own list.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use super::FillArgs;
use crate::domain::form::{self, Ask, Input};
use crate::domain::register::Kind;
use crate::domain::words::Word;

/// What `--like` names.
pub(super) const LIKE: &str = "LIKE";

/// What `edit` changes.
pub(super) const NAME: &str = "NAME";

const VALUES: &str = "ENTRY is a number, a reference, a name, or part of one that fits one only. TEXT|@FILE takes \
several lines: - reads the standard input, @FILE a file.";

const LISTS: &str = "What may be repeated is a list: each time one ROW. What stands in [brackets] may be left out of \
it; what holds such a word or a quotation mark stands in double quotes.";

const ALTERS: &str = "Only what is named is changed, and an empty value clears it. The rows given take the place of a \
list, but a row that begins with + is added to it, and the row named after a - is taken out.";

/// Which of the two commands the options are for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Add,
    Edit,
}

/// Gives a noun's `add` and `edit` the options of its kind. An issued text has neither.
pub(crate) fn ask(noun: Command) -> Command {
    let kind = Kind::from_word(noun.get_name());
    let Some(kind) = kind.filter(|&kind| !form::of(kind).asks().is_empty()) else {
        return noun;
    };
    noun.mut_subcommand("add", |add| to_add(add, kind))
        .mut_subcommand("edit", |edit| to_edit(edit, kind))
}

fn to_add(add: Command, kind: Kind) -> Command {
    let like = Arg::new(LIKE)
        .long("like")
        .value_name("ENTRY")
        .help("Starts with the answers of this one, without what is its own, such as its dates");
    options(add.arg(like), kind, Deed::Add).after_help(format!("{VALUES}\n\n{LISTS}"))
}

fn to_edit(edit: Command, kind: Kind) -> Command {
    let name = Arg::new(NAME)
        .required(true)
        .num_args(1..)
        .help("Numbers, references or names; several are one change");
    options(edit.arg(name), kind, Deed::Edit).after_help(format!("{ALTERS}\n\n{VALUES}\n\n{LISTS}"))
}

fn options(command: Command, kind: Kind, deed: Deed) -> Command {
    let mut heading = None;
    let asks = form::of(kind).asks().into_iter();
    command.args(asks.map(|ask| {
        heading = ask.heading.or(heading);
        option(ask, deed).help_heading(heading)
    }))
}

fn option(ask: &'static Ask, deed: Deed) -> Arg {
    let mut help = format!("{}{}", ask.help.trim_end_matches('.'), more(ask));
    if ask.is_list() {
        help.push_str(" [may be repeated]");
    } else if ask.is_required && deed == Deed::Add {
        help.push_str(" [required]");
    }
    let arg = Arg::new(ask.name)
        .long(ask.option)
        .value_name(value(ask))
        .help(help);
    if ask.is_list() {
        arg.action(ArgAction::Append).allow_hyphen_values(true)
    } else if let Input::Flag = ask.input {
        arg.num_args(0..=1).default_missing_value("yes")
    } else {
        arg
    }
}

/// What stands for an answer in the help.
fn value(ask: &Ask) -> &'static str {
    match ask.input {
        Input::Line => "TEXT",
        Input::Text => "TEXT|@FILE",
        Input::Date | Input::Day | Input::DateOrWords => "DATE",
        Input::Words(_) => "WORD",
        Input::Flag => "yes|no",
        Input::Entry(_) | Input::AnyEntry => "ENTRY",
        Input::List(_) => match ask.cells()[..] {
            [one] => value(one),
            _ => "ROW",
        },
    }
}

/// The words there are to choose from, and what a row is made of.
fn more(ask: &Ask) -> String {
    match ask.input {
        Input::Words(words) => choices(ask.help, &words()),
        Input::List(_) => match &ask.cells()[..] {
            [one] => more(one),
            several => row(several),
        },
        Input::Line
        | Input::Text
        | Input::Date
        | Input::Day
        | Input::DateOrWords
        | Input::Flag
        | Input::Entry(_)
        | Input::AnyEntry => String::new(),
    }
}

/// Nothing where the help says the words already: "Local, regional or national."
fn choices(help: &str, words: &[&str]) -> String {
    let help = help.to_lowercase();
    if words.iter().all(|word| help.contains(&word.to_lowercase())) {
        return String::new();
    }
    format!(": {}", words.join(", "))
}

/// `. Row: ORGANISATION [signed DATE] [as WORD]; as: party, supporter`.
fn row(cells: &[&Ask]) -> String {
    let (mut parts, mut words) = (Vec::new(), Vec::new());
    for (place, ask) in cells.iter().enumerate() {
        let name = if place == 0 {
            ask.name.to_uppercase()
        } else {
            ask.option.to_owned()
        };
        if let Input::Words(all) = ask.input {
            words.push(format!("; {name}{}", choices("", &all())));
        }
        let part = if place == 0 || matches!(ask.input, Input::Flag) {
            name
        } else {
            format!("{name} {}", value(ask))
        };
        let is_needed = place == 0 || ask.is_required;
        parts.push(if is_needed { part } else { format!("[{part}]") });
    }
    format!(". Row: {}{}", parts.join(" "), words.concat())
}

impl FromArgMatches for FillArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(matches.clone()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0 = matches.clone();
        Ok(())
    }
}

impl Args for FillArgs {
    /// None yet: `ask` adds them when the noun is known.
    fn augment_args(command: Command) -> Command {
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        command
    }
}
