//! `puente schema`: shows the exchange format, checks submissions against it, and writes the
//! JSON Schemas that are generated from its definitions.

use std::{
    fs,
    fs::File,
    io,
    path::{Path, PathBuf},
};

use schemas::{
    dataflow::Dataflow,
    finding::{Finding, Severity},
    generate,
    language::args,
    registry::Registry,
    submission::{ReadLimits, read},
    validate,
};

use crate::context::{Context, Failure, Format, Outcome};

/// Most findings that are told of one file.
const MOST_FINDINGS: usize = 1000;

/// Arguments of `puente schema`.
#[derive(clap::Args)]
pub(crate) struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    List,
    Show {
        id: String,
    },
    Validate {
        file: PathBuf,
    },
    Generate {
        #[arg(long, default_value = "schemas/exchange/v1")]
        dir: PathBuf,
        #[arg(long)]
        check: bool,
    },
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        match self.action {
            Action::List => Ok(list(context)),
            Action::Show { id } => show(context, &id),
            Action::Validate { file } => check_file(context, &file),
            Action::Generate { dir, check } => write_schemas(context, &dir, check),
        }
    }
}

fn list(context: &Context) -> Outcome {
    let flows = Registry::builtin().dataflows();
    match context.format {
        Format::Text => flows.for_each(|flow| {
            let title = flow.names.get(context.language);
            context.result(&format!("{:<16} {:<5} {title}", flow.id, flow.version));
        }),
        Format::Json => {
            let flows: Vec<_> = flows
                .map(|flow| {
                    serde_json::json!({ "id": flow.id, "version": flow.version, "names": flow.names })
                })
                .collect();
            context.result(&serde_json::Value::from(flows).to_string());
        }
    }
    Outcome::Done
}

fn show(context: &Context, id: &str) -> Result<Outcome, Failure> {
    let Some(flow) = Registry::builtin().dataflow(id) else {
        let named = args([("id", id.to_owned())]);
        return Err(Failure::Usage(
            context.message("schema-unknown-dataflow", &named),
        ));
    };
    match context.format {
        Format::Json => context.result(&format!("{:#}", generate::submission_schema(flow))),
        Format::Text => show_text(context, flow),
    }
    Ok(Outcome::Done)
}

fn show_text(context: &Context, flow: &Dataflow) {
    let heading = |key: &str| context.result(&format!("\n{}", context.message(key, &args([]))));
    let title = flow.names.get(context.language);
    context.result(&format!("{} {}  {title}", flow.id, flow.version));
    heading("schema-dimensions");
    for dimension in &flow.dimensions {
        let codelist = dimension.codelist.as_ref().map_or("", |id| id.as_str());
        let default = dimension.default.as_deref().unwrap_or_default();
        let id = dimension.id.as_str();
        context.result(format!("  {id:<18} {codelist:<22} {default}").trim_end());
    }
    heading("schema-measures");
    for measure in &flow.measures {
        let title = measure.names.get(context.language);
        let id = measure.id.as_str();
        context.result(&format!("  {id:<18} {:<22} {title}", measure.unit));
    }
}

fn check_file(context: &Context, file: &Path) -> Result<Outcome, Failure> {
    let limits = ReadLimits::default();
    let submission = if file.as_os_str() == "-" {
        read(io::stdin().lock(), &limits)
    } else {
        let source = File::open(file).map_err(|error| unreadable(context, file, &error))?;
        read(source, &limits)
    };
    let findings = match submission {
        Ok(submission) => validate::validate(&submission, MOST_FINDINGS),
        Err(findings) => findings,
    };
    tell(context, &findings);
    let refused = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    Ok(if refused {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

fn tell(context: &Context, findings: &[Finding]) {
    let language = context.language;
    if context.format == Format::Json {
        let findings: Vec<_> = findings
            .iter()
            .map(|finding| {
                serde_json::json!({
                    "code": finding.code, "severity": finding.severity,
                    "pointer": finding.pointer, "count": finding.count,
                    "message": finding.message(language),
                })
            })
            .collect();
        context.result(&serde_json::json!({ "findings": findings }).to_string());
        return;
    }
    for finding in findings {
        let line = format!("{}  {}", finding.pointer, finding.message(language));
        let times = finding.count;
        context.result(format!("{}  {line}  (×{times})", finding.code).trim_start());
    }
    if findings.is_empty() {
        context.talk(&context.message("schema-valid", &args([])));
    }
}

fn write_schemas(context: &Context, dir: &Path, check: bool) -> Result<Outcome, Failure> {
    let mut stale = false;
    for file in generate::all() {
        let path = dir.join(&file.path);
        let current = fs::read_to_string(&path).is_ok_and(|text| text == file.text);
        if current {
            continue;
        }
        stale = true;
        if !check {
            let folder = path.parent().unwrap_or(dir);
            fs::create_dir_all(folder)
                .and_then(|()| fs::write(&path, &file.text))
                .map_err(|error| {
                    let named = args([
                        ("file", path.display().to_string()),
                        ("cause", error.to_string()),
                    ]);
                    Failure::Environment(context.message("file-unwritable", &named))
                })?;
        }
        context.result(&path.display().to_string());
    }
    Ok(if check && stale {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

fn unreadable(context: &Context, file: &Path, error: &io::Error) -> Failure {
    let named = args([
        ("file", file.display().to_string()),
        ("cause", error.to_string()),
    ]);
    Failure::Usage(context.message("file-unreadable", &named))
}
