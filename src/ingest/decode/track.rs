//! Following the ways that records took before.
//!
//! A program wrote the archive, so its records look alike: between one value and the next stands the
//! same text, names, colons, brackets, white space and all. A track is a graph of such texts. Its
//! nodes are what is open in a record once a value was read (which object in which), and that is all
//! on which the reading of the rest depends; its edges are the texts that were met there, each
//! with what it means: what it opens and closes, and what to do with the value behind it. Every edge
//! was read once by the strict scanner, so a record that can be followed from its first brace to its
//! last is JSON, and means what [`record`] would make of it. Where a text is new, [`record`] reads
//! the record, and the track learns.
//!
//! What is absent: any guess. A track never reads what it has not met, and what it does not know it
//! leaves alone.

use super::edge::{Edge, Index, Leaf, Moves, NONE, Op};
use super::learn::{Open, steps};
use super::members::{Members, Slot};
use super::record;
use super::sums::Sums;
use crate::event::{Event, Hour, Refusal};
use crate::json::{OBJECT, Scanned, Scanner, Text, short_string};
use std::cell::Cell;
use std::collections::HashMap;

/// Most edges of a track, and most of one node, among which it has to search.
const MOST_EDGES: usize = 4096;
const MOST_OF_NODE: usize = 128;

/// Places for the edges that events of one name take, a power of two.
const HABITS: usize = 1024;

/// Records after which it is seen whether following pays, and those for which it then rests.
const TRIAL: u32 = 256;
const REST: u32 = 8192;

/// See the module. A track is for one [`crate::json::Seed`]: it holds digests of names.
#[derive(Debug, Default)]
pub struct Track {
    pub(super) edges: Vec<Edge>,
    ops: Vec<Op>,
    nodes: Vec<Node>,
    /// By the node and by what happened: the edge that was taken when it was not the one expected.
    habits: Vec<Cell<Index>>,
    by_open: HashMap<Vec<Open>, Index>,
    hour: Hour,
    /// Records of the current trial, and those of them that could not be followed.
    tried: u32,
    missed: u32,
    pub(super) rest: u32,
}

/// A place between two values.
#[derive(Debug, Default)]
struct Node {
    /// The edges that lead on from it, those that are taken often before the others.
    edges: Vec<Cell<Index>>,
}

impl Node {
    /// The first edge of which something is found. It moves a place to the front.
    fn find<T>(&self, found: impl Fn(Index) -> Option<T>) -> Option<T> {
        for (place, edge) in self.edges.iter().enumerate() {
            if let Some(found) = found(edge.get()) {
                edge.swap(&self.edges[place.saturating_sub(1)]);
                return Some(found);
            }
        }
        None
    }
}

/// The edge that leads to the first node, at which every record starts before its first brace. No
/// other leads there.
const START: Index = 0;

impl Track {
    /// Reads the record at the scanner's position, as [`record`] does, into `event`, which is as it
    /// may be where the record is none.
    ///
    /// # Errors
    /// As [`record`].
    #[inline]
    pub fn record<'a>(
        &mut self,
        scanner: &mut Scanner<'a>,
        event: &mut Event<'a>,
    ) -> Scanned<Result<(), Refusal>> {
        if self.rest == 0 && scanner.peek() == Some(b'{') {
            self.tried += 1;
            let start = scanner.pos;
            if let Some(followed) = self.follow(scanner, event) {
                return Ok(followed);
            }
            scanner.pos = start;
            return self.read(scanner, event, true);
        }
        self.rest = self.rest.saturating_sub(1);
        self.read(scanner, event, false)
    }

    /// Reads a record that cannot be followed.
    #[inline(never)]
    fn read<'a>(
        &mut self,
        scanner: &mut Scanner<'a>,
        event: &mut Event<'a>,
        learns: bool,
    ) -> Scanned<Result<(), Refusal>> {
        let start = scanner.pos;
        let read = record(scanner)?;
        if learns {
            let end = scanner.pos;
            self.miss(scanner, start);
            scanner.pos = end;
        }
        Ok(read.map(|read| *event = read))
    }

    /// A record could not be followed: learns its way, and rests if that happens too often.
    #[cold]
    fn miss(&mut self, scanner: &mut Scanner<'_>, start: usize) {
        self.missed += 1;
        if self.tried >= TRIAL {
            if self.missed > TRIAL / 2 {
                self.rest = REST;
            }
            (self.tried, self.missed) = (0, 0);
        }
        scanner.pos = start;
        self.learn(scanner);
    }

    fn is_full(&self, node: Index) -> bool {
        self.edges.len() >= MOST_EDGES || self.nodes[node as usize].edges.len() >= MOST_OF_NODE
    }

    fn learn(&mut self, scanner: &mut Scanner<'_>) {
        let bytes = scanner.text().as_bytes();
        let Some(steps) = steps(scanner) else {
            return;
        };
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
            self.habits.resize(HABITS, Cell::new(NONE));
            self.edges
                .push(Edge::new(&[], Moves::Nothing, Leaf::End, [0; 2]));
        }
        let mut node = self.edges[START as usize].to;
        for step in steps {
            let text = &bytes[step.text];
            let mut known = self.nodes[node as usize].edges.iter().map(Cell::get);
            let known = known.find(|&edge| *self.edges[edge as usize].text == *text);
            let edge = match known {
                Some(edge) => edge,
                None if self.is_full(node) => return,
                None => {
                    let to = self.node(step.open);
                    let edge = self.edges.len() as Index;
                    let moves = Moves::new(&step.ops, &mut self.ops);
                    self.edges
                        .push(Edge::new(text, moves, step.leaf, [node, to]));
                    self.nodes[node as usize].edges.push(Cell::new(edge));
                    edge
                }
            };
            node = self.edges[edge as usize].to;
        }
    }

    fn node(&mut self, open: Vec<Open>) -> Index {
        let next = self.nodes.len() as Index;
        let node = *self.by_open.entry(open).or_insert(next);
        if node == next {
            self.nodes.push(Node::default());
        }
        node
    }

    /// The edge that leads on from the last, where it is another than the last time, and what stands
    /// behind it. Of many ways on there are mostly two, or the name of the event decides.
    #[inline(never)]
    fn turn<'a>(&self, last: &Edge, name: u64, rest: &'a [u8]) -> Option<(&Edge, &'a [u8])> {
        let follow = |edge: Index| {
            let next = self.edges.get(usize::from(edge))?;
            Some((edge, next, next.follow(rest)?))
        };
        let habit = name ^ u64::from(last.to).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let habit = self.habits.get(habit as usize % HABITS)?;
        let (edge, next, rest) = follow(last.other.get())
            .or_else(|| follow(habit.get()).filter(|(_, next, _)| next.from == last.to))
            .or_else(|| self.nodes.get(usize::from(last.to))?.find(follow))?;
        last.other.set(last.next.replace(edge));
        habit.set(edge);
        Some((next, rest))
    }

    /// Reads a record whose way is known; `None` where it leaves it, or is cut off or faulty. The
    /// scanner may stand anywhere then.
    #[inline(never)]
    pub(super) fn follow<'a>(
        &mut self,
        scanner: &mut Scanner<'a>,
        event: &mut Event<'a>,
    ) -> Option<Result<(), Refusal>> {
        let bytes = scanner.text().as_bytes();
        let edges = &*self.edges;
        let mut members = Members::default();
        let mut sums = Sums::new(scanner.seed());
        let mut edge = edges.get(START as usize)?;
        let mut rest = bytes.get(scanner.pos..)?;
        loop {
            let next = edges.get(edge.next.get() as usize);
            (edge, rest) = match next.and_then(|next| Some((next, next.follow(rest)?))) {
                Some(next) => next,
                None => self.turn(edge, members.name(), rest)?,
            };
            match edge.moves {
                Moves::Nothing => {}
                Moves::Into(slots) => {
                    members.begin(slots);
                    sums.open(OBJECT);
                }
                Moves::OutOf(name) => sums.close_member(name),
                Moves::Over(name, slots) => {
                    sums.close_member(name);
                    members.begin(slots);
                    sums.open(OBJECT);
                }
                Moves::Other { from, len } => {
                    for op in self.ops.get(from as usize..)?.get(..len as usize)? {
                        match *op {
                            Op::Begin(slots) => members.begin(slots),
                            Op::Open(start) => sums.open(start),
                            Op::Close(name) => sums.close_member(name),
                            Op::CloseElement => sums.close_element(),
                            Op::Constant(part) => sums.part(part),
                            Op::ConstantElement(digest) => sums.element(digest),
                            Op::Other { slot, null } => members.other(slot, null),
                        }
                    }
                }
            }
            let text;
            match edge.leaf {
                Leaf::Text { name, slot } => {
                    (text, rest) = string(scanner, rest)?;
                    sums.member(name, text.digest);
                    members.text(slot, text);
                }
                Leaf::Id => {
                    (text, rest) = string(scanner, rest)?;
                    members.text(Slot::Id, text);
                }
                Leaf::TextElement => {
                    (text, rest) = string(scanner, rest)?;
                    sums.element(text.digest);
                }
                Leaf::Number { name, slot } => {
                    let digest;
                    (digest, rest) = number(scanner, rest)?;
                    sums.member(name, digest);
                    members.other(slot, false);
                }
                Leaf::NumberElement => {
                    let digest;
                    (digest, rest) = number(scanner, rest)?;
                    sums.element(digest);
                }
                Leaf::End => {
                    scanner.pos = bytes.len() - rest.len();
                    return Some(members.make(sums.finish(), &mut self.hour, event));
                }
            }
        }
    }
}

/// The string whose content is at the front of `rest`, and what stands behind it.
#[inline(always)]
fn string<'a>(scanner: &mut Scanner<'a>, rest: &'a [u8]) -> Option<(Text<'a>, &'a [u8])> {
    if let Some(found) = short_string(&scanner.seed(), rest) {
        return Some(found);
    }
    // Only what fits into registers comes back from there: the text above would have to be in memory
    // otherwise, in order to meet this one, and a processor waits long for what it has just stored.
    let digest = other_string(scanner, rest)?;
    let behind = scanner.text().as_bytes().get(scanner.pos..)?;
    let raw = rest.get(..(rest.len() - behind.len()).checked_sub(1)?)?;
    Some((Text { raw, digest }, behind))
}

/// Digest of a string that takes more than a look; the scanner is behind it then.
#[inline(never)]
fn other_string(scanner: &mut Scanner<'_>, rest: &[u8]) -> Option<u64> {
    scanner.pos = scanner.text().len() - rest.len() - 1;
    scanner.string().ok().map(|text| text.digest)
}

/// Digest of the number that is at the front of `rest`, and what stands behind it.
#[inline(never)]
fn number<'a>(scanner: &mut Scanner<'a>, rest: &[u8]) -> Option<(u64, &'a [u8])> {
    let bytes = scanner.text().as_bytes();
    scanner.pos = bytes.len() - rest.len();
    let digest = scanner.value(0).ok()?;
    Some((digest, bytes.get(scanner.pos..)?))
}
