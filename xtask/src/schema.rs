//! `cargo xtask schema`: writes the JSON Schema of policy files, made from the types that read them.

use crate::repo;
use anyhow::Result;
use pico_args::Arguments;

/// What the help says.
pub(crate) const HELP: &str =
    "write www/policy.schema.json, the JSON Schema of policy files, from the types";

/// Writes the schema next to the site's other files.
pub(crate) fn main(arguments: Arguments) -> Result<()> {
    crate::no_more(arguments)?;
    let schema = accalmie_shared::policy::schema();
    let text = serde_json::to_string_pretty(&schema)? + "\n";
    repo::write(&repo::at("www/policy.schema.json"), text)
}
