//! The codes: one line a rule. What a rule means and how it is checked is in `validate::rules`, one
//! file a rule.

use super::{Family, Severity};
use std::fmt;

/// Hands the list of all rules to a macro: code, file in `validate::rules`, usual severity, title. To add
/// a rule is to add a line here and its file there.
macro_rules! each_rule {
    ($with:ident) => {
        $with! {
            F01 f01 Error "compressed stream truncated or damaged";
            F02 f02 Error "bytes after the last compressed member";
            F03 f03 Warning "more than one gzip member or zstd frame";
            F04 f04 Error "a limit was exceeded";
            F05 f05 Error "SHA-256 differs from the service's listing";
            F06 f06 Error "size differs from the service's listing";
            F07 f07 Warning "file name and events disagree on month or account";
            F08 f08 Warning "archive and the service's listing do not match";
            J01 j01 Warning "byte-order mark";
            J02 j02 Error "invalid UTF-8";
            J03 j03 Error "not JSON";
            J04 j04 Error "duplicate member name";
            J05 j05 Error "nested too deep";
            J06 j06 Warning "very long string or event";
            J07 j07 Warning "misleading or invisible character";
            S01 s01 Error "not an archive";
            S02 s02 Error "entry is not an object";
            S03 s03 Error "id, created_at, type or action missing or of the wrong type";
            S04 s04 Warning "no actor to attribute the event to";
            S05 s05 Note "member that the schema does not have";
            S06 s06 Error "id is not a UUID";
            S07 s07 Error "created_at is not RFC 3339 with an offset";
            S08 s08 Warning "e-mail is not an address";
            S09 s09 Warning "IP address is malformed, or not a public IPv4 one";
            S10 s10 Warning "event is not in the catalog";
            S11 s11 Warning "data is not an object";
            S12 s12 Error "known member of the wrong type";
            T01 t01 Error "event outside the archive's month";
            T02 t02 Error "event later than the export";
            T03 t03 Warning "partial month";
            T04 t04 Note "not in chronological order";
            T05 t05 Warning "day without events";
            T06 t06 Warning "unlikely gap";
            T07 t07 Warning "missing month";
            T08 t08 Warning "no event at all";
            U01 u01 Warning "same id again with the same content";
            U02 u02 Error "same id again with different content";
            U03 u03 Note "two ids, otherwise identical events";
            I01 i01 Error "more than one enterprise account";
            I02 i02 Note "actor id and e-mail do not pair up";
            I03 i03 Note "app id and name do not pair up";
            P01 p01 Error "something shaped like a credential";
        }
    };
}
pub(crate) use each_rule;

/// Declares the codes.
macro_rules! codes {
    ($($name:ident $file:ident $severity:ident $title:literal;)+) => {
        /// Code of one validation rule. A report raises only those that decide whether an event or a
        /// whole input is accepted; `validate` raises all of them.
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
        }
    };
}

each_rule!(codes);

impl Code {
    /// How many codes there are.
    pub const COUNT: usize = Self::ALL.len();

    /// What the rule looks at, which the letter of its code says.
    #[must_use]
    pub const fn family(self) -> Family {
        match self.as_str().as_bytes()[0] {
            b'F' => Family::File,
            b'J' => Family::Json,
            b'S' => Family::Shape,
            b'T' => Family::Time,
            b'U' => Family::Uniqueness,
            b'I' => Family::Identity,
            _ => Family::Privacy,
        }
    }

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
