//! An amount of memory, written as people write it.

use super::Value;

/// The least that is worth sorting with.
const LEAST: u64 = 16_000_000;

/// An amount of memory in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory(pub u64);

impl Default for Memory {
    fn default() -> Self {
        Self(512_000_000)
    }
}

/// Digits and a unit: `512MB`, `2GiB`, `512M`; without a unit they are megabytes.
impl Value for Memory {
    fn parse(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is not an amount of memory of at least 16MB; write for example 512MB or 2GB"
            )
        };
        let end = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        let (digits, unit) = text.split_at(end);
        let unit: u64 = match unit.trim().to_ascii_lowercase().as_str() {
            "" | "m" | "mb" => 1_000_000,
            "g" | "gb" => 1_000_000_000,
            "mib" => 1 << 20,
            "gib" => 1 << 30,
            _ => return Err(wrong()),
        };
        let bytes = digits
            .parse()
            .ok()
            .and_then(|n: u64| n.checked_mul(unit))
            .filter(|bytes| (LEAST..=1 << 50).contains(bytes));
        bytes.map(Self).ok_or_else(wrong)
    }

    fn to_json(&self) -> serde_json::Value {
        self.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_units() {
        for (text, bytes) in [
            ("512MB", Some(512_000_000)),
            ("512", Some(512_000_000)),
            ("64 mib", Some(64 << 20)),
            ("2GiB", Some(2 << 30)),
            ("3g", Some(3_000_000_000)),
            ("15MB", None),
            ("512kB", None),
            ("MB", None),
            ("", None),
            ("-512MB", None),
            ("99999999999999999999GB", None),
        ] {
            assert_eq!(Memory::parse(text).ok().map(|m| m.0), bytes, "{text}");
        }
    }
}
