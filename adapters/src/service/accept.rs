//! In which media type data are asked for: those of the formats that the adapter reads, in its order.

use crate::reader::Format;

/// The value of `Accept`.
pub(super) fn of(formats: &[Format]) -> String {
    let known = formats.iter().flat_map(|format| media_types(*format));
    let mut wanted: Vec<String> = Vec::new();
    for (position, media_type) in known.enumerate() {
        // Each a little less wanted than the one before.
        let weight = 100 - position.min(90);
        wanted.push(format!(
            "{media_type};q={}.{:02}",
            weight / 100,
            weight % 100
        ));
    }
    if wanted.is_empty() {
        return "*/*".to_owned();
    }
    wanted.join(", ")
}

fn media_types(format: Format) -> &'static [&'static str] {
    match format {
        Format::SdmxCsv => &[
            "application/vnd.sdmx.data+csv;version=2.0.0",
            "application/vnd.sdmx.data+csv;version=1.0.0",
            "application/vnd.sdmx.data+csv",
        ],
        Format::SdmxJson => &[
            "application/vnd.sdmx.data+json;version=2.0.0",
            "application/vnd.sdmx.data+json;version=1.0.0",
            "application/vnd.sdmx.data+json",
        ],
        Format::SdmxMl => &[
            "application/vnd.sdmx.data+xml;version=3.0.0",
            "application/vnd.sdmx.structurespecificdata+xml;version=2.1",
            "application/vnd.sdmx.genericdata+xml;version=2.1",
        ],
        Format::Csv => &["text/csv"],
        Format::Ndjson => &["application/x-ndjson"],
        Format::Xlsx => &["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
        _ => &[],
    }
}

/// Whether a service that answers 404 speaks of a query without results, as SDMX has it: the error 100 or its words.
pub(super) fn tells_no_records(said: &str) -> bool {
    let plain: String = said
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || "\":=<>".contains(*letter))
        .collect();
    let plain = plain.to_ascii_lowercase();
    [
        "norecordsfound",
        "noresultsfound",
        "noresults",
        "code=\"100\"",
        "\"code\":100",
        "\"code\":\"100\"",
    ]
    .iter()
    .any(|words| plain.contains(words))
}

#[cfg(test)]
mod tests {
    use super::{of, tells_no_records};
    use crate::reader::Format;

    #[test]
    fn the_first_format_of_the_adapter_is_asked_for_first() {
        let asked = of(&[Format::SdmxJson, Format::Csv]);
        assert!(
            asked.starts_with("application/vnd.sdmx.data+json;version=2.0.0;q=1.00, "),
            "{asked}"
        );
        assert!(asked.ends_with(", text/csv;q=0.97"), "{asked}");
        assert_eq!(of(&[Format::Dbf]), "*/*");
    }

    #[test]
    fn no_records_are_told_in_each_of_the_forms_that_services_use() {
        for said in [
            "NoRecordsFound",
            "<ErrorMessage code=\"100\"><Text>No Results Found</Text></ErrorMessage>",
            "{\"errors\": [{\"code\": 100}]}",
            "No results found",
        ] {
            assert!(tells_no_records(said), "{said}");
        }
        assert!(!tells_no_records("<h1>404 Not Found</h1>"));
    }
}
