//! Names that went from one id to another: a destroyed app's name can be taken by a new app.

use super::rows::label_key;
use crate::aggregate::PartyLine;
use crate::view::diff::{Subject, TakenOverView};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Ids by a name as names are compared, with the name as it is shown.
type Bearers<'a> = BTreeMap<Arc<str>, (&'a str, BTreeSet<&'a str>)>;

/// A name counts as taken over by an id that bears it on the later side and did not on the earlier one,
/// where another id did. Without ids it cannot be told.
pub(super) fn taken_over(
    subject: Subject,
    before: &[PartyLine],
    after: &[PartyLine],
) -> Vec<TakenOverView> {
    let (earlier, later) = (bearers(subject, before), bearers(subject, after));
    let owned = |ids: &mut dyn Iterator<Item = &&str>| ids.map(|id| (*id).to_owned()).collect();
    later
        .into_iter()
        .filter_map(|(key, (name, ids))| {
            let (_, had) = earlier.get(&key)?;
            let after_ids: Vec<String> = owned(&mut ids.difference(had));
            (!after_ids.is_empty()).then(|| TakenOverView {
                subject: subject.as_str(),
                name: name.to_owned(),
                before_ids: owned(&mut had.iter()),
                after_ids,
            })
        })
        .collect()
}

/// Which ids bore which name at any time of a side.
fn bearers(subject: Subject, lines: &[PartyLine]) -> Bearers<'_> {
    let mut bearers = Bearers::new();
    for line in lines {
        let Some(id) = line.id.as_deref() else {
            continue;
        };
        for name in line.label.iter().chain(&line.also_known_as) {
            let key = label_key(subject, name);
            let (_, ids) = bearers.entry(key).or_insert((name, BTreeSet::new()));
            ids.insert(id);
        }
    }
    bearers
}
