//! The command line: one file a noun or verb, each with its arguments and what it does. The only room that prints.

mod action;
mod agenda;
mod agreement;
mod announcement;
mod calendar;
mod chase;
mod circulation;
mod commitment;
pub mod config;
mod delete;
pub mod demo;
mod disagreement;
mod doctor;
mod due;
mod entry;
mod export;
mod file;
mod fill;
mod find;
mod format;
mod forum;
mod gaps;
mod handover;
pub mod help;
mod history;
mod import;
mod invite;
mod issue;
mod item;
pub mod line;
mod meeting;
mod new;
mod note;
mod offer;
mod opening;
mod order;
mod organisation;
mod output;
mod page;
mod paper;
mod parse;
mod plan;
mod records;
mod reminder;
mod report;
mod returns;
mod review;
mod sitting;
mod status;
mod stop;
mod text;
mod timeline;
mod verbs;
mod whole;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{FirstDay, Loaded, Origin, SymbolsName, ThemeName};
use crate::domain::audience::Audience;
use crate::domain::due::Windows;
use crate::domain::refusal::Refusal;
use crate::house::HouseFiles;
use crate::paths;
use crate::session::Session;
use crate::store::Access;

pub use format::Format;
pub use opening::{create, create_default, look_back, open, open_at};
pub use output::Out;
pub use parse::parse;
pub use stop::Stop;

use opening::{day, writing};
use verbs::Verbs;

/// Keeps a regulatory forum's meetings, actions and agreements, and lists everything that is due.
#[derive(Debug, Parser)]
#[command(
    name = "secretariat",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
#[command(
    long_about = "Keeps a regulatory forum's meetings, actions and agreements, and lists everything that is due.\n\nIt is \
no place for case data: nothing about people who use services belongs in a register."
)]
#[command(
    after_help = "Without a command: the screen on a terminal, and the status elsewhere. With --line, ACCESSIBLE=1 or \
TERM=dumb: questions and answers in numbered lines, without borders or colours."
)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The options that mean the same everywhere.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch that somebody gives by itself"
)]
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Common {
    /// The register to open
    #[arg(long, global = true, value_name = "FILE")]
    pub register: Option<PathBuf>,
    /// Takes DATE for today: what was true that day
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Shows what had been entered by the end of DATE; nothing can be changed then
    #[arg(long, global = true, value_name = "DATE")]
    pub as_known: Option<String>,
    /// For whom the text is: what is reserved is left out for the public
    #[arg(
        long = "for",
        global = true,
        value_name = "AUDIENCE",
        default_value = "public",
        hide_default_value = true
    )]
    pub audience: Audience,
    /// How the data is written
    #[arg(long, global = true, value_enum)]
    pub format: Option<Format>,
    /// CSV with every cell as it is, not made safe for spreadsheet programs
    #[arg(long, global = true)]
    pub raw: bool,
    /// Writes to FILE instead; its ending picks the format
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replaces a file that is there already
    #[arg(long, global = true)]
    pub force: bool,
    /// Shows what would be done and does not do it
    #[arg(short = 'n', long, global = true)]
    pub dry_run: bool,
    /// Does it without asking first
    #[arg(short, long, global = true)]
    pub yes: bool,
    /// Opens the register for reading only
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Prints no messages, only data and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colour on the screen
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_default_value = true
    )]
    pub color: Color,
    /// The name that the history keeps
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        value_parser = clap::builder::NonEmptyStringValueParser::new()
    )]
    pub user: Option<String>,
    /// The colours of the screen: auto, light, dark, high-contrast, mono
    #[arg(long, global = true, value_name = "THEME")]
    pub theme: Option<ThemeName>,
    /// What lines on the screen are drawn with: auto, unicode, ascii
    #[arg(long, global = true, value_name = "SYMBOLS")]
    pub symbols: Option<SymbolsName>,
    /// Asks and answers in numbered lines instead of the screen, for screen readers and scripts
    #[arg(long, global = true)]
    pub line: bool,
    /// What the environment and the settings file say beside these options.
    #[arg(skip)]
    pub loaded: Loaded,
    /// Where what was said of columns is kept; none where nothing is to be kept.
    #[arg(skip)]
    pub mappings: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    #[command(flatten)]
    Open(Open),
    #[command(flatten)]
    Make(Make),
    /// The settings
    Config(Verbs<config::ConfigCommand>),
    /// A topic at length, or the help of a command
    Help(help::HelpArgs),
}

/// What is done on a register that is there.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Open {
    /// Everything that is due, most urgent first
    Due(due::DueArgs),
    /// What is missing: reviews, signatures, dates, lead posts, bodies that are no more
    Gaps(gaps::GapsArgs),
    /// One paragraph: overdue, due soon, next meeting
    Status,
    /// The meetings and all that is due as a calendar file, to be taken in by another program: `-o forum.ics`
    Calendar(calendar::CalendarArgs),
    /// Meetings of forums
    Meeting(Verbs<meeting::MeetingCommand>),
    /// Agendas of meetings
    Agenda(Verbs<agenda::AgendaCommand>),
    /// Memoranda, protocols and other agreements: their signing, their editions, their tree, the years across
    Agreement(Verbs<agreement::AgreementCommand>),
    /// Agenda items
    Item(Verbs<item::ItemCommand>),
    /// Reviews of agreements
    Review(Verbs<review::ReviewCommand>),
    /// Action notes and minutes of meetings; dated notes
    Note(Verbs<note::NoteCommand>),
    /// Agreed actions
    Action(Verbs<action::ActionCommand>),
    /// Who owes what before a meeting: asking for returns, receiving and sending them
    Returns(returns::ReturnsArgs),
    /// What organisations send in before a meeting, one by one
    Return(Verbs<returns::ReturnCommand>),
    /// Papers for agenda items: expected, received, late, tabled, verbal
    Paper(Verbs<paper::PaperCommand>),
    /// Who owes what, and a message to each of them
    Chase(chase::ChaseArgs),
    /// Reminders on due lines, for the Secretariat
    Reminder(Verbs<reminder::ReminderCommand>),
    /// What is told of a year or to a meeting
    Report(Verbs<report::ReportCommand>),
    /// Bodies that meet in a series
    Forum(Verbs<forum::ForumCommand>),
    /// Organisations: everything with one of them; renaming, merging and ending them
    Organisation(Verbs<organisation::OrganisationCommand>),
    /// Agendas and records as they went out
    Text(Verbs<text::TextCommand>),
    /// The published page of agreements and forums
    Page(Verbs<page::PageCommand>),
    /// What is proposed for later agendas: offered, parked, sent up
    Offer(Verbs<offer::OfferCommand>),
    /// Duties that agreements create, and when they were met
    Commitment(Verbs<commitment::CommitmentCommand>),
    /// How every commitment stands: last met, next due
    Commitments(commitment::CommitmentsArgs),
    /// What organisations mean to publish, in confidence until they do
    Announcement(Verbs<announcement::AnnouncementCommand>),
    /// Disagreements under an agreement, step by step; reserved
    Disagreement(Verbs<disagreement::DisagreementCommand>),
    #[command(flatten)]
    Noun(records::Noun),
    /// Finds words in all entries
    Find(find::FindArgs),
    /// What was changed, by whom and when
    History(history::HistoryArgs),
    /// Takes back one's own last changes
    Undo(history::TurnArgs),
    /// Brings back what was taken back
    Redo(history::TurnArgs),
    /// Any document or list as a file; everything into a folder
    Export(export::ExportArgs),
    /// Brings in spreadsheets: .xlsx, .csv and .json files of any kind of entry
    Import(import::ImportArgs),
    /// Papers, signed texts and letters that entries refer to
    File(Verbs<file::FileCommand>),
    /// Checks the register and its history, and names the files that are missing
    Doctor,
}

/// What makes a register of its own.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Make {
    /// A new empty register
    New(new::NewArgs),
    /// Sample data, as of 20 August 2021
    Demo(demo::DemoArgs),
}

/// How a command ended that did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done,
    /// `due --exit-code` found something overdue.
    FoundOverdue,
    /// `doctor` found something wrong, or `file check` something missing.
    FoundFault,
    /// `config` found something in the settings that cannot be read.
    FoundMistake,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::FoundFault => 1,
            Self::FoundMistake => 2,
            Self::FoundOverdue => 10,
        }
    }
}

impl Common {
    /// The register that counts, whether it is there or not.
    pub fn register(&self) -> (PathBuf, Origin) {
        let flag = self.register.clone();
        let default = paths::default_register;
        self.loaded
            .in_force(flag, |one| one.register.clone(), default)
    }

    /// The name that the history keeps: as set, else the login at this machine. That asks the system.
    pub fn user(&self) -> (String, Origin) {
        let flag = self.user.clone();
        self.loaded.in_force(flag, |one| one.user.clone(), login)
    }

    pub fn theme(&self) -> (ThemeName, Origin) {
        let default = || ThemeName::Auto;
        self.loaded.in_force(self.theme, |one| one.theme, default)
    }

    pub fn symbols(&self) -> (SymbolsName, Origin) {
        let default = || SymbolsName::Auto;
        self.loaded
            .in_force(self.symbols, |one| one.symbols, default)
    }

    pub fn mouse(&self) -> (bool, Origin) {
        self.loaded.in_force(None, |one| one.mouse, || true)
    }

    pub fn first_day(&self) -> (FirstDay, Origin) {
        let default = || FirstDay::Monday;
        self.loaded.in_force(None, |one| one.first_day, default)
    }

    /// Where the office keeps its own words and look.
    fn house(&self) -> HouseFiles {
        self.loaded.file.documents.clone()
    }

    /// How long before its last day each kind of line is due soon.
    fn windows(&self) -> Windows {
        let mut windows = Windows::default();
        for (kind, lead) in &self.loaded.file.due_soon {
            windows.set(*kind, *lead);
        }
        windows
    }
}

impl Open {
    /// What the command needs of the register.
    fn access(&self, common: &Common) -> Access {
        match self {
            Self::Meeting(command) => command.access(common),
            Self::Agenda(command) => command.access(),
            Self::Item(command) => command.access(),
            Self::Agreement(command) => command.access(),
            Self::Review(command) => command.access(),
            Self::Note(command) => command.access(),
            Self::Action(command) => command.access(),
            Self::Returns(args) => args.access(),
            Self::Return(command) => command.access(),
            Self::Chase(args) => args.access(),
            Self::Reminder(command) => command.access(),
            Self::Forum(command) => command.access(),
            Self::Organisation(command) => command.access(),
            Self::Offer(command) => command.access(),
            Self::Commitment(command) => command.access(),
            Self::Announcement(command) => command.access(),
            Self::Disagreement(command) => command.access(),
            Self::Noun(noun) => noun.access(),
            Self::History(args) => args.access(),
            Self::Paper(_) | Self::Undo(_) | Self::Redo(_) | Self::Import(_) => Access::Write,
            Self::Due(_) | Self::Status => Access::Due,
            Self::Page(command) => command.access(),
            Self::File(command) => command.access(),
            Self::Commitments(_)
            | Self::Calendar(_)
            | Self::Report(_)
            | Self::Text(_)
            | Self::Gaps(_)
            | Self::Find(_)
            | Self::Export(_)
            | Self::Doctor => Access::Read,
        }
    }
}

/// Does what a command says on an open register.
pub fn run(
    command: &Open,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    for warning in session.warnings() {
        out.say(warning)?;
    }
    if let Some(reason) = session.past_reason()
        && common.as_known.is_some()
        && command.access(common) == Access::Write
    {
        let sentence = format!("{reason} Leave --as-known out to change something.");
        return Err(Refusal::state(sentence).into());
    }
    if let Some(remark) = session.nothing_known() {
        out.say(remark)?;
    }
    let done = does(command, common, session, out);
    // Whatever became of the command: a text that does not say what the office wrote is not to go out unseen.
    for mistake in session.house_mistakes() {
        out.say(&mistake)?;
    }
    done
}

fn does(
    command: &Open,
    common: &Common,
    session: &mut Session,
    out: &mut Out<'_>,
) -> Result<Exit, Stop> {
    match command {
        Open::Due(args) => due::run(args, common, session, out),
        Open::Gaps(args) => gaps::run(args, common, session, out),
        Open::Status => status::run(common, session, out),
        Open::Calendar(args) => calendar::give(args, common, session, out),
        Open::Meeting(command) => meeting::run(command, common, session, out),
        Open::Agenda(command) => agenda::run(command, common, session, out),
        Open::Item(command) => item::run(command, common, session, out),
        Open::Agreement(command) => agreement::run(command, common, session, out),
        Open::Review(command) => review::run(command, common, session, out),
        Open::Note(command) => note::run(command, common, session, out),
        Open::Action(command) => action::run(command, common, session, out),
        Open::Returns(args) => returns::run(args, common, session, out),
        Open::Return(command) => returns::run_on_one(command, common, session, out),
        Open::Paper(command) => paper::run(command, common, session, out),
        Open::Chase(args) => chase::run(args, common, session, out),
        Open::Reminder(command) => reminder::run(command, common, session, out),
        Open::Report(command) => report::run(command, common, session, out),
        Open::Forum(command) => forum::run(command, common, session, out),
        Open::Organisation(command) => organisation::run(command, common, session, out),
        Open::Text(command) => text::run(command, common, session, out),
        Open::Page(command) => page::run(command, common, session, out),
        Open::Offer(command) => offer::run(command, common, session, out),
        Open::Commitment(command) => commitment::run(command, common, session, out),
        Open::Commitments(args) => commitment::list(args, common, session, out),
        Open::Announcement(command) => announcement::run(command, common, session, out),
        Open::Disagreement(command) => disagreement::run(command, common, session, out),
        Open::Noun(noun) => records::run(noun, common, session, out),
        Open::Find(args) => find::run(args, common, session, out),
        Open::History(args) => history::run(args, common, session, out),
        Open::Undo(args) => history::turn(&history::UNDO, args, common, session, out),
        Open::Redo(args) => history::turn(&history::REDO, args, common, session, out),
        Open::Export(args) => export::run(args, common, session, out),
        Open::Import(args) => import::run(args, common, session, out),
        Open::File(command) => file::run(command, common, session, out),
        Open::Doctor => doctor::run(session, out),
    }
}

/// Makes the register that a command names.
pub fn make(command: &Make, common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    if common.dry_run {
        let sentence = "A new register is made or it is not: leave --dry-run out.";
        return Err(Stop::Usage(sentence.to_owned()));
    }
    refuse_past(common)?;
    match command {
        Make::New(args) => new::run(args, common, out),
        Make::Demo(args) => demo::run(args, common, out),
    }
}

/// Refuses a day in the past of a register that is only made now.
fn refuse_past(common: &Common) -> Result<(), Stop> {
    if common.as_known.is_none() {
        return Ok(());
    }
    let sentence =
        "All of a new register, or of the sample data, is entered now: leave --as-known out.";
    Err(Stop::Usage(sentence.to_owned()))
}

fn login() -> String {
    let user = whoami::username().unwrap_or_else(|_| "somebody".to_owned());
    let host = whoami::hostname().unwrap_or_else(|_| "this-machine".to_owned());
    format!("{user}@{host}")
}
