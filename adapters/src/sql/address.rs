//! Where a database is: `postgres://user@host/database` or `odbc:` and a connection string. Passwords come from
//! outside of it, so that they need not stand on a command line.

use std::{fmt, path::PathBuf, time::Duration};

use ::postgres::config::{Config, Host, SslMode};

use super::{SqlError, passfile};

/// What opens a database, from the office's environment.
#[derive(Clone, Default)]
pub struct Secrets {
    /// A password that stands for itself.
    pub password: Option<String>,
    /// A password file of PostgreSQL.
    pub passfile: Option<PathBuf>,
}

/// Where a database is, and with which password.
#[derive(Clone)]
pub enum Address {
    /// A server that speaks PostgreSQL's protocol.
    Postgres(Box<Server>),
    /// A connection string of ODBC.
    #[cfg(feature = "odbc")]
    Odbc(String),
}

/// A server that speaks PostgreSQL's protocol.
#[derive(Clone)]
pub struct Server {
    pub(super) config: Config,
    /// The certificates that its own must lead to, where they are not the system's.
    pub(super) roots: Option<PathBuf>,
}

/// How long to wait for a server, where the address does not say.
const PATIENCE: Duration = Duration::from_secs(15);

impl Address {
    /// Understands `text`.
    ///
    /// # Errors
    /// When it is no address, or one of ODBC in a program that was built without it.
    pub fn new(text: &str, secrets: &Secrets) -> Result<Self, SqlError> {
        if let Some(string) = text.strip_prefix("odbc:") {
            return odbc(string, secrets);
        }
        let is_url = text.starts_with("postgres://") || text.starts_with("postgresql://");
        if !is_url {
            return Err(SqlError::Address);
        }
        server(text, secrets).map(|server| Self::Postgres(Box::new(server)))
    }
}

#[cfg(feature = "odbc")]
fn odbc(string: &str, secrets: &Secrets) -> Result<Address, SqlError> {
    let mut string = string.trim_end_matches(';').to_owned();
    if let Some(password) = &secrets.password {
        let password = odbc_api::escape_attribute_value(password);
        string.push_str(&format!(";PWD={password}"));
    }
    Ok(Address::Odbc(string))
}

#[cfg(not(feature = "odbc"))]
fn odbc(_string: &str, _secrets: &Secrets) -> Result<Address, SqlError> {
    Err(SqlError::NoOdbc)
}

fn server(text: &str, secrets: &Secrets) -> Result<Server, SqlError> {
    let (base, query) = text.split_once('?').unwrap_or((text, ""));
    let (mut mode, mut roots, mut rest) = (None, None, Vec::new());
    for part in query.split('&').filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some(("sslmode", value)) => mode = Some(value),
            Some(("sslrootcert", value)) => roots = Some(PathBuf::from(value)),
            _ => rest.push(part),
        }
    }
    let plain = format!("{base}?{}", rest.join("&"));
    let mut config: Config = plain.parse().map_err(|_| SqlError::Address)?;
    if config.get_hosts().is_empty() {
        return Err(SqlError::Address);
    }
    config.ssl_mode(ssl_mode(mode, &config)?);
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(PATIENCE);
    }
    config.application_name("puente");
    if config.get_password().is_none()
        && let Some(password) = password(&config, secrets)
    {
        config.password(password);
    }
    Ok(Server { config, roots })
}

/// Without a word about it, nothing leaves this machine in the clear. A certificate that cannot be verified is
/// as good as none, so that `require` means what `verify-full` does.
fn ssl_mode(told: Option<&str>, config: &Config) -> Result<SslMode, SqlError> {
    match told {
        Some("disable") => Ok(SslMode::Disable),
        Some("allow" | "prefer" | "require" | "verify-ca" | "verify-full") => Ok(SslMode::Require),
        Some(_) => Err(SqlError::Address),
        None if config.get_hosts().iter().all(is_here) => Ok(SslMode::Disable),
        None => Ok(SslMode::Require),
    }
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

fn password(config: &Config, secrets: &Secrets) -> Option<String> {
    if secrets.password.is_some() {
        return secrets.password.clone();
    }
    let text = std::fs::read_to_string(secrets.passfile.as_ref()?).ok()?;
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(name)) if !name.is_empty() => name,
        _ => "localhost",
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    let user = config.get_user().unwrap_or_default();
    let database = config.get_dbname().unwrap_or(user);
    passfile::password(&text, [host, &port.to_string(), database, user])
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(redacted)")
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(redacted)")
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Server(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use ::postgres::config::SslMode;

    use super::{Address, Secrets, Server};

    fn server(text: &str) -> Option<Server> {
        match Address::new(text, &Secrets::default()) {
            Ok(Address::Postgres(server)) => Some(*server),
            _ => None,
        }
    }

    #[test]
    fn what_leaves_the_machine_is_encrypted_unless_the_officer_says_so() {
        let mode = |text: &str| server(text).map(|server| server.config.get_ssl_mode());
        assert_eq!(mode("postgres://ana@db/lmis"), Some(SslMode::Require));
        let told = mode("postgresql://ana@db/lmis?sslmode=verify-full&sslrootcert=/etc/ca.pem");
        assert_eq!(told, Some(SslMode::Require));
        assert_eq!(
            mode("postgres://ana@db/lmis?sslmode=prefer"),
            Some(SslMode::Require)
        );
        assert_eq!(
            mode("postgres://ana@db/lmis?sslmode=disable"),
            Some(SslMode::Disable)
        );
        assert_eq!(
            mode("postgres://ana@localhost/lmis"),
            Some(SslMode::Disable)
        );
        assert_eq!(
            mode("postgres://ana@%2Frun%2Fpg/lmis"),
            Some(SslMode::Disable)
        );
        for wrong in [
            "mysql://db/lmis",
            "postgres://ana@db:x/lmis",
            "postgres:///lmis",
            "postgres://db/l?sslmode=no",
        ] {
            assert_eq!(mode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        let secrets = Secrets {
            password: Some("hunter2".to_owned()),
            passfile: None,
        };
        let address = Address::new("postgres://ana@db/lmis", &secrets);
        assert!(!format!("{address:?}{secrets:?}").contains("hunter2"));
        let wrong = Address::new("postgres://ana:hunter2@db:x/lmis", &secrets);
        assert!(!format!("{wrong:?}").contains("hunter2"));
    }
}
