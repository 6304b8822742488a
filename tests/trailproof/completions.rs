//! Completions and manual pages: made from the parser, so they know every command.

use crate::runner::trailproof;

const COMMANDS: [&str; 5] = ["report", "catalog", "completions", "man", "config"];

#[test]
fn every_shell_knows_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = trailproof(["completions", shell]).run().ok();
        for command in COMMANDS {
            assert!(script.stdout().contains(command), "{shell}: {command}");
        }
        assert!(script.stdout().contains("allow-incomplete"), "{shell}");
    }
    trailproof(["completions", "csh"]).run().code(2);
}

#[test]
fn bash_takes_its_script() {
    let script = trailproof(["completions", "bash"]).run().ok();
    let checked = std::process::Command::new("bash")
        .args(["-n", "-c", script.stdout()])
        .status();
    // Where there is no bash there is nobody to ask.
    if let Ok(status) = checked {
        assert!(status.success());
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let page = trailproof(["man"]).run().ok();
    page.prints(".TH trailproof 1");
    let folder = tempfile::tempdir().expect("a folder");
    for _ in 0..2 {
        trailproof(["man", "share/man1"])
            .in_folder(folder.path())
            .run()
            .code(0)
            .says("manual pages to share/man1");
    }
    let page = |name: &str| {
        let path = folder.path().join(format!("share/man1/{name}.1"));
        std::fs::read_to_string(path).expect("a page")
    };
    for command in COMMANDS {
        assert!(page(&format!("trailproof-{command}")).contains(".SH SYNOPSIS"));
    }
    assert!(
        page("trailproof-catalog-diff").contains("Exit codes") || !page("trailproof").is_empty()
    );
    assert!(page("trailproof").contains("trailproof\\-report(1)"));
}
