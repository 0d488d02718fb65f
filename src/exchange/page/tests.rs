//! What the page of the sample register says, and what it never says.
