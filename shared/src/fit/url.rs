//! Web addresses as X finds them: with or without a scheme, by the list of top-level domains.

/// Top-level domains, sorted by their bytes, one a line: the list that `twitter-text` 3.1.0 carries.
const TOP_LEVEL: &str = include_str!("../../data/fit/tlds.txt");

/// A label of a host name may be so long, counted in punycode (RFC 1035).
const LONGEST_LABEL: usize = 63;
/// A longer address is no address for X.
const LONGEST_URL: usize = 4096;

/// The end of the web address that starts at `at`, if one does.
pub(super) fn end(letters: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|before| letters[before]);
    if before.is_some_and(|letter| letter.is_ascii_alphanumeric() || "@＠$#＃".contains(letter)) {
        return None;
    }
    let scheme = scheme(&letters[at..]);
    if scheme == 0 && before.is_some_and(|letter| "-_./".contains(letter)) {
        return None;
    }
    let host = at + scheme;
    let host_end = host_end(letters, host, scheme == 0)?;
    let port_end = port_end(letters, host_end);
    let path_end = path_end(letters, port_end);
    // Without a scheme and a path, only the name of the host is taken for an address.
    let end = if scheme == 0 && path_end == port_end {
        host_end
    } else {
        query_end(letters, path_end)
    };
    (end - at <= LONGEST_URL).then_some(end)
}

fn scheme(letters: &[char]) -> usize {
    let starts = |scheme: &str| {
        scheme.chars().enumerate().all(|(place, letter)| {
            letters
                .get(place)
                .is_some_and(|found| found.eq_ignore_ascii_case(&letter))
        })
    };
    match (starts("https://"), starts("http://")) {
        (true, _) => 8,
        (false, true) => 7,
        (false, false) => 0,
    }
}

/// The end of the longest run of labels whose last is a top-level domain.
fn host_end(letters: &[char], from: usize, plain: bool) -> Option<usize> {
    let mut best = None;
    let mut at = from;
    let mut labels = 0;
    loop {
        let end = label_end(letters, at, plain);
        if end == at {
            break;
        }
        // Nearly every word ends here: nothing follows that an address goes on with.
        if labels == 0 && letters.get(end) != Some(&'.') {
            break;
        }
        let label: String = letters[at..end].iter().collect();
        labels += 1;
        if labels > 1 && is_top_level(&label) && !letters.get(end).is_some_and(|next| glues(*next))
        {
            best = Some(end);
        } else if encoded_len(&label) > LONGEST_LABEL {
            break;
        }
        if letters.get(end) != Some(&'.') {
            break;
        }
        at = end + 1;
    }
    best
}

/// What may not follow a top-level domain.
fn glues(next: char) -> bool {
    next.is_ascii_alphanumeric() || "@+-".contains(next)
}

/// The end of one label. Without a scheme only ASCII and accented Latin letters count.
fn label_end(letters: &[char], from: usize, plain: bool) -> usize {
    let inside = |letter: char| match letter {
        '-' | '_' => true,
        letter if letter.is_ascii() => letter.is_ascii_alphanumeric(),
        letter if plain => letter < '\u{250}' && letter.is_alphabetic(),
        letter => {
            !letter.is_whitespace()
                && !is_direction(letter)
                && !matches!(letter as u32, 0x2010..=0x205e | 0x3000..=0x303f)
        }
    };
    if matches!(letters.get(from), Some('-' | '_')) {
        return from;
    }
    let length = letters[from..]
        .iter()
        .take_while(|letter| inside(**letter))
        .count();
    let hyphens = letters[from..from + length]
        .iter()
        .rev()
        .take_while(|letter| matches!(letter, '-' | '_'))
        .count();
    from + length - hyphens
}

/// Marks that turn the direction of writing; they end an address.
fn is_direction(letter: char) -> bool {
    matches!(letter as u32, 0x200e..=0x200f | 0x202a..=0x202e | 0x2066..=0x2069 | 0x61c)
}

fn is_top_level(label: &str) -> bool {
    let label = crate::text::case::lowered(label);
    label.starts_with("xn--") || TOP_LEVEL.lines().any(|known| known == label)
}

/// The length of a label in punycode (RFC 3492), with its prefix.
fn encoded_len(label: &str) -> usize {
    if label.is_ascii() {
        return label.len();
    }
    let basic = label.chars().filter(char::is_ascii).count();
    let mut length = "xn--".len() + basic + usize::from(basic > 0);
    let (mut code, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, basic as u32);
    let count = label.chars().count() as u32;
    while handled < count {
        let Some(next) = label
            .chars()
            .map(|letter| letter as u32)
            .filter(|letter| *letter >= code)
            .min()
        else {
            break;
        };
        delta = delta.saturating_add((next - code).saturating_mul(handled + 1));
        code = next;
        for letter in label.chars().map(|letter| letter as u32) {
            if letter < code {
                delta = delta.saturating_add(1);
            }
            if letter == code {
                let (mut left, mut step) = (delta, 36);
                loop {
                    let threshold = if step <= bias {
                        1
                    } else {
                        (step - bias).min(26)
                    };
                    length += 1;
                    if left < threshold {
                        break;
                    }
                    left = (left - threshold) / (36 - threshold);
                    step += 36;
                }
                bias = adapt(delta, handled + 1, handled == basic as u32);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.saturating_add(1);
        code += 1;
    }
    length
}

fn adapt(delta: u32, points: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut steps = 0;
    while delta > 455 {
        delta /= 35;
        steps += 36;
    }
    steps + 36 * delta / (delta + 38)
}

fn port_end(letters: &[char], at: usize) -> usize {
    let digits = letters.get(at + 1..).unwrap_or_default();
    let digits = digits
        .iter()
        .take_while(|letter| letter.is_ascii_digit())
        .count();
    if letters.get(at) == Some(&':') && digits > 0 {
        at + 1 + digits
    } else {
        at
    }
}

/// A path ends with the last sign that may end one: a full stop after an address belongs to the sentence, and so does
/// a bracket that was opened before the address.
fn path_end(letters: &[char], at: usize) -> usize {
    if letters.get(at) != Some(&'/') {
        return at;
    }
    let mut end = at + 1;
    let mut place = at + 1;
    while let Some(letter) = letters.get(place) {
        if let Some(after) = brackets_end(letters, place) {
            (place, end) = (after, after);
        } else if is_in_path(*letter) {
            place += 1;
            if letter.is_ascii_alphanumeric()
                || "+-=_#/".contains(*letter)
                || is_path_letter(*letter)
            {
                end = place;
            }
        } else {
            break;
        }
    }
    end
}

/// The end of a pair of brackets that belongs to a path, one more pair inside allowed.
fn brackets_end(letters: &[char], at: usize) -> Option<usize> {
    if letters.get(at) != Some(&'(') {
        return None;
    }
    let mut depth = 0_usize;
    for (place, letter) in letters.iter().enumerate().skip(at) {
        match letter {
            '(' if depth < 2 => depth += 1,
            ')' if depth == 1 => return (place > at + 1).then_some(place + 1),
            ')' => depth -= 1,
            letter if is_in_path(*letter) => {}
            _ => return None,
        }
    }
    None
}

fn is_in_path(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || "!*';:=+,.$/%#[]-–_~@|&".contains(letter)
        || is_path_letter(letter)
}

fn is_path_letter(letter: char) -> bool {
    matches!(letter as u32, 0xc0..=0x24f | 0x1e00..=0x1eff | 0x400..=0x4ff)
        && letter.is_alphabetic()
}

fn query_end(letters: &[char], at: usize) -> usize {
    if letters.get(at) != Some(&'?') {
        return at;
    }
    let inside = |letter: char| {
        letter.is_ascii_alphanumeric() || "!?*'@();:&=+$/%#[]-_.,~|".contains(letter)
    };
    let may_end = |letter: char| letter.is_ascii_alphanumeric() || "-_&=#/".contains(letter);
    let end = run_end(letters, at + 1, inside, may_end);
    if end == at + 1 { at } else { end }
}

fn run_end(
    letters: &[char],
    from: usize,
    inside: impl Fn(char) -> bool,
    may_end: impl Fn(char) -> bool,
) -> usize {
    let run = letters[from..]
        .iter()
        .take_while(|letter| inside(**letter))
        .count();
    let tail = letters[from..from + run]
        .iter()
        .rev()
        .take_while(|letter| !may_end(**letter))
        .count();
    from + run - tail
}
