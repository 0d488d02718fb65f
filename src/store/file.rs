//! The table of what is known of files.

use super::row::stored;
use crate::domain::file::File;

stored!(File in "file":
    id, link, size, digest, on,
);
