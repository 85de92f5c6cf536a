//! The commented rule file of the documentation is a rule, and names every key.

use disclosure::RuleSet;

#[test]
fn the_sample_names_every_key_of_a_rule() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../docs/samples/rules/rule.toml"
    );
    let text = std::fs::read_to_string(path).expect("the sample");
    let rules = RuleSet::from_toml(&text).expect("a rule");
    let given: toml::Table = text.parse().expect("TOML");
    let all = toml::Table::try_from(&rules).expect("TOML");
    for key in all.keys() {
        assert!(
            given.contains_key(key),
            "describe {key} in docs/samples/rules/rule.toml"
        );
    }
    let read = RuleSet::of_statement(&rules.profile, &rules.statement());
    assert_eq!(read, rules);
}
