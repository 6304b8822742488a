//! From the text of a file to a [`Policy`]. What is wrong is told with line and key.

mod exceptions;
mod hours;

use super::{Pointer, Policy, domain};
use crate::filter::network::{network, shown};
use crate::pattern::Pattern;
use crate::toml_text::TomlText;
use ipnet::IpNet;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use toml::Spanned;

type Words = Vec<Spanned<String>>;

/// Of a longer list nothing is told about entries that others have already.
const LONGEST: usize = 500;

/// A file of the policy alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alone {
    policy: Table,
}

/// A file that has other tables, too, which others read.
#[derive(Deserialize)]
struct Among {
    policy: Option<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    internal_domains: Option<Spanned<Words>>,
    service_accounts: Option<Words>,
    protected_apps: Option<Words>,
    known_networks: Option<Words>,
    working_hours: Option<hours::Table>,
    subject: Option<Spanned<Words>>,
    role: Option<Spanned<Words>>,
    target: Option<Spanned<Words>>,
    #[serde(default)]
    suppress: Vec<Spanned<exceptions::Suppress>>,
    #[serde(default)]
    disposition: Vec<Spanned<exceptions::Dispose>>,
}

impl Policy {
    /// Reads a file that holds the table `[policy]` and nothing else.
    ///
    /// # Errors
    /// A sentence with the line and the key of what is wrong first.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        let text = TomlText::new(text);
        let Alone { policy } = text.read().map_err(|sentence: String| {
            if sentence.ends_with("expected `policy`") || sentence.ends_with("missing key `policy`")
            {
                format!("{sentence}; a policy file holds the table [policy] and nothing else")
            } else {
                sentence
            }
        })?;
        Reader(text).policy(&policy)
    }

    /// Reads the table `[policy]` of a file that may hold others. `None` where it holds none.
    ///
    /// # Errors
    /// As for [`Policy::from_toml`].
    pub fn from_settings(text: &str) -> Result<Option<Self>, String> {
        let text = TomlText::new(text);
        let Among { policy } = text.read()?;
        policy.map(|table| Reader(text).policy(&table)).transpose()
    }
}

/// Understands values, and knows their lines.
#[derive(Clone, Copy)]
struct Reader<'a>(TomlText<'a>);

impl Reader<'_> {
    fn policy(self, table: &Table) -> Result<Policy, String> {
        let mut remarks = Vec::new();
        let internal_domains = self.filled("internal_domains", table.internal_domains.as_ref(), |text| {
            domain::named(text).ok_or_else(|| {
                format!(
                    "`{text}` is not a domain; write, for example, acme.com, and list each subdomain that counts as well"
                )
            })
        })?;
        Ok(Policy {
            internal_domains: internal_domains.map(|domains| domains.into_iter().collect()),
            service_accounts: self.patterns(
                "service_accounts",
                table.service_accounts.as_ref(),
                &mut remarks,
            )?,
            protected_apps: self.patterns(
                "protected_apps",
                table.protected_apps.as_ref(),
                &mut remarks,
            )?,
            known_networks: self.networks(table.known_networks.as_ref(), &mut remarks)?,
            working_hours: table
                .working_hours
                .as_ref()
                .map(|hours| self.hours(hours))
                .transpose()?,
            subject: self.pointers("subject", table.subject.as_ref())?,
            role: self.pointers("role", table.role.as_ref())?,
            target: self.pointers("target", table.target.as_ref())?,
            suppress: self.suppressions(&table.suppress, &mut remarks)?,
            disposition: self.dispositions(&table.disposition)?,
            remarks,
        })
    }

    fn pointers(
        self,
        key: &str,
        list: Option<&Spanned<Words>>,
    ) -> Result<Option<Vec<Pointer>>, String> {
        self.filled(key, list, |text| {
            Pointer::parse(text)
                .ok_or_else(|| format!("`{text}` is not a JSON pointer into data; write, for example, /collaborator/email"))
        })
    }

    fn patterns(
        self,
        key: &str,
        list: Option<&Words>,
        remarks: &mut Vec<String>,
    ) -> Result<Option<Vec<Pattern>>, String> {
        let Some(list) = list else {
            return Ok(None);
        };
        let patterns = self.each(key, list, pattern)?;
        self.remark(key, list, &patterns, Pattern::covers, remarks);
        Ok(Some(patterns))
    }

    fn networks(
        self,
        list: Option<&Words>,
        remarks: &mut Vec<String>,
    ) -> Result<Option<Vec<IpNet>>, String> {
        const KEY: &str = "known_networks";
        let Some(list) = list else {
            return Ok(None);
        };
        let networks = self.each(KEY, list, |text| {
            network(text).ok_or_else(|| {
                format!("`{text}` is neither an address nor a network; write, for example, 198.51.100.0/24")
            })
        })?;
        self.remark(
            KEY,
            list,
            &networks,
            |wide, net| wide.contains(net),
            remarks,
        );
        Ok(Some(networks))
    }

    /// What is wrong with a value of the table.
    fn fault<T>(self, key: &str, value: &Spanned<T>, message: &str) -> String {
        self.0
            .fault(&value.span(), &format!("policy.{key}"), message)
    }

    /// The values of a list that says nothing when it is empty.
    fn filled<T: Normal>(
        self,
        key: &str,
        list: Option<&Spanned<Words>>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<Vec<T>>, String> {
        match list {
            Some(list) if list.get_ref().is_empty() => Err(self.fault(
                key,
                list,
                "is empty; give at least one, or leave the key out",
            )),
            Some(list) => self.each(key, list.get_ref(), read).map(Some),
            None => Ok(None),
        }
    }

    /// The values of a list, each of which stands there once.
    fn each<T: Normal>(
        self,
        key: &str,
        list: &[Spanned<String>],
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let mut lines = BTreeMap::new();
        let value = |word: &Spanned<String>| {
            let value = read(word.get_ref()).map_err(|message| self.fault(key, word, &message))?;
            self.once(key, word, value.normal(), &mut lines)?;
            Ok(value)
        };
        list.iter().map(value).collect()
    }

    /// Refuses what is there already. `lines` has what is there with its line.
    fn once<T: Ord, V>(
        self,
        key: &str,
        value: &Spanned<V>,
        normal: T,
        lines: &mut BTreeMap<T, usize>,
    ) -> Result<(), String> {
        match lines.entry(normal) {
            Entry::Vacant(place) => {
                place.insert(self.0.line(&value.span()));
                Ok(())
            }
            Entry::Occupied(first) => {
                let message = format!("repeats line {}", first.get());
                Err(self.fault(key, value, &message))
            }
        }
    }

    /// Tells entries of a list that another one has already.
    fn remark<T>(
        self,
        key: &str,
        list: &[Spanned<String>],
        values: &[T],
        has: impl Fn(&T, &T) -> bool,
        remarks: &mut Vec<String>,
    ) {
        if list.len() > LONGEST {
            return;
        }
        for (place, (word, value)) in list.iter().zip(values).enumerate() {
            let mut others = list.iter().zip(values).enumerate();
            let wider = others.find(|(other, (_, wide))| *other != place && has(wide, value));
            if let Some((_, (wide, _))) = wider {
                let message = format!(
                    "`{}` is part of `{}` already",
                    word.get_ref(),
                    wide.get_ref()
                );
                remarks.push(self.fault(key, word, &message));
            }
        }
    }

    /// A text that says something.
    fn said(self, key: &str, value: &Spanned<String>) -> Result<String, String> {
        let text = value.get_ref().trim();
        if text.is_empty() {
            return Err(self.fault(key, value, "is empty"));
        }
        Ok(text.to_owned())
    }
}

fn pattern(text: &str) -> Result<Pattern, String> {
    if text.trim().is_empty() {
        return Err("is empty".to_owned());
    }
    Pattern::new(text).map_err(|what| {
        format!("`{text}` is not a pattern: {what}; write, for example, svc-* or *-production")
    })
}

/// Values of which two can say the same in different words.
trait Normal {
    /// What it says.
    fn normal(&self) -> String;
}

impl Normal for String {
    fn normal(&self) -> String {
        self.clone()
    }
}

impl Normal for Pattern {
    fn normal(&self) -> String {
        self.text().to_lowercase()
    }
}

impl Normal for Pointer {
    fn normal(&self) -> String {
        self.text().to_owned()
    }
}

impl Normal for IpNet {
    fn normal(&self) -> String {
        shown(self)
    }
}
