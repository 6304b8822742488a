//! A large page opens without a pause: its script measures nothing before the page is laid out, and makes nothing that
//! is not needed yet.

use super::browser::look;
use super::devtools::Session;
use super::page_of;
use crate::generator::Options;
use serde_json::json;

/// What a script may ask of a page only after all of it has been laid out, and what takes long to make.
const ASKED: &str = r"
seen.asked = [];
const tell_of = (of, name) => {
  const known = Object.getOwnPropertyDescriptor(of, name);
  Object.defineProperty(of, name, {...known, get() {
    if (document.readyState === 'loading') seen.asked.push(name);
    return known.get.call(this);
  }});
};
for (const name of ['scrollWidth', 'scrollHeight', 'clientWidth', 'clientHeight']) tell_of(Element.prototype, name);
for (const name of ['offsetWidth', 'offsetHeight', 'offsetTop']) tell_of(HTMLElement.prototype, name);
for (const name of ['getBoundingClientRect', 'getClientRects', 'checkVisibility']) {
  const known = Element.prototype[name];
  Element.prototype[name] = function (...words) { seen.asked.push(name); return known.apply(this, words); };
}
for (const name of ['Collator', 'NumberFormat']) {
  const known = Intl[name];
  Intl[name] = function (...words) { seen.asked.push(name); return new known(...words); };
}
seen.listeners = 0;
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (...words) {
  seen.listeners += 1;
  return listen.apply(this, words);
};
document.addEventListener('DOMContentLoaded', () => {
  seen.buttons = document.querySelectorAll('thead button').length;
  tell();
});
";

fn page() -> String {
    page_of(&Options {
        events: 20_000,
        ..Options::default()
    })
}

#[test]
fn the_script_measures_nothing_and_listens_once() {
    let seen = look(&page(), &[ASKED]);
    assert_eq!(seen["asked"], json!([]));
    assert!(seen["buttons"].as_u64() > Some(100), "{seen}");
    // The test's own, that of all heads, and those of the filter.
    assert!(seen["listeners"].as_u64() <= Some(4), "{seen}");
}

#[test]
fn the_keyboard_stops_at_what_goes_on_sideways_on_any_screen() {
    let mut session = Session::open(&page(), 1280);
    let stops =
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(
        Array.from(document.querySelectorAll('.scroll'), (part) =>
          [part.tabIndex === 0, part.scrollWidth > part.clientWidth])))))";
    let mut seen = |width: u32| -> Vec<[bool; 2]> {
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        session.send("Emulation.setDeviceMetricsOverride", &size);
        let asked = json!({"expression": stops, "awaitPromise": true, "returnByValue": true});
        let answer = session.send("Runtime.evaluate", &asked);
        serde_json::from_value(answer["result"]["value"].clone()).expect("pairs")
    };
    let mut counts = Vec::new();
    for width in [1280, 400, 1280] {
        let parts = seen(width);
        assert!(parts.len() > 15);
        for [stops, wide] in &parts {
            assert_eq!(stops, wide, "{width}");
        }
        counts.push(parts.iter().filter(|[stops, _]| *stops).count());
    }
    assert!(
        counts[1] > counts[0] && counts[0] == counts[2],
        "{counts:?}"
    );
}
