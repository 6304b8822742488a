//! A month that was asked for and is not there is no document of zeros, and no period is held against itself.

use crate::runner::trailproof;
use crate::samples::{Folder, event, report, with};
use serde_json::{Value, json};

/// A file of `events` on the third of each month.
fn months(folder: &Folder, name: &str, months: &[(&str, u32)]) -> String {
    let mut events = Vec::new();
    for (month, count) in months {
        let digits: u32 = month.replace('-', "").parse().expect("digits");
        for number in 0..*count {
            let at = format!("{month}-03T12:00:{number:02}Z");
            events.push(with(event(digits * 100 + number), "created_at", json!(at)));
        }
    }
    folder.write(name, Value::from(events).to_string())
}

#[test]
fn a_month_of_which_nothing_is_there_ends_with_3_naming_it() {
    let folder = Folder::new();
    let may = months(&folder, "in/may.json", &[("2018-05", 3)]);
    let _named = folder.write("in/enterprise-audit-log-acme-201806.json", "[]");
    let all = folder.at("in");
    for words in [
        &["report", &all, "--month", "2018-07"][..],
        &["report", &all, "--month", "2018-05", "--month", "2018-07"],
        &["report", &all, "--month", "2018-07", "-f", "json"],
        &["export", &all, "--month", "2018-07"],
        &["diff", &all, "--months", "2018-05..2018-07"],
        &["diff", &all, "--months", "2018-07..2018-05", "-f", "json"],
        &["report", &all, "--month", "2018-08", "--previous", &may],
    ] {
        let ran = trailproof(words).run().code(3).prints_nothing();
        ran.says(if words.contains(&"2018-08") {
            "2018-08"
        } else {
            "2018-07"
        });
    }
    trailproof(["report", &may, "--month", "2018-05", "--previous", &may])
        .run()
        .code(3)
        .says("2018-04");
    for words in [
        &["report", &all, "--month", "2018-06"][..],
        &["diff", &all, "--months", "2018-05..2018-06"],
    ] {
        trailproof(words).run().ok();
    }
}

#[test]
fn of_a_folder_the_month_before_is_the_previous_one() {
    let folder = Folder::new();
    for (name, month, count) in [
        ("a", "2018-04", 1),
        ("b", "2018-05", 2),
        ("c", "2018-06", 4),
    ] {
        months(&folder, &format!("in/{name}.json"), &[(month, count)]);
    }
    let all = folder.at("in");
    let said = report(&[&all, "--month", "2018-06", "--previous", &all]);
    assert_eq!(said["totals"]["events"], 4);
    assert_eq!(said["previous"]["totals"]["events"], 2);
    let archives = said["previous"]["archives"].as_array().expect("archives");
    assert_eq!(archives.len(), 1, "{archives:?}");
    let [april, may] = ["in/a.json", "in/b.json"].map(|name| folder.at(name));
    let said = report(&[&may, "--previous", &april]);
    assert_eq!(said["previous"]["totals"]["events"], 1);
}

#[test]
fn a_period_is_not_held_against_itself() {
    let folder = Folder::new();
    let may = months(&folder, "may.json", &[("2018-05", 9)]);
    let part = months(&folder, "part.json", &[("2018-05", 5)]);
    let stray = months(&folder, "stray.json", &[("2018-04", 30), ("2018-05", 1)]);
    for other in [&may, &part] {
        let ran = trailproof(["report", &may, "--previous", other]).run();
        ran.code(2).prints_nothing().says("overlaps");
    }
    trailproof(["report", &may, "--previous", &stray])
        .run()
        .ok();
}
