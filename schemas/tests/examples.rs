//! The example documents: each valid one passes without a finding, each invalid one gives the
//! finding that its name begins with (up to the first point).

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use schemas::{
    submission::{ReadLimits, read},
    validate::validate,
};

fn examples(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(folder);
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("it is listed").path())
        .collect();
    paths.sort();
    paths
}

fn codes(path: &Path) -> Vec<String> {
    let file = File::open(path).expect("it opens");
    let findings = match read(file, &ReadLimits::default()) {
        Ok(submission) => validate(&submission, 100),
        Err(findings) => findings,
    };
    findings.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn every_valid_example_has_no_finding() {
    let paths = examples("valid");
    assert!(paths.len() >= 6);
    for path in paths {
        let codes = codes(&path);
        assert!(codes.is_empty(), "{}: {codes:?}", path.display());
    }
}

#[test]
fn every_invalid_example_gives_the_finding_in_its_name() {
    let paths = examples("invalid");
    assert!(paths.len() >= 15);
    let wrong: Vec<String> = paths
        .iter()
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?;
            let expected = name.split('.').next()?;
            let codes = codes(path);
            let given = codes.iter().any(|code| code == expected);
            (!given).then(|| format!("{name}: {codes:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
