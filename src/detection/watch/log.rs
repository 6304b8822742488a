//! The first and the last event of each actor in each network and hour of the clock, as far as these may tell of several
//! networks within an hour.

use super::crossing::{Place, Step, hour_of};
use super::moment::{Moment, Packed};
use crate::event::Timestamp;

/// The first and the last events. Those of an archive in order of time come in that order, but for a last one, which is
/// known when an event of another hour comes.
#[derive(Debug, Clone, Default)]
pub(super) struct Log {
    firsts: Pieces,
    lasts: Pieces,
}

/// In pieces of [`PIECE`], the last one shorter, so that no growing list is copied.
#[derive(Debug, Clone, Default)]
struct Pieces(Vec<Vec<Kept>>);

const PIECE: usize = 1024;

/// An event in 32 bytes. The moment's flag says whether it is of the period.
#[derive(Debug, Clone, Copy)]
struct Kept {
    /// The number of its actor and network.
    pair: u32,
    moment: Packed,
}

impl Kept {
    fn new(pair: u32, moment: Moment, within: bool) -> Self {
        Self {
            pair,
            moment: Packed::new(moment, within),
        }
    }
}

impl Pieces {
    /// Gives its place.
    fn push(&mut self, kept: Kept) -> u32 {
        let place = self.len();
        match self.0.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(kept),
            _ => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push(kept);
                self.0.push(piece);
            }
        }
        place
    }

    fn len(&self) -> u32 {
        let full = self.0.len().saturating_sub(1) * PIECE;
        (full + self.0.last().map_or(0, Vec::len)) as u32
    }

    fn get(&self, place: u32) -> &Kept {
        let place = place as usize;
        &self.0[place / PIECE][place % PIECE]
    }

    fn get_mut(&mut self, place: u32) -> &mut Kept {
        let place = place as usize;
        &mut self.0[place / PIECE][place % PIECE]
    }

    fn append(&mut self, other: Self, new: impl Fn(u32) -> u32) {
        for kept in other.0.into_iter().flatten() {
            self.push(Kept {
                pair: new(kept.pair),
                ..kept
            });
        }
    }
}

impl Log {
    /// Keeps the first event of an hour, which may turn out not to be it; gives its place.
    pub(super) fn open(&mut self, pair: u32, moment: Moment, within: bool) -> u32 {
        self.firsts.push(Kept::new(pair, moment, within))
    }

    /// Takes an event of the hour into account that does not come last.
    pub(super) fn earlier(&mut self, place: u32, moment: Moment) {
        let kept = self.firsts.get_mut(place);
        if moment < kept.moment.moment() {
            kept.moment = Packed::new(moment, kept.moment.flag());
        }
    }

    /// Keeps the last event of an hour that has several.
    pub(super) fn close(&mut self, pair: u32, moment: Moment, within: bool) {
        self.lasts.push(Kept::new(pair, moment, within));
    }

    /// Adds a step of a pair.
    pub(super) fn put(&mut self, pair: u32, step: Step) {
        self.open(pair, step.moment, step.within);
    }

    /// Adds another log, whose pairs have new numbers.
    pub(super) fn append(&mut self, other: Self, new: impl Fn(u32) -> u32) {
        self.firsts.append(other.firsts, &new);
        self.lasts.append(other.lasts, &new);
    }

    fn all(&self) -> impl Iterator<Item = &Kept> {
        let [firsts, lasts] = [&self.firsts, &self.lasts].map(|pieces| pieces.0.iter().flatten());
        firsts.chain(lasts)
    }

    /// Where all events stand; `stays` tells which are to stay in any case.
    pub(super) fn places(&self, stays: impl Fn(Timestamp) -> bool) -> impl Iterator<Item = Place> {
        (0..).zip(self.all()).map(move |(place, kept)| {
            let at = kept.moment.at();
            Place {
                hour: hour_of(at),
                place,
                pair: kept.pair,
                stays: stays(at),
            }
        })
    }

    /// When the first event happened.
    pub(super) fn begin(&self) -> Option<Timestamp> {
        self.all().map(|kept| kept.moment.at()).min()
    }

    /// An event, of which the caller knows the network.
    pub(super) fn step(&self, place: Place, network: u64) -> Step {
        let firsts = self.firsts.len();
        let kept = match place.place.checked_sub(firsts) {
            Some(place) => self.lasts.get(place),
            None => self.firsts.get(place.place),
        };
        Step {
            moment: kept.moment.moment(),
            network,
            within: kept.moment.flag(),
        }
    }
}
