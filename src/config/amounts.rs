//! Numbers of rows, threads, bytes and other things, as people write them.

use super::value::Value;
use crate::error::{Error, Result};
use crate::ingest::Limits;
use crate::json::MAX_DEPTH;
use serde_json::Value as Json;
use std::num::{NonZeroU64, NonZeroUsize};

fn wrong(text: &str, what: &str, hint: &str) -> Error {
    Error::Usage(format!("`{text}` is not {what}")).hint(hint)
}

/// How many rows a list may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Top {
    /// That many.
    Rows(NonZeroUsize),
    /// All there are.
    All,
}

impl Top {
    /// That many rows, or all where that is none.
    #[must_use]
    pub fn rows(rows: usize) -> Self {
        NonZeroUsize::new(rows).map_or(Self::All, Self::Rows)
    }
}

impl Value for Top {
    fn parse(text: &str) -> Result<Self> {
        if text == "all" {
            return Ok(Self::All);
        }
        let rows = text.parse().map(Self::Rows);
        rows.map_err(|_| {
            wrong(
                text,
                "a number of rows",
                "give a whole number from 1, or all",
            )
        })
    }

    fn to_json(&self) -> Json {
        match self {
            Self::Rows(rows) => rows.get().into(),
            Self::All => "all".into(),
        }
    }
}

/// A number of threads.
impl Value for NonZeroUsize {
    fn parse(text: &str) -> Result<Self> {
        let threads = text.parse().ok().filter(|n: &Self| n.get() <= 1024);
        threads.ok_or_else(|| wrong(text, "a number of threads", "give 1 to 1024"))
    }

    fn to_json(&self) -> Json {
        self.get().into()
    }
}

/// That many, or one where that is none.
pub(super) fn at_least_one(count: u64) -> NonZeroU64 {
    NonZeroU64::new(count).unwrap_or(NonZeroU64::MIN)
}

/// A limit on a number of things.
impl Value for NonZeroU64 {
    fn parse(text: &str) -> Result<Self> {
        let count = text.parse();
        count.map_err(|_| wrong(text, "a limit", "give a whole number from 1"))
    }

    fn to_json(&self) -> Json {
        self.get().into()
    }
}

/// Powers of 1024 with their units, the largest first.
const BINARY: [(u64, &str); 4] = [
    (1 << 40, "TiB"),
    (1 << 30, "GiB"),
    (1 << 20, "MiB"),
    (1 << 10, "KiB"),
];

/// Digits and a unit, which may be empty, in lower case.
fn amount(text: &str) -> (Option<u64>, String) {
    let end = text.find(|c: char| !c.is_ascii_digit());
    let (digits, unit) = text.split_at(end.unwrap_or(text.len()));
    (digits.parse().ok(), unit.trim().to_ascii_lowercase())
}

/// A number of bytes, at least one and at most so many, with a binary unit or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteCount<const MOST: u64 = { u64::MAX }>(pub u64);

impl<const MOST: u64> Value for ByteCount<MOST> {
    fn parse(text: &str) -> Result<Self> {
        let (number, unit) = amount(text);
        let short = |name: &str| name.to_ascii_lowercase()[..1] == *unit;
        let factor = match &*unit {
            "" | "b" => Some(1),
            _ => BINARY
                .iter()
                .find(|(_, name)| name.eq_ignore_ascii_case(&unit) || short(name))
                .map(|(factor, _)| *factor),
        };
        let bytes = number.zip(factor).and_then(|(n, f)| n.checked_mul(f));
        let bytes = bytes.filter(|bytes| *bytes > 0).ok_or_else(|| {
            let hint = "give bytes, or a number with KiB, MiB, GiB or TiB";
            wrong(text, "a size", hint)
        })?;
        if bytes > MOST {
            let what = format!("`{text}` is more than trailproof keeps in memory");
            let most = ByteCount::<MOST>(MOST).to_json();
            return Err(Error::Usage(what).hint(format!("give at most {most}").replace('"', "")));
        }
        Ok(Self(bytes))
    }

    /// With the largest unit of which it is a whole number.
    fn to_json(&self) -> Json {
        let whole = BINARY
            .iter()
            .find(|(factor, _)| self.0.is_multiple_of(*factor));
        match whole {
            Some((factor, unit)) => format!("{} {unit}", self.0 / factor).into(),
            None => self.0.into(),
        }
    }
}

/// A number of bytes of something that is held in memory whole.
pub type Length = ByteCount<{ Limits::LONGEST_EVENT }>;

/// A depth of nesting that can be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth(pub u32);

impl Value for Depth {
    fn parse(text: &str) -> Result<Self> {
        let depth = text.parse().ok();
        let depth = depth.filter(|depth| (1..=MAX_DEPTH).contains(depth));
        let hint = || format!("give 1 to {MAX_DEPTH}");
        depth
            .map(Self)
            .ok_or_else(|| wrong(text, "a depth", &hint()))
    }

    fn to_json(&self) -> Json {
        self.0.into()
    }
}

/// An amount of memory for sorting, in bytes; at least 16 MB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory(pub u64);

impl Default for Memory {
    fn default() -> Self {
        Self(512_000_000)
    }
}

/// Digits and a unit: `512MB`, `2GiB`, `512M`; without a unit they are megabytes.
impl Value for Memory {
    fn parse(text: &str) -> Result<Self> {
        let (number, unit) = amount(text);
        let unit: Option<u64> = match &*unit {
            "" | "m" | "mb" => Some(1_000_000),
            "g" | "gb" => Some(1_000_000_000),
            "mib" => Some(1 << 20),
            "gib" => Some(1 << 30),
            _ => None,
        };
        let bytes = number.zip(unit).and_then(|(n, unit)| n.checked_mul(unit));
        let bytes = bytes.filter(|bytes| (16_000_000..=1 << 50).contains(bytes));
        bytes.map(Self).ok_or_else(|| {
            let what = "an amount of memory of at least 16 MB";
            wrong(text, what, "give, for example, 512MB or 2GB")
        })
    }

    fn to_json(&self) -> Json {
        self.0.into()
    }
}
