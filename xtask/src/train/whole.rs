//! The whole reading, rules and model together, of every post by the model of the fold that hid it.

use super::data::{self, Corpus};
use super::folds::{self, FOLDS};
use accalmie_shared::assess;
use accalmie_shared::model::Model;
use accalmie_shared::packs::Packs;
use accalmie_shared::reading::{Assessment, Lang};

/// What was read in posts by models that had not seen them.
pub(crate) struct Readings {
    /// Of the labelled posts, in their order.
    pub(crate) labelled: Vec<Assessment>,
    /// Of what brands say themselves: the set's label and the reading.
    pub(crate) own_voice: Vec<(String, Assessment)>,
}

/// Reads every post; `hiding` holds the model of each fold, [`FOLDS`] of them.
pub(crate) fn read(corpus: &Corpus, lang: Lang, hiding: &[Model]) -> Readings {
    let packs: Vec<Packs> = (0..FOLDS)
        .map(|fold| with_model(lang, hiding.get(fold)))
        .collect();
    let posts = &corpus.labelled;
    let folds = folds::folds(
        posts
            .iter()
            .map(|post| (post.id.as_str(), post.text.as_str())),
    );
    let labelled = posts
        .iter()
        .zip(folds)
        .map(|(post, fold)| assess::assess(&post.text, Some(lang), &packs[fold]))
        .collect();
    let others = corpus.others.values().flatten();
    let own_voice = others
        .filter_map(|post| {
            let label = post.labels.iter().find(|label| data::is_own_voice(label))?;
            let fold = folds::of_unlabelled(&post.text);
            let read = assess::assess(&post.text, Some(lang), &packs[fold]);
            Some((label.clone(), read))
        })
        .collect();
    Readings {
        labelled,
        own_voice,
    }
}

fn with_model(lang: Lang, model: Option<&Model>) -> Packs {
    let mut packs = Packs::embedded();
    let pack = match lang {
        Lang::Fr => packs.fr.as_mut(),
        Lang::En => packs.en.as_mut(),
        Lang::Unknown => None,
    };
    if let Some(pack) = pack {
        pack.model = model.cloned();
    }
    packs
}
