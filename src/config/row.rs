//! What a setting is: one row, from which its field, its key, its environment variable, its flag, its
//! help and its line in `config show` are made.

use super::Value;
use crate::error::{Error, Result};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// A setting, apart from its value.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Key in the file, `report.top` for `top` in the table `[report]`.
    pub key: &'static str,
    /// What it is: a line, then perhaps an empty one and a paragraph.
    pub help: &'static [&'static str],
    /// What holds where nothing is said, if that is no single value.
    pub otherwise: &'static str,
    /// Environment variable; without one the file alone can have the setting.
    pub variable: &'static str,
    /// Flag of the command line as the help has it, `-f --format <FORMAT>`; a switch has no value.
    pub flag: &'static str,
    /// What a switch says.
    pub says: &'static str,
    /// Commands that have the flag; none for every command.
    pub of: &'static [&'static str],
    /// Section of the help that the flag is in.
    pub under: &'static str,
    /// Whether the flag can be repeated, which gives a list.
    pub many: bool,
    /// Whether the short help leaves the flag out.
    pub rare: bool,
    /// The default value, as `config show` has it.
    pub default: fn() -> Json,
    /// Whether a value could be its value.
    pub check: fn(&Json) -> Result<()>,
    /// Every value, where they are few.
    pub choices: fn() -> Vec<&'static str>,
}

impl Row {
    /// What the macro fills.
    pub(super) const EMPTY: Self = Self {
        key: "",
        help: &[],
        otherwise: "",
        variable: "",
        flag: "",
        says: "",
        of: &[],
        under: "",
        many: false,
        rare: false,
        default: || Json::Null,
        check: |_| Ok(()),
        choices: Vec::new,
    };

    /// The default in words.
    #[must_use]
    pub fn default_in_words(&self) -> String {
        if !self.otherwise.is_empty() {
            return self.otherwise.to_owned();
        }
        match (self.default)() {
            Json::Null => String::new(),
            Json::String(text) => text,
            json => json.to_string(),
        }
    }
}

/// Where the value of a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nothing was said.
    Default,
    /// A configuration file.
    File(PathBuf),
    /// An environment variable.
    Environment(&'static str),
    /// A flag of the command line.
    Flag,
}

impl Origin {
    /// The configuration file, as it is shown.
    #[must_use]
    pub fn file(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::File(path) => Some(path.to_string_lossy()),
            _ => None,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "file {}", path.display()),
            Self::Environment(variable) => write!(f, "environment {variable}"),
            Self::Flag => f.write_str("flag"),
        }
    }
}

/// A value and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value that holds.
    pub value: T,
    /// Where it came from.
    pub origin: Origin,
}

impl<T> Setting<T> {
    /// What a flag says that is no setting of the file, else a default.
    pub fn of_flag(said: Option<T>, default: T) -> Self {
        let origin = said.as_ref().map_or(Origin::Default, |_| Origin::Flag);
        Self {
            value: said.unwrap_or(default),
            origin,
        }
    }
}

/// What was said about settings, by key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layer(BTreeMap<&'static str, (Json, Origin)>);

impl Layer {
    /// Notes a value.
    ///
    /// # Errors
    /// [`Error::Usage`] for one that the setting cannot have.
    pub fn set(&mut self, row: &Row, value: impl Into<Json>, origin: Origin) -> Result<()> {
        let value = value.into();
        (row.check)(&value)?;
        self.0.insert(row.key, (value, origin));
        Ok(())
    }

    /// Puts another layer over this one.
    pub(super) fn cover(&mut self, above: &Self) {
        self.0.extend(above.0.clone());
    }

    /// The value that holds.
    pub(super) fn setting<T: Value>(
        &self,
        key: &str,
        default: impl FnOnce() -> T,
    ) -> Result<Setting<T>> {
        let Some((value, origin)) = self.0.get(key) else {
            return Ok(Setting {
                value: default(),
                origin: Origin::Default,
            });
        };
        let value = T::from_json(value)?;
        Ok(Setting {
            value: match origin {
                Origin::File(path) => value.based(path.parent().unwrap_or(Path::new(""))),
                _ => value,
            },
            origin: origin.clone(),
        })
    }
}

/// Makes the types of the settings, [`ROWS`](super::ROWS) and what goes through all of them, out of a
/// row for each setting.
macro_rules! settings {
    (
        $(#[$about:meta])*
        $all:ident {$(
            $(#[doc = $help:literal])+
            $name:ident: $type:ty { default: $default:expr $(, $part:ident: $said:expr)* $(,)? }
        )*}
        $(
            $(#[$of_table:meta])*
            $table:ident: $group:ident like $base:ident {$(
                $(#[doc = $help_in:literal])+
                $name_in:ident: $type_in:ty { default: $default_in:expr $(, $part_in:ident: $said_in:expr)* $(,)? }
            )*}
        )*
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $all {
            /// The configuration file that was read.
            pub file: Option<std::path::PathBuf>,
            /// Its table `[policy]`.
            pub policy: Option<super::PolicyTable>,
            $($(#[doc = $help])+ pub $name: Setting<$type>,)*
            $($(#[$of_table])* pub $table: $group,)*
        }

        $(
            $(#[$of_table])*
            #[derive(Debug, Clone, PartialEq)]
            pub struct $group {
                $($(#[doc = $help_in])+ pub $name_in: Setting<$type_in>,)*
            }
        )*

        /// Every setting, those of one table together.
        #[allow(clippy::needless_update)] // a row may say all there is
        pub static ROWS: &[Row] = &[
            $(Row {
                key: stringify!($name),
                help: &[$($help),+],
                default: || Value::to_json(&$default),
                check: |json| <$type as Value>::from_json(json).map(drop),
                choices: <$type as Value>::choices,
                $($part: $said,)*
                ..Row::EMPTY
            },)*
            $($(Row {
                key: concat!(stringify!($table), ".", stringify!($name_in)),
                help: &[$($help_in),+],
                default: || { let value: $type_in = $default_in; value.to_json() },
                check: |json| <$type_in as Value>::from_json(json).map(drop),
                choices: <$type_in as Value>::choices,
                $($part_in: $said_in,)*
                ..$base
            },)*)*
        ];

        impl $all {
            /// Gives each setting what was said about it, else its default.
            pub(super) fn new(file: Option<std::path::PathBuf>, said: &Layer) -> Result<Self> {
                Ok(Self {
                    file,
                    policy: None,
                    $($name: said.setting(stringify!($name), || $default)?,)*
                    $($table: $group {$(
                        $name_in: said.setting(
                            concat!(stringify!($table), ".", stringify!($name_in)),
                            || $default_in,
                        )?,
                    )*},)*
                })
            }

            /// Value and origin of each row.
            #[must_use]
            pub fn values(&self) -> Vec<(serde_json::Value, &Origin)> {
                vec![
                    $((self.$name.value.to_json(), &self.$name.origin),)*
                    $($((self.$table.$name_in.value.to_json(), &self.$table.$name_in.origin),)*)*
                ]
            }
        }
    };
}

pub(super) use settings;

/// That a flag, a variable or a line of a file is wrong.
pub(super) fn refused(place: &str, error: &Error) -> Error {
    let (what, hint) = error.parts();
    Error::Usage(format!("{place}: {what}")).hint_if(hint.map(str::to_owned))
}
