//! A transition graph over the sequences of members of earlier records, with inline caches.
//!
//! A program wrote the archive, so its records look alike: the text between two values (names, colons,
//! brackets, white space) repeats. A node is a parser state between two values, that is the stack of open
//! objects and arrays, on which alone the parsing of the rest depends. An edge is one such text, with its
//! effect: what it opens and closes, and where the value behind it is stored. Each edge was first parsed
//! by the strict scanner, so a record that matches edges from its first brace to its last is valid JSON
//! and has the result that [`record`] would give. A record with a new text is parsed by [`record`], and
//! its edges are added to the graph.
//!
//! Each edge caches its last two successors, and a table caches successors by node and event name. These
//! caches only choose which edge is compared first; an edge is taken only if its text is there.

use super::edge::{Edge, Index, Leaf, Moves, NONE, Op};
use super::members::{Members, Slot};
use super::record;
use super::steps::{Open, steps};
use super::sums::Sums;
use crate::event::{Event, Hour, Refusal};
use crate::json::{OBJECT, Scanned, Scanner, Text, short_string};
use std::cell::Cell;
use std::collections::HashMap;

/// Most edges of the graph, and most of one node, which are searched one by one.
const MOST_EDGES: usize = 4096;
const MOST_OF_NODE: usize = 128;

/// Entries of the cache of edges by node and event name, a power of two.
const CACHED: usize = 1024;

/// Records after which the share of mismatches is judged, and records for which the graph is then not
/// used.
const TRIAL: u32 = 256;
const PAUSE: u32 = 8192;

/// See the module. A graph is for one [`crate::json::Seed`], because it holds digests of names.
#[derive(Debug, Default)]
pub struct TransitionGraph {
    pub(super) edges: Vec<Edge>,
    ops: Vec<Op>,
    nodes: Vec<Node>,
    /// By node and event name: the edge that was last taken there when it was not the predicted one.
    cache: Vec<Cell<Index>>,
    by_open: HashMap<Vec<Open>, Index>,
    hour: Hour,
    /// Records of the current trial, and those of them that did not match.
    tried: u32,
    missed: u32,
    /// Records that are still to be parsed without the graph.
    pub(super) paused: u32,
}

/// A parser state between two values.
#[derive(Debug, Default)]
struct Node {
    /// The edges that start here, roughly by how often they are taken.
    edges: Vec<Cell<Index>>,
}

impl Node {
    /// The first edge that matches; it moves one place forward.
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

/// The edge to the first node, the state before a record's first brace. No other leads there.
const START: Index = 0;

impl TransitionGraph {
    /// Reads the record at the scanner's position, as [`record`] does, into `event`, whose content is
    /// unspecified after a refusal.
    ///
    /// # Errors
    /// As [`record`].
    #[inline]
    pub fn record<'a>(
        &mut self,
        scanner: &mut Scanner<'a>,
        event: &mut Event<'a>,
    ) -> Scanned<Result<(), Refusal>> {
        if self.paused == 0 && scanner.peek() == Some(b'{') {
            self.tried += 1;
            let start = scanner.pos;
            if let Some(followed) = self.follow(scanner, event) {
                return Ok(followed);
            }
            scanner.pos = start;
            return self.read(scanner, event, true);
        }
        self.paused = self.paused.saturating_sub(1);
        self.read(scanner, event, false)
    }

    /// Parses a record that did not match.
    #[inline(never)]
    fn read<'a>(
        &mut self,
        scanner: &mut Scanner<'a>,
        event: &mut Event<'a>,
        insert: bool,
    ) -> Scanned<Result<(), Refusal>> {
        let start = scanner.pos;
        let read = record(scanner)?;
        if insert {
            let end = scanner.pos;
            self.miss(scanner, start);
            scanner.pos = end;
        }
        Ok(read.map(|read| *event = read))
    }

    /// A record did not match: inserts its edges, and pauses the graph if that happens too often.
    #[cold]
    fn miss(&mut self, scanner: &mut Scanner<'_>, start: usize) {
        self.missed += 1;
        if self.tried >= TRIAL {
            if self.missed > TRIAL / 2 {
                self.paused = PAUSE;
            }
            (self.tried, self.missed) = (0, 0);
        }
        scanner.pos = start;
        self.insert(scanner);
    }

    fn is_full(&self, node: Index) -> bool {
        self.edges.len() >= MOST_EDGES || self.nodes[node as usize].edges.len() >= MOST_OF_NODE
    }

    fn insert(&mut self, scanner: &mut Scanner<'_>) {
        let bytes = scanner.text().as_bytes();
        let Some(steps) = steps(scanner) else {
            return;
        };
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
            self.cache.resize(CACHED, Cell::new(NONE));
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

    /// The edge behind `last` where the cached successor did not match, and the text after it. Most
    /// states have two successors, or the event's name decides which one is taken.
    #[inline(never)]
    fn mispredicted<'a>(
        &self,
        last: &Edge,
        name: u64,
        rest: &'a [u8],
    ) -> Option<(&Edge, &'a [u8])> {
        let follow = |edge: Index| {
            let next = self.edges.get(usize::from(edge))?;
            Some((edge, next, next.follow(rest)?))
        };
        let key = name ^ u64::from(last.to).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let cached = self.cache.get(key as usize % CACHED)?;
        let (edge, next, rest) = follow(last.other.get())
            .or_else(|| follow(cached.get()).filter(|(_, next, _)| next.from == last.to))
            .or_else(|| self.nodes.get(usize::from(last.to))?.find(follow))?;
        last.other.set(last.next.replace(edge));
        cached.set(edge);
        Some((next, rest))
    }

    /// Reads a record that matches the graph; `None` where it does not, is cut off or is faulty. The
    /// scanner's position is unspecified then.
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
                None => self.mispredicted(edge, members.name(), rest)?,
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

/// The string whose content is at the front of `rest`, and the text after it.
#[inline(always)]
fn string<'a>(scanner: &mut Scanner<'a>, rest: &'a [u8]) -> Option<(Text<'a>, &'a [u8])> {
    if let Some(found) = short_string(&scanner.seed(), rest) {
        return Some(found);
    }
    // Only a value that fits into a register is returned from there. Otherwise both results would be
    // merged in memory, and loading what was just stored in two halves stalls the processor.
    let digest = other_string(scanner, rest)?;
    let behind = scanner.text().as_bytes().get(scanner.pos..)?;
    let raw = rest.get(..(rest.len() - behind.len()).checked_sub(1)?)?;
    Some((Text { raw, digest }, behind))
}

/// Digest of a string that is long or has escapes; the scanner is behind it then.
#[inline(never)]
fn other_string(scanner: &mut Scanner<'_>, rest: &[u8]) -> Option<u64> {
    scanner.pos = scanner.text().len() - rest.len() - 1;
    scanner.string().ok().map(|text| text.digest)
}

/// Digest of the number that is at the front of `rest`, and the text after it.
#[inline(never)]
fn number<'a>(scanner: &mut Scanner<'a>, rest: &[u8]) -> Option<(u64, &'a [u8])> {
    let bytes = scanner.text().as_bytes();
    scanner.pos = bytes.len() - rest.len();
    let digest = scanner.value(0).ok()?;
    Some((digest, bytes.get(scanner.pos..)?))
}
