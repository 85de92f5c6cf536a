//! `puente demo`: a whole region on this machine. Certificates, a gateway, the offices and ministries
//! of twelve countries; real processes over real sockets, with the commands that each of them would
//! type. Only the records are made up, and it says so.

mod command;
mod gateway;
mod layout;
mod manifest;
mod ministry;
mod office;
mod region;
mod regional_table;
mod rules;
mod trust;

use std::{collections::BTreeMap, io, path::PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use schemas::{
    ids::ParticipantId,
    language::{MessageArgs, args},
};

use self::{
    gateway::{Gateway, NotReady},
    layout::Layout,
    manifest::{Manifest, ManifestDelivery, ManifestParticipant, ManifestSubmission},
    ministry::Late,
    office::{Errand, Post, Sent},
    region::{Region, Role},
    trust::Certificates,
};
use crate::context::{Context, Failure, Outcome};

/// Arguments of `puente demo`.
#[derive(clap::Args)]
pub(crate) struct Command {
    /// Folder for everything.
    #[arg(long, default_value = "demo-region")]
    dir: PathBuf,
    /// Port of the gateway.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// End after the pull.
    #[arg(long)]
    once: bool,
    /// Folder of the published national files.
    #[arg(long, value_name = "DIR")]
    real_data: Option<PathBuf>,
    /// Who reads the regional table.
    #[arg(long, default_value = "HND-SETRASS", value_name = "ID")]
    ministry: ParticipantId,
}

/// What the talk of the demonstration needs: the reader's language, and a bar on a terminal.
struct Talk<'a> {
    context: &'a Context,
    bar: ProgressBar,
}

impl Command {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let region = Region::builtin();
        self.check(&region, context)?;
        let layout = self.lay_out(context)?;
        let errands = Errand::all(&region, self.real_data.as_deref()).map_err(environment)?;
        let ministries: Vec<_> = region.with_role(Role::Ministry).collect();
        let talk = Talk::new(context, errands.len() + ministries.len());

        let certificates = certificates(&layout, &region, &talk)?;
        let gateway = self.gateway(&layout, &certificates, &region, &errands, &talk)?;
        let post = Post {
            layout: &layout,
            certificates: &certificates,
            url: gateway.url(),
            language: context.language,
        };
        let submissions = submit(&errands, &post, &talk)?;
        let deliveries = actix_rt::System::new().block_on(pull(
            ministries.iter().map(|ministry| &ministry.id),
            submissions.len(),
            &post,
            &talk,
        ))?;
        talk.bar.finish_and_clear();

        let manifest = manifest(&region, &certificates, &gateway, submissions, deliveries);
        manifest.write(&layout.manifest()).map_err(environment)?;
        self.tell(&manifest, &region, &layout, &errands, context)?;
        if !self.once {
            context.talk(&context.message("demo-stays-up", &MessageArgs::new()));
            actix_rt::System::new()
                .block_on(tokio::signal::ctrl_c())
                .map_err(environment)?;
        }
        drop(gateway);
        context.talk(&context.message("demo-ended", &MessageArgs::new()));
        Ok(Outcome::Done)
    }

    fn check(&self, region: &Region, context: &Context) -> Result<(), Failure> {
        if let Some(folder) = self.real_data.as_ref().filter(|folder| !folder.is_dir()) {
            let named = args([("path", folder.display().to_string())]);
            return Err(Failure::Usage(context.message("demo-no-real-data", &named)));
        }
        let mut ministries = region.with_role(Role::Ministry);
        if ministries.any(|ministry| ministry.id == self.ministry) {
            return Ok(());
        }
        let known: Vec<_> = region
            .with_role(Role::Ministry)
            .map(|ministry| ministry.id.to_string())
            .collect();
        let named = args([
            ("id", self.ministry.to_string()),
            ("known", known.join(", ")),
        ]);
        Err(Failure::Usage(
            context.message("demo-unknown-ministry", &named),
        ))
    }

    fn lay_out(&self, context: &Context) -> Result<Layout, Failure> {
        Layout::create(&self.dir).map_err(|error| {
            if error.kind() == io::ErrorKind::AlreadyExists {
                let named = args([("path", self.dir.display().to_string())]);
                return Failure::Usage(context.message("demo-dir-in-use", &named));
            }
            environment(error)
        })
    }

    fn gateway(
        &self,
        layout: &Layout,
        certificates: &Certificates,
        region: &Region,
        errands: &[Errand],
        talk: &Talk<'_>,
    ) -> Result<Gateway, Failure> {
        let mut flows: Vec<_> = errands
            .iter()
            .flat_map(|errand| {
                let flow = |dataflow| (errand.office.clone(), dataflow);
                errand.dataflows().into_iter().map(flow)
            })
            .collect();
        flows.sort();
        flows.dedup();
        let written = rules::write(&layout.rules(), region, &flows).map_err(environment)?;
        gateway::configure(layout, certificates, self.port).map_err(environment)?;
        gateway::prepare(layout, talk.context.language).map_err(environment)?;
        let count = |number: usize| number.to_string();
        let named = args([
            ("participants", count(written.participants)),
            ("agreements", count(written.agreements)),
            ("calendars", count(written.calendars)),
        ]);
        talk.say("demo-step-agreements", &named);
        let gateway = Gateway::start(layout, talk.context.language).map_err(|error| {
            if error.is::<NotReady>() {
                let named = args([("log", gateway::log_file(layout).display().to_string())]);
                return Failure::Environment(talk.context.message("demo-gateway-ended", &named));
            }
            environment(error)
        })?;
        talk.say(
            "demo-step-gateway",
            &args([("url", gateway.url().to_owned())]),
        );
        Ok(gateway)
    }

    /// Prints the regional table as the ministry reads it, and where everything lies.
    fn tell(
        &self,
        manifest: &Manifest,
        region: &Region,
        layout: &Layout,
        errands: &[Errand],
        context: &Context,
    ) -> Result<(), Failure> {
        let own: Vec<_> = manifest
            .deliveries
            .iter()
            .filter(|delivery| delivery.recipient == self.ministry)
            .cloned()
            .collect();
        let submissions = ministry::read(&own).map_err(environment)?;
        let title = region
            .participants
            .iter()
            .find(|one| one.id == self.ministry)
            .map_or("", |one| one.title.get(context.language));
        let named = args([("ministry", format!("{title} ({})", self.ministry))]);
        context.result(&context.message("demo-as-ministry", &named));
        context.result("");
        let table = regional_table::render(&submissions, &region.countries(), context.language);
        context.result(&table);
        tell_synthetic(errands, context);
        tell_where(layout, manifest, &self.ministry, context);
        Ok(())
    }
}

impl<'a> Talk<'a> {
    fn new(context: &'a Context, steps: usize) -> Self {
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(steps as u64).with_style(style);
        Self { context, bar }
    }

    fn say(&self, key: &str, named: &MessageArgs) {
        let line = self.context.message(key, named);
        self.bar.suspend(|| self.context.talk(&line));
    }

    fn doing(&self, key: &str, named: &MessageArgs) {
        self.bar.set_message(self.context.message(key, named));
    }
}

fn certificates(
    layout: &Layout,
    region: &Region,
    talk: &Talk<'_>,
) -> Result<Certificates, Failure> {
    let made = Certificates::create(&layout.certs(), region).map_err(environment)?;
    let count = region.participants.len() + 2;
    talk.say("demo-step-trust", &args([("count", count.to_string())]));
    Ok(made)
}

/// Every office's errands, one after the other.
fn submit(
    errands: &[Errand],
    post: &Post<'_>,
    talk: &Talk<'_>,
) -> Result<Vec<ManifestSubmission>, Failure> {
    let mut submissions = Vec::new();
    for errand in errands {
        let named = args([
            ("office", errand.office.to_string()),
            ("adapter", errand.name().to_owned()),
        ]);
        talk.doing("demo-step-office", &named);
        let sent = errand.run(post).map_err(|error| {
            let mut named = named.clone();
            named.insert("detail".to_owned(), format!("{error:#}"));
            Failure::Input(talk.context.message("demo-office-failed", &named))
        })?;
        tell_sent(errand, &sent, talk);
        submissions.extend(sent.submissions);
        talk.bar.inc(1);
    }
    Ok(submissions)
}

fn tell_sent(errand: &Errand, sent: &Sent, talk: &Talk<'_>) {
    let files: Vec<_> = errand
        .published
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    let origin = if errand.is_synthetic() {
        talk.context
            .message("demo-origin-synthetic", &MessageArgs::new())
    } else {
        let named = args([("files", files.join(", "))]);
        talk.context.message("demo-origin-published", &named)
    };
    let named = args([
        ("office", errand.office.to_string()),
        ("adapter", errand.name().to_owned()),
        ("period", errand.period.to_string()),
        ("read", sent.read.to_string()),
        ("rejected", sent.rejected.to_string()),
        ("cells", sent.cells.to_string()),
        ("primary", sent.primary.to_string()),
        ("secondary", sent.secondary.to_string()),
        ("origin", origin),
    ]);
    talk.say("demo-office-done", &named);
}

/// Every ministry pulls until all that was sent is there.
async fn pull(
    ministries: impl Iterator<Item = &ParticipantId>,
    expected: usize,
    post: &Post<'_>,
    talk: &Talk<'_>,
) -> Result<Vec<ManifestDelivery>, Failure> {
    let mut deliveries = Vec::new();
    for ministry in ministries {
        let pulled = ministry::pull(ministry, expected, post).await;
        let pulled = pulled.map_err(|error| match error.downcast_ref::<Late>() {
            Some(late) => {
                let named = args([
                    ("arrived", late.arrived.to_string()),
                    ("expected", late.expected.to_string()),
                    ("log", gateway::log_file(post.layout).display().to_string()),
                ]);
                Failure::Environment(talk.context.message("demo-late", &named))
            }
            None => environment(error),
        })?;
        let named = args([
            ("ministry", ministry.to_string()),
            ("count", pulled.len().to_string()),
        ]);
        talk.say("demo-step-pull", &named);
        deliveries.extend(pulled);
        talk.bar.inc(1);
    }
    Ok(deliveries)
}

fn manifest(
    region: &Region,
    certificates: &Certificates,
    gateway: &Gateway,
    submissions: Vec<ManifestSubmission>,
    deliveries: Vec<ManifestDelivery>,
) -> Manifest {
    let participants: BTreeMap<_, _> = region
        .participants
        .iter()
        .map(|one| {
            let entry = ManifestParticipant {
                role: one.role,
                area: one.id.area().to_owned(),
                cert: certificates.certificate(one.id.as_str()),
                key: certificates.key(one.id.as_str()),
                p12: certificates.p12(&one.id),
            };
            (one.id.clone(), entry)
        })
        .collect();
    Manifest {
        gateway_url: gateway.url().to_owned(),
        operations_url: gateway.operations_url().to_owned(),
        ca: certificates.authority(),
        participants,
        submissions,
        deliveries,
    }
}

fn tell_synthetic(errands: &[Errand], context: &Context) {
    let synthetic: Vec<_> = errands
        .iter()
        .filter(|errand| errand.is_synthetic())
        .map(Errand::name)
        .collect();
    if synthetic.is_empty() {
        return context.result(&context.message("demo-synthetic-none", &MessageArgs::new()));
    }
    context.result(&context.message("demo-synthetic-warning", &MessageArgs::new()));
    let named = args([("adapters", synthetic.join(", "))]);
    context.result(&context.message("demo-synthetic-which", &named));
}

fn tell_where(layout: &Layout, manifest: &Manifest, ministry: &ParticipantId, context: &Context) {
    let line = |key: &str, path: String| {
        let label = context.message(key, &MessageArgs::new());
        context.result(&format!("  {label}: {path}"));
    };
    context.result("");
    context.result(&context.message("demo-where", &MessageArgs::new()));
    let root = layout.root();
    for (key, path) in [
        ("demo-where-manifest", layout.manifest()),
        ("demo-where-certs", layout.certs()),
        ("demo-where-offices", root.join("offices")),
        ("demo-where-ministries", root.join("ministries")),
        ("demo-where-gateway", layout.gateway()),
    ] {
        line(key, path.display().to_string());
    }
    if let Some(files) = manifest.participants.get(ministry) {
        let curl = format!(
            "curl --cacert {} --cert {} --key {} {}/exchange/v1/deliveries",
            manifest.ca.display(),
            files.cert.display(),
            files.key.display(),
            manifest.gateway_url
        );
        line("demo-where-pull", curl);
    }
}

fn environment(error: impl Into<anyhow::Error>) -> Failure {
    Failure::Environment(format!("{:#}", error.into()))
}
