//! Reading what was typed without making all that could have been.

use std::ffi::OsString;

use clap::{Args, FromArgMatches, Parser, Subcommand};

use super::{Cli, Command, Common};

/// What was typed; the error is what clap says to it, or the help that was asked for.
///
/// It is read with the commands alone that it names: giving each of them all the options of every command would be felt
/// at every start. What is not understood so is read again with all commands, for the help and the nearest word.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let words: Vec<OsString> = words.into_iter().collect();
    let all = Command::augment_subcommands(clap::Command::default());
    let named = all
        .get_subcommands()
        .filter(|command| words.iter().any(|word| word == command.get_name()));
    // Our own `help` is among the commands.
    let line = clap::Command::default().disable_help_subcommand(true);
    let line = Common::augment_args(line).subcommands(named.cloned());
    line.try_get_matches_from(&words)
        .and_then(|found| Cli::from_arg_matches(&found))
        .or_else(|_| Cli::try_parse_from(words))
}
