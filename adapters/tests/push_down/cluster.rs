//! A PostgreSQL of the test's own: in a temporary folder, behind a socket in that folder, gone with the test.

use std::{
    env, fs,
    net::TcpListener,
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Mutex, Weak},
};

use postgres::{Client, NoTls};
use tempfile::TempDir;

/// A running server.
pub(crate) struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    account: Account,
    /// The port of 127.0.0.1; none when only the socket answers.
    pub(crate) port: Option<u16>,
}

/// The one server of all tests that run at the same time; none, said loudly, where PostgreSQL is not installed.
pub(crate) fn shared() -> Option<Arc<Cluster>> {
    static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().expect("no start panicked");
    if let Some(running) = shared.upgrade() {
        return Some(running);
    }
    let started = Arc::new(Cluster::start(&programs()?, |_| Vec::new(), None));
    *shared = Arc::downgrade(&started);
    Some(started)
}

/// A server of one test that also answers at a port, with the options that `options` gives for its folder.
pub(crate) fn with_port(options: impl Fn(&Path) -> Vec<String>) -> Option<Cluster> {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    Some(Cluster::start(&programs()?, options, Some(port)))
}

/// Where `initdb` and `pg_ctl` are.
fn programs() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let debian = debian.flatten().map(|version| version.path().join("bin"));
    let found = debian
        .chain(env::split_paths(&path))
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists());
    if found.is_none() {
        let required = env::var_os("PUENTE_REQUIRE_POSTGRES").is_some();
        assert!(!required, "PostgreSQL is required and not installed");
        println!("SKIPPED: PostgreSQL (initdb, pg_ctl) is not installed");
    }
    found
}

/// Who runs the server: PostgreSQL refuses to be the superuser.
#[derive(Clone, Copy)]
enum Account {
    /// Whoever runs the test.
    Own,
    /// Another user of the system.
    Other(u32, u32),
    /// The superuser under another name, in a namespace of its own.
    Renamed,
}

/// The accounts to try.
fn accounts() -> Vec<Account> {
    let id = |arguments: &[&str]| {
        let told = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8(told.stdout).ok()?.trim().parse().ok()
    };
    if id(&["-u"]) != Some(0) {
        return vec![Account::Own];
    }
    let mut names = ["postgres", "nobody"].into_iter();
    let other = names.find_map(|name| Some((id(&["-u", name])?, id(&["-g", name])?)));
    let other = other.map(|(user, group)| Account::Other(user, group));
    other.into_iter().chain([Account::Renamed]).collect()
}

impl Cluster {
    fn start(programs: &Path, options: impl Fn(&Path) -> Vec<String>, port: Option<u16>) -> Self {
        let made = accounts()
            .into_iter()
            .find_map(|account| Self::made(programs, account, port));
        let cluster = made.expect("initdb");
        let path = cluster.folder.path();
        let mut settings = vec![
            format!("unix_socket_directories='{}'", path.display()),
            "fsync=off".to_owned(),
            format!("listen_addresses='{}'", port.map_or("", |_| "127.0.0.1")),
        ];
        settings.extend(port.map(|port| format!("port={port}")));
        settings.extend(options(path));
        let file = path.join("data/postgresql.conf");
        let mut text = fs::read_to_string(&file).expect("a configuration");
        text.push_str(&settings.join("\n"));
        fs::write(&file, text).expect("a configuration");
        for entry in fs::read_dir(path).expect("a folder").flatten() {
            cluster.give(&entry.path());
        }
        let log = path.join("data/log.txt");
        let log = log.to_str().expect("a path in letters");
        let started = cluster.run("pg_ctl", &["start", "-w"], &["-l", log]);
        assert!(started, "pg_ctl start");
        cluster
    }

    /// A new folder with what a server needs.
    fn made(programs: &Path, account: Account, port: Option<u16>) -> Option<Self> {
        let folder = tempfile::Builder::new()
            .prefix("pg")
            .tempdir_in("/tmp")
            .expect("a folder");
        let cluster = Self {
            account,
            folder,
            programs: programs.to_owned(),
            port,
        };
        cluster.give(cluster.folder.path());
        let done = cluster.run(
            "initdb",
            &["--auth=trust", "--username=postgres"],
            &["--encoding=UTF8", "--locale=C", "--no-sync"],
        );
        done.then_some(cluster)
    }

    fn give(&self, path: &Path) {
        if let Account::Other(user, group) = self.account {
            chown(path, Some(user), Some(group)).expect("the superuser gives files away");
        }
    }

    fn run(&self, program: &str, arguments: &[&str], more: &[&str]) -> bool {
        let program = self.programs.join(program);
        let mut command = match self.account {
            Account::Renamed => {
                let mut renamed = Command::new("unshare");
                renamed.args(["--user", "--map-user=1000", "--map-group=1000"]);
                renamed.arg(program);
                renamed
            }
            _ => Command::new(program),
        };
        if let Account::Other(user, group) = self.account {
            command.uid(user).gid(group);
        }
        command
            .args(arguments)
            .arg("-D")
            .arg(self.folder.path().join("data"))
            .args(more)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// The folder of the socket.
    pub(crate) fn socket(&self) -> &Path {
        self.folder.path()
    }

    /// The address for `adapter run --sql`.
    pub(crate) fn url(&self) -> String {
        let host = self.socket().display().to_string().replace('/', "%2F");
        let port = self.port.unwrap_or(5432);
        format!("postgres://postgres@{host}:{port}/postgres")
    }

    /// A connection for the test itself.
    pub(crate) fn client(&self) -> Client {
        Client::connect(&self.url(), NoTls).expect("the server answers")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.run("pg_ctl", &["stop", "-w"], &["-m", "immediate"]);
    }
}
