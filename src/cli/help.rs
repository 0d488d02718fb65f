//! `help`: what is too long for the help of a command, by topic; or the help of a command.

use clap::{Args, Command, CommandFactory, ValueEnum};

use super::{Cli, Common, Exit, Out, Stop};
use crate::exchange::register_json::schema;

#[derive(Debug, Args)]
pub struct HelpArgs {
    /// A topic, or a command with the words under it; the topics are listed without one
    topic: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Topic {
    /// What a file with a whole register holds, field by field
    Json,
}

pub fn run(args: &HelpArgs, common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let text = match args.topic.as_slice() {
        [] => topics(),
        [word] if let Ok(topic) = Topic::from_str(word, true) => of_topic(topic),
        words => of_command(words)?,
    };
    out.give(&text, common)?;
    Ok(Exit::Done)
}

fn of_topic(topic: Topic) -> String {
    match topic {
        Topic::Json => schema::text(),
    }
}

fn topics() -> String {
    let values = Topic::value_variants().iter();
    let lines = values.filter_map(|topic| {
        let value = topic.to_possible_value()?;
        let help = value.get_help().map(ToString::to_string);
        Some(format!(
            "  {:<8}  {}\n",
            value.get_name(),
            help.unwrap_or_default()
        ))
    });
    format!(
        "Topics, as in `secretariat help json`:\n{}\n\
         A command, as in `secretariat help action edit`; all of them: `secretariat --help`.\n",
        lines.collect::<String>()
    )
}

/// The help of a command, as `--help` after it prints it.
fn of_command(words: &[String]) -> Result<String, Stop> {
    let mut all = Cli::command();
    all.build();
    let found = words
        .iter()
        .try_fold(&mut all, |command: &mut Command, word| {
            command.find_subcommand_mut(word)
        });
    let found = found.ok_or_else(|| {
        let words = words.join(" ");
        Stop::Usage(format!(
            "There is no topic and no command \"{words}\"; `secretariat help` lists the topics, `secretariat --help` the \
             commands."
        ))
    })?;
    Ok(found.render_long_help().to_string())
}
