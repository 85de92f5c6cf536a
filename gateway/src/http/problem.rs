//! The one builder of `application/problem+json`.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use schemas::{
    finding::{Finding, Severity},
    language::Language,
};
use serde::Serialize;

use crate::refusal::Refusal;

/// What the `type` of every problem begins with; its code follows.
pub(crate) const TYPE: &str = "urn:puente:problem:";

/// The body of an answer that refuses.
#[derive(Debug, Serialize)]
struct Problem<'a> {
    r#type: String,
    code: &'a str,
    title: String,
    status: u16,
    detail: String,
    instance: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<ProblemFinding<'a>>,
    #[serde(skip_serializing_if = "is_zero")]
    findings_omitted: usize,
}

/// A finding with its sentence in the caller's language.
#[derive(Debug, Serialize)]
struct ProblemFinding<'a> {
    code: &'a str,
    severity: Severity,
    pointer: &'a str,
    count: usize,
    message: String,
}

/// The answer to a request that is refused, in `language`, naming at most `max_findings`.
pub(crate) fn response(
    refusal: &Refusal,
    language: Language,
    request: &str,
    max_findings: usize,
) -> HttpResponse {
    let status =
        StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut builder = HttpResponse::build(status);
    builder
        .content_type("application/problem+json")
        .insert_header((header::CONTENT_LANGUAGE, language.code()))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("Puente-Request", request));
    if let Some(seconds) = refusal.retry_after_s() {
        builder.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if refusal.closes() {
        builder.force_close();
    }
    builder.body(body(refusal, language, request, max_findings))
}

/// The JSON of a refusal.
fn body(refusal: &Refusal, language: Language, request: &str, max_findings: usize) -> String {
    let code = refusal.code();
    let findings = refusal.findings();
    let problem = Problem {
        r#type: format!("{TYPE}{code}"),
        code: &code,
        title: refusal.title(language),
        status: refusal.status(),
        detail: refusal.remedy(language),
        instance: format!("urn:uuid:{request}"),
        findings: findings
            .iter()
            .take(max_findings)
            .map(|finding| localised(finding, language))
            .collect(),
        findings_omitted: findings.len().saturating_sub(max_findings),
    };
    serde_json::to_string_pretty(&problem).unwrap_or_default()
}

fn localised(finding: &Finding, language: Language) -> ProblemFinding<'_> {
    ProblemFinding {
        code: &finding.code,
        severity: finding.severity,
        pointer: &finding.pointer,
        count: finding.count,
        message: sentence(finding, language),
    }
}

/// A finding of this crate, of disclosure control, or of the schema.
fn sentence(finding: &Finding, language: Language) -> String {
    let own = [
        crate::catalogue::catalogue(),
        disclosure::catalogue::catalogue(),
    ];
    match own.iter().find(|catalogue| catalogue.has(&finding.code)) {
        Some(catalogue) => catalogue.message(language, &finding.code, &finding.args),
        None => finding.message(language),
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form that serde asks for"
)]
fn is_zero(count: &usize) -> bool {
    *count == 0
}
