//! Rules as data: what a statement tells is read back whole, each country's file applies, and
//! what a table adds can only make it stricter.

use disclosure::{
    RuleSet,
    rule::{FrequencyOf, Levels, NationalRules, PriorPosterior, Zeros},
};
use proptest::prelude::*;

const COUNTRIES: [&str; 12] = [
    "BLZ", "CAN", "CRI", "DOM", "GTM", "HND", "HTI", "MEX", "NIC", "PAN", "SLV", "USA",
];
const PROFILES: [&str; 5] = ["survey", "count", "money", "sensitive", "published"];

fn rules() -> impl Strategy<Value = RuleSet> {
    let share = || (1u32..100).prop_map(|hundredths| f64::from(hundredths) / 100.0);
    let thresholds = (
        0u32..20,
        any::<bool>(),
        0u32..2000,
        0u32..5,
        0u32..30,
        share(),
    );
    let estimate = proptest::option::of((share(), share(), 1u32..5));
    let concentration = (
        proptest::collection::vec((1u32..6, share()), 0..3),
        estimate,
        any::<bool>(),
    );
    let zeros = proptest::collection::vec(
        proptest::collection::btree_map("[A-Z_]{1,8}", "[A-Z0-9_]{1,4}", 1..3),
        0..3,
    );
    let scope = (
        any::<[bool; 5]>(),
        zeros,
        0u32..50,
        share(),
        "[a-zA-Z0-9 =,.]{0,20}",
    );
    (thresholds, concentration, scope).prop_map(|(thresholds, concentration, scope)| {
        let (minimum_frequency, of_value, value, holders, flag, cv) = thresholds;
        let (dominance, estimate, by_share) = concentration;
        let ([insiders, protect, negative, national, annual], zeros, area, protection, source) =
            scope;
        RuleSet {
            profile: "custom".to_owned(),
            source,
            minimum_frequency,
            frequency_of: if of_value {
                FrequencyOf::Value
            } else {
                FrequencyOf::Contributors
            },
            minimum_value: f64::from(value) / 2.0,
            minimum_value_at: (0..holders)
                .map(|at| (format!("CA-{at}"), f64::from(flag)))
                .collect(),
            minimum_holders: holders,
            dominance,
            prior_posterior: estimate.map(|(p, q, coalition)| PriorPosterior { p, q, coalition }),
            levels: if by_share {
                Levels::Share
            } else {
                Levels::Rule
            },
            flag_below: flag,
            median_frequency: holders,
            median_flag_below: flag,
            flag_cv: cv,
            protection,
            insiders,
            zeros: if protect {
                Zeros::Protect
            } else {
                Zeros::Publish
            },
            structural_zeros: zeros,
            negative_values: negative,
            national_only: national,
            annual_only: annual,
            small_area: area,
            spared: (0..holders)
                .map(|at| vec![format!("D{at}"), "SEX".to_owned()])
                .collect(),
            ..RuleSet::default()
        }
    })
}

proptest! {
    #[test]
    fn a_statement_tells_every_rule(rules in rules()) {
        let read = RuleSet::of_statement(&rules.profile, &rules.statement());
        prop_assert_eq!(read, rules);
    }

    #[test]
    fn what_a_table_adds_never_relaxes(one in rules(), two in rules()) {
        let both = one.clone().stricter(&two);
        prop_assert_eq!(both.clone().stricter(&two), both.clone());
        prop_assert!(both.minimum_frequency >= one.minimum_frequency.max(two.minimum_frequency));
        prop_assert!(both.protection >= one.protection.max(two.protection));
        prop_assert!(both.dominance.len() >= one.dominance.len());
    }

    #[test]
    fn no_statement_makes_its_reader_stumble(text in proptest::collection::vec(".{0,30}", 0..6)) {
        let read = RuleSet::of_statement("any", &text);
        prop_assert!(read.ratio().is_finite() && read.whole_slide() <= 2.0);
    }
}

#[test]
fn every_country_has_its_rule_for_every_profile() {
    for area in COUNTRIES {
        let national = NationalRules::of(area).expect("a rule").expect("a file");
        assert_eq!(national.area, area);
        assert!(!national.source.is_empty(), "{area}: no source");
        for profile in PROFILES {
            let rules = RuleSet::of_country(area, profile).expect("a rule");
            assert_eq!(rules.profile, profile);
            let read = RuleSet::of_statement(profile, &rules.statement());
            assert_eq!(read, rules, "{area} {profile}");
        }
        for profile in national.profile.keys() {
            assert!(PROFILES.contains(&profile.as_str()), "{area}: {profile}");
        }
    }
    assert_eq!(
        RuleSet::of_country("ESP", "count"),
        RuleSet::profile("count")
    );
}

#[test]
fn the_rule_of_a_country_wins_over_the_profile_and_a_table_only_tightens() {
    let national = NationalRules::from_toml(
        "area = \"HND\"\nsource = \"law\"\n[profile.count]\nminimum_frequency = 3\nflag_cv = 0.2",
    )
    .expect("a rule");
    let rules = national.applied("count").expect("a rule");
    assert_eq!((rules.minimum_frequency, rules.minimum_holders), (3, 2));
    assert_eq!(rules.source, "law");
    let add = |text: &str| {
        rules
            .tightened(&text.parse().expect("TOML"))
            .expect("a rule")
    };
    assert_eq!(add("minimum_frequency = 2").minimum_frequency, 3);
    assert_eq!(add("minimum_frequency = 8").minimum_frequency, 8);
    assert_eq!(add("insiders = false").insiders, rules.insiders);
    assert_eq!(add("small_area = 40").small_area, 40);
    assert!(
        rules
            .tightened(&"nonsense = 1".parse().expect("TOML"))
            .is_err()
    );
}

#[test]
fn a_rule_out_of_range_is_refused() {
    for (key, text) in [
        ("protection", "protection = 1.5"),
        ("dominance", "dominance = [[6, 0.5]]"),
        ("dominance", "dominance = [[1, 0.0]]"),
        (
            "prior_posterior",
            "prior_posterior = { p = 0.1, coalition = 5 }",
        ),
        ("prior_posterior", "prior_posterior = { p = 0.1, q = 0.0 }"),
        ("minimum_value", "minimum_value = -1.0"),
        ("flag_cv", "flag_cv = nan"),
    ] {
        let error = RuleSet::from_toml(text).expect_err(text);
        assert_eq!(error, disclosure::rule::RuleError::OutOfRange(key));
    }
}
