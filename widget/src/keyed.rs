//! Values by their names, in the order of the names.
//!
//! A tree is compiled anew for every kind of value. Here one tree leads from names to places in a list, whatever the
//! values are: of each kind only the list is compiled.

use std::collections::BTreeMap;

/// Values by their names.
pub(crate) struct Keyed<T> {
    places: BTreeMap<String, usize>,
    values: Vec<Option<T>>,
    /// Places in `values` that hold nothing.
    free: Vec<usize>,
}

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self {
            places: BTreeMap::new(),
            values: Vec::new(),
            free: Vec::new(),
        }
    }
}

impl<T> Keyed<T> {
    /// The value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        self.values.get(*self.places.get(name)?)?.as_ref()
    }

    /// The value of a name, to be changed.
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.values.get_mut(*self.places.get(name)?)?.as_mut()
    }

    /// Whether a name has a value.
    pub(crate) fn contains_key(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// Whether there are no values.
    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// Gives a name a value; the one it had is returned.
    pub(crate) fn insert(&mut self, name: String, value: T) -> Option<T> {
        self.slot(name).replace(value)
    }

    /// The value of a name, which gets one where it has none.
    pub(crate) fn get_or_insert_with(&mut self, name: &str, make: impl FnOnce() -> T) -> &mut T {
        self.slot(name.to_owned()).get_or_insert_with(make)
    }

    /// Takes the value of a name away.
    pub(crate) fn remove(&mut self, name: &str) -> Option<T> {
        let place = self.places.remove(name)?;
        self.free.push(place);
        self.values.get_mut(place)?.take()
    }

    /// All names.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &String> {
        self.places.keys()
    }

    /// All values.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        self.iter().map(|(_, value)| value)
    }

    /// All names with their values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.places
            .iter()
            .filter_map(|(name, place)| Some((name, self.values.get(*place)?.as_ref()?)))
    }

    /// Changes each value.
    pub(crate) fn change(&mut self, mut change: impl FnMut(&str, &mut T)) {
        for (name, place) in &self.places {
            if let Some(Some(value)) = self.values.get_mut(*place) {
                change(name, value);
            }
        }
    }

    /// Keeps only the values of which `keep` is true.
    pub(crate) fn retain(&mut self, keep: impl Fn(&str, &T) -> bool) {
        let gone = self.iter().filter(|(name, value)| !keep(name, value));
        let gone: Vec<String> = gone.map(|(name, _)| name.clone()).collect();
        for name in gone {
            self.remove(&name);
        }
    }

    /// The place of a name's value, which may be empty.
    fn slot(&mut self, name: String) -> &mut Option<T> {
        let place = *self.places.entry(name).or_insert_with(|| {
            self.free.pop().unwrap_or_else(|| {
                self.values.push(None);
                self.values.len() - 1
            })
        });
        &mut self.values[place]
    }
}

impl<T> Extend<(String, T)> for Keyed<T> {
    fn extend<I: IntoIterator<Item = (String, T)>>(&mut self, values: I) {
        for (name, value) in values {
            self.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Keyed;

    #[test]
    fn values_stand_by_their_names_in_order_and_places_are_used_again() {
        let mut keyed = Keyed::default();
        for (name, value) in [("b", 2), ("c", 3), ("a", 1)] {
            assert_eq!(keyed.insert(name.to_owned(), value), None);
        }
        assert_eq!(keyed.insert("c".to_owned(), 4), Some(3));
        assert_eq!(keyed.remove("b"), Some(2));
        assert_eq!(keyed.remove("b"), None);
        assert_eq!(*keyed.get_or_insert_with("d", || 5), 5);
        assert_eq!(*keyed.get_or_insert_with("d", || 6), 5);
        assert_eq!(keyed.values.len(), 3);
        keyed.change(|name, value| {
            if name != "a" {
                *value *= 10;
            }
        });
        keyed.retain(|_, value| *value != 40);
        let all: Vec<_> = keyed
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        assert_eq!(all, [("a", 1), ("d", 50)]);
        assert_eq!((keyed.len(), keyed.is_empty()), (2, false));
        assert_eq!((keyed.get("c"), keyed.contains_key("d")), (None, true));
    }
}
