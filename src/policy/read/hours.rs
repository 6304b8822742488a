//! `working_hours` of a policy.

use super::Reader;
use crate::event::Zone;
use crate::policy::WorkingHours;
use crate::policy::hours::{Day, clock, minutes};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use toml::value::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    tz: Spanned<String>,
    days: Spanned<Vec<Spanned<String>>>,
    from: Spanned<String>,
    to: Spanned<String>,
    #[serde(default)]
    holidays: Vec<Spanned<Value>>,
}

impl Reader<'_> {
    pub(super) fn hours(self, table: &Table) -> Result<WorkingHours, String> {
        let key = |name: &str| format!("working_hours.{name}");
        let tz = Zone::of_name(table.tz.get_ref()).ok_or_else(|| {
            let message = format!(
                "`{}` is not a time zone; write an IANA name such as Europe/Berlin",
                table.tz.get_ref()
            );
            self.fault(&key("tz"), &table.tz, &message)
        })?;
        if table.days.get_ref().is_empty() {
            return Err(self.fault(
                &key("days"),
                &table.days,
                "is empty; name at least one day, or leave working_hours out",
            ));
        }
        let mut lines = BTreeMap::new();
        let mut days = BTreeSet::new();
        for name in table.days.get_ref() {
            let day = Day::from_name(name.get_ref()).ok_or_else(|| {
                let message = format!(
                    "`{}` is not a day; the days are {}",
                    name.get_ref(),
                    Day::NAMES.join(", ")
                );
                self.fault(&key("days"), name, &message)
            })?;
            self.once(&key("days"), name, day, &mut lines)?;
            days.insert(day);
        }
        let time = |name: &str, text: &Spanned<String>| {
            minutes(text.get_ref()).ok_or_else(|| {
                let message = format!("`{}` is not a time of day; write HH:MM such as 08:00, and 24:00 for midnight at the end of a day", text.get_ref());
                self.fault(&key(name), text, &message)
            })
        };
        let (from, to) = (time("from", &table.from)?, time("to", &table.to)?);
        if from >= to {
            let message = format!(
                "{} is not before {}, so the hours are empty; hours across midnight are not supported",
                clock(from),
                clock(to)
            );
            return Err(self.fault(&key("from"), &table.from, &message));
        }
        let mut lines = BTreeMap::new();
        let mut holidays = BTreeSet::new();
        for value in &table.holidays {
            let day = self.day(&key("holidays"), value)?;
            self.once(&key("holidays"), value, day, &mut lines)?;
            holidays.insert(day);
        }
        Ok(WorkingHours {
            tz,
            days,
            from,
            to,
            holidays,
        })
    }

    /// A day, as a date of TOML or as text.
    pub(super) fn day(self, key: &str, value: &Spanned<Value>) -> Result<NaiveDate, String> {
        let text = match value.get_ref() {
            Value::String(text) => text.clone(),
            Value::Datetime(date) => date.to_string(),
            other => other.type_str().to_owned(),
        };
        let day = (text.len() == 10).then(|| NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok());
        day.flatten().ok_or_else(|| {
            let message =
                format!("`{text}` is not a calendar day; write YYYY-MM-DD such as 2024-12-31");
            self.fault(key, value, &message)
        })
    }
}
