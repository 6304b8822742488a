//! From which size on something is a finding (J05, J06).

/// What is not worth a finding yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lengths {
    /// Levels of nesting, counted from the event.
    pub depth: u32,
    /// Bytes of a string.
    pub string: usize,
    /// Bytes of an event.
    pub event: usize,
}

impl Default for Lengths {
    fn default() -> Self {
        Self {
            depth: 64,
            string: 64 * 1024,
            event: 1024 * 1024,
        }
    }
}
