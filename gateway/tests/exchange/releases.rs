//! Several releases of one period: a reader has them all, so what they give away together is
//! refused, and named to its sender alone.

use crate::world::{Answer, FREE, ID, OTHER_ID, World, document};

/// Employed persons by sex and age; the three ages of each sex add up.
const FIGURES: [(&str, [u32; 4]); 3] = [
    ("_T", [253, 33, 100, 120]),
    ("M", [93, 3, 40, 50]),
    ("F", [160, 30, 60, 70]),
];
const AGES: [&str; 4] = ["_T", "Y15T24", "Y25T54", "Y55T64"];

/// The table as a document: `hidden` cells with their reasons, `more` in each cell of `grown`.
fn release(
    id: &str,
    revision: u32,
    hidden: &[(&str, &str, &str)],
    grown: &[(&str, &str, u32)],
) -> Vec<u8> {
    let mut rows = Vec::new();
    for (sex, figures) in FIGURES {
        for (age, figure) in AGES.into_iter().zip(figures) {
            let reason = hidden.iter().find(|cell| (cell.0, cell.1) == (sex, age));
            let more = grown.iter().find(|cell| (cell.0, cell.1) == (sex, age));
            let figure = figure + more.map_or(0, |cell| cell.2);
            let (value, status) = match reason {
                Some(cell) => (
                    "null".to_owned(),
                    format!(r#""OBS_STATUS":"Q","CONF_STATUS":"{}""#, cell.2),
                ),
                None => (figure.to_string(), FREE.to_owned()),
            };
            rows.push(format!(
                r#"{{"FREQ":"A","REF_AREA":"HND","SEX":"{sex}","AGE":"{age}","LABOUR_STATUS":"EMP","MEASURE":"N_PS","TIME_PERIOD":"2024",{status},"OBS_VALUE":{value}}}"#
            ));
        }
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    document(id, "HND-INE", revision, &rows).into_bytes()
}

const FIRST: [(&str, &str, &str); 4] = [
    ("M", "Y15T24", "A"),
    ("F", "Y15T24", "D"),
    ("M", "Y25T54", "D"),
    ("F", "Y25T54", "D"),
];
const SECOND: [(&str, &str, &str); 4] = [
    ("M", "Y15T24", "A"),
    ("F", "Y15T24", "D"),
    ("M", "Y55T64", "D"),
    ("F", "Y55T64", "D"),
];

fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

fn accepted(world: &World, body: &[u8]) {
    let answer = world.submit("HND-INE", body);
    assert_eq!(answer.status, 201, "{}", text(&answer));
}

#[test]
fn another_pattern_that_opens_a_cell_together_with_the_first_is_refused() {
    let world = World::new("");
    accepted(&world, &release(ID, 0, &FIRST, &[]));
    let answer = world.submit("HND-INE", &release(OTHER_ID, 1, &SECOND, &[]));
    let told = text(&answer);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (422, "release_opens_cells"),
        "{told}"
    );
    for wanted in ["cell_opened", "SEX=M", "AGE=Y15T24", ID] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    let last = world.audit().pop().expect("a row");
    assert_eq!(last.code, "release_opens_cells");
    let kept = format!("{last:?}");
    assert!(
        !kept.contains("Y15T24"),
        "cells are told to the sender alone: {kept}"
    );
    // The same pattern as before opens nothing.
    accepted(&world, &release(OTHER_ID, 1, &FIRST, &[]));
}

#[test]
fn a_cell_that_was_hidden_and_is_published_with_nothing_else_changed_is_refused() {
    let world = World::new("");
    let first = [
        ("M", "Y25T54", "O"),
        ("F", "Y25T54", "D"),
        ("M", "Y55T64", "D"),
        ("F", "Y55T64", "D"),
    ];
    let small = ("M", "Y15T24", 10);
    let grown = [
        small,
        ("M", "_T", 10),
        ("_T", "Y15T24", 10),
        ("_T", "_T", 10),
    ];
    accepted(&world, &release(ID, 0, &first, &grown));
    let answer = world.submit("HND-INE", &release(OTHER_ID, 1, &[], &grown));
    let told = text(&answer);
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (422, "release_opens_cells"),
        "{told}"
    );
    for wanted in ["cell_hidden_before", "AGE=Y25T54", ID] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
}

#[test]
fn figures_that_really_changed_do_not_speak_for_each_other() {
    let world = World::new("");
    accepted(&world, &release(ID, 0, &FIRST, &[]));
    // Five more men and seven more women of one age; the margins say so.
    let grown = [
        ("M", "Y25T54", 5),
        ("F", "Y25T54", 7),
        ("_T", "Y25T54", 12),
        ("M", "_T", 5),
        ("F", "_T", 7),
        ("_T", "_T", 12),
    ];
    accepted(&world, &release(OTHER_ID, 1, &SECOND, &grown));
}
