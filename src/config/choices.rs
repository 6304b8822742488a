//! Values out of short lists of names.

use super::value::{Choice, Value};
use crate::aggregate::By;
use crate::detection::Level;
use crate::error::{Error, Result};
use crate::render::{Format, ListFormat, RowsFormat, VerdictFormat, VerificationFormat};
use crate::sample::Stratify;
use serde_json::Value as Json;

/// Declares names and file extensions for each variant, whether it is binary, and the type as well unless it exists.
macro_rules! choice {
    (@binary) => { false };
    (@binary binary) => { true };
    ($type:ident, $what:literal: $($variant:ident $name:literal [$($extension:literal),*] $($binary:ident)?;)+) => {
        impl Choice for $type {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn is_binary(self) -> bool {
                match self { $(Self::$variant => choice!(@binary $($binary)?),)+ }
            }

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            fn extensions(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($extension),*],)+ }
            }
        }
    };
    ($(#[$about:meta])+ $type:ident, $what:literal: $($(#[$doc:meta])+ $variant:ident $name:literal [$($extension:literal),*] $($binary:ident)?;)+) => {
        $(#[$about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$doc])+ $variant,)+ }

        choice!($type, $what: $($variant $name [$($extension),*] $($binary)?;)+);
    };
}

impl Choice for Format {
    const WHAT: &'static str = "format";
    const ALL: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        self.name()
    }

    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["txt", "text"],
            Self::Html => &["html", "htm"],
            Self::Csv => &["csv"],
            Self::Json => &["json"],
            Self::Markdown => &["md", "markdown"],
            Self::Xlsx => &["xlsx"],
        }
    }

    fn is_binary(self) -> bool {
        self == Self::Xlsx
    }
}

choice! {
    VerificationFormat, "format":
    Table "table" ["txt", "text"];
    Json "json" ["json"];
}

choice! {
    VerdictFormat, "format":
    Table "table" ["txt", "text"];
    Html "html" ["html", "htm"];
    Csv "csv" ["csv"];
    Json "json" ["json"];
    Markdown "markdown" ["md", "markdown"];
    Sarif "sarif" ["sarif"];
    Xlsx "xlsx" ["xlsx"] binary;
}

impl Choice for By {
    const WHAT: &'static str = "dimension";
    const ALL: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        self.as_str()
    }
}

impl Choice for Stratify {
    const WHAT: &'static str = "dimension";
    const ALL: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        self.name()
    }
}

choice! {
    Level, "level":
    Informational "informational" [];
    Low "low" [];
    Medium "medium" [];
    High "high" [];
    Critical "critical" [];
}

choice! {
    /// When to colour.
    ColorChoice, "colour choice":
    /// On a terminal, unless the environment says otherwise.
    Auto "auto" [];
    /// Always.
    Always "always" [];
    /// Never.
    Never "never" [];
}

choice! {
    /// Formats of a listing of settings.
    ListingFormat, "format":
    /// As in `trailproof.toml`.
    Toml "toml" ["toml"];
    /// An object.
    Json "json" ["json"];
}

choice! {
    ListFormat, "format":
    Table "table" ["txt", "text"];
    Csv "csv" ["csv"];
    Json "json" ["json"];
    Xlsx "xlsx" ["xlsx"] binary;
}

choice! {
    RowsFormat, "format":
    Table "table" ["txt", "text"];
    Csv "csv" ["csv"];
    Json "json" ["json"];
}

choice! {
    /// Formats of exported events.
    ExportFormat, "format":
    /// An object with all events under `entries`, as the service has it.
    Json "json" ["json"];
    /// One event a line.
    Ndjson "ndjson" ["ndjson", "jsonl"];
    /// One event a row, its fields in columns.
    Csv "csv" ["csv"];
    /// The same as a workbook.
    Xlsx "xlsx" ["xlsx"] binary;
}

choice! {
    /// Exit with code 1 if there is a finding of this severity or above.
    FailOn, "severity":
    /// Errors.
    Error "error" [];
    /// Warnings as well.
    Warning "warning" [];
    /// Notes as well.
    Note "note" [];
    /// Nothing.
    Never "never" [];
}

/// One to three different dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimensions(Vec<By>);

impl Dimensions {
    /// The dimensions, as given.
    #[must_use]
    pub fn as_slice(&self) -> &[By] {
        &self.0
    }
}

impl Value for Dimensions {
    fn parse(text: &str) -> Result<Self> {
        let mut dimensions = Vec::new();
        for name in text.split(',') {
            let dimension = By::parse(name.trim())?;
            if dimensions.contains(&dimension) {
                let what = format!("dimension `{}` is given twice", dimension.name());
                return Err(Error::Usage(what).hint("name each dimension once"));
            }
            dimensions.push(dimension);
        }
        if dimensions.len() > 3 {
            let what = format!("`{text}` has {} dimensions", dimensions.len());
            return Err(Error::Usage(what).hint("give at most 3"));
        }
        Ok(Self(dimensions))
    }

    fn to_json(&self) -> Json {
        self.0.iter().map(|dimension| dimension.name()).collect()
    }
}
