//! How often a phrase is chosen: more for a frame that says more, and for one that can be said in many ways.

/// Frames that can be said in more ways than this are chosen alike.
const MOST_WAYS: u32 = 150;
/// A slot that only the customer's own words fill makes the sentence theirs.
const OWN_WORDS: [&str; 11] = [
    "calls",
    "your_calls",
    "length",
    "without",
    "tried",
    "loyalty",
    "wait",
    "since",
    "amount",
    "praised",
    "virtue",
];
const OWN_WORDS_WAYS: u32 = 30;
const PROBLEM_WAYS: u32 = 4;

/// One sentence that makes several moves reads better than several that make one each.
pub(crate) fn weight<'a>(moves: impl Iterator<Item = &'a str>, frame: &str) -> u16 {
    let moves = moves.filter(|name| *name != "greet").count() as u32;
    let together = (2 * moves).saturating_sub(1).max(1);
    u16::try_from(ways(frame).min(MOST_WAYS) * together).unwrap_or(u16::MAX)
}

/// In how many ways a frame can be said.
fn ways(frame: &str) -> u32 {
    let mut product = 1_u32;
    let mut rest = frame;
    while let Some(place) = rest.find(['[', '{']) {
        let mut depth = 0;
        let end = rest[place..]
            .char_indices()
            .find(|(_, sign)| {
                depth += match sign {
                    '[' | '{' | '<' => 1,
                    ']' | '}' | '>' => -1,
                    _ => 0,
                };
                depth == 0
            })
            .map_or(rest.len(), |(end, _)| place + end);
        let inside = &rest[place + 1..end];
        let here = match rest.as_bytes()[place] {
            b'[' => options(inside).map(|option| ways(&option)).sum(),
            _ if OWN_WORDS.contains(&inside) => OWN_WORDS_WAYS,
            _ if matches!(inside, "this" | "clause" | "object") => PROBLEM_WAYS,
            _ => 1,
        };
        product = product.saturating_mul(here);
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    product
}

/// Splits at the bars that are in no inner bracket.
fn options(inside: &str) -> impl Iterator<Item = String> {
    let mut depth = 0;
    let mut found = vec![String::new()];
    for sign in inside.chars() {
        match sign {
            '[' | '{' | '<' => depth += 1,
            ']' | '}' | '>' => depth -= 1,
            _ => {}
        }
        if sign == '|' && depth == 0 {
            found.push(String::new());
        } else if let Some(last) = found.last_mut() {
            last.push(sign);
        }
    }
    found.into_iter()
}
