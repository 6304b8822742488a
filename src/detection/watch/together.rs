//! Places of a log of events, those of each actor together.

use super::crossing::Place;

/// See the module.
pub(super) struct Together {
    places: Vec<Place>,
    /// Where those of each actor end, by identity.
    ends: Vec<usize>,
}

/// Those of some actors.
pub(super) struct OfActors<'a> {
    first: u32,
    places: &'a mut [Place],
    /// Where those of each end.
    ends: &'a [usize],
    /// Where those of the first begin.
    begin: usize,
}

impl Together {
    /// All places, each of one of so many actors.
    pub(super) fn new<P: Iterator<Item = Place>>(
        actors: usize,
        all: impl Fn() -> P,
        actor_of: impl Fn(Place) -> usize,
    ) -> Self {
        // Where the places of each begin, and in the end where they end.
        let mut ends = vec![0; actors + 1];
        all().for_each(|place| ends[actor_of(place) + 1] += 1);
        for actor in 1..ends.len() {
            ends[actor] += ends[actor - 1];
        }
        let mut places = vec![Place::default(); ends[actors]];
        for place in all() {
            let end: &mut usize = &mut ends[actor_of(place)];
            places[*end] = place;
            *end += 1;
        }
        ends.truncate(actors);
        Self { places, ends }
    }

    /// Those of all actors.
    pub(super) fn all(&mut self) -> OfActors<'_> {
        OfActors {
            first: 0,
            places: &mut self.places,
            ends: &self.ends,
            begin: 0,
        }
    }

    /// In two parts of about as many places.
    pub(super) fn halves(&mut self) -> [OfActors<'_>; 2] {
        let half = self.places.len() / 2;
        let (before, behind) = self
            .ends
            .split_at(self.ends.partition_point(|end| *end <= half));
        let begin = before.last().copied().unwrap_or_default();
        let (one, other) = self.places.split_at_mut(begin);
        [
            OfActors {
                first: 0,
                places: one,
                ends: before,
                begin: 0,
            },
            OfActors {
                first: before.len() as u32,
                places: other,
                ends: behind,
                begin,
            },
        ]
    }
}

impl OfActors<'_> {
    /// Shows those of each actor that has some.
    pub(super) fn each(&mut self, mut show: impl FnMut(u32, &mut [Place])) {
        let mut from = self.begin;
        for (actor, end) in (self.first..).zip(self.ends) {
            let range = from - self.begin..end - self.begin;
            from = *end;
            match self.places.get_mut(range) {
                Some(places) if !places.is_empty() => show(actor, places),
                _ => {}
            }
        }
    }
}
