//! The table of announcements.

use super::row::stored;
use crate::domain::announcement::Announcement;

stored!(Announcement in "announcement":
    id, reference, title, publisher, agreement, on, at, embargo, shared, no_notice, published,
);
