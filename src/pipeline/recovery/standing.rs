//! Whether a place behind a fault stands among the records, or inside a record that was broken.
//!
//! The text up to the fault was read strictly, so how deep it is nested is known from the front. The
//! text between the fault and the candidate is read backwards, which is possible without knowing where
//! it began: a string ends at a quote, and starts at the nearest quote before it that no backslash
//! escapes. What is not known is the damaged byte itself, which stands at the fault or before it. It may
//! have been a bracket, which changes the depth by one, or a quote, which turns strings inside out from
//! there to the fault. The candidate counts only if it stands among the records under each of these
//! hypotheses.

/// Most bytes before a fault in which a lost quote is looked for.
const LONGEST_TURNED: usize = 64 * 1024;

/// What is known of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// A record stands there, whichever byte is damaged.
    Among,
    /// A list or object that is still open opens behind the fault: what stands there is part of it.
    Inside,
    /// It depends on what the damaged byte was. `turned` says that it may be a quote that was lost
    /// before everything that was looked at.
    Unknown { turned: bool },
}

/// Looks at the candidate at `at`, which begins an object outside of any string. The broken record
/// starts at `start`, the fault was met at `fault`.
pub(super) fn standing(text: &[u8], start: usize, fault: usize, at: usize) -> Standing {
    let mut forward = Forward::default();
    text[start..fault].iter().for_each(|&b| forward.step(b));
    if at <= fault {
        let here = at == fault && forward.depth == 0 && !forward.in_string;
        return if here {
            Standing::Among
        } else {
            Standing::Unknown { turned: false }
        };
    }
    let mut back = Backward::new(text, at);
    while back.at > fault + 1 {
        back.step();
        if back.inside {
            return Standing::Inside;
        }
    }
    let behind = back.closed;
    back.step();
    if back.inside {
        return Standing::Inside;
    }
    let turned = back.in_string != forward.in_string;
    if !turned {
        let known = forward.depth <= behind && forward.depth <= back.closed;
        // Where a bracket that opens became one that closes, two levels are lost; JSON allows that
        // only right behind a bracket that opens a list.
        return if known && !forward.empty_list {
            Standing::Among
        } else {
            Standing::Unknown { turned }
        };
    }
    let closed = match turned_back(&mut back, start, fault) {
        Turned::Closed(closed) => closed,
        Turned::Inside => return Standing::Inside,
        Turned::Unknown => return Standing::Unknown { turned },
    };
    let from = fault - closed.len();
    let mut forward = Forward::default();
    text[start..from].iter().for_each(|&b| forward.step(b));
    let mut known = true;
    for (&b, &closed) in text[from..fault].iter().zip(closed.iter().rev()) {
        known &= forward.depth <= closed + 1;
        forward.step(b);
    }
    if known && forward.depth <= behind + 1 {
        Standing::Among
    } else {
        Standing::Unknown { turned: false }
    }
}

enum Turned {
    /// For each place of the lost quote, from the fault backwards: brackets behind it that close
    /// what opened before it.
    Closed(Vec<usize>),
    Inside,
    Unknown,
}

/// Goes back from the fault to where the text stops being JSON outside of strings: the quote that was
/// lost, or was never one, stands there or behind.
fn turned_back(back: &mut Backward<'_>, start: usize, fault: usize) -> Turned {
    let mut closed = Vec::new();
    while back.at > start && closed.len() < LONGEST_TURNED {
        closed.push(back.closed);
        let byte = back.text[back.at - 1];
        if !back.in_string && !is_structure(byte) && back.at < fault {
            return Turned::Closed(closed);
        }
        back.step();
        if back.inside {
            return Turned::Inside;
        }
    }
    Turned::Unknown
}

/// Bytes that JSON has outside of strings.
fn is_structure(byte: u8) -> bool {
    b" \n\t\r{}[]:,\"0123456789+-.eEtrufalsn".contains(&byte)
}

/// Depth from the front, of text that was read strictly.
#[derive(Default)]
struct Forward {
    in_string: bool,
    escaped: bool,
    depth: usize,
    /// A list without elements was met.
    empty_list: bool,
    opened_list: bool,
}

impl Forward {
    fn step(&mut self, byte: u8) {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return;
        }
        self.empty_list |= self.opened_list && byte == b']';
        self.opened_list = byte == b'[' || self.opened_list && byte.is_ascii_whitespace();
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// Brackets from behind, from a place outside of strings.
struct Backward<'t> {
    text: &'t [u8],
    /// What stands before this is still to be looked at.
    at: usize,
    in_string: bool,
    /// Brackets that close what opened before `at`.
    closed: usize,
    /// A bracket opened that nothing closed.
    inside: bool,
}

impl<'t> Backward<'t> {
    fn new(text: &'t [u8], at: usize) -> Self {
        Self {
            text,
            at,
            in_string: false,
            closed: 0,
            inside: false,
        }
    }

    fn step(&mut self) {
        self.at -= 1;
        let before = &self.text[..self.at];
        match self.text[self.at] {
            b'"' if self.in_string => {
                let escapes = before.iter().rev().take_while(|&&b| b == b'\\').count();
                self.in_string = escapes % 2 == 1;
            }
            _ if self.in_string => {}
            b'"' => self.in_string = true,
            b'}' | b']' => self.closed += 1,
            b'{' | b'[' if self.closed > 0 => self.closed -= 1,
            b'{' | b'[' => self.inside = true,
            _ => {}
        }
    }
}
