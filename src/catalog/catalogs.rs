//! What an event is held against: the catalog of its month, or one catalog for all months.

use super::{Catalog, EMBEDDED};
use crate::event::Month;
use std::ops::Range;
use std::sync::LazyLock;

/// The name under which an event is held against the catalog of its own month.
pub const AUTO: &str = "auto";

/// The months from one built-in catalog to the next: all events of an era are held against the same
/// names. The first era reaches back to the beginning, the last goes on for ever.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Era(u8);

/// Number of eras.
pub const ERAS: usize = EMBEDDED.len();

/// The first day of each era. The name of a built-in catalog is the month of its publication.
static STARTS: LazyLock<[i64; ERAS]> = LazyLock::new(|| {
    EMBEDDED.map(|(name, _)| Month::parse(name).map_or(i64::MIN, |month| month.start().day()))
});

impl Era {
    /// Every era, from the earliest.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..ERAS as u8).map(Self)
    }

    /// The era of a UTC day, counted from 1970-01-01, and the days that it has.
    #[must_use]
    pub fn of_day(day: i64) -> (Self, Range<i64>) {
        let place = STARTS.partition_point(|start| *start <= day).max(1) - 1;
        let start = if place == 0 { i64::MIN } else { STARTS[place] };
        let end = STARTS.get(place + 1).copied().unwrap_or(i64::MAX);
        (Self(place as u8), start..end)
    }

    /// Its place among the eras.
    #[must_use]
    pub const fn place(self) -> usize {
        self.0 as usize
    }
}

/// The supported events of each month.
#[derive(Debug, Clone)]
pub struct Catalogs {
    name: String,
    /// By era, or one for all.
    catalogs: Vec<Catalog>,
    /// The built-in catalogs as they were published, oldest first.
    published: Vec<Catalog>,
}

impl Catalogs {
    /// For each event the newest built-in catalog that was published in or before its month, else the
    /// oldest. One that is known to be incomplete counts together with those before it.
    #[must_use]
    pub fn auto() -> Self {
        let published: Vec<Catalog> = Catalog::names().filter_map(Catalog::built_in).collect();
        let mut catalogs = published.clone();
        for (place, catalog) in catalogs.iter_mut().enumerate() {
            if !catalog.complete {
                let before = published.iter().take(place);
                let events = before.flat_map(|earlier| earlier.events.iter().cloned());
                catalog.events.extend(events);
            }
        }
        Self {
            name: AUTO.to_owned(),
            catalogs,
            published,
        }
    }

    /// One catalog for all months.
    #[must_use]
    pub fn only(catalog: Catalog) -> Self {
        Self {
            name: catalog.name.clone(),
            catalogs: vec![catalog],
            published: Catalog::names().filter_map(Catalog::built_in).collect(),
        }
    }

    /// The name of the one catalog, or `auto`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether each event is held against the catalog of its own month.
    #[must_use]
    pub fn is_auto(&self) -> bool {
        self.catalogs.len() > 1
    }

    /// The names of the catalogs that hold from one UTC day to another, in order.
    #[must_use]
    pub fn over(&self, first: i64, last: i64) -> Vec<String> {
        let catalogs = self.within(first, last);
        let mut names: Vec<String> = catalogs.map(|catalog| catalog.name.clone()).collect();
        names.dedup();
        names
    }

    /// The catalogs that hold from one UTC day to another, in order; one for all of them is there more than once.
    pub fn within(&self, first: i64, last: i64) -> impl Iterator<Item = &Catalog> {
        let [first, last] = [first, last].map(|day| Era::of_day(day).0);
        let eras = Era::all().filter(move |era| (first..=last).contains(era));
        eras.map(|era| self.of_era(era))
    }

    /// The catalog of an era.
    #[must_use]
    pub fn of_era(&self, era: Era) -> &Catalog {
        let last = self.catalogs.len() - 1;
        &self.catalogs[era.place().min(last)]
    }

    /// Whether the event `type.action` is supported in an era.
    #[must_use]
    pub fn supports(&self, era: Era, event: &str) -> bool {
        self.of_era(era).supports(event)
    }

    /// The earliest built-in catalog after that of an era that has the event.
    #[must_use]
    pub fn later(&self, era: Era, event: &str) -> Option<&Catalog> {
        let own = &self.of_era(era).published;
        let mut later = self.published.iter().filter(|one| one.published > *own);
        later.find(|catalog| catalog.supports(event))
    }

    /// The latest built-in catalog before that of an era that has the event.
    #[must_use]
    pub fn earlier(&self, era: Era, event: &str) -> Option<&Catalog> {
        let own = &self.of_era(era).published;
        let earlier = self.published.iter().rev();
        let mut earlier = earlier.filter(|one| one.published < *own);
        earlier.find(|catalog| catalog.supports(event))
    }

    /// All of them as one: what any of them has.
    #[must_use]
    pub fn united(&self) -> Catalog {
        match self.catalogs.as_slice() {
            [only] => only.clone(),
            many => Catalog {
                name: self.name.clone(),
                published: None,
                complete: many.iter().all(|catalog| catalog.complete),
                note: Some(
                    "Each event is checked against the newest catalog published in or before its \
                     month, or else against the oldest; an incomplete catalog is combined with \
                     those before it."
                        .to_owned(),
                ),
                events: many
                    .iter()
                    .flat_map(|catalog| catalog.events.iter().cloned())
                    .collect(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn era(month: &str) -> Era {
        let month = Month::parse(month).expect("a month");
        let (first, days) = Era::of_day(month.start().day());
        let (last, _) = Era::of_day(month.next().start().day() - 1);
        assert!(first == last && days.contains(&month.start().day()));
        first
    }

    #[test]
    fn each_month_has_the_newest_catalog_of_its_time() {
        let auto = Catalogs::auto();
        for (month, name) in [
            ("0000-01", "2019-09"),
            ("2018-05", "2019-09"),
            ("2019-09", "2019-09"),
            ("2024-03", "2019-09"),
            ("2024-04", "2024-04"),
            ("2026-01", "2024-04"),
            ("2026-02", "2026-02"),
            ("9999-12", "2026-02"),
        ] {
            assert_eq!(auto.of_era(era(month)).name, name, "{month}");
        }
        assert_eq!(Era::all().count(), Catalog::names().count());
        for catalog in Catalog::names().filter_map(Catalog::built_in) {
            let published = catalog.published.expect("a day");
            assert!(published.starts_with(&catalog.name), "{published}");
        }
    }

    #[test]
    fn an_incomplete_catalog_counts_together_with_those_before_it() {
        let auto = Catalogs::auto();
        let of = |month, event| auto.supports(era(month), event);
        assert!(of("2018-05", "ssl_endpoint.create") && !of("2025-05", "ssl_endpoint.create"));
        assert!(!of("2018-05", "trusted_ip.update") && of("2025-05", "trusted_ip.update"));
        assert!(!of("2026-01", "applink_app.publish") && of("2026-02", "applink_app.publish"));
        assert!(of("2026-02", "trusted_ip.update") && of("2026-02", "ssl_endpoint.create"));
        let only = Catalogs::only(Catalog::built_in("2024-04").expect("a catalog"));
        assert!(!only.supports(era("2018-05"), "ssl_endpoint.create"));
        assert!(only.supports(era("2026-05"), "trusted_ip.update") && !only.is_auto());
    }

    #[test]
    fn catalogs_of_other_times_are_known() {
        let auto = Catalogs::auto();
        let name = |catalog: Option<&Catalog>| catalog.map(|catalog| catalog.name.clone());
        assert_eq!(
            name(auto.later(era("2018-05"), "trusted_ip.update")).as_deref(),
            Some("2024-04")
        );
        assert_eq!(
            name(auto.later(era("2025-05"), "ssl_endpoint.create")),
            None
        );
        assert_eq!(
            name(auto.earlier(era("2025-05"), "ssl_endpoint.create")).as_deref(),
            Some("2019-09")
        );
        let only = Catalogs::only(Catalog::built_in("2019-09").expect("a catalog"));
        assert_eq!(
            name(only.later(era("2026-05"), "trusted_ip.update")).as_deref(),
            Some("2024-04")
        );
    }
}
