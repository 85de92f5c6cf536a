//! Code books: an office's own words for its variables and codes stand beside the columns that are looked at, and decide
//! what a new definition proposes. The real book is that of Statistics Canada's labour force survey.

use std::path::{Path, PathBuf};

use adapters::{
    codebook::{CodeBook, said},
    definition::Adapter,
    inspect::{self, USUAL_ROWS},
    pipeline::{self, Unwatched},
    propose::{self, Wishes},
};
use schemas::language::Language;

/// The published files beside the workspace, or where the environment says.
#[expect(
    clippy::print_stdout,
    reason = "a test that has nothing to test says so"
)]
fn real_data() -> Option<PathBuf> {
    let named = std::env::var_os("PUENTE_REAL_DATA").map(PathBuf::from);
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let around = ["../../shared/real-data", "../../../shared/real-data"].map(|at| here.join(at));
    let mut folders = named.into_iter().chain(around);
    let found = folders.find(|folder| folder.join("ca").is_dir());
    if found.is_none() {
        println!("SKIPPED: no real files; name their folder with PUENTE_REAL_DATA");
    }
    found
}

/// A dictionary as Spanish-speaking offices publish it: codes below their variable, one column that tells of both.
const SPANISH: &str = "Diccionario de variables;;;;\n\
    Variable;Descripción;Valor;Posición;Longitud\n\
    FOLIO_V;Número de vivienda;;1;6\n\
    P03;Sexo;;7;1\n\
    ;Hombre;1;;\n\
    ;Mujer;2;;\n\
    P04;Grupo de edad;;8;1\n\
    ;15 a 24 años;1;;\n\
    ;25 a 64 años;2;;\n\
    ;En blanco;blanco;;\n\
    CONDACT;Condición de actividad;;9;1\n\
    ;Persona ocupada;1;;\n\
    ;Desocupado;2;;\n\
    ;Fuera de la fuerza de trabajo;3;;\n\
    TAM;Tamaño de la localidad;;10;1\n\
    ;Metropolitana;1;;\n\
    ;Mediana;2;;\n\
    ;Pequeña;3;;\n\
    FEXP;Factor de expansión;;11;4\n";

fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    let bytes = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    std::fs::write(&path, bytes).expect("written");
    path
}

/// Rows of the survey of which the dictionary tells.
fn survey(folder: &Path) -> PathBuf {
    let mut text = "FOLIO_V,P03,P04,CONDACT,TAM,FEXP\n".to_owned();
    for row in 0..120u32 {
        let (sex, age, status) = (row % 2 + 1, row % 5 % 2 + 1, row % 3 + 1);
        text.push_str(&format!(
            "{:06},{sex},{age},{status},{},{}\n",
            row + 900,
            row % 7 % 3 + 1,
            100 + row
        ));
    }
    written(folder, "encuesta_2023.csv", &text)
}

#[test]
fn variables_codes_and_positions_are_found_by_the_words_of_the_headers() {
    let folder = tempfile::tempdir().expect("folder");
    let book = CodeBook::read(&written(folder.path(), "libro.csv", SPANISH)).expect("a book");
    let names: Vec<&str> = book.variables().map(|(name, _)| name).collect();
    assert_eq!(names, ["FOLIO_V", "P03", "P04", "CONDACT", "TAM", "FEXP"]);
    let sex = book.variable("p03").expect("known");
    assert_eq!(sex.title(Language::Es), "Sexo");
    assert_eq!(sex.position, Some([7, 1]));
    let label = |code: &str| sex.label(code).map(|titles| said(titles, Language::Es));
    assert_eq!(
        (label("1"), label("02"), label("3")),
        (Some("Hombre"), Some("Mujer"), None)
    );
    assert_eq!(
        book.variable("P04").expect("known").labels.len(),
        2,
        "a blank is no code"
    );
    // The same in rows that repeat the variable, in another language.
    let english = "Field,Field label,Code,Label\nSEX,Sex,1,Male\nSEX,Sex,2,Female\nAGE,Age,0-97,\n";
    let book = CodeBook::read(&written(folder.path(), "book.csv", english)).expect("a book");
    let sex = book.variable("SEX").expect("known");
    assert_eq!((sex.title(Language::En), sex.labels.len()), ("Sex", 2));
    assert!(
        book.variable("AGE").expect("known").labels.is_empty(),
        "a range is no code"
    );
    let none = written(folder.path(), "otro.csv", "a,b\n1,2\n");
    let error = CodeBook::read(&none).expect_err("no book");
    assert_eq!(error.code(), "codebook_no_variables");
    assert!(error.message(Language::Es).contains("Variable"));
}

#[test]
fn an_officer_sees_what_columns_and_codes_mean() {
    let folder = tempfile::tempdir().expect("folder");
    let itself = written(folder.path(), "libro.csv", SPANISH);
    let itself = inspect::examine(&itself, 500).expect("examined");
    let lines = inspect::screen(&itself, &[], None, Language::Es).join("\n");
    assert!(lines.contains("--codebook libro.csv"), "{lines}");
    let book = CodeBook::read(&written(folder.path(), "libro.csv", SPANISH)).expect("a book");
    let mut examined = inspect::examine(&survey(folder.path()), 500).expect("examined");
    assert!(examined.describe(&book).is_empty());
    let lines = inspect::screen(&examined, &[], None, Language::Es).join("\n");
    for wanted in [
        "«Sexo»: 1 = Hombre; 2 = Mujer",
        "«Factor de expansión»",
        "3 = Pequeña",
    ] {
        assert!(lines.contains(wanted), "{wanted}: {lines}");
    }
}

#[test]
fn a_proposal_takes_the_words_of_the_book_and_not_what_codes_look_like() {
    let folder = tempfile::tempdir().expect("folder");
    let book = CodeBook::read(&written(folder.path(), "libro.csv", SPANISH)).expect("a book");
    let mut examined = inspect::examine(&survey(folder.path()), 500).expect("examined");
    examined.describe(&book);
    let wishes = Wishes {
        id: Some("pan/encuesta".to_owned()),
        area: Some("PAN".to_owned()),
        dataflow: Some("DF_LM_STOCK".to_owned()),
        ..Wishes::default()
    };
    let text = propose::propose(&examined, None, &wishes)
        .expect("proposed")
        .text;
    let section = |id: &str| {
        let start = text.find(&format!("[dimension.{id}]"));
        let rest = &text[start.unwrap_or_else(|| panic!("{id}: {text}"))..];
        rest.split("\n[table").next().unwrap_or_default().to_owned()
    };
    assert!(section("SEX").contains("column = \"p03\""), "{text}");
    assert!(section("SEX").contains("\"1\" = \"M\""), "{text}");
    assert!(
        section("LABOUR_STATUS").contains("column = \"condact\""),
        "{text}"
    );
    assert!(
        section("LABOUR_STATUS").contains("1 = Persona ocupada"),
        "{text}"
    );
    assert!(section("AGE").contains("column = \"p04\""), "{text}");
    assert!(
        !section("AGE").contains("age_bands"),
        "groups are no years: {text}"
    );
    assert!(section("AGE").contains("\"1\" = \"Y15T24\""), "{text}");
    assert!(
        !text.contains("column = \"tam\""),
        "nothing is said of the size of a place: {text}"
    );
}

/// The variables that the adapter of the survey reads, and how its maps write their codes.
#[test]
fn the_book_of_statistics_canada_describes_what_its_adapter_uses() {
    let Some(folder) = real_data() else {
        return;
    };
    let book = CodeBook::read(&folder.join("ca/LFS_PUMF_EPA_FGMD_variables.csv")).expect("a book");
    assert_eq!(book.variables().count(), 60);
    let status = book.variable("LFSSTAT").expect("described");
    assert_eq!(status.title(Language::Fr), "Situation d'activité");
    assert_eq!(status.title(Language::En), "Labour force status");
    assert_eq!(status.position, Some([14, 1]));
    let adapter = Adapter::builtin("can/statcan_lfs").expect("adapter");
    let definition = adapter.definition();
    for (id, column) in &definition.columns {
        let described = column.names.iter().find_map(|name| book.variable(name));
        let described = described.unwrap_or_else(|| panic!("{id} is not in the book"));
        for section in definition
            .dimension
            .values()
            .filter(|one| one.column.as_ref() == Some(id))
        {
            for code in section.map.keys() {
                assert!(
                    described.label(code).is_some(),
                    "{id}: {code} is not in the book"
                );
            }
            // And the book tells of no code that the adapter does not know.
            for code in described.labels.keys().filter(|_| !section.map.is_empty()) {
                assert!(section.map.contains_key(code), "{id}: {code}");
            }
        }
    }
}

#[test]
fn the_book_of_statistics_canada_keeps_a_proposal_from_what_codes_look_like() {
    let Some(folder) = real_data() else {
        return;
    };
    let book = CodeBook::read(&folder.join("ca/LFS_PUMF_EPA_FGMD_variables.csv")).expect("a book");
    let file = folder.join("ca/pub0120_first60rows_EXCERPT.csv");
    let mut examined = inspect::examine(&file, 500).expect("examined");
    // The book is older than the file.
    assert_eq!(examined.describe(&book), ["GENDER", "NOC_43"]);
    // Too many codes for sixty rows, but for the book.
    let industry = examined.column("NAICS_21").expect("a column");
    assert_eq!(industry.kind, inspect::Guess::Code);
    let wishes = Wishes {
        id: Some("can/epa".to_owned()),
        area: Some("CAN".to_owned()),
        dataflow: Some("DF_LM_STOCK".to_owned()),
        without: Some("can/statcan_lfs".to_owned()),
        ..Wishes::default()
    };
    let text = propose::propose(&examined, None, &wishes)
        .expect("proposed")
        .text;
    for wanted in [
        "column = \"lfsstat\"",
        "column = \"prov\"",
        "\"35\" = \"CA-ON\"",
        "column = \"age_12\"",
        "1 = Employed, at work",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    for unwanted in [
        "age_bands",
        "column = \"cma\"",
        "column = \"efamtype\"",
        "column = \"agyownk\"",
    ] {
        assert!(!text.contains(unwanted), "{unwanted}: {text}");
    }
}

#[test]
fn a_text_of_fixed_width_is_read_by_the_places_of_its_code_book() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("may24pub.dat");
    let mut text = String::new();
    for at in 0..60 {
        let (state, age) = ([6, 12, 48][at % 3], 16 + at);
        let (sex, status, class) = (1 + at % 2, 1 + at % 4, 1 + at % 5);
        let (born, work) = ([57, 303, 313][at % 3], 1 + at % 10);
        text.push_str(&format!(
            "{at:06} 5{state:2}{age:2}{sex:2}{born:3}{status:2}{class:2}{work:2}{work:2}  20000000\n"
        ));
    }
    std::fs::write(&path, text).expect("written");
    let layout = folder.path().join("layout.csv");
    let rows = "Variable,Description,Start,Length\nGESTFIPS,State code,9,2\nPRTAGE,Age,11,2\nPESEX,Sex,13,2\n\
                PENATVTY,Country of birth,15,3\nPREMPNOT,Employment status,18,2\nPEIO1COW,Class of worker,20,2\n\
                PRMJIND1,Major industry,22,2\nPRMJOCC1,Major occupation,24,2\nPWCMPWGT,Final weight,26,10\n";
    std::fs::write(&layout, rows).expect("written");
    let book = CodeBook::read(&layout).expect("a book");
    let examined = inspect::examine_by(&path, USUAL_ROWS, &book).expect("examined");
    assert_eq!((examined.format, examined.columns.len()), ("fixed", 9));
    let wishes = Wishes {
        period: Some("2024-05".parse().expect("period")),
        ..Wishes::default()
    };
    let proposal = propose::propose(&examined, None, &wishes).expect("proposed");
    assert_eq!(proposal.based_on.as_deref(), Some("usa/census_cps"));
    assert_eq!(proposal.questions, []);
    let adapter = Adapter::parse("new.toml", &proposal.text).expect("a definition");
    let period = "2024-05".parse().expect("period");
    let checked =
        pipeline::check(&adapter, &[path], period, false, &mut Unwatched).expect("checked");
    assert_eq!(
        (checked.report.rows_read, checked.report.rows_rejected),
        (60, 0)
    );
    assert_eq!(
        checked.report.control_totals["population_16_and_over"],
        120_000.0
    );
}
