//! Members that are legal, seldom, and hard on a careless reader.

use fastrand::Rng;

use super::super::json::Json;
use super::{Scene, id, one_of};

/// Numbers of every kind, every escape, raw text outside ASCII, emptiness, depth, and strings
/// that look like the structure around them. Members without the braces of their object.
const MEMBERS: [&str; 12] = [
    r#""metrics":{"p95":-12.75,"rate":1.5e-3,"peak":6.02E+23,"zero":0,"debt":-40,"half":0.5}"#,
    r#""limits":[0,-1,18446744073709551615,-9223372036854775808,1e0,2.50,9007199254740993]"#,
    r#""note":"say \"cheese\" \\ caf\u00e9 \ud83d\ude00 \/ tab\t, bell\b, feed\f, end\r\n""#,
    r#""note":"naïve – “quoted” 日本語 🚀""#,
    r#""text":"},{\"id\":\"00000000-0000-4000-8000-000000000000\",\"type\":\"addon\"}]}""#,
    r#""text":"]}{[:,\\\\\"\\""#,
    r#""empty":{"object":{},"array":[],"string":"","arrays":[[],[{}]]}"#,
    r#""flags":[true,false,null]"#,
    r#""type":"decoy","action":null,"actor":{"email":"decoy@example.net"},"app":"decoy""#,
    r#""id":42,"created_at":"yesterday","request":{"ip_address":"not an address"}"#,
    r#""a":{"b":{"c":{"d":{"e":{"f":[[[[{"g":"deep"}]]]]}}}}}"#,
    r#""\u0069d":"escaped name","":"no name","data":{"data":{"data":{}}}"#,
];

/// Appends members that are hard to read right.
pub fn members(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("metadata")
        .object(|json| json.raw(one_of(&MEMBERS, rng)));
    if rng.u32(0..3) == 0 {
        entries(json, rng, scene);
    }
}

/// Whole events where none count.
fn entries(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("entries").array(|json| {
        for _ in 0..rng.u32(0..3) {
            json.object(|json| {
                id(json, rng);
                json.text("created_at", scene.at);
                json.text("type", "config_change");
                json.text("action", "set");
                json.key("data").object(|_| {});
            });
        }
    });
}
