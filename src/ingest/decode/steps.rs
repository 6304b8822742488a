//! Splitting a parsed record into the steps from which edges are made.

use super::edge::{Leaf, Op, Place};
use super::members::{Role, Slot};
use super::unescaped;
use crate::json::{ARRAY, OBJECT, Scanned, Scanner, Stop};

/// Deepest nesting in the graph, the record itself included.
pub(super) const DEEPEST: usize = 24;
/// Longest text of a step, in bytes, and most steps of a record.
const LONGEST: usize = 512;
const MOST_STEPS: usize = 512;

/// A step of one record.
#[derive(Debug)]
pub(super) struct Step {
    /// Where its text starts and ends.
    pub(super) text: std::ops::Range<usize>,
    pub(super) ops: Vec<Op>,
    pub(super) leaf: Leaf,
    /// The objects and arrays that are open at the value to which it leads, outermost first: the parser's
    /// whole state.
    pub(super) open: Vec<Open>,
}

/// An open object or array, identified by the digest of its name, its type and its role.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Open {
    name: Option<u64>,
    array: bool,
    role: Role,
}

/// The steps of a record that is known to be JSON; `None` if it exceeds a bound of the graph.
pub(super) fn steps(scanner: &mut Scanner<'_>) -> Option<Vec<Step>> {
    let start = scanner.pos;
    let mut builder = Builder {
        steps: Vec::new(),
        ops: Vec::new(),
        open: Vec::new(),
        from: start,
    };
    builder.object(scanner, None).ok()?;
    builder.step(scanner.pos, Leaf::End).ok()?;
    Some(builder.steps)
}

/// Ends the parsing; which stop it is does not matter.
const OUT_OF_BOUNDS: Stop = Stop::Open;

struct Builder {
    steps: Vec<Step>,
    ops: Vec<Op>,
    open: Vec<Open>,
    /// Where the next step starts.
    from: usize,
}

impl Builder {
    fn step(&mut self, to: usize, leaf: Leaf) -> Scanned<()> {
        if to - self.from > LONGEST || self.steps.len() >= MOST_STEPS {
            return Err(OUT_OF_BOUNDS);
        }
        self.steps.push(Step {
            text: self.from..to,
            ops: std::mem::take(&mut self.ops),
            leaf,
            open: self.open.clone(),
        });
        Ok(())
    }

    /// `place` is the object's own place; `None` for the record itself.
    fn object(&mut self, scanner: &mut Scanner<'_>, place: Option<Place>) -> Scanned<()> {
        self.enter(place, OBJECT, false)?;
        let depth = self.open.len() as u32 - 1;
        scanner.object(depth, |scanner, name, _| {
            let name_text = unescaped(&name);
            let role = match place {
                None => Role::in_event(&name_text),
                Some(place) => place.role.within(&name_text),
            };
            self.value(
                scanner,
                Place {
                    name: Some(name.digest),
                    role,
                },
            )?;
            Ok(0)
        })?;
        self.leave(place)
    }

    fn array(&mut self, scanner: &mut Scanner<'_>, place: Place) -> Scanned<()> {
        self.enter(Some(place), ARRAY, true)?;
        let depth = self.open.len() as u32 - 1;
        scanner.array(depth, |scanner, _| {
            self.value(scanner, Place::element())?;
            Ok(0)
        })?;
        self.leave(Some(place))
    }

    fn value(&mut self, scanner: &mut Scanner<'_>, place: Place) -> Scanned<()> {
        if let Some(slots) = place.role.inside() {
            self.ops.push(Op::Begin(slots));
        }
        match scanner.peek() {
            Some(b'{') => self.object(scanner, Some(place)),
            Some(b'[') => self.array(scanner, place),
            Some(b'"') => {
                self.step(scanner.pos + 1, Leaf::text(place))?;
                scanner.string()?;
                self.from = scanner.pos;
                Ok(())
            }
            Some(b'-' | b'0'..=b'9') => {
                if place.role.slot() == Slot::Id {
                    return Err(OUT_OF_BOUNDS);
                }
                self.step(scanner.pos, Leaf::number(place))?;
                scanner.value(0)?;
                self.from = scanner.pos;
                Ok(())
            }
            first => {
                let digest = scanner.value(0)?;
                self.ops.push(match place.name {
                    Some(name) => Op::Constant(scanner.seed().pair(name, digest)),
                    None => Op::ConstantElement(digest),
                });
                self.other(place, first == Some(b'n'))
            }
        }
    }

    fn enter(&mut self, place: Option<Place>, start: u64, array: bool) -> Scanned<()> {
        if self.open.len() >= DEEPEST {
            return Err(OUT_OF_BOUNDS);
        }
        self.ops.push(Op::Open(start));
        self.open.push(Open {
            name: place.and_then(|place| place.name),
            array,
            role: place.map_or(Role::NOTHING, |place| place.role),
        });
        Ok(())
    }

    fn leave(&mut self, place: Option<Place>) -> Scanned<()> {
        self.open.pop();
        let Some(place) = place else {
            return Ok(());
        };
        self.ops.push(match place.name {
            Some(name) => Op::Close(name),
            None => Op::CloseElement,
        });
        self.other(place, false)
    }

    /// Behind a value that is no string.
    fn other(&mut self, place: Place, null: bool) -> Scanned<()> {
        match place.role.slot() {
            Slot::Other => {}
            // Such a record is no event.
            Slot::Id => return Err(OUT_OF_BOUNDS),
            slot => self.ops.push(Op::Other { slot, null }),
        }
        Ok(())
    }
}
