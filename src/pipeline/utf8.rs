//! The part of a block that is text.

/// The text at the front of some bytes, up to the first that is not UTF-8.
#[derive(Debug, Clone, Copy)]
pub(super) struct Utf8<'b> {
    pub(super) text: &'b str,
    /// Number of bytes, the text and what stands behind it.
    pub(super) len: usize,
    /// Where the byte is that is not UTF-8, whatever follows. Without one, a few bytes behind the
    /// text may be a character that the end of the block cuts.
    pub(super) invalid: Option<usize>,
}

impl<'b> Utf8<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        let (text, invalid) = match simdutf8::compat::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let valid = error.valid_up_to();
                let text = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
                (text, error.error_len().map(|_| valid))
            }
        };
        Self {
            text,
            len: bytes.len(),
            invalid,
        }
    }

    /// What is behind the first `at` bytes of the text.
    pub(super) fn from(self, at: usize) -> Self {
        Self {
            text: self.text.get(at..).unwrap_or_default(),
            len: self.len - at,
            invalid: self.invalid.map(|invalid| invalid - at),
        }
    }
}
