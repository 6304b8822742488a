//! Packs of one account follow each other month by month.

use super::Code;
use crate::event::Month;

/// A pack as far as its chain goes.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it is called in sentences.
    pub name: String,
    /// Its accounts.
    pub account: String,
    /// Its months, in order.
    pub months: Vec<Month>,
    /// SHA-256 of its tag manifest.
    pub digest: Option<String>,
    /// That of the pack before it, as it says.
    pub previous: Option<String>,
}

/// What does not hold between packs, each with the place of the pack that it is said of.
#[must_use]
pub fn chain(links: &[Link]) -> Vec<(usize, Code, String)> {
    let mut order: Vec<usize> = (0..links.len())
        .filter(|nth| !links[*nth].months.is_empty())
        .collect();
    order.sort_by_key(|nth| (&links[*nth].account, &links[*nth].months, *nth));
    let mut found = Vec::new();
    for (before, nth) in order.iter().zip(order.iter().skip(1)) {
        let (before, own) = (&links[*before], &links[*nth]);
        if before.account == own.account {
            let told = between(before, own).into_iter();
            found.extend(told.map(|(code, what)| (*nth, code, what)));
        }
    }
    found
}

fn between(before: &Link, own: &Link) -> Vec<(Code, String)> {
    let (Some(last), Some(first)) = (before.months.last(), own.months.first()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if first <= last {
        let what = format!("{first} is also in {}", before.name);
        found.push((Code::V07, what));
        return found;
    }
    let mut missing = Vec::new();
    let mut month = first.previous();
    while month > *last {
        missing.push(month.to_string());
        month = month.previous();
    }
    missing.reverse();
    let matches = own.previous.is_some() && own.previous == before.digest;
    if let [one, rest @ ..] = &missing[..] {
        let through = rest.last().map(|last| format!(" to {last}"));
        let months = format!("{one}{}", through.unwrap_or_default());
        let what = format!(
            "{months}: no pack was given for this time, between {} and this pack",
            before.name
        );
        found.push((Code::V08, what));
    }
    match &own.previous {
        None => found.push((
            Code::V07,
            format!("it names no previous pack, but {} precedes it", before.name),
        )),
        Some(named) if !matches && missing.is_empty() => {
            let is = before.digest.as_deref().unwrap_or("unknown");
            let what = format!(
                "it names {named} as the tag manifest of the previous pack, but that of {} is {is}",
                before.name
            );
            found.push((Code::V07, what));
        }
        Some(_) => {}
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(name: &'static str, month: &str, previous: Option<&'static str>) -> Link {
        Link {
            name: name.to_owned(),
            account: "acme".into(),
            months: Month::parse(month).into_iter().collect(),
            digest: Some(name.to_owned()),
            previous: previous.map(str::to_owned),
        }
    }

    fn codes(links: &[Link]) -> Vec<(usize, &'static str)> {
        chain(links)
            .iter()
            .map(|(nth, code, _)| (*nth, code.as_str()))
            .collect()
    }

    #[test]
    fn months_follow_each_other_by_digest_in_any_order() {
        let [april, may, june] = [
            link("a", "2018-04", Some("march")),
            link("m", "2018-05", Some("a")),
            link("j", "2018-06", Some("m")),
        ];
        assert!(codes(&[june.clone(), april.clone(), may.clone()]).is_empty());
        assert_eq!(codes(&[june.clone(), april.clone()]), [(0, "V08")]);
        let other = link("j", "2018-06", Some("x"));
        assert_eq!(codes(&[april.clone(), may.clone(), other]), [(2, "V07")]);
        let unchained = link("j", "2018-06", None);
        assert_eq!(codes(&[may.clone(), unchained.clone()]), [(1, "V07")]);
        assert_eq!(codes(&[april.clone(), unchained]), [(1, "V08"), (1, "V07")]);
        assert_eq!(codes(&[may.clone(), may.clone()]), [(1, "V07")]);
        let foreign = Link {
            account: "other".into(),
            ..link("o", "2018-06", None)
        };
        assert!(codes(&[may, foreign]).is_empty());
    }
}
