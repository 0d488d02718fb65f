//! The table of contacts.

use super::row::stored;
use crate::domain::contact::Contact;

stored!(Contact in "contact":
    id, organisation, name, post, from, to, telephone, email, met, confirmed,
);
