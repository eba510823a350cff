//! What the forms of platforms are filled with.

use super::form::Form;
use crate::outbox::shape::Words;
use crate::settings::RouteSettings;
use accalmie_shared::case::{Case, Turn};
use accalmie_shared::units::Timestamp;

/// Everything that the data files may ask for, to do what `form` says about the post `turn`. `id` names the act; `set` is what the owner has set for the platform.
pub(crate) fn words(
    set: Option<&RouteSettings>,
    case: &Case,
    (form, turn): (Option<&Form>, Option<&Turn>),
    text: &str,
    id: &str,
    now: Timestamp,
) -> Words {
    let mut words = Words::new();
    let mut put = |name: &str, word: &str| {
        words.insert(name.to_owned(), word.to_owned());
    };
    let author = case.author.as_ref();
    let author_id = author.map_or("", |author| author.id.as_str());
    let handle = author.and_then(|author| author.handle.as_deref());
    put("id", id);
    put("text", text);
    put("author", author_id);
    put("handle", handle.unwrap_or_default());
    put("at", &crate::clock::format(now));
    // Who hides their number is known by an id with letters in it.
    let is_number = !author_id.is_empty() && author_id.bytes().all(|byte| byte.is_ascii_digit());
    put(if is_number { "number" } else { "user_id" }, author_id);
    // Over there a reply reaches whom it names.
    let named = handle
        .map(|handle| format!("@{handle}"))
        .filter(|name| !text.contains(name));
    put(
        "named_text",
        &named.map_or_else(|| text.to_owned(), |name| format!("{name} {text}")),
    );
    let own = set.and_then(|set| set.accounts.first()).map(String::as_str);
    let account = turn.and_then(|turn| turn.account.as_deref()).or(own);
    put("account", account.unwrap_or_default());
    if let Some(turn) = turn {
        about(turn, &mut put);
    }
    if let Some(form) = form {
        defaults(form, &mut put);
    }
    for (name, word) in set.into_iter().flat_map(|set| &set.send) {
        match name.split_once(':') {
            None => put(name, word.trim_end_matches('/')),
            Some((name, of)) if Some(of) == account => put(name, word.trim_end_matches('/')),
            Some(_) => {}
        }
    }
    words
}

/// What the post says of its own place.
fn about(turn: &Turn, put: &mut impl FnMut(&str, &str)) {
    put("post", &turn.id);
    put("thread", &turn.thread);
    // The number within a topic stands at the end of a Discourse address.
    let place = turn.url.as_deref().and_then(|url| url.rsplit('/').next());
    let place = place.filter(|place| place.parse::<u32>().is_ok());
    put("place", place.unwrap_or_default());
    // Telegram's ids bear the chat's.
    let (chat, message) = turn.id.split_once('.').unwrap_or((&turn.thread, ""));
    put("chat", chat);
    put("message_number", message);
    // "urn:li:comment:(urn:li:activity:1,2)" is a comment on the activity 1.
    let within = turn
        .id
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(','));
    put(
        "object",
        within.map_or(turn.thread.as_str(), |(object, _)| object),
    );
}

/// What the platform's file sets where the owner does not.
fn defaults(form: &Form, put: &mut impl FnMut(&str, &str)) {
    for name in ["url", "version"] {
        if let Some(word) = form.default(name) {
            put(name, word);
        }
    }
}
