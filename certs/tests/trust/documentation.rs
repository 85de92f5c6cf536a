//! Every code of this crate has its entry in the documentation.

#[test]
fn every_code_is_documented() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let documented = std::fs::read_to_string(format!("{root}/docs/ERRORS.md")).unwrap();
    let messages = include_str!("../../messages/en.ftl");
    let codes = messages
        .lines()
        .filter(|line| !line.starts_with(['#', ' ']))
        .filter_map(|line| Some(line.split_once(" =")?.0));
    let missing: Vec<_> = codes
        .filter(|code| !documented.contains(&format!("`{code}`")))
        .collect();
    assert!(missing.is_empty(), "no entry for {missing:?}");
}
