//! What others say of a pack: coreutils, the reference implementation of BagIt, OpenSSH, OpenSSL, jq.

use super::{Pack, TAG_MANIFEST};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn may() -> Pack {
    Pack::of(&["fixtures/enterprise-audit-log-acme-corp-201805.json.gz"])
}

fn shell(folder: &Path, line: &str) -> Output {
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(folder);
    shell.output().expect("a shell")
}

#[track_caller]
fn holds(folder: &Path, line: &str) -> String {
    let ran = shell(folder, line);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    let out = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(ran.status.success(), "{line}: {said}{out}");
    out
}

#[track_caller]
fn fails(folder: &Path, line: &str) {
    assert!(!shell(folder, line).status.success(), "{line}");
}

#[test]
fn coreutils_accept_both_manifests_and_find_a_change() {
    let pack = may();
    let line = "sha256sum -c --strict --quiet manifest-sha256.txt && sha256sum -c --strict --quiet tagmanifest-sha256.txt";
    holds(&pack.root(), line);
    pack.put("data/report.json", "{}");
    fails(&pack.root(), line);
}

#[test]
fn the_reference_implementation_of_bagit_accepts_a_pack_and_finds_a_change() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("tests/trailproof/python/venv/bin/python");
    assert!(
        python.exists(),
        "{} is missing: .ci/setup installs it",
        python.display()
    );
    let pack = may();
    let check = "import sys, bagit; bagit.Bag(sys.argv[1]).validate(processes=1)";
    let run = || {
        let mut command = Command::new(&python);
        command.args(["-c", check]).arg(pack.root());
        command.output().expect("Python runs")
    };
    let ran = run();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    pack.put("data/extra", "");
    assert!(!run().status.success());
    std::fs::remove_file(pack.at("data/extra")).expect("it was there");
    pack.put("data/report.json", "{}");
    assert!(!run().status.success());
}

#[test]
fn a_signature_of_the_tag_manifest_covers_everything() {
    let pack = may();
    let folder: PathBuf = pack.folder.path().to_owned();
    holds(&folder, "ssh-keygen -q -t ed25519 -N '' -C '' -f key");
    holds(
        &folder,
        "printf 'ann@acme.example %s\\n' \"$(cat key.pub)\" > allowed_signers",
    );
    holds(
        &folder,
        &format!("ssh-keygen -q -Y sign -n trailproof -f key pack/{TAG_MANIFEST}"),
    );
    let verify = pack.text("VERIFY.txt");
    let line = verify
        .lines()
        .find(|line| line.starts_with("ssh-keygen -Y verify"))
        .expect("a command");
    let line = line.replace("sender@example.com", "ann@acme.example");
    holds(&pack.root(), &line);
    // The three commands stand there to be run as they are.
    let sums = verify
        .lines()
        .find(|line| line.starts_with("sha256sum"))
        .expect("a command");
    holds(&pack.root(), sums);
    let own = verify
        .lines()
        .find(|line| line.starts_with("trailproof"))
        .expect("a command");
    assert_eq!(own, "trailproof verify .");
    crate::runner::trailproof(["verify", "."])
        .in_folder(&pack.root())
        .run()
        .code(0);
    let text = pack.text(TAG_MANIFEST);
    pack.put(TAG_MANIFEST, text.replacen('a', "b", 1));
    fails(&pack.root(), &line);
}

#[test]
fn a_time_stamp_of_the_tag_manifest_can_be_verified() {
    let pack = may();
    let folder = pack.folder.path();
    let authority = "
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj '/CN=Test CA' 2>/dev/null &&
openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj '/CN=Test TSA' 2>/dev/null &&
printf 'extendedKeyUsage=critical,timeStamping\\n' > ext.cnf &&
openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile ext.cnf -out tsa.pem 2>/dev/null &&
printf '[tsa]\\ndefault_tsa = t\\n[t]\\nserial = ./serial\\nsigner_cert = ./tsa.pem\\nsigner_key = ./tsa.key\\nsigner_digest = sha256\\ndefault_policy = 1.2.3.4\\ndigests = sha256\\n' > tsa.cnf &&
echo 01 > serial";
    holds(folder, authority);
    holds(
        folder,
        &format!(
            "openssl ts -query -data pack/{TAG_MANIFEST} -sha256 -cert -out q.tsq 2>/dev/null"
        ),
    );
    holds(
        folder,
        &format!(
            "openssl ts -reply -config tsa.cnf -queryfile q.tsq -out pack/{TAG_MANIFEST}.tsr 2>/dev/null"
        ),
    );
    let line = format!(
        "openssl ts -verify -data pack/{TAG_MANIFEST} -in pack/{TAG_MANIFEST}.tsr -CAfile ca.pem"
    );
    holds(folder, &line);
    assert!(pack.found().is_empty());
    pack.put(TAG_MANIFEST, "other");
    fails(folder, &line);
}

#[test]
fn jq_counts_what_the_pack_says() {
    let pack = may();
    let archive = "data/archives/enterprise-audit-log-acme-corp-201805.json.gz";
    let events = holds(
        &pack.root(),
        &format!("gzip -dc {archive} | jq '.entries | length'"),
    );
    let accepted = holds(&pack.root(), "jq .ledger.accepted data/report.json");
    assert_eq!(events, accepted);
    let document = holds(
        &pack.root(),
        &format!("gzip -dc {archive} | sha256sum | cut -d' ' -f1"),
    );
    let said = holds(
        &pack.root(),
        "jq -r '.inputs[0].document_sha256' data/manifest.json",
    );
    assert_eq!(document, said);
    // The population is that of every sample of these archives.
    let ids = holds(
        &pack.root(),
        &format!("gzip -dc {archive} | jq -r '.entries[].id' | sort | sha256sum | cut -d' ' -f1"),
    );
    let said = holds(&pack.root(), "jq -r .population.sha256 data/manifest.json");
    assert_eq!(ids, said);
}
