//! Reading a command line with the commands alone that it names: the same as reading it with all.

use clap::{CommandFactory, Parser};
use secretariat::cli::{self, Cli};

#[test]
fn a_command_line_is_understood_or_refused_as_if_every_command_were_looked_at() {
    for line in [
        "",
        "--line --register due",
        "due",
        "due --within 90d --kind action,review --register F",
        "--as-of 2021-08-20 due --quiet",
        "status --user due",
        "find meeting due",
        "meeting list agenda",
        "--for members meeting show next",
        "action add --forum CEF --text due --like status",
        "item edit 3 status --title meeting",
        "agreement add --title One --party 'CQC as party'",
        "text list",
        "returns",
        "returns next --forum CEF",
        "returns ask next",
        "return raise 1 due",
        "agenda text step next",
        "config show",
        "new F",
        "demo --records 3",
        "undo",
        "-- due",
        "duee",
        "due --wihtin 90d",
        "meeting",
        "meeting shwo next",
        "item edit",
        "action add --txet One",
        "--user due",
        "due status",
        "help",
        "help due",
        "meeting help",
        "--help",
        "-V",
        "due --help",
        "meeting --help",
        "action edit -h",
        "agenda text --help",
        "due --version",
    ] {
        let words = || std::iter::once("secretariat").chain(line.split_terminator(' '));
        let told = |read: Result<Cli, clap::Error>| match read {
            Ok(cli) => format!("{cli:?}"),
            Err(error) => format!("{:?} {error}", error.kind()),
        };
        let read = told(cli::parse(words().map(Into::into)));
        assert_eq!(read, told(Cli::try_parse_from(words())), "{line}");
    }
}

#[test]
fn the_help_of_a_command_begins_as_the_list_of_commands_says() {
    let listed = Cli::command();
    let mut made = listed.clone();
    made.build();
    for command in listed.get_subcommands() {
        let name = command.get_name();
        let made = made.find_subcommand(name).expect("what is listed is made");
        assert_eq!(made.get_about(), command.get_about(), "{name}");
    }
}
