//! What to ask the customer for: what the policy names for the topic, as far as it goes with the thing at hand.

use crate::packs::{Book, ItemRow};
use crate::policy::Policy;
use crate::post::{Channel, Venue};
use crate::reading::{Address, Lang, Topic};
use crate::reply::Item;
use crate::slots::{Details, addressed};

/// At most so many items are asked for in one public answer; the rest can wait for the private exchange.
const MOST_IN_PUBLIC: usize = 2;
const MOST_IN_PRIVATE: usize = 3;
/// The kind of nothing at all, where no thing is named.
const NOTHING_NAMED: &str = "none";

/// Where an answer is going to stand.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) channel: Channel,
    pub(super) venue: Venue,
}

/// The items to ask for, without those the customer has given.
///
/// The topic is read from a whole post and the policy's list is made for it; where the thing at hand is of another kind
/// (a washing machine has no line number), an item of another of the policy's lists takes the place of the odd one.
pub(super) fn wanted(
    policy: &Policy,
    topic: Topic,
    given: &[Item],
    details: &Details,
    book: &Book,
    place: Place,
) -> Vec<Item> {
    let kinds = kinds(details, book);
    let mut items: Vec<Item> = Vec::new();
    for item in policy.asks_for(topic) {
        let better = match book.item(*item) {
            Some(row) if goes_against(row, &kinds) => instead(policy, &kinds, book),
            Some(_) | None => Some(*item),
        };
        if let Some(item) = better.filter(|item| !given.contains(item) && !items.contains(item)) {
            items.push(item);
        }
    }
    if place.venue == Venue::Public && place.channel == Channel::X && items.len() > 1 {
        // Where every sign counts, the number says more than the name.
        items.retain(|item| *item != Item::FullName);
        items.truncate(1);
    }
    items.truncate(match place.venue {
        Venue::Public => MOST_IN_PUBLIC,
        Venue::Private => MOST_IN_PRIVATE,
    });
    items
}

/// The kinds of the thing that something is wrong with; of all things named, where no fault is known.
fn kinds<'a>(details: &Details, book: &'a Book) -> Vec<&'a str> {
    let broken = details.problem.and_then(|problem| problem.object);
    let named = match &broken {
        Some(object) => core::slice::from_ref(object),
        None => details.objects.as_slice(),
    };
    let things = named
        .iter()
        .map(|object| &book.objects[usize::from(*object)]);
    let mut kinds: Vec<&str> = things
        .flat_map(|thing| thing.classes.iter().map(String::as_str))
        .collect();
    if kinds.is_empty() {
        kinds.push(NOTHING_NAMED);
    }
    kinds
}

fn goes_against(row: &ItemRow, kinds: &[&str]) -> bool {
    let among = |list: &[String], kind: &str| list.iter().any(|one| one == kind);
    kinds.iter().any(|kind| among(&row.unfit, kind))
}

/// The first item that goes with the thing, among those this brand asks for at all.
fn instead(policy: &Policy, kinds: &[&str], book: &Book) -> Option<Item> {
    let fits = |row: &&ItemRow| {
        let asked = policy.asks.values().any(|list| list.contains(&row.item));
        let fits = row.fits.iter().any(|fit| kinds.contains(&fit.as_str()));
        asked && fits && !goes_against(row, kinds)
    };
    book.items.iter().find(fits).map(|row| row.item)
}

/// Whether an item is a number by which something is found.
pub(super) fn is_number(item: Item) -> bool {
    matches!(
        item,
        Item::OrderNumber
            | Item::BookingReference
            | Item::CustomerNumber
            | Item::ContractNumber
            | Item::FileNumber
            | Item::InvoiceNumber
    )
}

/// "votre numéro de contrat et votre nom"
pub(super) fn words(items: &[Item], book: &Book, lang: Lang, address: Address) -> Option<String> {
    let names: Vec<String> = items
        .iter()
        .filter_map(|item| book.item(*item))
        .map(|row| addressed(&row.words, address))
        .collect();
    let and = match lang {
        Lang::En => " and ",
        Lang::Fr | Lang::Unknown => " et ",
    };
    let (last, before) = names.split_last()?;
    if before.is_empty() {
        return Some(last.clone());
    }
    Some(format!("{}{and}{last}", before.join(", ")))
}

/// "votre commande": what the items lead to.
pub(super) fn file(items: &[Item], book: &Book, address: Address) -> Option<String> {
    let rows = items.iter().filter_map(|item| book.item(*item));
    let mut files = rows.map(|row| row.file.as_str());
    let file = files.find(|file| !file.is_empty())?;
    Some(addressed(file, address))
}
