//! Data messages of SDMX in each of their forms: the same three observations, of which one has no value.

use adapters::reader::{self, Format};

use crate::sources::{code, file, rows};

const LABOUR: &str = r#"
[columns.a_area]
names = ["REF_AREA"]
[columns.b_time]
names = ["TIME_PERIOD"]
[columns.c_value]
names = ["OBS_VALUE"]
kind = "number"
[columns.d_status]
names = ["OBS_STATUS"]
required = false
[columns.e_mult]
names = ["UNIT_MULT"]
required = false
"#;

const FOUND: [&str; 3] = ["SV|2023|2.8|A|0", "SV|2024|3|A|0", "GT|2023||Q|3"];

/// The rows without their numbers.
fn found(bytes: &str) -> Vec<String> {
    let found = rows(&file("message", bytes), LABOUR);
    found
        .unwrap_or_else(|error| panic!("{}", error.message(schemas::language::Language::En)))
        .iter()
        .map(|row| row.split_once(": ").expect("a number").1.to_owned())
        .collect()
}

fn format(bytes: &str) -> Format {
    let source = file("message", bytes);
    let spec = crate::sources::spec(LABOUR);
    reader::open(&source.path, &spec)
        .expect("opens")
        .recognised()
        .format
}

const CSV: &str = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT\n\
    RCM:DF(1.0.0),SV,2023,2.8,A,0\n\
    RCM:DF(1.0.0),SV,2024,3,A,0\n\
    RCM:DF(1.0.0),GT,2023,NaN,Q,3\n";

#[test]
fn text_of_version_1_and_2_with_labels_and_deletions() {
    assert_eq!(found(CSV), FOUND);
    assert_eq!(found(&CSV.replace("NaN", "")), FOUND);
    assert_eq!(format(CSV), Format::SdmxCsv);
    let labelled = "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA: Área,TIME_PERIOD: Period,OBS_VALUE,OBS_STATUS: Status,UNIT_MULT: Multiplier\n\
        dataflow,RCM:DF(1.0.0): Labour,I,SV: El Salvador,2023: 2023,2.8,A: Normal: value,0: Units\n\
        dataflow,RCM:DF(1.0.0): Labour,D,SV: El Salvador,2022: 2022,,,\n\
        dataflow,RCM:DF(1.0.0): Labour,I,SV: El Salvador,2024: 2024,3,A: Normal,0: Units\n\
        dataflow,RCM:DF(1.0.0): Labour,I,GT: Guatemala,2023: 2023,#N/A,Q: Suppressed,3: Thousands\n";
    assert_eq!(found(labelled), FOUND);
    assert_eq!(found(&labelled.replace(',', ";")), FOUND);
}

#[test]
fn an_adapter_of_plain_texts_reads_a_message_as_one() {
    let spec = format!("[source]\nformats = [\"csv\"]\n{LABOUR}");
    let source = file("t.csv", CSV);
    let reader = reader::open(&source.path, &crate::sources::spec(&spec)).expect("opens");
    assert_eq!(reader.recognised().format, Format::Csv);
}

const GENERIC: &str = r#"<?xml version="1.0"?><mes:GenericData xmlns:mes="m" xmlns:gen="g"><mes:Header>
    <mes:Structure dimensionAtObservation="TIME_PERIOD"/></mes:Header><mes:DataSet action="Replace">
    <gen:Group><gen:GroupKey><gen:Value id="REF_AREA" value="XX"/></gen:GroupKey></gen:Group>
    <gen:Series><gen:SeriesKey><gen:Value id="REF_AREA" value="SV"/></gen:SeriesKey><gen:Attributes><gen:Value id="UNIT_MULT" value="0"/></gen:Attributes>
    <gen:Obs><gen:ObsDimension value="2023"/><gen:ObsValue value="2.8"/><gen:Attributes><gen:Value id="OBS_STATUS" value="A"/></gen:Attributes></gen:Obs>
    <gen:Obs><gen:ObsDimension value="2024"/><gen:ObsValue value="3"/><gen:Attributes><gen:Value id="OBS_STATUS" value="A"/></gen:Attributes></gen:Obs></gen:Series>
    <gen:Series><gen:SeriesKey><gen:Value id="REF_AREA" value="GT"/></gen:SeriesKey><gen:Attributes><gen:Value id="UNIT_MULT" value="3"/></gen:Attributes>
    <gen:Obs><gen:ObsDimension value="2023"/><gen:ObsValue value="NaN"/><gen:Attributes><gen:Value id="OBS_STATUS" value="Q"/></gen:Attributes></gen:Obs></gen:Series>
    </mes:DataSet><mes:DataSet action="Delete"><gen:Series><gen:SeriesKey><gen:Value id="REF_AREA" value="HN"/></gen:SeriesKey>
    <gen:Obs><gen:ObsDimension value="2023"/></gen:Obs></gen:Series></mes:DataSet></mes:GenericData>"#;

const SPECIFIC: &str = r#"<?xml version="1.0"?><mes:StructureSpecificData xmlns:mes="m" xmlns:ss="s" xmlns:xsi="x"><mes:Header/>
    <mes:DataSet ss:structureRef="S1" xsi:type="ns1:DataSetType" action="Replace">
    <Series REF_AREA="SV" UNIT_MULT="0"><Obs TIME_PERIOD="2023" OBS_VALUE="2.8" OBS_STATUS="A"/><Obs TIME_PERIOD="2024" OBS_VALUE="3" OBS_STATUS="A"/></Series>
    <Series REF_AREA="GT" UNIT_MULT="3"><Obs TIME_PERIOD="2023" OBS_STATUS="Q"/></Series></mes:DataSet></mes:StructureSpecificData>"#;

#[test]
fn xml_generic_and_structure_specific() {
    assert_eq!(found(GENERIC), FOUND);
    assert_eq!(found(SPECIFIC), FOUND);
    assert_eq!(format(SPECIFIC), Format::SdmxMl);
    let flat = SPECIFIC
        .replace("<Series REF_AREA=\"SV\" UNIT_MULT=\"0\">", "")
        .replace("<Series REF_AREA=\"GT\" UNIT_MULT=\"3\">", "")
        .replace("</Series>", "")
        .replace(
            "<Obs TIME_PERIOD=\"2023\" OBS_STATUS",
            "<Obs REF_AREA=\"GT\" UNIT_MULT=\"3\" TIME_PERIOD=\"2023\" OBS_STATUS",
        )
        .replace(
            "<Obs TIME_PERIOD",
            "<Obs REF_AREA=\"SV\" UNIT_MULT=\"0\" TIME_PERIOD",
        );
    assert_eq!(found(&flat), FOUND);
}

#[test]
fn xml_that_says_that_there_are_no_data() {
    let error = "<?xml version=\"1.0\"?><mes:Error xmlns:mes=\"http://www.sdmx.org/m\"><mes:ErrorMessage code=\"100\"/></mes:Error>";
    assert_eq!(code(&file("t.xml", error), LABOUR), "message_without_data");
    let empty =
        "<?xml version=\"1.0\"?><mes:GenericData xmlns:mes=\"m\"><mes:DataSet/></mes:GenericData>";
    assert_eq!(code(&file("t.xml", empty), LABOUR), "message_without_data");
    let other = "<?xml version=\"1.0\"?><Workbook/>";
    assert_eq!(code(&file("t.xml", other), LABOUR), "format_unknown");
    for end in ["</gen:Series>", "<gen:Obs>", "</mes:DataSet>"] {
        let half = &GENERIC[..GENERIC.find(end).expect("the element") + end.len()];
        assert_eq!(code(&file("t.xml", half), LABOUR), "file_damaged", "{end}");
    }
}

/// The message of version 2.0; `structures` and `dataSets` in either order.
fn json(structures_first: bool) -> String {
    let structures = r#""structures":[{"dimensions":{"dataSet":[],"series":[{"id":"REF_AREA","values":[{"id":"SV"},{"id":"GT"}]}],
        "observation":[{"id":"TIME_PERIOD","values":[{"value":"2023"},{"id":"2024"}]}]},"measures":{"observation":[{"id":"OBS_VALUE"}]},
        "attributes":{"series":[{"id":"UNIT_MULT","values":[{"id":"0"},{"id":"3"}]}],"observation":[{"id":"OBS_STATUS","values":[{"id":"A"},{"id":"Q"}]}]}}]"#;
    let data = r#""dataSets":[{"structure":0,"action":"Replace","series":{"0":{"observations":{"0":[2.8,0],"1":[3,0]},"attributes":[0]},
        "1":{"attributes":[1],"observations":{"0":[null,1]}}}}]"#;
    let (first, second) = if structures_first {
        (structures, data)
    } else {
        (data, structures)
    };
    format!(
        "{{\"meta\":{{\"schema\":\"https://json.sdmx.org/2.1/sdmx-json-data-schema.json\"}},\"data\":{{{first},{second}}}}}"
    )
}

#[test]
fn json_of_version_1_and_2() {
    assert_eq!(found(&json(true)), FOUND);
    assert_eq!(found(&json(false)), FOUND);
    assert_eq!(format(&json(false)), Format::SdmxJson);
    let first = json(true)
        .replace("\"structures\":[", "\"structure\":")
        .replace("]}]}}],\"dataSets\"", "]}]}},\"dataSets\"")
        .replace(
            "\"measures\":{\"observation\":[{\"id\":\"OBS_VALUE\"}]},",
            "",
        )
        .replace("\"structure\":0,", "");
    assert_eq!(found(&first), FOUND);
    let flat = json(true)
        .replace(
            "\"series\":[{\"id\":\"REF_AREA\"",
            "\"series\":[],\"observation\":[{\"id\":\"REF_AREA\"",
        )
        .replace(
            "}]}],\n        \"observation\":[{\"id\":\"TIME",
            "}]},{\"id\":\"TIME",
        );
    let flat = flat.replace(
        &flat[flat.find("\"series\":{").expect("data")..],
        "\"observations\":{\"0:0\":[2.8,0],\"0:1\":[3,0],\"1:0\":[\"NaN\",1]}}]}}",
    );
    let found = found(&flat);
    assert_eq!(found, ["SV|2023|2.8|A|", "SV|2024|3|A|", "GT|2023||Q|"]);
}

#[test]
fn json_that_is_none_is_damaged() {
    let whole = json(true);
    assert_eq!(
        code(&file("t", &whole[..whole.len() - 3]), LABOUR),
        "file_damaged"
    );
    let beyond = whole.replace("\"structure\":0", "\"structure\":7");
    assert_eq!(code(&file("t", beyond), LABOUR), "file_damaged");
    let empty = "{\"meta\":{\"schema\":\"sdmx-json\"},\"data\":{}}";
    assert_eq!(code(&file("t", empty), LABOUR), "message_without_data");
}

/// A message of each form, with cells that must not be told.
pub(crate) fn messages() -> [String; 4] {
    let secret = |text: &str| {
        text.replace("REF_AREA", "State")
            .replace("OBS_STATUS", "Persons")
            .replace("\"A\"", "\"SECRET\"")
    };
    [
        secret(CSV),
        secret(GENERIC),
        secret(SPECIFIC),
        secret(&json(false)),
    ]
}
