//! Dependencies point one way: `schemas ← disclosure ← adapters`, `certs ← adapters, gateway`,
//! all `← cli`. The gateway has no code that can read a record, and there is one TLS stack.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};

/// Who may use whom, in flow order.
const ALLOWED: [(&str, &[&str]); 7] = [
    ("schemas", &[]),
    ("disclosure", &["schemas"]),
    ("certs", &["schemas"]),
    ("adapters", &["schemas", "disclosure", "certs"]),
    ("gateway", &["schemas", "disclosure", "certs"]),
    (
        "cli",
        &["schemas", "disclosure", "certs", "adapters", "gateway"],
    ),
    (
        "tests",
        &[
            "schemas",
            "disclosure",
            "certs",
            "adapters",
            "gateway",
            "cli",
        ],
    ),
];

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"))
        .other_options(["--offline", "--locked", "--filter-platform", &host()].map(str::to_owned))
        .exec()
        .expect("cargo metadata of the workspace")
}

/// The platform that the tests run on: only its packages are at hand without a network.
fn host() -> String {
    let told = std::process::Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc -vV");
    let told = String::from_utf8(told.stdout).expect("rustc speaks UTF-8");
    let host = told
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("host line");
    host.to_owned()
}

/// Names of all packages that `root` builds with, itself left out; test-only ones are not counted.
fn reach(metadata: &Metadata, root: &str) -> BTreeSet<String> {
    let names: BTreeMap<&PackageId, &str> = metadata
        .packages
        .iter()
        .map(|package| (&package.id, package.name.as_str()))
        .collect();
    let resolve = metadata.resolve.as_ref().expect("resolved graph");
    let nodes: BTreeMap<_, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let start = metadata
        .workspace_packages()
        .into_iter()
        .find(|package| package.name == root)
        .expect("package of the workspace");
    let mut open = vec![&start.id];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        for dependency in &nodes[id].deps {
            let built = dependency
                .dep_kinds
                .iter()
                .any(|kind| kind.kind != DependencyKind::Development);
            if built && seen.insert(names[&dependency.pkg].to_owned()) {
                open.push(&dependency.pkg);
            }
        }
    }
    seen
}

#[test]
fn dependencies_point_one_way() {
    let metadata = metadata();
    let members: BTreeSet<String> = metadata
        .workspace_packages()
        .iter()
        .map(|package| package.name.to_string())
        .collect();
    assert_eq!(
        members,
        ALLOWED.iter().map(|(name, _)| (*name).to_owned()).collect()
    );
    for (name, allowed) in ALLOWED {
        let used: BTreeSet<_> = reach(&metadata, name)
            .intersection(&members)
            .cloned()
            .collect();
        let allowed: BTreeSet<_> = allowed.iter().map(|name| (*name).to_owned()).collect();
        assert!(
            used.is_subset(&allowed),
            "{name} uses {used:?}, allowed is {allowed:?}"
        );
    }
}

#[test]
fn the_gateway_depends_on_nothing_that_can_read_records() {
    let used = reach(&metadata(), "gateway");
    for reader in [
        "adapters",
        "calamine",
        "dbase",
        "csv",
        "encoding_rs_io",
        "chardetng",
    ] {
        assert!(!used.contains(reader), "the gateway reaches {reader}");
    }
}

#[test]
fn there_is_one_tls_stack() {
    let metadata = metadata();
    for other in ["rustls", "ring", "native-tls", "aws-lc-rs", "boring"] {
        assert!(
            !reach(&metadata, "cli").contains(other),
            "{other} is a second TLS stack"
        );
    }
}

#[test]
fn disclosure_control_touches_no_file_clock_network_or_thread_pool() {
    let used = reach(&metadata(), "disclosure");
    for impure in [
        "tokio",
        "actix-rt",
        "actix-web",
        "awc",
        "diesel",
        "openssl",
        "tempfile",
        "rayon",
    ] {
        assert!(!used.contains(impure), "disclosure reaches {impure}");
    }
}
