//! Values that settings can have, each with one spelling for flags, environment and file.

use crate::aggregate::By;
use crate::render::Format;
use std::num::NonZeroUsize;

/// A value with a textual form.
pub trait Value: Sized {
    /// Reads the textual form.
    ///
    /// # Errors
    /// A sentence that shows the text and says what would be right.
    fn parse(text: &str) -> Result<Self, String>;

    /// The value as JSON has it; for scalars and lists that is also how TOML has it.
    fn to_json(&self) -> serde_json::Value;
}

/// A value out of a short list of names.
pub trait Choice: Value + Copy + PartialEq + 'static {
    /// What is chosen, for sentences: `format`.
    const WHAT: &'static str;
    /// Every choice, in the order of the help.
    const ALL: &'static [Self];

    /// Its name.
    fn name(self) -> &'static str;

    /// File extensions that ask for it.
    fn extensions(self) -> &'static [&'static str];

    /// All names, for sentences: `a, b or c`.
    #[must_use]
    fn listed() -> String {
        let names: Vec<_> = Self::ALL.iter().map(|choice| choice.name()).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => names.concat(),
        }
    }
}

/// Declares a [`Choice`]: variant, name, file extensions.
macro_rules! choice {
    ($(#[$about:meta])* $type:ident, $what:literal: $($(#[$doc:meta])* $variant:ident $name:literal [$($extension:literal),*];)+) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$doc])* $variant,)+ }

        impl Choice for $type {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            fn extensions(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($extension),*],)+ }
            }
        }

        impl Value for $type {
            fn parse(text: &str) -> Result<Self, String> {
                chosen(text)
            }

            fn to_json(&self) -> serde_json::Value {
                self.name().into()
            }
        }
    };
}

pub(super) fn chosen<C: Choice>(text: &str) -> Result<C, String> {
    C::ALL
        .iter()
        .copied()
        .find(|choice| choice.name() == text)
        .ok_or_else(|| {
            format!(
                "`{text}` is not a {}; it is one of {}",
                C::WHAT,
                C::listed()
            )
        })
}

pub(super) use choice;

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
        }
    }
}

impl Value for Format {
    fn parse(text: &str) -> Result<Self, String> {
        chosen(text)
    }

    fn to_json(&self) -> serde_json::Value {
        self.name().into()
    }
}

impl Choice for By {
    const WHAT: &'static str = "dimension";
    const ALL: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        self.as_str()
    }

    fn extensions(self) -> &'static [&'static str] {
        &[]
    }
}

impl Value for By {
    fn parse(text: &str) -> Result<Self, String> {
        chosen(text)
    }

    fn to_json(&self) -> serde_json::Value {
        self.as_str().into()
    }
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
    /// Forms of a listing of settings.
    ListingFormat, "format":
    /// As in `trailproof.toml`.
    Toml "toml" ["toml"];
    /// An object.
    Json "json" ["json"];
}

choice! {
    /// Forms of what is a list of rows.
    RowsFormat, "format":
    /// Plain text for people.
    Table "table" ["txt", "text"];
    /// One row a line.
    Csv "csv" ["csv"];
    /// An object.
    Json "json" ["json"];
}

choice! {
    /// Forms of exported events.
    ExportFormat, "format":
    /// An object with all events under `entries`, as the service has it.
    Json "json" ["json"];
    /// One event a line.
    Ndjson "ndjson" ["ndjson", "jsonl"];
    /// One event a row, its members in columns.
    Csv "csv" ["csv"];
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
    fn parse(text: &str) -> Result<Self, String> {
        let mut dimensions = Vec::new();
        for name in text.split(',') {
            let dimension = By::parse(name.trim())?;
            if dimensions.contains(&dimension) {
                return Err(format!(
                    "`{}` is there twice; name each dimension once",
                    dimension.name()
                ));
            }
            dimensions.push(dimension);
        }
        if dimensions.len() > 3 {
            return Err(format!(
                "`{text}` has {} dimensions; give at most 3",
                dimensions.len()
            ));
        }
        Ok(Self(dimensions))
    }

    fn to_json(&self) -> serde_json::Value {
        self.0.iter().map(|dimension| dimension.name()).collect()
    }
}

/// How many rows a list may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Top {
    /// That many.
    Rows(NonZeroUsize),
    /// All there are.
    All,
}

impl Value for Top {
    fn parse(text: &str) -> Result<Self, String> {
        if text == "all" {
            return Ok(Self::All);
        }
        text.parse().map(Self::Rows).map_err(|_| {
            format!("`{text}` is not a number of rows; give a whole number from 1, or all")
        })
    }

    fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Rows(rows) => rows.get().into(),
            Self::All => "all".into(),
        }
    }
}

/// A number of threads.
impl Value for NonZeroUsize {
    fn parse(text: &str) -> Result<Self, String> {
        let threads = text.parse().ok().filter(|n: &Self| n.get() <= 1024);
        threads.ok_or_else(|| format!("`{text}` is not a number of threads; give 1 to 1024"))
    }

    fn to_json(&self) -> serde_json::Value {
        self.get().into()
    }
}

impl Value for bool {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(format!("`{text}` is neither true nor false")),
        }
    }

    fn to_json(&self) -> serde_json::Value {
        (*self).into()
    }
}

impl Value for chrono_tz::Tz {
    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| {
            format!("`{text}` is not a time zone; give an IANA name such as UTC or Europe/Berlin")
        })
    }

    fn to_json(&self) -> serde_json::Value {
        self.name().into()
    }
}
