//! Why a command did not do what it was asked, and with which exit code that ends.

use crate::domain::refusal::{Refusal, Why};
use crate::editor::EditorError;
use crate::files::FileError;
use crate::outgoing::Unwritten;
use crate::session::Failure;
use crate::store::{ErrorKind, StoreError};

/// A message for the user and, by its kind, an exit code.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error(transparent)]
    File(#[from] FileError),
    #[error(transparent)]
    Editor(#[from] EditorError),
    /// The options do not go together.
    #[error("{0}")]
    Usage(String),
    /// Whoever read the output has stopped reading.
    #[error("The output could not be written: {0}.")]
    Output(#[from] std::io::Error),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Failure(refusal.into())
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failure(error.into())
    }
}

impl From<Unwritten> for Stop {
    fn from(error: Unwritten) -> Self {
        match error {
            Unwritten::Refused(refusal) => refusal.into(),
            Unwritten::File(error) => error.into(),
        }
    }
}

impl Stop {
    /// 1 refused or failed, 2 wrong usage or settings, 3 no such record, 4 locked or changed by somebody else, 130 interrupted.
    pub fn code(&self) -> u8 {
        match self {
            Self::Failure(Failure::Refused(refusal)) => match refusal.why {
                Why::NotFound => 3,
                Why::Conflict => 4,
                Why::Invalid | Why::Ambiguous | Why::State => 1,
            },
            Self::Failure(Failure::Conflict(..)) => 4,
            Self::Failure(Failure::Store(error)) => match error.kind() {
                ErrorKind::Missing => 3,
                ErrorKind::Locked => 4,
                ErrorKind::Interrupted => 130,
                ErrorKind::Failed => 1,
            },
            Self::File(_) | Self::Editor(_) => 1,
            Self::Usage(_) => 2,
            // A broken pipe is the reader's choice and no failure; anything else is.
            Self::Output(error) => u8::from(error.kind() != std::io::ErrorKind::BrokenPipe),
        }
    }

    /// True for what is not worth a word.
    pub fn is_silent(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}
