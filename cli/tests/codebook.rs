//! `--codebook` at the command line: what the officer reads of an office's dictionary, in Spanish.

use std::{path::Path, process::Command};

const BOOK: &str = "Variable;Descripción;Código;Etiqueta\nP03;Sexo;1;Hombre\nP03;Sexo;2;Mujer\nFEXP;Factor de expansión;;\n";

fn puente(folder: &Path, words: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_puente"))
        .args(words.split_whitespace())
        .current_dir(folder)
        .env_remove("PUENTE_LANG")
        .output()
        .expect("puente runs");
    let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
    (output.status.code(), said)
}

#[test]
fn a_dictionary_stands_beside_the_columns_and_in_the_proposal() {
    let folder = tempfile::tempdir().expect("folder");
    let at = |name: &str| folder.path().join(name);
    let rows: String = (0..60)
        .map(|row| format!("{},{},{}\n", row % 2 + 1, row % 3, 100 + row))
        .collect();
    std::fs::write(at("encuesta.csv"), format!("P03,P99,FEXP\n{rows}")).expect("written");
    std::fs::write(at("libro.csv"), BOOK).expect("written");
    std::fs::write(at("otro.csv"), "a;b\n1;2\n").expect("written");
    let (code, said) = puente(
        folder.path(),
        "adapter inspect encuesta.csv --codebook libro.csv",
    );
    assert_eq!(code, Some(0), "{said}");
    for wanted in [
        "2 de 3 columnas; no describe: P99",
        "«Sexo»: 1 = Hombre; 2 = Mujer",
        "«Factor de expansión»",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    let new = "adapter new encuesta.csv --codebook libro.csv --area PAN --dataflow DF_LM_STOCK --id pan/x";
    let (code, said) = puente(folder.path(), new);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("1 = Hombre") && said.contains("\"1\" = \"M\""),
        "{said}"
    );
    let (code, said) = puente(
        folder.path(),
        "adapter inspect encuesta.csv --codebook otro.csv",
    );
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("otro.csv") && said.contains("libro de códigos"),
        "{said}"
    );
    let (code, said) = puente(
        folder.path(),
        "adapter inspect encuesta.csv --codebook falta.csv",
    );
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("falta.csv"), "{said}");
}
