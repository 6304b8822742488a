//! A transition graph has the same result as [`record`], whatever it has seen before.

use super::*;
use crate::json::Seed;
use proptest::prelude::*;

/// A scalar, and sometimes what is none.
fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(r#""01234567-89ab-4def-8123-0000000000ff""#.to_owned()),
        2 => Just(r#""2018-05-03T12:00:00.25Z""#.to_owned()),
        3 => "\"[a-c]{0,40}\"",
        1 => Just(r#""a\u0062 \" é""#.to_owned()),
        2 => "(-?[0-9]{1,3}(\\.[0-9]{1,2})?(e1)?)",
        2 => prop::sample::select(vec!["null", "true", "false"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["", "nul", "01", "\"\t\"", "\"\\x\"", "1 2"]).prop_map(str::to_owned),
    ]
}

const NAMES: [&str; 12] = [
    "id",
    "created_at",
    "type",
    "action",
    "actor",
    "app",
    "request",
    "email",
    "name",
    "ip_address",
    "data",
    "\\u0069d",
];

fn blank() -> impl Strategy<Value = &'static str> {
    prop_oneof![6 => Just(""), 1 => Just(" "), 1 => Just("\n  ")]
}

fn value() -> impl Strategy<Value = String> {
    scalar().prop_recursive(4, 24, 5, |inner| {
        let member = (prop::sample::select(NAMES.to_vec()), blank(), inner.clone());
        let member = member.prop_map(|(name, blank, value)| format!("\"{name}\":{blank}{value}"));
        prop_oneof![
            2 => (prop::collection::vec(member, 0..5), blank())
                .prop_map(|(members, blank)| format!("{{{blank}{}}}", members.join(","))),
            1 => (prop::collection::vec(inner, 0..4), blank())
                .prop_map(|(elements, blank)| format!("[{}{blank}]", elements.join(", "))),
        ]
    })
}

/// Mostly an event, with members of any kind around and in place of its own.
fn event() -> impl Strategy<Value = String> {
    let member = (prop::sample::select(NAMES.to_vec()), value());
    let more = prop::collection::vec(member, 0..5);
    (more, any::<bool>(), blank()).prop_map(|(more, whole, blank)| {
        let mut members = Vec::new();
        if whole {
            members.extend(
                [
                    r#""id":"01234567-89ab-4def-8123-0000000000aa""#,
                    r#""created_at":"2018-05-03T12:00:00Z""#,
                    r#""type":"app""#,
                    r#""action":"create""#,
                    r#""actor":{"id":"a","email":"ann@acme.example"}"#,
                ]
                .map(str::to_owned),
            );
        }
        members.extend(
            more.iter()
                .map(|(name, value)| format!("\"{name}\":{value}")),
        );
        format!("{{{blank}{}}}", members.join(&format!(",{blank}")))
    })
}

/// What came of a record, and where reading stood then.
fn outcome(scanner: &Scanner<'_>, read: Scanned<Result<Event<'_>, Refusal>>) -> String {
    match read {
        Ok(record) => format!("{record:?} {}", scanner.pos),
        Err(stop) => format!("{stop:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_graph_gives_what_parsing_gives(
        records in prop::collection::vec(event(), 1..8),
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..24),
        cut in any::<prop::sample::Index>(),
        damage in any::<Option<u8>>(),
    ) {
        let seed = Seed::fixed(3);
        let mut graph = TransitionGraph::default();
        for index in order {
            let mut text = index.get(&records).clone() + " ,";
            if let Some(byte) = damage {
                let mut bytes = text.clone().into_bytes();
                let at = cut.index(bytes.len());
                bytes[at] = byte;
                bytes.truncate(at + 1 + usize::from(byte));
                text = String::from_utf8(bytes).unwrap_or(text);
            }
            let mut plain = Scanner::new(&text, seed);
            let read = record(&mut plain);
            let want = outcome(&plain, read);
            let mut scanner = Scanner::new(&text, seed);
            let mut event = Event::default();
            let read = graph.record(&mut scanner, &mut event);
            let read = read.map(|record| record.map(|()| event));
            prop_assert_eq!(outcome(&scanner, read), want, "{}", text);
        }
    }
}

const EVENT: &str = r#"{"id":"01234567-89ab-4def-8123-0000000000aa","created_at":"2018-05-03T12:00:00Z",
    "type":"app","action":"create","team":null,"data":{"count":17,"list":["a","b"],"empty":{}}} ,"#;

fn matches_graph(graph: &mut TransitionGraph, text: &str) -> bool {
    graph
        .follow(
            &mut Scanner::new(text, Seed::fixed(3)),
            &mut Event::default(),
        )
        .is_some()
}

fn read(graph: &mut TransitionGraph, text: &str) {
    let mut scanner = Scanner::new(text, Seed::fixed(3));
    let read = graph.record(&mut scanner, &mut Event::default());
    assert!(matches!(read, Ok(Ok(()))), "{text}");
}

#[test]
fn a_record_like_one_before_matches_graph_and_others_are_not() {
    let mut graph = TransitionGraph::default();
    assert!(!matches_graph(&mut graph, EVENT));
    read(&mut graph, EVENT);
    assert!(matches_graph(&mut graph, EVENT));
    let alike = EVENT.replace("app", "dyno").replace("17", "-2.5e3");
    assert!(matches_graph(&mut graph, &alike));
    assert!(matches_graph(
        &mut graph,
        &EVENT.replace(r#""a","b""#, r#""a","b","b","b""#)
    ));
    for other in [
        ("null", "\"x\""),
        ("\"empty\":{}", "\"empty\":[]"),
        ("17", "\"17\""),
        (":17", ": 17"),
    ] {
        let other = EVENT.replace(other.0, other.1);
        assert!(!matches_graph(&mut graph, &other), "{other}");
        read(&mut graph, &other);
        assert!(matches_graph(&mut graph, &other), "{other}");
    }
}

#[test]
fn a_graph_is_bounded() {
    let mut graph = TransitionGraph::default();
    for n in 0..20_000 {
        read(&mut graph, &EVENT.replace("\"list\"", &format!("\"{n}\"")));
    }
    assert!(graph.edges.len() <= 4096);
    let deep = format!("{}1{}", "[".repeat(60), "]".repeat(60));
    let long = "[1,[2],".to_owned() + &"3,".repeat(100_000) + "4]";
    let wide = format!("\"{}\"", "x".repeat(100_000)) + &" ".repeat(1000);
    for value in [deep, long, wide] {
        let before = graph.edges.len();
        let mut fresh = TransitionGraph::default();
        let text = EVENT.replace("17", &value);
        read(&mut fresh, &text);
        read(&mut graph, &text);
        assert!(fresh.edges.len() < 512 && graph.edges.len() == before);
    }
    // It is paused by now, and the pause ends.
    assert!(graph.paused > 0);
}
