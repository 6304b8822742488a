//! The codes, each with its usual severity and a title.

use super::{Family, Severity};
use std::fmt;

/// Declares the codes: name, family, severity, title.
macro_rules! codes {
    ($($name:ident $family:ident $severity:ident $title:literal;)+) => {
        /// Code of one validation rule. A report raises only those that decide the fate of an event
        /// or of a whole input; `validate` raises all of them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the title beside each code says it, and so does `trailproof explain`")]
        pub enum Code { $($name,)+ }

        impl Code {
            /// All codes, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as it is written everywhere, for example `S03`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)+ }
            }

            /// What the code says, in a few words that complete a count ("3 events …").
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// Usual severity; some rules know a milder or a graver case.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// What the rule looks at.
            #[must_use]
            pub const fn family(self) -> Family {
                match self { $(Self::$name => Family::$family,)+ }
            }
        }
    };
}

codes! {
    F01 File Error "compressed stream truncated or damaged";
    F02 File Error "bytes after the last compressed member";
    F03 File Warning "more than one gzip member";
    F04 File Error "a limit was exceeded";
    F05 File Error "SHA-256 differs from the archives listing";
    F06 File Error "size differs from the archives listing";
    F07 File Warning "file name and events disagree on month or account";
    F08 File Warning "archive and archives listing do not match up";
    J01 Json Warning "byte-order mark";
    J02 Json Error "invalid UTF-8";
    J03 Json Error "not JSON";
    J04 Json Error "duplicate member name";
    J05 Json Error "nested too deep";
    J06 Json Warning "very long string or event";
    J07 Json Warning "character that makes a report lie";
    S01 Shape Error "not an archive";
    S02 Shape Error "entry is not an object";
    S03 Shape Error "id, created_at, type or action missing or of the wrong type";
    S04 Shape Error "no actor to attribute the event to";
    S05 Shape Note "member that the schema does not have";
    S06 Shape Error "id is not a UUID";
    S07 Shape Error "created_at is not RFC 3339 with an offset";
    S08 Shape Warning "e-mail is not an address";
    S09 Shape Warning "IP address is malformed, or not a public IPv4 one";
    S10 Shape Warning "event is not in the catalog";
    S11 Shape Warning "data is not an object";
    S12 Shape Error "known member of the wrong type";
    T01 Time Error "event outside the archive's month";
    T02 Time Error "event later than the export";
    T03 Time Warning "partial month";
    T04 Time Note "not in chronological order";
    T05 Time Warning "day without events";
    T06 Time Warning "unlikely gap";
    T07 Time Warning "missing month";
    T08 Time Warning "no event at all";
    U01 Uniqueness Warning "same id again with the same content";
    U02 Uniqueness Error "same id again with different content";
    U03 Uniqueness Note "two ids, otherwise identical events";
    I01 Identity Error "more than one enterprise account";
    I02 Identity Note "actor id and e-mail do not pair up";
    I03 Identity Note "app id and name do not pair up";
    P01 Privacy Error "something shaped like a credential";
}

impl Code {
    /// How many codes there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Whether a record with this code is rejected as evidence.
    #[must_use]
    pub const fn rejects(self) -> bool {
        matches!(
            self,
            Self::S02 | Self::S03 | Self::S06 | Self::S07 | Self::U02
        )
    }

    /// The code of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.as_str().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
