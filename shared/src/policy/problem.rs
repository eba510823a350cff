use serde::{Deserialize, Serialize};

/// One thing wrong in a policy file, said so that its author can mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where, as in `channels.x.first_answer` or `people[0].name`; empty for the file as a whole.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
}

impl Problem {
    /// A problem from its three parts.
    pub fn new(
        path: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self {
            path: path.into(),
            found: found.into(),
            expected: expected.into(),
        }
    }

    /// A problem from serde's sentence, as in "invalid type: string \"x\", expected u32".
    #[must_use]
    pub fn of(path: &str, sentence: &str) -> Self {
        let path = if path == "." { "" } else { path };
        let (found, expected) = match sentence.split_once(", expected ") {
            Some((found, expected)) => (found, String::from(expected)),
            None => match sentence.strip_prefix("missing field ") {
                Some(field) => ("nothing", format!("the field {field}")),
                None => (sentence, String::from("another value")),
            },
        };
        let found = ["invalid type: ", "invalid value: "]
            .iter()
            .find_map(|prefix| found.strip_prefix(prefix))
            .unwrap_or(found);
        Self::new(path, found, expected)
    }
}
