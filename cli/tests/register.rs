//! An office's register of agreements at the command line: from its file to a submission that the exchange format
//! accepts, and what the officer reads when a row is wrong.

use std::{
    path::Path,
    process::{Command, Output},
};

const FILE: &str = "Mecanismo;País de origen;País de destino;Instrumento;Vigente desde;Vigente hasta;Cuota;Base legal\n\
    Programa de Trabajo Temporal en el Extranjero (PTTE);Honduras;Estados Unidos;Programa;15/06/2007;;;Decreto\n\
    HN_ES;Honduras;España;Acuerdo bilateral;28 de mayo de 2021;Indefinido;1,500;\n\
    GT_BZ;Guatemala;Belice;BLA;2014;;;\n";

fn puente(folder: &Path, words: &str) -> (Option<i32>, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_puente"))
        .args(words.split_whitespace())
        .current_dir(folder)
        .env_remove("PUENTE_LANG")
        .output()
        .expect("it works");
    (
        status.code(),
        String::from_utf8([stdout, stderr].concat()).expect("it works"),
    )
}

#[test]
fn a_register_becomes_a_submission_that_the_format_accepts() {
    let folder = tempfile::tempdir().expect("it works");
    std::fs::write(folder.path().join("registro.csv"), FILE).expect("it works");
    let run = "adapter run region/registro_mecanismos registro.csv --period 2024 --out envio";
    let (code, said) = puente(folder.path(), run);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("--area"), "{said}");
    let (code, said) = puente(
        folder.path(),
        &format!("{run} --area HND --provider HND-SETRASS"),
    );
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("1 (no son del país que informa)"), "{said}");
    let (code, said) = puente(folder.path(), "schema validate envio/DF_MECHANISM.json");
    assert_eq!(code, Some(0), "{said}");
    let sent =
        std::fs::read_to_string(folder.path().join("envio/DF_MECHANISM.json")).expect("it works");
    for wanted in [
        "HND-SETRASS",
        "\"VALID_FROM\":\"2007-06-15\"",
        "\"VALID_FROM\":\"2021-05-28\"",
        "\"OBS_VALUE\":1500",
    ] {
        assert!(sent.contains(wanted), "{wanted}: {sent}");
    }
    assert!(
        !sent.contains("VALID_TO") && !sent.contains("TIME_PERIOD"),
        "{sent}"
    );
}

#[test]
fn an_officer_reads_where_the_register_is_wrong() {
    let folder = tempfile::tempdir().expect("it works");
    let wrong = FILE
        .replace("Indefinido", "01/01/2020")
        .replace("15/06/2007", "15/16/2007");
    std::fs::write(folder.path().join("registro.csv"), wrong).expect("it works");
    let check = "adapter check region/registro_mecanismos registro.csv --period 2024 --area HND";
    let (code, said) = puente(folder.path(), check);
    assert_eq!(code, Some(1), "{said}");
    for wanted in ["registro.csv", "Vigente hasta", "VALID_TO", "Vigente desde"] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
}

#[test]
fn an_empty_template_of_the_register_says_that_nothing_is_in_it() {
    let folder = tempfile::tempdir().expect("it works");
    let (code, said) = puente(
        folder.path(),
        "adapter template DF_MECHANISM --area PAN --unit MITRADEL --out registro.xlsx",
    );
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = puente(
        folder.path(),
        "adapter check template registro.xlsx --period 2024",
    );
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("registro.xlsx"), "{said}");
}

#[test]
fn why_rows_are_set_aside_is_told_in_words_with_its_id() {
    let folder = tempfile::tempdir().expect("it works");
    let (code, said) = puente(folder.path(), "adapter show usa/oflc_h2a --lang en");
    assert_eq!(code, Some(0), "{said}");
    let line = "  members of an association whose application is counted already [member_of_association]\n";
    assert!(said.contains(line), "{said}");
}
