//! `demo`: sample data in a new file, or only for looking.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Exit, Out, Stop, create, refuse_past, status, writing};
use crate::demo::{AS_OF, demo, generated::generated};
use crate::domain::date::Date;
use crate::session::{Clock, Session, SessionOptions};

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Writes the sample data to a new register instead of opening it in memory
    pub file: Option<PathBuf>,
    /// So many generated entries instead, for measuring
    #[arg(long, value_name = "N", requires = "file")]
    pub records: Option<usize>,
}

/// The sample data in memory, on the day that it was made for unless another is asked for.
pub fn in_memory(common: &Common) -> Result<Session, Stop> {
    refuse_past(common)?;
    let options = writing(common)?;
    let clock = if common.as_of.is_some() {
        options.clock
    } else {
        Clock::AsOf(AS_OF)
    };
    let mut session = Session::memory(SessionOptions { clock, ..options })?;
    session.commit(|_| Ok(demo()))?;
    Ok(session)
}

/// Writes the sample data to the file that is named; without one says how it stands.
pub(super) fn run(args: &DemoArgs, common: &Common, out: &mut Out<'_>) -> Result<Exit, Stop> {
    let Some(file) = &args.file else {
        let session = in_memory(common)?;
        out.say("Sample data, gone when this ends. `secretariat demo FILE` keeps it.")?;
        return status::run(common, &session, out);
    };
    let mut session = create(file, common)?;
    let today = session.today();
    session.commit(|_| {
        Ok(args
            .records
            .map_or_else(demo, |records| generated(records, today)))
    })?;
    let (count, file) = (session.register().len(), file.display());
    out.say(&format!("Made {file} with {count} entries of sample data."))?;
    if args.records.is_none() {
        let day = Date::day(AS_OF);
        out.say(&format!(
            "It was made for {day}: `secretariat --register {file} --as-of {AS_OF} due`."
        ))?;
    }
    Ok(Exit::Done)
}
