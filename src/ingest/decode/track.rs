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

use super::edge::{Edge, Leaf, NONE, Op};
use super::learn::{Open, steps};
use super::members::Members;
use super::record;
use super::sums::Sums;
use crate::event::{Event, Refusal};
use crate::json::{Scanned, Scanner};
use std::collections::HashMap;

/// Most edges of a track, and most of one node, among which it has to search.
const MOST_EDGES: usize = 4096;
const MOST_OF_NODE: usize = 128;

/// Records after which it is seen whether following pays, and those for which it then rests.
const TRIAL: u32 = 256;
const REST: u32 = 8192;

/// See the module. A track is for one [`crate::json::Seed`]: it holds digests of names.
#[derive(Debug, Default)]
pub struct Track {
    pub(super) edges: Vec<Edge>,
    ops: Vec<Op>,
    nodes: Vec<Node>,
    by_open: HashMap<Vec<Open>, u32>,
    /// Records of the current trial, and those of them that could not be followed.
    tried: u32,
    missed: u32,
    pub(super) rest: u32,
}

/// A place between two values.
#[derive(Debug, Default)]
struct Node {
    edges: Vec<u32>,
}

/// The node at which every record starts, before its first brace.
const START: u32 = 0;

impl Track {
    /// Reads the record at the scanner's position, as [`record`] does.
    ///
    /// # Errors
    /// As [`record`].
    pub fn record<'a>(&mut self, scanner: &mut Scanner<'a>) -> Scanned<Result<Event<'a>, Refusal>> {
        if self.rest > 0 {
            self.rest -= 1;
            return record(scanner);
        }
        if scanner.peek() != Some(b'{') {
            return record(scanner);
        }
        let start = scanner.pos;
        self.tried += 1;
        if let Some(followed) = self.follow(scanner) {
            return Ok(followed);
        }
        scanner.pos = start;
        let read = record(scanner)?;
        let end = scanner.pos;
        self.miss(scanner, start);
        scanner.pos = end;
        Ok(read)
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

    fn is_full(&self, node: u32) -> bool {
        self.edges.len() >= MOST_EDGES || self.nodes[node as usize].edges.len() >= MOST_OF_NODE
    }

    fn learn(&mut self, scanner: &mut Scanner<'_>) {
        let bytes = scanner.text().as_bytes();
        let Some(steps) = steps(scanner) else {
            return;
        };
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut node = START;
        for step in steps {
            let text = &bytes[step.text];
            let known = self.find(node, |edge| *edge.text == *text);
            let edge = match known {
                Some(edge) => edge,
                None if self.is_full(node) => return,
                None => {
                    let to = self.node(step.open);
                    let ops = self.ops.len() as u32;
                    self.ops.extend(step.ops);
                    let ops = (ops, self.ops.len() as u32);
                    let edge = self.edges.len() as u32;
                    self.edges.push(Edge::new(text, ops, step.leaf, to));
                    self.nodes[node as usize].edges.push(edge);
                    edge
                }
            };
            node = self.edges[edge as usize].to;
        }
    }

    fn node(&mut self, open: Vec<Open>) -> u32 {
        let next = self.nodes.len() as u32;
        let node = *self.by_open.entry(open).or_insert(next);
        if node == next {
            self.nodes.push(Node::default());
        }
        node
    }

    #[inline]
    fn find(&self, node: u32, fits: impl Fn(&Edge) -> bool) -> Option<u32> {
        let edges = &self.nodes.get(node as usize)?.edges;
        let found = edges.iter().find(|&&edge| fits(&self.edges[edge as usize]));
        found.copied()
    }

    /// Reads a record whose way is known; `None` where it leaves it, or is cut off or faulty.
    pub(super) fn follow<'a>(
        &mut self,
        scanner: &mut Scanner<'a>,
    ) -> Option<Result<Event<'a>, Refusal>> {
        let bytes = scanner.text().as_bytes();
        let mut members = Members::default();
        let mut sums = Sums::new(scanner.seed());
        let mut from = NONE;
        let mut node = START;
        // The first edge that was learned is one of the first node.
        let mut guess = 0;
        loop {
            let rest = &bytes[scanner.pos..];
            let guessed = self.edges.get(guess as usize);
            if !guessed.is_some_and(|edge| edge.fits(rest)) {
                guess = self.find(node, |edge| edge.fits(rest))?;
                if let Some(from) = self.edges.get_mut(from as usize) {
                    from.next = guess;
                }
            }
            let edge = &self.edges[guess as usize];
            scanner.pos += edge.text.len();
            for op in &self.ops[edge.ops.0 as usize..edge.ops.1 as usize] {
                match *op {
                    Op::Begin(role) => members.begin(role),
                    Op::Open(start) => sums.open(start),
                    Op::Close(place) => {
                        sums.close(place);
                        members.other(place.role, false);
                    }
                    Op::Constant {
                        place,
                        digest,
                        null,
                    } => {
                        sums.add(place, digest);
                        members.other(place.role, null);
                    }
                }
            }
            match edge.leaf {
                Leaf::Text(place) => {
                    scanner.pos -= 1;
                    let text = scanner.string_inlined().ok()?;
                    sums.add(place, text.digest);
                    members.text(place.role, text);
                }
                Leaf::Number(place) => {
                    let digest = scanner.value(0).ok()?;
                    sums.add(place, digest);
                    members.other(place.role, false);
                }
                Leaf::End => {
                    let (digest, without_id) = sums.finish();
                    return Some(members.into_event(digest, without_id));
                }
            }
            node = edge.to;
            from = guess;
            guess = edge.next;
        }
    }
}
