//! Documents that go outside: nothing of a name is left in them, and everything can be found again with the key.

use crate::runner::{Ran, trailproof};
use crate::samples::Folder;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;
use zip::ZipArchive;

/// Every word that tells something. None of them is a word of the program's own.
const CLEAR: [&str; 37] = [
    // Account, team, apps, people, as they are and as files are named.
    "zephyrine-corp",
    "quibbleteam",
    "wombatpay-production",
    "wombatpay-renamed",
    "Wobble Shop",
    "nimbusonly",
    "Ophelia.Quux@Zephyrine.example",
    "ophelia.quux-married@zephyrine.example",
    "bartleby@vendor.example",
    "robot-without-at-sign",
    "owner@zephyrine.example",
    "hidden.subject@outside.example",
    "in.text@outside.example",
    "in.key@outside.example",
    "escaped@outside.example",
    "web%40outside.example",
    "reviewer.person@zephyrine.example",
    "Waldo Unseen",
    "Security Quartet",
    // Ids.
    "aa000000-0000-4000-8000-00000000000a",
    "AA000000-0000-4000-8000-00000000000B",
    "bb000000-0000-4000-8000-000000000001",
    "cc000000-0000-4000-8000-000000000001",
    "dd000000-0000-4000-8000-000000000001",
    "ee000000-0000-4000-8000-000000000001",
    "0f000000-0000-4000-8000-0000000000aa",
    "e0000000-0000-4000-8000",
    // Addresses.
    "203.0.113.77",
    "203.0.113.78",
    "198.51.100.9",
    "2001:db8:77::1",
    "192.0.2.200",
    "192.0.2.0/24",
    // Paths.
    "zephyrine",
    "quux",
    "outside.example",
    "vendor.example",
];

const OPHELIA: &str = "Ophelia.Quux@Zephyrine.example";

fn happened(number: u32, month: u32, day: u32, name: &str, actor: &Value, more: &Value) -> Value {
    let (kind, action) = name.split_once('.').expect("type and action");
    let mut event = json!({
        "id": format!("e0000000-0000-4000-8000-{number:012}"),
        "created_at": format!("2018-{month:02}-{day:02}T12:00:00.123Z"),
        "type": kind,
        "action": action,
        "actor": actor,
        "app": {"id": "bb000000-0000-4000-8000-000000000001", "name": "wombatpay-production"},
        "owner": {"id": "ee000000-0000-4000-8000-000000000001", "email": "owner@zephyrine.example"},
        "enterprise_account": {"id": "cc000000-0000-4000-8000-000000000001", "name": "zephyrine-corp"},
        "team": {"id": "dd000000-0000-4000-8000-000000000001", "name": "quibbleteam"},
        "request": {"ip_address": "203.0.113.77"},
        "data": {},
    });
    for (member, value) in more.as_object().expect("members") {
        event[member] = value.clone();
    }
    event
}

/// Archives of two months in which every word of [`CLEAR`] stands somewhere, and where.
struct Planted {
    folder: Folder,
    key: String,
    policy: String,
    april: String,
    may: String,
}

impl Planted {
    fn new() -> Self {
        let folder = Folder::new();
        let ophelia = json!({"id": "aa000000-0000-4000-8000-00000000000a", "email": OPHELIA});
        let married = json!({"id": "AA000000-0000-4000-8000-00000000000A", "email": "ophelia.quux-married@zephyrine.example"});
        let other = json!({"id": "AA000000-0000-4000-8000-00000000000B", "email": "bartleby@vendor.example"});
        let robot = json!({"email": "robot-without-at-sign"});
        let april = [
            happened(1, 4, 3, "app.create", &ophelia, &json!({})),
            happened(
                2,
                4,
                9,
                "collaborator.create",
                &other,
                &json!({
                    "data": {"user": {"email": "hidden.subject@outside.example"}, "role": "admin"},
                    "request": {"ip_address": "198.51.100.9"},
                }),
            ),
        ];
        let may = [
            happened(
                11,
                5,
                2,
                "app.update",
                &ophelia,
                &json!({"request": {"ip_address": "203.0.113.78"}}),
            ),
            happened(
                12,
                5,
                3,
                "app.rename",
                &married,
                &json!({
                    "app": {"id": "bb000000-0000-4000-8000-000000000001", "name": "wombatpay-renamed"},
                    "data": {"message": "by Ophelia.Quux@Zephyrine.example <in.text@outside.example>, from 192.0.2.200:443 and \
                             192.0.2.0/24, on WOMBATPAY-PRODUCTION/web (quibbleteam)",
                             "in.key@outside.example": [{"zephyrine-corp": [1.0e+5, true, null]}],
                             "url": "https://h/?u=web%40outside.example"},
                }),
            ),
            happened(
                13,
                5,
                4,
                "collaborator.create",
                &other,
                &json!({
                    "data": {"user": {"email": "hidden.subject@outside.example",
                                      "id": "0f000000-0000-4000-8000-0000000000aa"}, "role": "admin"},
                }),
            ),
            happened(
                14,
                5,
                5,
                "collaborator.create",
                &other,
                &json!({
                    "data": {"user": {"email": "Waldo Unseen"}, "role": "admin"},
                }),
            ),
            happened(
                15,
                5,
                6,
                "app.destroy",
                &robot,
                &json!({
                    "app": {"name": "Wobble Shop"}, "request": {"ip_address": "2001:db8:77::1"},
                }),
            ),
            happened(
                16,
                5,
                7,
                "domain.create",
                &ophelia,
                &json!({
                    "app": {"name": "nimbusonly"}, "data": {"hostname": "www.zephyrine-corp.example"},
                }),
            ),
            happened(
                17,
                5,
                8,
                "config_change.set",
                &other,
                &json!({"data": "owner@zephyrine.example"}),
            ),
        ];
        let may = serde_json::to_string(&may).expect("JSON");
        // One that is written with an escape, which the archive keeps.
        let may = may.replace(
            "\"data\":\"owner@",
            "\"extra\":\"\\u0065scaped@outside.example\",\"data\":\"owner@",
        );
        assert!(may.contains("\\u0065scaped"));
        let april = serde_json::to_string(&april).expect("JSON");
        let name = "ophelia-quux/enterprise-audit-log-zephyrine-corp-2018";
        let [april, may] = [("04", april), ("05", may)]
            .map(|(month, text)| folder.write(&format!("{name}{month}.json"), text));
        let policy = folder.write(
            "policy.toml",
            r#"
[policy]
subject = ["/user/email"]
role = ["/role"]
target = ["/hostname"]
internal_domains = ["zephyrine.example"]
service_accounts = ["robot-*"]
protected_apps = ["wombatpay-*"]
[[policy.suppress]]
rule = "TP-D01"
actor = "bartleby@vendor.example"
reason = "agreed with Ophelia.Quux@Zephyrine.example"
owner = "Security Quartet"
until = 2030-12-31
[[policy.suppress]]
rule = "TP-D02"
actor = "*@vendor.example"
reason = "old"
owner = "owner@zephyrine.example"
until = 2018-01-31
[[policy.disposition]]
event_id = "e0000000-0000-4000-8000-000000000015"
disposition = "accepted"
owner = "owner@zephyrine.example"
reviewer = "reviewer.person@zephyrine.example"
note = "seen by ophelia.quux@zephyrine.example"
"#,
        );
        let key = folder.at("key");
        trailproof(["pseudonyms", "new", &key]).run().code(0);
        Self {
            folder,
            key,
            policy,
            april,
            may,
        }
    }

    /// Runs a command under the key, and gives all that it wrote, by name, as text.
    fn outputs(&self, words: &[&str], extensions: &[&str], code: i32) -> BTreeMap<String, String> {
        let mut outputs = BTreeMap::new();
        for extension in extensions {
            let out = self.folder.at(&format!("out.{extension}"));
            let ran = trailproof(words)
                .args(["--pseudonyms", &self.key, "--force", "-o", &out])
                .run()
                .code(code);
            let bytes = fs::read(&out).expect("an output");
            outputs.insert((*extension).to_owned(), text_of(&bytes));
            let said = ran
                .stderr()
                .replace(&*self.folder.path().to_string_lossy(), "[FOLDER]");
            outputs.insert(format!("stderr of {extension}"), said);
        }
        outputs
    }
}

/// The text of an output; that of all parts of a workbook.
fn text_of(bytes: &[u8]) -> String {
    if !bytes.starts_with(b"PK") {
        return String::from_utf8(bytes.to_vec()).expect("UTF-8");
    }
    let mut parts = ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).expect("a part");
        part.read_to_string(&mut text).expect("text");
    }
    text
}

/// Nothing of what tells something may be left, in whatever letters.
#[track_caller]
fn clean(what: &str, outputs: &BTreeMap<String, String>) {
    for (name, text) in outputs {
        let lower = text.to_lowercase();
        for clear in CLEAR {
            let at = lower.find(&clear.to_lowercase());
            let around = at.map(|at| lower.get(at.saturating_sub(120)..at + 60));
            assert!(at.is_none(), "{what} {name}: {clear} in {around:?}");
        }
        if !name.starts_with("stderr") {
            assert!(text.contains("seudonym"), "{what} {name} says nothing");
        }
    }
}

fn tokens(text: &str, prefix: &str) -> BTreeSet<String> {
    let word = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    let words = text.split(word).filter(|word| word.starts_with(prefix));
    words
        .filter(|word| word.len() == prefix.len() + 16)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_word_is_in_the_archives_or_the_policy() {
    let planted = Planted::new();
    let mut all = [&planted.april, &planted.may, &planted.policy]
        .map(|path| path.clone() + &fs::read_to_string(path).expect("text"))
        .concat();
    all.push_str("escaped@outside.example");
    for clear in CLEAR {
        assert!(all.contains(clear), "{clear}");
    }
}

fn joined<'a>(words: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [words, more].concat()
}

#[test]
fn no_report_has_a_name() {
    let planted = Planted::new();
    let all = ["txt", "html", "json", "csv", "md", "xlsx"];
    let base = ["report", &planted.may, "--policy", &planted.policy];

    let history = ["--history", &planted.april];
    let previous = ["--previous", &planted.april];
    let whole = [&all[..], &["sarif"]].concat();
    clean("report", &planted.outputs(&joined(&base, &[]), &whole, 0));
    clean(
        "report with history",
        &planted.outputs(
            &joined(&base, &[&history[..], &previous, &["--top", "1"]].concat()),
            &whole,
            0,
        ),
    );
    clean(
        "report --by",
        &planted.outputs(&joined(&base, &["--by", "actor,app,ip"]), &all, 0),
    );
    clean(
        "report --by team",
        &planted.outputs(&joined(&base, &["--by", "team,month"]), &all, 0),
    );
    let filters = [
        "--actor",
        OPHELIA,
        "--actor",
        "*@vendor.example",
        "--app",
        "wombatpay-renamed",
        "--app",
        "!Wobble Shop",
        "--team",
        "dd000000-0000-4000-8000-000000000001",
        "--account",
        "zephyrine-corp",
        "--ip",
        "203.0.113.77",
        "--ip",
        "203.0.113.0/24",
        "--actor",
        "ophelia.quu@zephyrine.example",
        "--ip",
        "192.0.2.200",
    ];
    let filtered = planted.outputs(&joined(&base, &filters), &whole, 0);
    clean("report with filters", &filtered);
    let view: Value = serde_json::from_str(&filtered["json"]).expect("JSON");
    let actors = view["filters"]["actor"].as_array().expect("values");
    assert!(actors.contains(&json!("(pattern withheld)")), "{actors:?}");
    assert!(
        view["filters_unmatched"]
            .as_array()
            .is_some_and(|values| values.len() == 2)
    );
    clean(
        "report --validate",
        &planted.outputs(&joined(&base, &["--validate"]), &whole, 0),
    );
}

#[test]
fn no_other_command_has_a_name() {
    let planted = Planted::new();
    let Planted {
        april, may, policy, ..
    } = &planted;
    let all = ["txt", "html", "json", "csv", "md", "xlsx"];
    clean(
        "diff",
        &planted.outputs(&["diff", april, may, "--all", "--policy", policy], &all, 0),
    );
    let months = [
        "diff",
        "--months",
        "2018-04..2018-05",
        april,
        may,
        "--actor",
        "*quux*",
    ];
    clean("diff --months", &planted.outputs(&months, &all, 0));
    let rows = ["txt", "json", "csv", "xlsx"];
    clean("list", &planted.outputs(&["list", april, may], &rows, 0));
    for by in ["actor", "app", "event"] {
        let words = [
            "sample",
            april,
            may,
            "--seed",
            "17",
            "--size",
            "5",
            "--extend",
            "2",
            "--stratify",
            by,
        ];
        clean("sample", &planted.outputs(&words, &rows, 0));
    }
    clean(
        "export",
        &planted.outputs(
            &["export", april, may],
            &["json", "ndjson", "csv", "xlsx"],
            0,
        ),
    );
}

#[test]
fn neither_has_a_broken_archive_a_name() {
    let planted = Planted::new();
    let whole = fs::read(&planted.may).expect("an archive");
    let broken = planted
        .folder
        .write("quux/zephyrine-corp.json", &whole[..whole.len() - 60]);
    for words in [
        &["report", "--allow-incomplete"][..],
        &["list"],
        &["sample", "--seed", "x", "--size", "2", "--allow-incomplete"],
        &["export", "--allow-incomplete"],
    ] {
        let words = [words, &[&broken]].concat();
        let outputs = planted.outputs(&words, &["json", "csv"], 4);
        clean("broken", &outputs);
    }
    let ran = trailproof(["report", &broken, "--pseudonyms", &planted.key])
        .run()
        .code(4);
    assert!(!ran.stderr().contains("zephyrine"), "{}", ran.stderr());
}

#[test]
fn one_name_is_one_token_in_every_month_and_every_output() {
    let planted = Planted::new();
    let Planted {
        april, may, key, ..
    } = &planted;
    let run = |words: &[&str]| {
        trailproof(words)
            .args(["--pseudonyms", key, "-f", "json"])
            .run()
            .code(0)
            .json()
    };
    let [of_april, of_may] = [april, may].map(|path| run(&["report", path]));
    let find = |rows: &Value, id: &str| {
        let rows = rows.as_array().expect("rows").iter();
        rows.filter(|row| row["id"] == id)
            .cloned()
            .collect::<Vec<_>>()
    };
    let ophelia = of_april["by_actor"].as_array().expect("rows").iter();
    let clear = trailproof(["report", april, "-f", "json"])
        .run()
        .ok()
        .json();
    let place = clear["by_actor"]
        .as_array()
        .expect("rows")
        .iter()
        .position(|row| row["actor"] == OPHELIA);
    assert!(place.is_some());
    let ids: BTreeSet<&str> = ophelia.filter_map(|row| row["id"].as_str()).collect();
    // Who is in both months has the same token of its id; a label that changed has its own.
    let both: Vec<_> = ids
        .iter()
        .flat_map(|id| find(&of_may["by_actor"], id))
        .collect();
    assert_eq!(both.len(), 2);
    assert!(both.iter().any(|row| {
        row["also_known_as"]
            .as_array()
            .is_some_and(|names| names.len() == 1)
    }));
    // Sample and export have the tokens of the report.
    let export = run(&["export", may]).to_string();
    let sample = run(&["sample", may, "--seed", "1", "--size", "7"]).to_string();
    let report = of_may.to_string();
    for prefix in ["usr_", "app_", "team_", "acct_", "ip_", "net_"] {
        let of_report = tokens(&report, prefix);
        assert!(!of_report.is_empty(), "{prefix}");
        assert!(of_report.is_subset(&tokens(&export, prefix)), "{prefix}");
        assert_eq!(
            tokens(&sample, prefix).difference(&of_report).count(),
            0,
            "{prefix}"
        );
    }
    // Another key has other tokens.
    let other = planted.folder.at("other");
    trailproof(["pseudonyms", "new", &other]).run().code(0);
    let report = trailproof(["report", may, "--pseudonyms", &other, "-f", "json"])
        .run()
        .code(0);
    assert_ne!(
        report.json()["pseudonyms"]["key_id"],
        of_may["pseudonyms"]["key_id"]
    );
    for prefix in ["usr_", "app_", "id_", "net_"] {
        let others = tokens(report.stdout(), prefix);
        assert!(others.is_disjoint(&tokens(&of_may.to_string(), prefix)));
    }
}

#[test]
fn addresses_of_one_network_can_be_compared() {
    let planted = Planted::new();
    let run = trailproof([
        "report",
        &planted.april,
        &planted.may,
        "--pseudonyms",
        &planted.key,
        "-f",
        "json",
    ])
    .run();
    let view = run.code(0).json();
    let addresses: Vec<&str> = view["by_ip"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|row| row["ip"].as_str())
        .collect();
    let parts: Vec<(&str, &str)> = addresses
        .iter()
        .filter_map(|ip| ip.split_once('/'))
        .collect();
    assert_eq!(parts.len(), 4, "{addresses:?}");
    let hosts: BTreeSet<&str> = parts.iter().map(|(host, _)| *host).collect();
    let networks: BTreeSet<&str> = parts.iter().map(|(_, net)| *net).collect();
    assert_eq!(
        (hosts.len(), networks.len()),
        (4, 3),
        "203.0.113.77 and .78 share theirs"
    );
    assert!(
        hosts.iter().all(|host| host.starts_with("ip_"))
            && networks.iter().all(|net| net.starts_with("net_"))
    );
}

#[test]
fn an_export_under_pseudonyms_is_an_archive_that_reads_as_the_report_does() {
    let planted = Planted::new();
    let Planted { may, key, .. } = &planted;
    for extension in ["json", "ndjson", "json.gz"] {
        let out = planted.folder.at(&format!("outside.{extension}"));
        trailproof(["export", may, "--pseudonyms", key, "-o", &out])
            .run()
            .code(0);
        let again = trailproof(["report", &out, "-f", "json"])
            .run()
            .code(0)
            .json();
        let direct = trailproof(["report", may, "--pseudonyms", key, "-f", "json"])
            .run()
            .code(0)
            .json();
        for member in ["totals", "ledger", "period", "by_event", "by_day"] {
            assert_eq!(again[member], direct[member], "{extension} {member}");
        }
        for member in ["by_actor", "by_app", "by_team", "by_account", "by_ip"] {
            assert_eq!(again[member], direct[member], "{extension} {member}");
        }
        let draw = |words: &[&str]| {
            let base = ["sample", "--seed", "x", "--size", "4", "-f", "json"];
            let view = trailproof(base).args(words).run().code(0).json();
            let ids = view["items"]
                .as_array()
                .expect("items")
                .iter()
                .map(|item| item["id"].clone());
            (
                view["population"]["sha256"].clone(),
                ids.collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            draw(&[&out]),
            draw(&[may, "--pseudonyms", key]),
            "{extension}"
        );
    }
}

/// The results of a sample under pseudonyms can be evaluated without the key.
#[test]
fn a_sample_under_pseudonyms_is_evaluated_like_any_other() {
    let planted = Planted::new();
    let words = [
        "sample",
        &planted.may,
        "--seed",
        "x",
        "--size",
        "3",
        "--pseudonyms",
        &planted.key,
        "-f",
        "csv",
    ];
    let drawn = trailproof(words).run().code(0);
    let filled = drawn.stdout().replace(",,,,x,", ",ok,,,x,");
    let words = [
        "sample",
        "evaluate",
        "-",
        "--confidence",
        "95",
        "-f",
        "json",
    ];
    let view = trailproof(words).stdin(filled).run().ok().json();
    assert_eq!(
        (&view["items"], &view["deviations"]),
        (&json!(3), &json!(0))
    );
}

#[test]
fn key_and_archives_give_every_name_again() {
    let planted = Planted::new();
    let Planted {
        april, may, key, ..
    } = &planted;
    let export = trailproof(["export", may, "--pseudonyms", key])
        .run()
        .code(0)
        .json()
        .to_string();
    let mut asked = Vec::new();
    for prefix in ["usr_", "app_", "team_", "acct_", "ip_", "net_", "id_"] {
        asked.extend(tokens(&export, prefix));
    }
    let event = serde_json::from_str::<Value>(&export).expect("JSON")["entries"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    asked.push(event.clone());
    let words = ["pseudonyms", "resolve", key, april, may];
    let view = trailproof(words)
        .args(&asked)
        .args(["-f", "json"])
        .run()
        .ok()
        .json();
    let rows = view["tokens"].as_array().expect("rows");
    assert!(rows.iter().all(|row| row["name"].is_string()), "{view}");
    let names: BTreeSet<String> = rows
        .iter()
        .filter_map(|row| Some(row["name"].as_str()?.to_lowercase()))
        .collect();
    for name in [
        "ophelia.quux@zephyrine.example",
        "hidden.subject@outside.example",
        "escaped@outside.example",
        "web@outside.example",
        "wombatpay-production",
        "wobble shop",
        "quibbleteam",
        "zephyrine-corp",
        "203.0.113.77",
        "203.0.113.0/24",
        "192.0.2.0/24",
        "2001:db8:77::1",
        "aa000000-0000-4000-8000-00000000000b",
        "0f000000-0000-4000-8000-0000000000aa",
        "e0000000-0000-4000-8000-000000000011",
    ] {
        assert!(names.contains(name), "{name} of {names:?}");
    }
    // Of a file, and of both parts of an address at once.
    let list = trailproof(["list", may, "--pseudonyms", key, "-f", "json"])
        .run()
        .code(0)
        .json();
    let file = list["archives"][0]["path"]
        .as_str()
        .expect("a path")
        .to_owned();
    let words = ["pseudonyms", "resolve", key, may, &file];
    trailproof(words)
        .run()
        .ok()
        .prints("enterprise-audit-log-zephyrine-corp-201805.json");
    // Not with another key, nor without the archive.
    let other = planted.folder.at("other");
    trailproof(["pseudonyms", "new", &other]).run().code(0);
    let words = ["pseudonyms", "resolve", &other, may, &asked[0]];
    trailproof(words)
        .run()
        .code(1)
        .prints("not in these archives");
    let words = ["pseudonyms", "resolve", key, april, &event];
    trailproof(words).run().code(1);
    let resolve = |words: &[&str]| {
        trailproof(["pseudonyms", "resolve", key])
            .args(words)
            .run()
            .code(2)
    };
    resolve(&[may, "also-a-file"]).says("no pseudonym was given");
    resolve(&[&asked[0], &asked[1]]).says("no archive was given");
}

#[test]
fn a_key_is_a_file_that_only_its_owner_can_open() {
    let planted = Planted::new();
    let key = fs::read_to_string(&planted.key).expect("a key");
    let said = |ran: &Ran| format!("{}{}", ran.stderr(), ran.scrubbed());
    let report = |path: &str, code: i32, why: &str| {
        let ran = trailproof(["report", &planted.may, "--pseudonyms", path])
            .run()
            .code(code)
            .says(why);
        assert!(!said(&ran).contains(key.trim()), "the key is repeated");
        ran.prints_nothing();
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &str, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions")
        };
        let is = fs::metadata(&planted.key)
            .expect("a key")
            .permissions()
            .mode()
            & 0o777;
        assert_eq!(is, 0o600);
        for open in [0o644, 0o640, 0o660, 0o604, 0o620] {
            mode(&planted.key, open);
            report(&planted.key, 2, "can read the key");
        }
        mode(&planted.key, 0o400);
        trailproof(["report", &planted.may, "--pseudonyms", &planted.key])
            .run()
            .code(0);
        let short = planted.folder.write("short", [7, 8].repeat(15));
        let long = planted.folder.write("long", [1, 2].repeat(40_000));
        let least = planted.folder.write("least", [1, 2].repeat(16));
        for path in [&short, &long, &least] {
            mode(path, 0o600);
        }
        report(&short, 2, "30 bytes are too short");
        report(&long, 2, "this is not a key");
        trailproof(["report", &planted.may, "--pseudonyms", &least])
            .run()
            .code(0);
        mode(&planted.key, 0o600);
    }
    report(
        &planted.folder.at("missing"),
        2,
        "`trailproof pseudonyms new FILE` makes a key",
    );
    report(&planted.folder.path().to_string_lossy(), 2, "the key");
    // It is never overwritten, neither by a new one nor by an output.
    trailproof(["pseudonyms", "new", &planted.key])
        .run()
        .code(2)
        .says("exists");
    trailproof(["pseudonyms", "new", "-"])
        .run()
        .code(2)
        .says("cannot be written to standard output");
    let words = [
        "report",
        &planted.may,
        "--pseudonyms",
        &planted.key,
        "-f",
        "json",
        "--force",
        "-o",
        &planted.key,
    ];
    trailproof(words).run().code(2).says("the key");
    assert_eq!(fs::read_to_string(&planted.key).expect("a key"), key);
    // Records as they are do not go with pseudonyms.
    let rejects = planted.folder.at("rejects");
    let words = [
        "report",
        &planted.may,
        "--pseudonyms",
        &planted.key,
        "--rejects",
        &rejects,
    ];
    trailproof(words).run().code(2).says("--rejects");
    assert!(!Path::new(&rejects).exists());
    let ran = trailproof(["pseudonyms", "new", &planted.folder.at("new")])
        .run()
        .code(0);
    let new = fs::read_to_string(planted.folder.at("new")).expect("a key");
    assert!(!said(&ran).contains(new.trim()) && new.len() >= 32 && new != key);
}

#[test]
fn a_file_in_a_folder_is_named_by_tokens() {
    let planted = Planted::new();
    let out = planted.folder.at("outside/");
    fs::create_dir(&out).expect("a folder");
    trailproof([
        "export",
        &planted.may,
        "--pseudonyms",
        &planted.key,
        "-o",
        &out,
    ])
    .run()
    .code(0);
    let names: Vec<_> = fs::read_dir(&out)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    let name = names[0].to_string_lossy();
    assert!(
        names.len() == 1
            && name.starts_with("enterprise-audit-log-acct_")
            && name.ends_with("-201805.json.gz"),
        "{name}"
    );
}

/// What is shaped like an e-mail, an address or a UUID, and every name of the schema, in a month of another's making.
fn harvest(value: &Value, parent: &str, words: &mut BTreeSet<String>) {
    let of_party = ["actor", "app", "team", "owner", "enterprise_account"].contains(&parent);
    match value {
        Value::String(text) => {
            let apart = |c: char| !(c.is_ascii_alphanumeric() || "@.-_".contains(c));
            let shaped = |word: &&str| {
                let address = word.parse::<std::net::IpAddr>().is_ok();
                address || word.contains('@') || uuid::Uuid::try_parse(word).is_ok()
            };
            let found = text.split(apart).filter(shaped);
            words.extend(found.map(str::to_lowercase));
            if of_party && text.len() > 4 {
                words.insert(text.to_lowercase());
            }
        }
        Value::Array(values) => values
            .iter()
            .for_each(|value| harvest(value, parent, words)),
        Value::Object(members) => {
            for (name, value) in members {
                let name = if value.is_object() { name } else { parent };
                harvest(value, name, words);
            }
        }
        _ => {}
    }
}

#[test]
fn no_word_of_a_generated_month_is_left() {
    let archive = "fixtures/enterprise-audit-log-acme-corp-201805.json.gz";
    let unpacked = trailproof(["export", archive, "-f", "json"])
        .run()
        .code(0)
        .json();
    let mut words = BTreeSet::new();
    harvest(&unpacked, "", &mut words);
    assert!(words.len() > 700, "{}", words.len());
    let folder = Folder::new();
    let key = folder.at("key");
    trailproof(["pseudonyms", "new", &key]).run().code(0);
    let reports = ["txt", "html", "json", "csv", "md", "xlsx", "sarif"];
    let exports = ["json", "ndjson", "csv", "xlsx"];
    let lists = ["txt", "json", "csv", "xlsx"];
    let commands: [(&[&str], &[&str]); 4] = [
        (&["report"], &reports),
        (&["export"], &exports),
        (&["list"], &lists),
        (
            &[
                "sample",
                "--seed",
                "s",
                "--size",
                "100",
                "--stratify",
                "app",
            ],
            &lists,
        ),
    ];
    // A team is called `platform`, which is a word of ours: what is said without any event is none of the archive's.
    let mut own = String::new();
    let mut said = Vec::new();
    for (command, extensions) in commands {
        for extension in extensions {
            let out = folder.at(&format!("out.{extension}"));
            let write = |archive: &str, more: &[&str]| {
                let words = joined(command, &[archive, "-o", &out, "--force"]);
                let ran = trailproof(words).args(more).stdin("[]").run().code(0);
                let text = text_of(&fs::read(&out).expect("an output"));
                (text + &ran.stderr()).to_lowercase()
            };
            own += &write("-", &[]);
            said.push((
                format!("{command:?} {extension}"),
                write(archive, &["--pseudonyms", &key]),
            ));
        }
    }
    let mut kept = words.iter().filter(|word| !own.contains(&**word));
    let left = kept.find_map(|word| {
        let found = said.iter().find(|(_, text)| text.contains(&**word));
        found.map(|(what, _)| format!("{what} has {word}"))
    });
    assert_eq!(left, None);
}

#[test]
fn threads_change_no_token() {
    let planted = Planted::new();
    for command in [
        &["report"][..],
        &["export"],
        &["list"],
        &["sample", "--seed", "x", "--size", "5"],
    ] {
        let words = joined(
            command,
            &[
                &planted.april,
                &planted.may,
                "--pseudonyms",
                &planted.key,
                "-f",
                "json",
            ],
        );
        let [alone, same] = ["1", "3"].map(|threads| {
            trailproof(&words)
                .args(["-j", threads])
                .run()
                .code(0)
                .bytes()
                .to_vec()
        });
        assert!(alone == same, "{command:?}");
    }
}
