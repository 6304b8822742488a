//! What a verdict is asked for.

use super::ignore::Ignore;
use super::set::Rules;
use crate::catalog::Catalogs;
use crate::event::Timestamp;
use crate::listing::Listing;
use chrono::NaiveDate;

/// What is to be checked, and against what.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The rules.
    pub rules: Rules,
    /// Rules that are set aside.
    pub ignores: &'a [Ignore],
    /// Path of the configuration file that sets some of them aside.
    pub configuration: Option<&'a str>,
    /// Day on which an entry of those may have expired.
    pub today: Option<NaiveDate>,
    /// The supported events.
    pub catalogs: &'a Catalogs,
    /// The service's listing, and the name of its file.
    pub listing: Option<(&'a Listing, &'a str)>,
    /// No event can have happened later.
    pub as_of: Option<Timestamp>,
    /// Whether a month has to be whole.
    pub is_final: bool,
    /// `error`, `warning`, `note` or `never`.
    pub fail_on: &'static str,
    /// The instant to state as that of the verdict.
    pub generated_at: Option<Timestamp>,
}
