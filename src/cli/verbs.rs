//! The commands under a noun. They are made when their noun is what was typed: making all of them at every start would
//! be felt.

use std::ops::Deref;

use clap::{ArgMatches, Args, Command, Error, FromArgMatches, Subcommand};

use super::fill;

/// What may follow a noun; an `Args`, since `defer` puts off a command's arguments but not the commands under it.
#[derive(Debug)]
pub struct Verbs<T>(T);

impl<T> Deref for Verbs<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Subcommand> Args for Verbs<T> {
    fn augment_args(noun: Command) -> Command {
        // Made this late, the verbs would put their own description in the place of the noun's.
        let about = noun.get_about().cloned().unwrap_or_default();
        let noun = noun.subcommand_required(true).arg_required_else_help(true);
        fill::ask(T::augment_subcommands(noun)).about(about)
    }

    fn augment_args_for_update(noun: Command) -> Command {
        T::augment_subcommands_for_update(noun)
    }
}

impl<T: Subcommand> FromArgMatches for Verbs<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}
