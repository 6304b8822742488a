//! Every string that somebody else chose, in every field, in names of files and in filter values: none
//! of them acts in any output of any command.

use crate::oracle::run;
use crate::runner::{Ran, trailproof};
use crate::samples::{Folder, event, with};
use serde_json::{Value, json};

/// The strings by which the renderers are tested on their own.
#[path = "../../src/render/safe/hostile.rs"]
mod corpus;
use corpus::CORPUS;

/// Characters that a terminal, or whoever shows text as it comes, obeys or hides. A list of its own:
/// the program's is what is tested.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[track_caller]
fn inert(text: &str, of: &str) {
    let found: Vec<char> = text.chars().filter(|&c| c != '\n' && acts(c)).collect();
    assert!(found.is_empty(), "{of}: {found:?}");
}

/// Two events for each string, with it in every place that holds text.
fn archive() -> String {
    let mut number = 0;
    let mut events = Vec::new();
    for text in CORPUS {
        for id in [json!(text), Value::Null] {
            number += 1;
            let party = |label: &str| json!({ "id": id, label: text });
            let mut event = event(number);
            for (name, value) in [
                ("type", json!(text)),
                ("action", json!(text)),
                ("actor", party("email")),
                ("owner", party("email")),
                ("app", party("name")),
                ("team", party("name")),
                ("enterprise_account", party("name")),
                ("request", json!({ "ip_address": text })),
                (
                    "data",
                    json!({ *text: text, "more": [text, { *text: {} }] }),
                ),
                (text, json!(text)),
            ] {
                event = with(event, name, value);
            }
            events.push(event);
        }
        // What is no event is told, too.
        events.push(json!({ *text: text }));
        events.push(json!(text));
        events.push(json!({ "id": text, "created_at": text, "type": text, "action": text }));
    }
    Value::from(events).to_string()
}

/// A folder with that archive, with small ones whose names are the strings, and with broken ones.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("all.json", archive());
    for (number, text) in (1..).zip(CORPUS) {
        if text.contains(['/', '\0']) || text.len() > 200 {
            continue;
        }
        let content = json!([event(10_000 + number)]).to_string();
        folder.write(&format!("names/{text}.json"), &content);
        folder.write(
            &format!("names/enterprise-audit-log-{text}-201801.json"),
            &content,
        );
        folder.write(&format!("broken/{text}.json"), "[{\"id\":");
    }
    folder
}

/// Cells of a table that a spreadsheet opens.
#[track_caller]
fn no_formula(ran: &Ran, of: &str) {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(ran.bytes());
    let mut rows = 0;
    for row in reader.records() {
        rows += 1;
        for cell in &row.expect("a row") {
            let hidden = |c: char| c.is_whitespace() || acts(c) || c == '"';
            let first = cell.trim_start_matches(hidden).chars().next();
            let formula = first.is_some_and(|c| "=+-@＝＋－＠".contains(c))
                || cell.starts_with(['\t', '\r', '\n']);
            assert!(!formula || cell.parse::<f64>().is_ok(), "{of}: {cell:?}");
        }
    }
    assert!(rows > 10, "{of}: {rows} rows");
}

#[track_caller]
fn plain_markdown(text: &str, of: &str) {
    inert(text, of);
    let own = text.replace("<br>", "");
    for part in ["<", "](", "![", "\n\n    "] {
        assert!(!own.contains(part), "{of}: {part:?}");
    }
    let mut columns = 0;
    for line in text.lines() {
        let cells = if line.starts_with('|') {
            line.matches('|').count()
        } else {
            0
        };
        assert!(
            cells == 0 || columns == 0 || cells == columns,
            "{of}: {line}"
        );
        columns = cells;
        // Outside of code nothing can be a link, a mention or markup of somebody else's.
        let outside: String = line.split('`').step_by(2).collect();
        for part in ["http", "www.", "@", "evil"] {
            assert!(!outside.contains(part), "{of}: {part} in {line}");
        }
    }
}

/// Walks through a page with a parser of its own: which tags and attributes there are, and what they say.
const WALK: &str = "import sys,html.parser
tags={'html','head','meta','title','style','script','body','main','header','footer','section','nav','article','h1','h2','h3','h4',
'p','ul','ol','li','dl','dt','dd','table','caption','thead','tbody','tfoot','tr','th','td','span','div','strong','em','b','i','code','pre',
'bdi','br','wbr','hr','a','svg','rect','path','line','g','text','tspan','label','input','details','summary','time','small','abbr','button','figure','figcaption','col','colgroup','template'}
class P(html.parser.HTMLParser):
    def handle_starttag(self,tag,attrs):
        assert tag in tags,(tag,self.getpos())
        for name,value in attrs:
            assert not name.startswith('on') and name not in ('src','srcdoc','style','formaction','xlink:href'),(tag,name,value)
            assert name!='href' or value.startswith('#'),(tag,name,value)
    def handle_data(self,text): pass
    def handle_comment(self,text): raise AssertionError(('comment',self.getpos()))
    def handle_decl(self,text): assert text.lower()=='doctype html',text
    def handle_pi(self,text): raise AssertionError(('instruction',self.getpos()))
    def unknown_decl(self,text): raise AssertionError(('declaration',self.getpos()))
page=open(sys.argv[1],encoding='utf-8',newline='').read()
p=P(convert_charrefs=True); p.feed(page); p.close(); print('plain')";

#[track_caller]
fn plain_page(folder: &Folder, ran: &Ran, of: &str) {
    inert(ran.stdout(), of);
    let path = folder.write("page.html", ran.bytes());
    assert_eq!(run("python3", &["-c", WALK, &path]), b"plain\n", "{of}");
    assert_eq!(ran.stdout().matches("<script").count(), 1, "{of}");
}

/// Messages show text as it is: no link, no placeholder; and a path names no host.
#[track_caller]
fn plain_sarif(log: &Value) {
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert!(results.len() > 100);
    for result in results {
        let text = result["message"]["text"].as_str().expect("a text");
        inert(text, "sarif");
        let own = text
            .replace("\\\\", "")
            .replace("\\[", "")
            .replace("\\]", "");
        let own = own.replace("{{", "").replace("}}", "");
        assert!(!own.contains(['[', ']', '{', '}']), "{text}");
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        let uri = uri.as_str().expect("a URI");
        let plain = |c: char| c.is_ascii_alphanumeric() || "/.-_~%".contains(c);
        assert!(!uri.starts_with("//") && uri.chars().all(plain), "{uri}");
    }
}

#[track_caller]
fn examine(folder: &Folder, command: &[&str], format: &str) {
    let of = format!("{command:?} {format}");
    let ran = trailproof(command).args(["-f", format, "-v"]).run();
    assert!(
        [0, 1, 4].contains(&ran.exit_code()),
        "{of}: {}",
        ran.stderr()
    );
    assert!(ran.bytes().len() > 500, "{of}: {}", ran.stderr());
    inert(&ran.stderr(), &of);
    match format {
        "table" => inert(ran.stdout(), &of),
        "csv" => no_formula(&ran, &of),
        "markdown" => plain_markdown(ran.stdout(), &of),
        "html" => plain_page(folder, &ran, &of),
        "ndjson" => {
            for line in ran.stdout().lines() {
                let _: Value = serde_json::from_str(line).expect("JSON");
            }
        }
        "sarif" => {
            inert(ran.stdout(), &of);
            plain_sarif(&ran.json());
        }
        _ => {
            let _: Value = ran.json();
            // An export hands events on in their own text; everything else writes its own.
            if command[0] != "export" {
                inert(ran.stdout(), &of);
            }
        }
    }
}

#[test]
fn no_string_of_an_archive_or_a_name_acts_in_any_output() {
    let folder = folder();
    let [all, names, broken] = ["all.json", "names", "broken"].map(|name| folder.at(name));
    for format in ["table", "html", "csv", "json", "markdown"] {
        examine(&folder, &["report", &all, &names, "--top", "all"], format);
        examine(
            &folder,
            &["report", &all, "--by", "actor,app,event", "--top", "all"],
            format,
        );
        examine(
            &folder,
            &[
                "report",
                &all,
                &broken,
                "--allow-incomplete",
                "--by",
                "team,ip,category",
            ],
            format,
        );
        examine(
            &folder,
            &["diff", &all, &names, "--across-accounts", "--top", "all"],
            format,
        );
        examine(
            &folder,
            &["diff", &names, &all, "--across-accounts", "--all"],
            format,
        );
    }
    for format in ["table", "html", "json", "sarif", "csv", "markdown"] {
        examine(&folder, &["validate", &all, &names, &broken], format);
    }
    for format in ["table", "json", "csv"] {
        examine(&folder, &["list", &all, &names, &broken], format);
        let drawn = [
            "sample",
            "--seed=x",
            "--size=10000",
            "--stratify=app",
            &all,
            &names,
        ];
        examine(&folder, &drawn, format);
    }
    for format in ["json", "ndjson", "csv"] {
        examine(&folder, &["export", &all, &names], format);
    }
    // What is coloured is coloured by this program alone: without colours it is the same.
    let colour = |when: &str| {
        let words = ["report", &all, &names, "--top", "all", "--color", when];
        trailproof(words).run().code(0).stdout().to_owned()
    };
    let (plain, coloured) = (colour("never"), colour("always"));
    let mut parts = coloured.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';'));
    let without: String = rest.map(|part| &part[1..]).collect();
    assert_eq!(first + &without, plain);
    trailproof(["report", &all, &broken])
        .run()
        .code(4)
        .prints_nothing();
}

#[test]
fn no_catalog_and_no_configuration_acts() {
    let folder = Folder::new();
    let names: Vec<&str> = CORPUS
        .iter()
        .copied()
        .filter(|text| !text.trim().is_empty())
        .collect();
    let own = json!({ "name": "ours \u{1b}[31m\u{202e}<b>", "events": names });
    let catalog = folder.write("own.json", own.to_string());
    for format in ["table", "json", "csv"] {
        for words in [
            &["catalog", "list", &catalog][..],
            &["catalog", "diff", "2019-09", &catalog],
        ] {
            let ran = trailproof(words).args(["-f", format]).run();
            inert(&ran.stderr(), "catalog");
            if ran.exit_code() == 0 && format != "csv" {
                inert(ran.stdout(), format);
            }
        }
    }
    for text in CORPUS.iter().filter(|text| !text.contains(['/', '\0'])) {
        let quoted = serde_json::to_string(text).expect("a string");
        let config = folder.write("trailproof.toml", format!("{quoted} = {quoted}\n"));
        let ran = trailproof(["report", "-", "--config", &config])
            .run()
            .code(2);
        inert(&ran.stderr(), text);
        let ran = trailproof(["config", "show"])
            .env("TRAILPROOF_TZ", text)
            .run();
        inert(&ran.stderr(), text);
        inert(ran.stdout(), text);
    }
}

#[test]
fn no_value_of_a_filter_acts_and_each_is_shown_as_it_was_given() {
    let folder = Folder::new();
    let path = folder.write("all.json", archive());
    for text in CORPUS.iter().filter(|text| !text.contains('\0')) {
        let given = |flag: &str| format!("{flag}={text}");
        for flags in [
            &["--actor", "--app", "--team", "--account"][..],
            &["--event"],
            &["--ip"],
            &["--from"],
            &["--month"],
        ] {
            for format in ["table", "markdown", "json"] {
                let ran = trailproof(["report", &path, "-f", format])
                    .args(flags.iter().map(|flag| given(flag)))
                    .run();
                inert(&ran.stderr(), text);
                inert(ran.stdout(), text);
                match (ran.exit_code(), format) {
                    (0, "json") if flags.len() > 1 => {
                        let report = ran.json();
                        assert_eq!(report["filters"]["actor"], json!([text.to_lowercase()]));
                        let found = report["totals"]["events"].as_u64().expect("a count");
                        assert!(found > 0, "{text:?}");
                    }
                    (0, "markdown") => plain_markdown(ran.stdout(), text),
                    (0, _) => {}
                    // Refused before anything is read, in every format alike.
                    (2, _) => {
                        assert_eq!(ran.stdout(), "");
                        break;
                    }
                    (code, _) => panic!("{text:?} {flags:?}: {code} {}", ran.stderr()),
                }
            }
        }
    }
}

#[test]
fn no_word_of_the_command_line_acts_on_standard_error() {
    let folder = Folder::new();
    for text in CORPUS.iter().filter(|text| !text.contains('\0')) {
        for words in [
            &["report", text][..],
            &["report", "-", "--format", text],
            &["report", "-", "--by", text],
            &["report", "-", "--tz", text],
            &["report", "-", "--catalog", text],
            &["report", "-", "--config", text],
            &["validate", "-", "--as-of", text],
            &["validate", "-", "--select", text],
            &["list", "-", "--listing", text],
            &["report", "-", "-o", text],
            &["explain", text],
            &["completions", text],
            &[text],
        ] {
            let ran = trailproof(words)
                .args(["-j1"])
                .in_folder(folder.path())
                .run();
            let code = ran.exit_code();
            assert!((0..=4).contains(&code), "{words:?}: {code}");
            inert(&ran.stderr(), &format!("{words:?}"));
        }
    }
}

/// What goes straight to a terminal, in formats for machines too: a terminal of its own tells.
#[cfg(unix)]
#[test]
fn nothing_acts_on_a_terminal_in_any_format() {
    let folder = Folder::new();
    let path = folder.write("all.json", archive());
    let script = "import os,pty,sys
pty.spawn(sys.argv[1:])";
    // A terminal of 0 columns is one that does not say how wide it is.
    let shown = |words: &[&str], columns: u16| {
        let line = format!("stty cols {columns} rows 40; exec \"$0\" \"$@\"");
        let output = std::process::Command::new("python3")
            .args([
                "-c",
                script,
                "sh",
                "-c",
                &line,
                env!("CARGO_BIN_EXE_trailproof"),
            ])
            .args(words)
            .args(["--isolated", "--no-progress", "--color", "never"])
            .stdin(std::process::Stdio::null())
            .output()
            .expect("python3");
        String::from_utf8(output.stdout)
            .expect("text")
            .replace("\r\n", "\n")
    };
    for words in [
        &["report", &path][..],
        &["report", &path, "-f", "csv"],
        &["report", &path, "-f", "json"],
        &["report", &path, "-f", "markdown"],
        &["report", &path, "-f", "html"],
        &["diff", &path, &path, "-f", "csv"],
        &["validate", &path],
        &["validate", &path, "-f", "csv"],
        &["validate", &path, "-f", "html"],
        &["list", &path, "-f", "csv"],
        &["sample", &path, "--seed", "x", "--size", "50"],
        &["sample", &path, "--seed", "x", "--size", "50", "-f", "csv"],
        &["export", &path],
        &["export", &path, "-f", "ndjson"],
        &["export", &path, "-f", "csv"],
    ] {
        for columns in [100, 0] {
            let text = shown(words, columns);
            assert!(text.len() > 200, "{words:?}: {text}");
            inert(&text, &format!("{words:?} at {columns} columns"));
        }
    }
}
