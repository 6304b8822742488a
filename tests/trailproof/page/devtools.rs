//! Chromium by its own protocol, over pipes: what no script of a page can see, such as the accessibility tree.

use super::browser::arguments;
use crate::samples::Folder;
use serde_json::{Value, json};
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A page that is open. It is closed when this goes.
pub(super) struct Session {
    browser: Child,
    to: File,
    from: BufReader<File>,
    session: Option<String>,
    sent: u64,
    _folder: Folder,
}

impl Session {
    /// Opens a page on a screen of that width.
    pub(super) fn open(page: &str, width: u32) -> Self {
        let folder = Folder::new();
        let path = folder.write("page.html", page);
        let pipes = [folder.at("to"), folder.at("from")];
        let made = Command::new("mkfifo").args(&pipes).status();
        assert!(made.expect("this test needs mkfifo").success());
        let browser = Command::new("sh")
            .args([
                "-c",
                "to=$1; from=$2; shift 2; exec chromium \"$@\" 3<\"$to\" 4>\"$from\"",
                "sh",
            ])
            .args(&pipes)
            .args(arguments())
            .arg("--remote-debugging-pipe")
            .arg(format!("--user-data-dir={}", folder.at("profile")))
            .arg("about:blank")
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        let to = OpenOptions::new().write(true).open(&pipes[0]);
        let from = File::open(&pipes[1]);
        let mut session = Self {
            browser,
            to: to.expect("a pipe to chromium"),
            from: BufReader::new(from.expect("a pipe from chromium")),
            session: None,
            sent: 0,
            _folder: folder,
        };
        let target = session.send("Target.createTarget", &json!({"url": "about:blank"}));
        let attached = json!({"targetId": target["targetId"], "flatten": true});
        let attached = session.send("Target.attachToTarget", &attached);
        session.session = attached["sessionId"].as_str().map(str::to_owned);
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        session.send("Emulation.setDeviceMetricsOverride", &size);
        session.send("Page.navigate", &json!({"url": format!("file://{path}")}));
        let until = Instant::now() + Duration::from_secs(30);
        while session.run("location.protocol + document.readyState") != "file:complete" {
            assert!(Instant::now() < until, "the page does not load");
            std::thread::sleep(Duration::from_millis(20));
        }
        session
    }

    /// The result of a method of the protocol.
    pub(super) fn send(&mut self, method: &str, params: &Value) -> Value {
        self.sent += 1;
        let mut message = json!({"id": self.sent, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).expect("chromium listens");
        loop {
            let mut answer = Vec::new();
            self.from
                .read_until(0, &mut answer)
                .expect("chromium answers");
            answer.pop();
            let mut answer: Value = serde_json::from_slice(&answer).expect("JSON");
            if answer["id"] == self.sent {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].take();
            }
        }
    }

    /// The value of a script in the page.
    pub(super) fn run(&mut self, script: &str) -> Value {
        let params = json!({"expression": script, "returnByValue": true});
        let mut result = self.send("Runtime.evaluate", &params);
        assert!(result["exceptionDetails"].is_null(), "{result}");
        result["result"]["value"].take()
    }

    /// What is read aloud, in order: role and name of each node that is not passed over.
    pub(super) fn read_aloud(&mut self) -> Vec<(String, String)> {
        let tree = self.send("Accessibility.getFullAXTree", &json!({}));
        let nodes = tree["nodes"].as_array().expect("nodes");
        let place = |id: &Value| nodes.iter().position(|node| node["nodeId"] == *id);
        let by_id: std::collections::HashMap<&str, &Value> = nodes
            .iter()
            .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
            .collect();
        assert_eq!(place(&nodes[0]["nodeId"]), Some(0), "the root comes first");
        let (mut waiting, mut read) = (vec![&nodes[0]], Vec::new());
        while let Some(node) = waiting.pop() {
            if node["ignored"] != true {
                let text = |of: &Value| of["value"].as_str().unwrap_or_default().to_owned();
                read.push((text(&node["role"]), text(&node["name"])));
            }
            let children = node["childIds"].as_array().into_iter().flatten().rev();
            waiting.extend(children.filter_map(|id| by_id.get(id.as_str()?).copied()));
        }
        read
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.browser.kill();
        let _ = self.browser.wait();
    }
}
