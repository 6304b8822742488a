//! What an archive is to look like: everything a caller may choose.

use std::fmt;
use std::str::FromStr;

use super::calendar::Month;

/// How the events of one archive are laid out as a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// `{"entries":[…]}`, the documented shape.
    #[default]
    Entries,
    /// A bare JSON array.
    Array,
    /// One event a line.
    Ndjson,
}

impl Shape {
    /// The names that [`FromStr`] accepts.
    pub const NAMES: [&'static str; 3] = ["entries", "array", "ndjson"];
}

impl FromStr for Shape {
    type Err = Unknown;

    fn from_str(name: &str) -> Result<Self, Unknown> {
        match name {
            "entries" => Ok(Self::Entries),
            "array" => Ok(Self::Array),
            "ndjson" => Ok(Self::Ndjson),
            _ => Err(Unknown("shape")),
        }
    }
}

/// How the bytes of one archive are compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compression {
    /// Plain text, as the dashboard exports it.
    None,
    /// One gzip member, as the command line of Heroku downloads it.
    #[default]
    Gzip,
    /// One zstd frame, as people re-compress what they keep.
    Zstd,
}

impl Compression {
    /// The names that [`FromStr`] accepts.
    pub const NAMES: [&'static str; 3] = ["none", "gzip", "zstd"];
}

impl FromStr for Compression {
    type Err = Unknown;

    fn from_str(name: &str) -> Result<Self, Unknown> {
        match name {
            "none" => Ok(Self::None),
            "gzip" => Ok(Self::Gzip),
            "zstd" => Ok(Self::Zstd),
            _ => Err(Unknown("compression")),
        }
    }
}

/// A name that stands for no value of the kind it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown(&'static str);

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a known {}", self.0)
    }
}

impl std::error::Error for Unknown {}

/// How a document is written down, whatever its events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The shape of the document.
    pub shape: Shape,
    /// Indented by two spaces as jq does it. NDJSON has one event a line by definition and ignores it.
    pub pretty: bool,
    /// A UTF-8 byte-order mark before the first byte.
    pub bom: bool,
}

/// Everything that decides the bytes of the archives: the same options give the same bytes.
#[derive(Clone, Debug)]
pub struct Options {
    /// Events over all months together.
    pub events: u64,
    /// Number of consecutive months, one archive each; at least one is written.
    pub months: u32,
    /// The first month.
    pub start: Month,
    /// Seed of every random choice.
    pub seed: u64,
    /// How each document is laid out.
    pub layout: Layout,
    /// How each document is compressed.
    pub compression: Compression,
    /// Name of the enterprise account.
    pub account: String,
    /// Actors to choose from; at least one. With few events not every one appears.
    pub actors: u32,
    /// App names to choose from; at least one. A name that is destroyed and taken again counts once.
    pub apps: u32,
    /// Events out of 1000 that carry no actor at all.
    pub actorless_per_mille: u32,
    /// Actors out of 1000 that are known by their e-mail only, without an id.
    pub email_only_per_mille: u32,
    /// Events out of 1000 whose name the 2019-09 catalog does not know.
    pub unsupported_per_mille: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            events: 1000,
            months: 1,
            start: Month::FIRST_DOCUMENTED,
            seed: 1,
            layout: Layout::default(),
            compression: Compression::default(),
            account: "acme-corp".to_owned(),
            actors: 2000,
            apps: 5000,
            actorless_per_mille: 2,
            email_only_per_mille: 20,
            unsupported_per_mille: 0,
        }
    }
}

impl Options {
    /// The months in order.
    pub fn each_month(&self) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self.start), |month| Some(month.next()))
            .take(self.months.max(1) as usize)
    }

    /// Events of the month at `index`; what does not divide evenly goes to the first months.
    pub fn events_in_month(&self, index: u64) -> u64 {
        let months = u64::from(self.months.max(1));
        self.events / months + u64::from(index < self.events % months)
    }

    /// The name under which the command line of Heroku would store the archive of `month`,
    /// with the extension that fits shape and compression.
    pub fn file_name(&self, month: Month) -> String {
        format!(
            "enterprise-audit-log-{}-{}.{}",
            self.account,
            month.digits(),
            self.extension()
        )
    }

    /// The extension that fits shape and compression.
    pub fn extension(&self) -> String {
        let shape = match self.layout.shape {
            Shape::Entries | Shape::Array => "json",
            Shape::Ndjson => "ndjson",
        };
        let compression = match self.compression {
            Compression::None => "",
            Compression::Gzip => ".gz",
            Compression::Zstd => ".zst",
        };
        format!("{shape}{compression}")
    }
}
