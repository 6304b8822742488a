//! Settings of what is read of an archive at most, the same for every command that reads one.

use super::choice::Value;
use super::scalar::value;
use super::settings::Setting;
use super::validate::ByteCount;
use crate::ingest::Limits;
use crate::json::MAX_DEPTH;
use crate::validate::Lengths;
use serde::Deserialize;
use std::num::NonZeroU64;

/// What a layer says about limits: table `[limits]`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitsLayer {
    /// Bytes that a file may unpack to.
    #[serde(default, deserialize_with = "value")]
    pub max_decompressed: Option<ByteCount>,
    /// Document bytes for each byte of a compressed file.
    #[serde(default, deserialize_with = "value")]
    pub max_ratio: Option<Count>,
    /// gzip members of a file.
    #[serde(default, deserialize_with = "value")]
    pub max_members: Option<Count>,
    /// Bytes of an event.
    #[serde(default, deserialize_with = "value")]
    pub max_event: Option<Length>,
    /// Bytes of a string.
    #[serde(default, deserialize_with = "value")]
    pub max_string: Option<Length>,
    /// Levels of nesting.
    #[serde(default, deserialize_with = "value")]
    pub max_depth: Option<Depth>,
    /// Records that are no events.
    #[serde(default, deserialize_with = "value")]
    pub max_rejects: Option<Count>,
}

/// The limits that hold. Those without a value have another default for `trailproof validate`,
/// which asks about what the other commands merely read.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitSettings {
    /// Bytes that a file may unpack to.
    pub max_decompressed: Setting<ByteCount>,
    /// Document bytes for each byte of a compressed file.
    pub max_ratio: Setting<Count>,
    /// gzip members of a file.
    pub max_members: Setting<Count>,
    /// Bytes of an event.
    pub max_event: Setting<Option<Length>>,
    /// Bytes of a string.
    pub max_string: Setting<Option<Length>>,
    /// Levels of nesting.
    pub max_depth: Setting<Option<Depth>>,
    /// Records that are no events.
    pub max_rejects: Setting<Count>,
}

impl LimitSettings {
    /// For a command that counts events.
    #[must_use]
    pub fn for_reading(&self) -> Limits {
        let common = self.common();
        Limits {
            event: bytes(&self.max_event).unwrap_or(common.event),
            string: bytes(&self.max_string).unwrap_or(common.string),
            depth: self.max_depth.value.map_or(common.depth, |depth| depth.0),
            ..common
        }
    }

    /// For a command that judges archives: what is too long or too deep is a finding of its own
    /// ([`Self::lengths`]), so reading goes on up to where every other command stops, at least.
    #[must_use]
    pub fn for_judging(&self) -> Limits {
        let common = self.common();
        Limits {
            event: bytes(&self.max_event).unwrap_or(0).max(common.event),
            string: bytes(&self.max_string).unwrap_or(0).max(common.string),
            ..common
        }
    }

    /// What nobody has to ask about.
    #[must_use]
    pub fn lengths(&self) -> Lengths {
        let usual = Lengths::default();
        Lengths {
            event: bytes(&self.max_event).unwrap_or(usual.event),
            string: bytes(&self.max_string).unwrap_or(usual.string),
            depth: self.max_depth.value.map_or(usual.depth, |depth| depth.0),
        }
    }

    fn common(&self) -> Limits {
        Limits {
            decompressed: self.max_decompressed.value.0,
            ratio: self.max_ratio.value.0.get(),
            members: self.max_members.value.0.get(),
            rejects: self.max_rejects.value.0.get(),
            ..Limits::default()
        }
    }
}

fn bytes(setting: &Setting<Option<Length>>) -> Option<usize> {
    usize::try_from(setting.value?.0).ok()
}

/// A number of things, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub NonZeroU64);

impl Count {
    /// That many, or one where that is none.
    #[must_use]
    pub fn new(count: u64) -> Self {
        Self(NonZeroU64::new(count).unwrap_or(NonZeroU64::MIN))
    }
}

impl Value for Count {
    fn parse(text: &str) -> Result<Self, String> {
        let count = text.parse().map(Self);
        count.map_err(|_| format!("`{text}` is not a limit; give a whole number from 1"))
    }

    fn to_json(&self) -> serde_json::Value {
        self.0.get().into()
    }
}

/// A length in bytes of something that is held in memory whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length(pub u64);

impl Value for Length {
    fn parse(text: &str) -> Result<Self, String> {
        let ByteCount(bytes) = ByteCount::parse(text)?;
        if bytes > Limits::LONGEST_EVENT {
            return Err(format!(
                "`{text}` is more than 1GiB, which is not held in memory; give less"
            ));
        }
        Ok(Self(bytes))
    }

    fn to_json(&self) -> serde_json::Value {
        self.0.into()
    }
}

/// A depth of nesting that can be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth(pub u32);

impl Value for Depth {
    fn parse(text: &str) -> Result<Self, String> {
        let depth = text.parse().ok();
        let depth = depth.filter(|depth| (1..=MAX_DEPTH).contains(depth));
        depth
            .map(Self)
            .ok_or_else(|| format!("`{text}` is not a depth; give 1 to {MAX_DEPTH}"))
    }

    fn to_json(&self) -> serde_json::Value {
        self.0.into()
    }
}
