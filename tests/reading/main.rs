//! What the reader must read: every row of the lexicons, personal data, the golden corpus.

mod golden;
mod lexicon;
mod personal;
