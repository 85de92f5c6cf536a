//! Queries to the service of an office, which is a socket, OpenSSL and a script of answers: what is asked, how a
//! broken transfer goes on, and how the ways to fail are told apart.

use std::io::Write as _;

use adapters::{
    client::Backoff,
    definition::Adapter,
    pipeline::{self, Options, Unwatched},
    reader::Format,
    service::{Fetched, ServiceError, ServiceOptions, fetch},
};
use certs::receipt::digest;
use flate2::{Compression, write::GzEncoder};
use schemas::language::Language;
use tempfile::TempDir;

use crate::gateway::{Answer, Gateway, Region};

const DATA: &[u8] = b"DATAFLOW,REF_AREA,SEX,LABOUR_STATUS,TIME_PERIOD,OBS_VALUE\n\
    SLV:LFS(1.0),SLV,M,EMP,2023,1700000\n\
    SLV:LFS(1.0),SLV,F,EMP,2023,1200000\n\
    SLV:LFS(1.0),SLV,M,UNE,2023,90000\n\
    SLV:LFS(1.0),SLV,F,UNE,2023,60000\n\
    SLV:LFS(1.0),SLV,M,OLF,2023,480000\n\
    SLV:LFS(1.0),SLV,F,OLF,2023,1350000\n";
const QUERY: &str = "/rest/data/SLV,LFS,1.0/all?startPeriod=2023";
const CSV: &str = "application/vnd.sdmx.data+csv;version=1.0.0";

struct Asking {
    folder: TempDir,
    options: ServiceOptions,
}

impl Asking {
    fn new(region: &Region) -> Self {
        let mut options = ServiceOptions::new(vec![Format::SdmxCsv, Format::Csv], Language::Es);
        options.authorities = Some(region.authority_file());
        options.max_bytes = 100_000;
        options.backoff = Backoff {
            attempts: 4,
            first_pause_ms: 1,
            max_pause_ms: 5,
        };
        Self {
            folder: TempDir::new().unwrap(),
            options,
        }
    }

    fn ask(&self, service: &Gateway) -> Result<Fetched, ServiceError> {
        let url = format!("{}{QUERY}", service.url());
        fetch(&url, self.folder.path(), &self.options)
    }
}

fn typed(more: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let of_type = [("content-type", CSV)];
    let all = of_type.iter().chain(more);
    all.map(|(name, value)| (*name, (*value).to_owned()))
        .collect()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// An answer in one chunk, without its length.
fn chunked(mut headers: Vec<(&'static str, String)>, bytes: &[u8], close: &str) -> Answer {
    headers.push(("transfer-encoding", "chunked".to_owned()));
    let start = format!("{:x}\r\n", bytes.len());
    let body = [start.as_bytes(), bytes, b"\r\n", close.as_bytes()].concat();
    Answer::Cut(200, headers, None, body)
}

/// The code of the fault when a service always answers so.
fn code(status: u16, headers: &[(&'static str, &str)], body: &[u8]) -> &'static str {
    let region = Region::new();
    let (headers, body) = (typed(headers), body.to_vec());
    let service = region.service(move |_, _| Answer::Say(status, headers.clone(), body.clone()));
    Asking::new(&region).ask(&service).unwrap_err().code()
}

#[test]
fn a_query_asks_for_the_formats_of_the_adapter_and_is_kept_with_its_digest() {
    let region = Region::new();
    let service = region
        .service(|_, _| Answer::Say(200, typed(&[("content-encoding", "gzip")]), packed(DATA)));
    let asking = Asking::new(&region);
    let fetched = asking.ask(&service).unwrap();
    assert_eq!(std::fs::read(&fetched.path).unwrap(), DATA);
    assert_eq!(fetched.digest, digest(DATA));
    assert_eq!(fetched.bytes, DATA.len() as u64);
    assert_eq!(fetched.media_type.as_deref(), Some(CSV));
    let asked = &service.asked()[0];
    assert!(
        asked.line.starts_with(&format!("GET {QUERY} ")),
        "{}",
        asked.line
    );
    assert!(asked.headers["accept"].starts_with("application/vnd.sdmx.data+csv;version=2.0.0"));
    assert_eq!(asked.headers["accept-language"], "es");
    assert_eq!(asked.headers["accept-encoding"], "gzip");
}

#[test]
fn a_transfer_that_broke_goes_on_where_it_broke() {
    let region = Region::new();
    let service = region.service(|number, asked| match number {
        0 => Answer::Cut(
            200,
            typed(&[("etag", "\"one\"")]),
            Some(DATA.len()),
            DATA[..60].to_vec(),
        ),
        _ => {
            assert_eq!(asked.headers["if-range"], "\"one\"");
            let start = asked.headers["range"].strip_prefix("bytes=").unwrap();
            let start: usize = start.trim_end_matches('-').parse().unwrap();
            let range = format!("bytes {start}-{}/{}", DATA.len() - 1, DATA.len());
            Answer::Say(
                206,
                typed(&[("content-range", &range)]),
                DATA[start..].to_vec(),
            )
        }
    });
    let asking = Asking::new(&region);
    let fetched = asking.ask(&service).unwrap();
    assert_eq!(std::fs::read(&fetched.path).unwrap(), DATA);
    assert_eq!(service.asked().len(), 2);
}

#[test]
fn an_answer_that_has_changed_is_read_from_its_beginning() {
    let region = Region::new();
    let service = region.service(|number, _| match number {
        0 => Answer::Cut(
            200,
            typed(&[("etag", "\"one\"")]),
            Some(900),
            vec![b'x'; 300],
        ),
        _ => Answer::Say(200, typed(&[("etag", "\"two\"")]), DATA.to_vec()),
    });
    let asking = Asking::new(&region);
    let fetched = asking.ask(&service).unwrap();
    assert_eq!(std::fs::read(&fetched.path).unwrap(), DATA);
}

#[test]
fn an_answer_whose_end_nothing_tells_must_come_twice_the_same() {
    let region = Region::new();
    let service = region.service(|number, _| {
        let (end, close) = if number == 0 {
            (103, "")
        } else {
            (DATA.len(), "0\r\n\r\n")
        };
        chunked(typed(&[]), &DATA[..end], close)
    });
    let asking = Asking::new(&region);
    let fetched = asking.ask(&service).unwrap();
    assert_eq!(std::fs::read(&fetched.path).unwrap(), DATA);
    assert_eq!(service.asked().len(), 3);
    let packed = packed(DATA);
    let service = region.service(move |number, _| {
        let end = packed.len() - if number == 0 { 20 } else { 0 };
        chunked(
            typed(&[("content-encoding", "gzip")]),
            &packed[..end],
            "0\r\n\r\n",
        )
    });
    assert_eq!(asking.ask(&service).unwrap_err().code(), "service_packed");
    assert!(asking.ask(&service).is_ok());
}

#[test]
fn a_service_that_asks_for_patience_gets_it_up_to_the_last_attempt() {
    let region = Region::new();
    let service = region.service(|number, _| match number {
        0 => Answer::Say(503, typed(&[("retry-after", "0")]), Vec::new()),
        1 => Answer::Say(429, typed(&[]), Vec::new()),
        2 => Answer::HangUp,
        _ => Answer::Say(200, typed(&[]), DATA.to_vec()),
    });
    assert!(Asking::new(&region).ask(&service).is_ok());
    assert_eq!(code(503, &[], b""), "service_status");
    let closed = region.service(|_, _| Answer::HangUp);
    let error = Asking::new(&region).ask(&closed).unwrap_err();
    assert!(
        matches!(error, ServiceError::Unreachable { attempts: 4, .. }),
        "{error}"
    );
}

#[test]
fn the_ways_to_have_no_data_are_told_apart() {
    assert_eq!(code(404, &[], b"NoRecordsFound"), "service_no_records");
    assert_eq!(code(404, &[], b"<h1>Not Found</h1>"), "service_not_found");
    assert_eq!(code(406, &[], b""), "service_not_acceptable");
    assert_eq!(code(403, &[], b""), "service_status");
    assert_eq!(
        code(200, &[("content-encoding", "br")], b"x"),
        "service_packed"
    );
    assert_eq!(
        code(200, &[("content-encoding", "gzip")], b"no gzip"),
        "service_packed"
    );
    assert_eq!(code(200, &[], &[b'x'; 100_001]), "service_too_large");
    let bomb = packed(&vec![b'x'; 1 << 20]);
    assert_eq!(
        code(200, &[("content-encoding", "gzip")], &bomb),
        "service_too_large"
    );
}

#[test]
fn redirections_are_followed_a_few_times_and_never_away_from_https() {
    let region = Region::new();
    let service = region.service(|number, _| match number {
        0 => Answer::Say(302, vec![("location", "/v2/data".to_owned())], Vec::new()),
        _ => Answer::Say(200, typed(&[]), DATA.to_vec()),
    });
    assert!(Asking::new(&region).ask(&service).is_ok());
    assert!(service.asked()[1].line.starts_with("GET /v2/data "));
    assert_eq!(
        code(307, &[("location", "/again")], b""),
        "service_redirects"
    );
    assert_eq!(
        code(301, &[("location", "http://127.0.0.1/")], b""),
        "service_redirected"
    );
}

#[test]
fn a_certificate_of_an_unknown_authority_and_an_unknown_host_are_told_apart() {
    let (region, other) = (Region::new(), Region::new());
    let service = region.service(|_, _| Answer::Say(200, typed(&[]), DATA.to_vec()));
    assert_eq!(
        Asking::new(&other).ask(&service).unwrap_err().code(),
        "service_tls"
    );
    let asking = Asking::new(&region);
    let unknown = fetch(
        "https://nothing.invalid/",
        asking.folder.path(),
        &asking.options,
    );
    assert_eq!(unknown.unwrap_err().code(), "service_unknown_host");
    let plain = fetch("http://127.0.0.1/", asking.folder.path(), &asking.options);
    assert_eq!(plain.unwrap_err().code(), "service_address");
}

#[test]
fn what_a_service_sends_becomes_a_table_and_its_digest_is_in_the_report() {
    let region = Region::new();
    let service = region.service(|_, _| Answer::Say(200, typed(&[]), DATA.to_vec()));
    let asking = Asking::new(&region);
    let fetched = asking.ask(&service).unwrap();
    let adapter = Adapter::builtin("slv/simel").unwrap();
    let mut options = Options::new(asking.folder.path().join("out"));
    options.fetched = vec![fetched.clone()];
    let files = [fetched.path.clone()];
    let period = "2023".parse().unwrap();
    let made = pipeline::run(&adapter, &files, period, &options, &mut Unwatched).unwrap();
    assert_eq!(made.report.rows_accepted, 6);
    assert_eq!(made.report.control_totals["persons"], 4_880_000.0);
    let report = std::fs::read_to_string(options.out.join(pipeline::REPORT)).unwrap();
    assert!(
        report.contains(&fetched.digest) && report.contains(QUERY),
        "{report}"
    );
}
