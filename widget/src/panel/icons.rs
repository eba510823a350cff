//! The few drawings of the panel. Each takes the colour of the text around it.

use super::sends;
use crate::state::Msg;
use crate::tree::{El, el};
use accalmie_shared::reading::Severity;

/// A drawing of 16 by 16 units: one path, stroked. `size` is its width and height in pixels.
pub(super) fn icon_of(path: &str, size: &str) -> El {
    el("svg")
        .set("viewBox", "0 0 16 16")
        .set("width", size)
        .set("height", size)
        .set("fill", "none")
        .set("stroke", "currentColor")
        .set("stroke-width", "1.6")
        .set("stroke-linecap", "round")
        .set("stroke-linejoin", "round")
        .set("aria-hidden", "true")
        .with(el("path").set("d", path))
}

/// A drawing of the usual size, 16 pixels.
pub(super) fn icon(path: &str) -> El {
    icon_of(path, "16")
}

/// The mark of the product: a swell that comes to rest.
pub(crate) const LULL: &str = "M1 9.5C2.3 5 3.8 3.5 5.2 6.4 6.4 9 7.2 10.4 8.6 9.2 9.8 8.2 10.6 8.4 11.4 9.1 12.4 9.9 13.6 9.5 15 9.5";
/// Magnifying glass.
pub(crate) const SEARCH: &str = "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM14 14l-3.4-3.4";
/// Question mark.
pub(crate) const HELP: &str =
    "M5.6 5.6C5.8 4.2 6.8 3.4 8.1 3.4c1.4 0 2.4.9 2.4 2.1 0 1.9-2.4 2-2.4 3.9M8 12.6v.01";
/// Cross.
pub(crate) const CLOSE: &str = "M4 4l8 8M12 4l-8 8";
/// Arrow to the left.
pub(crate) const BACK: &str = "M9.5 3.5 5 8l4.5 4.5";
/// Arrow up.
pub(crate) const UP: &str = "M3.5 10 8 5.5l4.5 4.5";
/// Arrow down.
pub(crate) const DOWN: &str = "M3.5 6 8 10.5 12.5 6";
/// A target.
pub(crate) const GOTO: &str =
    "M8 1.8v3M8 11.2v3M1.8 8h3M11.2 8h3M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z";
/// Three dots.
pub(crate) const MORE: &str = "M3.4 8v.01M8 8v.01M12.6 8v.01";
/// A turning arrow.
pub(crate) const AGAIN: &str = "M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3";
/// A tick.
pub(crate) const TICK: &str = "M3 8.5 6.5 12 13 4.5";
/// A triangle of warning.
pub(crate) const WARN: &str = "M8 2.2 14.4 13H1.6L8 2.2ZM8 6.6v3M8 11.4v.01";

/// The path of a degree: a flat line, a wave, two steep waves, a bolt. The shape alone tells them apart.
pub(crate) const fn degree_path(severity: Severity) -> &'static str {
    match severity {
        Severity::Calm => "M3 8h10",
        Severity::Annoyed => "M2.5 9c1.8-3.4 3.6-3.4 5.5-.8 1.8 2.5 3.7 2.4 5.5-.9",
        Severity::Angry => "M2 11l3-6 3 6 3-6 3 6",
        Severity::Furious => "M9 1.8 3.8 9h3.7l-.6 5.2L12.2 7H8.4L9 1.8Z",
    }
}

/// The value of `data-degree`.
pub(crate) const fn degree_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Calm => "calm",
        Severity::Annoyed => "annoyed",
        Severity::Angry => "angry",
        Severity::Furious => "furious",
    }
}

/// How angry a post is, as a small plate.
pub(super) fn degree(severity: Severity) -> El {
    el("span.degree")
        .set("data-degree", degree_name(severity))
        .with(icon(degree_path(severity)))
}

/// Makes a button one that shows a drawing and is named in words.
pub(super) fn button(kind: &'static str, path: &str, name: &str, msg: Msg) -> El {
    el(kind)
        .titled(name)
        .on("click", sends(msg))
        .with(icon(path))
}
