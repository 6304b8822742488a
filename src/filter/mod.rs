//! Stub.
use crate::event::Timestamp;
use std::collections::BTreeMap;
/// Filter.
#[derive(Debug, Clone, Default)]
pub struct Filter;
impl Filter {
    /// x
    #[must_use]
    pub fn is_empty(&self) -> bool {
        true
    }
    /// x
    #[must_use]
    pub fn accepts_time(&self, _: Timestamp) -> bool {
        true
    }
    /// x
    #[must_use]
    pub fn accepts_event(&self, _: &str) -> bool {
        true
    }
    /// x
    #[must_use]
    pub fn accepts_account(&self, _: Option<&str>, _: Option<&str>) -> bool {
        true
    }
    /// x
    #[must_use]
    pub fn accepts_actor(&self, _: Option<&str>, _: Option<&str>) -> bool {
        true
    }
    /// x
    #[must_use]
    pub fn accepts_app(&self, _: Option<&str>, _: Option<&str>) -> bool {
        true
    }
    /// x
    #[must_use]
    pub fn accepts_team(&self, _: Option<&str>, _: Option<&str>) -> bool {
        true
    }
    /// x
    #[must_use]
    pub fn accepts_ip(&self, _: Option<&str>) -> bool {
        true
    }
    /// x
    #[must_use]
    pub fn view(&self) -> BTreeMap<&'static str, Vec<String>> {
        BTreeMap::new()
    }
}
