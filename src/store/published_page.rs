//! The table of published pages.

use super::row::stored;
use crate::domain::published_page::PublishedPage;

stored!(PublishedPage in "published_page":
    id, on, parts, document,
);
