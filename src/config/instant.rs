//! The time that an output states as that of its making: the caller supplies it, the clock never does.

use super::Environment;
use crate::error::{Error, Result};
use crate::event::time::Timestamp;

/// Variable of the reproducible-builds convention: seconds since 1970.
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// What `--generated-at` says, else what `SOURCE_DATE_EPOCH` says, else nothing.
///
/// # Errors
/// [`Error::Usage`] where the variable holds no whole number of seconds up to the year 9999.
pub fn generated_at(
    flag: Option<Timestamp>,
    environment: &Environment,
) -> Result<Option<Timestamp>> {
    if flag.is_some() {
        return Ok(flag);
    }
    let Some(text) = environment.get(VARIABLE)? else {
        return Ok(None);
    };
    let seconds = Some(text)
        .filter(|text| text.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|text| text.parse().ok())
        .filter(|seconds| *seconds <= 253_402_300_799)
        .ok_or_else(|| {
            Error::Usage(format!(
                "{VARIABLE}: `{text}` is not a number of seconds since 1970"
            ))
            .hint("unset it, or give --generated-at")
        })?;
    Ok(Some(Timestamp {
        secs: seconds,
        nanos: 0,
    }))
}
