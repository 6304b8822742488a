//! What the settings of limits mean for each way of reading.

use super::amounts::Length;
use super::row::Setting;
use super::settings::LimitSettings;
use crate::ingest::Limits;
use crate::validate::Lengths;

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

    /// Lengths and depths from which `trailproof validate` has a finding.
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
            ratio: self.max_ratio.value.get(),
            members: self.max_members.value.get(),
            rejects: self.max_rejects.value.get(),
            ..Limits::default()
        }
    }
}

fn bytes(setting: &Setting<Option<Length>>) -> Option<usize> {
    usize::try_from(setting.value?.0).ok()
}
