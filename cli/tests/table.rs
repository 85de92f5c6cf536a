//! `puente protect` and `puente attack` over files, as they are run: what comes out, and what is
//! said of files that are wrong, with place and remedy and without a figure.

use std::{
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

const TABLE: &str = "\
area,isco,freq,value,ncontr,top1,top2,primary,lpl,upl,spl
T,T,95,95,95,1,1,0,0,0,0
T,1,26,26,26,1,1,0,0,0,0
T,2,34,34,34,1,1,0,0,0,0
T,3,35,35,35,1,1,0,0,0,0
A,T,30,30,30,1,1,0,0,0,0
A,1,2,2,2,1,1,1,0,1,2
A,2,12,12,12,1,1,0,0,0,0
A,3,16,16,16,1,1,0,0,0,0
B,T,65,65,65,1,1,0,0,0,0
B,1,24,24,24,1,1,0,0,0,0
B,2,22,22,22,1,1,0,0,0,0
B,3,19,19,19,1,1,0,0,0,0
";
const AREA: &str =
    r#"{"dim":"area","total":"T","nodes":["T","A","B"],"equations":[["T",["A","B"]]]}"#;
const ISCO: &str =
    r#"{"dim":"isco","total":"T","nodes":["T","1","2","3"],"equations":[["T",["1","2","3"]]]}"#;

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(TempDir::new().expect("a folder"));
        desk.put("table.csv", TABLE);
        desk.put("hier_area.json", AREA);
        desk.put("hier_isco.json", ISCO);
        desk
    }

    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).expect("written");
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).expect("read")
    }

    fn run(&self, words: &str) -> Output {
        Command::new(Path::new(env!("CARGO_BIN_EXE_puente")))
            .args(words.split_whitespace())
            .current_dir(self.0.path())
            .output()
            .expect("run")
    }

    fn json(&self, words: &str) -> serde_json::Value {
        let ended = self.run(words);
        serde_json::from_slice(&ended.stdout).expect("JSON")
    }

    fn complaint(&self, words: &str) -> String {
        let ended = self.run(words);
        assert_eq!(ended.status.code(), Some(1));
        String::from_utf8(ended.stderr).expect("UTF-8")
    }
}

const PROTECT: &str = "--format json protect table.csv --hierarchies . --out out.csv";
const ATTACK: &str = "--format json attack table.csv --hierarchies . --statuses out.csv";

#[test]
fn what_is_protected_stands_up_to_attack_and_one_cell_less_does_not() {
    let desk = Desk::new();
    let told = desk.json(PROTECT);
    assert_eq!(told["cells"], 12);
    assert_eq!(told["primary"], 1);
    assert_eq!(told["secondary"], 3);
    assert_eq!(told["attack"]["exact"], 0);
    assert_eq!(told["peak_kb"].is_u64(), cfg!(target_os = "linux"));
    let found = desk.json(ATTACK);
    assert_eq!(found["recovered"], serde_json::json!([]));
    let less = desk.text("out.csv").replacen(",m\n", ",s\n", 1);
    desk.put("out.csv", &less);
    let found = desk.json(ATTACK);
    assert!(!found["recovered"].as_array().expect("a list").is_empty());
}

#[test]
fn a_table_is_safe_when_the_time_is_over_and_when_cells_are_missing() {
    let desk = Desk::new();
    let told = desk.json(&format!("{PROTECT} --seconds 0"));
    assert_eq!(told["attack"]["exact"], 0);
    assert_eq!(desk.json(ATTACK)["recovered"], serde_json::json!([]));
    // A cell that was never computed: its sums have a remainder that nobody knows.
    let whole = TABLE.lines().count();
    let part: Vec<&str> = TABLE.lines().take(whole - 1).collect();
    desk.put("table.csv", &part.join("\n"));
    let told = desk.json(PROTECT);
    assert_eq!(told["cells"], whole - 2);
    assert_eq!(told["attack"]["exact"], 0);
    assert_eq!(desk.json(ATTACK)["recovered"], serde_json::json!([]));
}

#[test]
fn hierarchies_may_stand_in_one_file_and_rows_in_any_order() {
    let desk = Desk::new();
    let told = desk.json(PROTECT);
    desk.put("all.json", &format!("[{ISCO},{AREA}]"));
    let mut lines: Vec<&str> = TABLE.lines().collect();
    lines[1..].reverse();
    desk.put("table.csv", &lines.join("\n"));
    let again = desk.json("--format json protect table.csv --hierarchies all.json --out other.csv");
    assert_eq!(told["secondary"], again["secondary"]);
    let found =
        desk.json("--format json attack table.csv --hierarchies all.json --statuses out.csv");
    assert_eq!(found["recovered"], serde_json::json!([]));
}

#[test]
fn the_intruder_counts_needs_and_lone_contributors_of_the_table() {
    let desk = Desk::new();
    desk.json(PROTECT);
    // The hidden rectangle moves by two at most: a need of fifty above is not met.
    desk.put("table.csv", &TABLE.replace("1,0,1,2\n", "1,0,50,0\n"));
    assert_eq!(desk.json(ATTACK)["recovered"][0]["kind"], "interval");
    // A rule hides a cell that the statuses show.
    let out = desk.text("out.csv").replace("A,1,u", "A,1,s");
    desk.put("out.csv", &out);
    let found = desk.json(ATTACK);
    assert_eq!(found["published_primary"], 1);
    assert_eq!(desk.run(ATTACK).status.code(), Some(1));
}

#[test]
fn wrong_files_are_told_with_their_place_in_three_languages_and_without_figures() {
    let wrong = [
        (
            "table.csv",
            TABLE.replacen("A,2,12,12,", "A,2,12,1x987,", 1),
            ["8", "value"],
        ),
        (
            "table.csv",
            TABLE.replacen("B,1,", "B,K987,", 1),
            ["11", "isco"],
        ),
        (
            "table.csv",
            TABLE.replacen("B,1,24,24,24", "B,1,24,24,2.987", 1),
            ["11", "ncontr"],
        ),
        (
            "table.csv",
            TABLE.replacen(",35,35,35", ",35,35", 1),
            ["5", "table.csv"],
        ),
        (
            "table.csv",
            TABLE.replacen("freq,value", "count,figure", 1),
            ["1", "table.csv"],
        ),
        (
            "table.csv",
            TABLE.lines().take(1).collect(),
            ["table.csv", "table.csv"],
        ),
        (
            "hier_isco.json",
            ISCO.replace("],", "],\n,"),
            ["2", "hier_isco.json"],
        ),
        (
            "hier_isco.json",
            ISCO.replace("\"3\"]]", "\"9\"]]"),
            ["9", "isco"],
        ),
    ];
    for (file, text, named) in wrong {
        let desk = Desk::new();
        desk.put(file, &text);
        let mut complaints = Vec::new();
        for language in ["es", "en", "fr"] {
            let complaint = desk.complaint(&format!("--lang {language} {PROTECT}"));
            for word in named {
                assert!(complaint.contains(word), "{complaint}");
            }
            assert!(!complaint.contains("987"), "{complaint}");
            complaints.push(complaint);
        }
        complaints.dedup();
        assert_eq!(complaints.len(), 3);
        assert!(!desk.0.path().join("out.csv").exists());
    }
    let desk = Desk::new();
    std::fs::remove_file(desk.0.path().join("hier_area.json")).expect("removed");
    assert!(desk.complaint(PROTECT).contains("hier_area.json"));
}

#[test]
fn what_an_earlier_release_hid_stays_hidden_and_what_it_showed_hides_nothing() {
    let desk = Desk::new();
    let hidden = |text: &str| {
        let hidden = text
            .lines()
            .filter(|line| line.ends_with(",u") || line.ends_with(",m"));
        let mut hidden: Vec<String> = hidden.map(|line| line[..3].to_owned()).collect();
        hidden.sort();
        hidden
    };
    desk.json(PROTECT);
    let free = hidden(&desk.text("out.csv"));
    let other = if free.contains(&"A,2".to_owned()) {
        "3"
    } else {
        "2"
    };
    let before: String =
        TABLE
            .lines()
            .skip(1)
            .fold("area,isco,status\n".to_owned(), |text, line| {
                let cell = &line[..3];
                let status = match cell {
                    "A,1" => "u",
                    "B,1" => "m",
                    cell if !cell.contains('T') && cell.ends_with(other) => "m",
                    _ => "s",
                };
                format!("{text}{cell},{status}\n")
            });
    desk.put("before.csv", &before);
    let told = desk.json(&format!("{PROTECT} --earlier before.csv"));
    assert_eq!(told["attack"]["exact"], 0);
    let now = hidden(&desk.text("out.csv"));
    assert_eq!(now, hidden(&before));
    assert_ne!(now, free);
}
