//! Stretches of time in which something went on without a long break. They are the same in whatever order its events
//! come, and few, so that a question about breaks needs no list of events.

use super::moment::{Moment, shifted};
use crate::event::Timestamp;
use crate::event::time::DAY;
use std::collections::BTreeMap;

/// How long a break is that ends a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// So many days or longer.
    From(u16),
    /// Longer than so many days.
    Above(u16),
}

/// An actor is away for so long before coming back is worth a word.
pub(super) const AWAY: Break = Break::From(90);
/// A network is new where it was not seen for longer.
pub(super) const NEW: Break = Break::Above(90);

impl Break {
    /// Whether it is a break from one event to the next.
    pub fn lies_between(self, earlier: Timestamp, later: Timestamp) -> bool {
        match self {
            Self::From(days) => later >= shifted(earlier, i64::from(days) * DAY),
            Self::Above(days) => later > shifted(earlier, i64::from(days) * DAY),
        }
    }
}

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its first event.
    pub first: Moment,
    /// What the observer says of that event.
    pub flag: bool,
    /// Its last event.
    pub last: Moment,
}

/// All of them: nearly always one, and the memory of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stretches(Kept);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Kept {
    #[default]
    None,
    One(Stretch),
    /// By the first event of each.
    Many(BTreeMap<Moment, (bool, Moment)>),
}

impl Stretches {
    /// Takes an event into account.
    #[inline]
    pub fn add(&mut self, moment: Moment, flag: bool, limit: Break) {
        if let Kept::One(one) = &mut self.0
            && moment >= one.first
            && !limit.lies_between(one.last.at, moment.at)
        {
            one.last = one.last.max(moment);
            return;
        }
        self.insert(
            Stretch {
                first: moment,
                flag,
                last: moment,
            },
            limit,
        );
    }

    /// Takes everything into account that `other` has.
    pub fn merge(&mut self, other: &Self, limit: Break) {
        for stretch in other.iter() {
            self.insert(stretch, limit);
        }
    }

    /// In order of time.
    pub fn iter(&self) -> impl Iterator<Item = Stretch> + '_ {
        let one = match &self.0 {
            Kept::One(one) => Some(*one),
            _ => None,
        };
        let many = match &self.0 {
            Kept::Many(many) => Some(many),
            _ => None,
        };
        let many = many.into_iter().flatten();
        one.into_iter()
            .chain(many.map(|(&first, &(flag, last))| Stretch { first, flag, last }))
    }

    /// The last event of all.
    #[inline]
    pub fn last(&self) -> Option<Moment> {
        match &self.0 {
            Kept::None => None,
            Kept::One(one) => Some(one.last),
            Kept::Many(many) => many.last_key_value().map(|(_, (_, last))| *last),
        }
    }

    /// Takes a stretch into account.
    pub fn insert(&mut self, new: Stretch, limit: Break) {
        match &mut self.0 {
            Kept::None => self.0 = Kept::One(new),
            Kept::One(one) => match joined(*one, new, limit) {
                Some(both) => *one = both,
                None => {
                    let both = [*one, new];
                    let many = both.map(|one| (one.first, (one.flag, one.last)));
                    self.0 = Kept::Many(many.into());
                }
            },
            Kept::Many(many) => insert(many, new, limit),
        }
    }
}

/// Both as one, unless a break lies between them.
fn joined(one: Stretch, other: Stretch, limit: Break) -> Option<Stretch> {
    let (early, late) = if one.first <= other.first {
        (one, other)
    } else {
        (other, one)
    };
    let apart = limit.lies_between(early.last.at, late.first.at);
    (!apart).then(|| Stretch {
        last: early.last.max(late.last),
        ..early
    })
}

fn insert(many: &mut BTreeMap<Moment, (bool, Moment)>, mut new: Stretch, limit: Break) {
    let stretch =
        |(&first, &(flag, last)): (&Moment, &(bool, Moment))| Stretch { first, flag, last };
    // The neighbour before it, then those behind it for as long as they touch what has grown.
    loop {
        let before = many.range(..=new.first).next_back().map(stretch);
        let behind = many.range(new.first..).next().map(stretch);
        let both = [before, behind].into_iter().flatten();
        let grown = both
            .filter_map(|known| joined(known, new, limit).map(|both| (known.first, both)))
            .next();
        let Some((known, both)) = grown else {
            break;
        };
        many.remove(&known);
        new = both;
    }
    many.insert(new.first, (new.flag, new.last));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moment(quarter_days: i64, id: u8) -> Moment {
        let at = Timestamp {
            secs: quarter_days * DAY / 4,
            nanos: 0,
        };
        Moment { at, id: [id; 16] }
    }

    #[test]
    fn a_break_of_exactly_the_limit_is_one_only_where_the_limit_says_so() {
        for (limit, want) in [(Break::From(90), 2), (Break::Above(90), 1)] {
            let mut stretches = Stretches::default();
            stretches.add(moment(0, 1), false, limit);
            stretches.add(moment(360, 1), false, limit);
            assert_eq!(stretches.iter().count(), want, "{limit:?}");
        }
    }

    proptest! {
        /// However events come, and whoever saw them: the breaks are those of the list in order.
        #[test]
        fn breaks_are_those_of_the_events_in_order(
            events in prop::collection::vec((0i64..80, 0u8..4), 1..40),
            cut in 0usize..40,
            from in any::<bool>(),
        ) {
            let limit = if from { Break::From(3) } else { Break::Above(3) };
            let flag = |moment: &Moment| moment.id[0] % 2 == 1;
            let moments: Vec<_> = events.iter().map(|&(at, id)| moment(at, id)).collect();
            let mut parts = [Stretches::default(), Stretches::default()];
            for (place, moment) in moments.iter().enumerate() {
                parts[usize::from(place < cut)].add(*moment, flag(moment), limit);
            }
            let [mut found, other] = parts;
            found.merge(&other, limit);
            let mut sorted = moments.clone();
            sorted.sort_unstable();
            let mut want: Vec<Stretch> = Vec::new();
            for moment in sorted {
                match want.last_mut() {
                    Some(last) if !limit.lies_between(last.last.at, moment.at) => last.last = moment,
                    _ => want.push(Stretch { first: moment, flag: flag(&moment), last: moment }),
                }
            }
            prop_assert_eq!(found.iter().collect::<Vec<_>>(), want.clone());
            prop_assert_eq!(found.last(), want.last().map(|last| last.last));
        }
    }
}
