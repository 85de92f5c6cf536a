//! The gateway as a process: two listeners, the scheduler, the deliveries and the look at the
//! files of trust; started together, stopped in order, so that what was begun is ended.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use actix_web::{
    App, HttpServer,
    dev::{Server, ServerHandle},
    middleware::from_fn,
    web::Data,
};
use schemas::language::{Language, args};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::Notify,
    task::JoinHandle,
};

use crate::{
    catalogue::catalogue,
    config::Config,
    delivery::{self, DeliveryHandle, Worker},
    gateway::{Gateway, OpenError},
    http,
    observe::log,
    schedule::{self, ScheduleHandle, Scheduler},
};

/// Threads of a worker that may wait: for bodies, for the database, for checks.
const SPARE_BLOCKING_THREADS: usize = 16;
const DISCONNECT: Duration = Duration::from_secs(2);

/// Where a running gateway listens.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct Addresses {
    /// Participants connect here, over mutual TLS.
    pub exchange: SocketAddr,
    /// The host institution asks for health here.
    pub operations: SocketAddr,
}

/// Why the gateway does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// A part could not be opened.
    #[error("failed to open the gateway")]
    Open(#[source] OpenError),
    /// An address could not be taken.
    #[error("failed to listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The TLS side could not be set up.
    #[error("failed to set up TLS")]
    Tls(#[source] certs::tls::TlsError),
    /// The scheduler did not start.
    #[error("failed to start the scheduler")]
    Schedule(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The listeners ended by a fault.
    #[error("failed to serve")]
    Serve(#[source] io::Error),
}

impl ServeError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Open(error) => error.code(),
            Self::Listen { .. } => "listen_failed",
            Self::Tls(error) => error.code(),
            Self::Schedule(_) => "schedule_failed",
            Self::Serve(_) => "serve_failed",
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let detail = match self {
            Self::Open(error) => return error.message(language),
            Self::Tls(error) => return error.message(language),
            Self::Listen { address, source } => args([
                ("address", address.to_string()),
                ("detail", source.to_string()),
            ]),
            Self::Schedule(source) => args([("detail", source.to_string())]),
            Self::Serve(source) => args([("detail", source.to_string())]),
        };
        catalogue().message(language, self.code(), &detail)
    }
}

/// A gateway that serves.
pub struct Running {
    addresses: Addresses,
    servers: [ServerHandle; 2],
    serving: [JoinHandle<io::Result<()>>; 2],
    schedule: ScheduleHandle,
    delivery: DeliveryHandle,
    reload: JoinHandle<()>,
}

/// Runs a gateway until the process is asked to end (SIGTERM or Ctrl-C). `ready` is told where
/// it listens as soon as it does.
///
/// # Errors
/// When it cannot start.
pub async fn run(config: Config, ready: impl FnOnce(&Addresses)) -> Result<(), ServeError> {
    let mut terminated = signal(SignalKind::terminate()).map_err(ServeError::Serve)?;
    let mut interrupted = signal(SignalKind::interrupt()).map_err(ServeError::Serve)?;
    let running = start(config).await?;
    ready(&running.addresses);
    tokio::select! {
        _ = terminated.recv() => {}
        _ = interrupted.recv() => {}
    }
    tracing::info!("Asked to end; ending what was begun");
    running.stop().await
}

/// Starts a gateway in this process.
///
/// # Errors
/// When it cannot start.
pub async fn start(config: Config) -> Result<Running, ServeError> {
    log::configuration(&config);
    let opened = tokio::task::spawn_blocking(|| Gateway::open(config)).await;
    let gateway = opened
        .map_err(|error| ServeError::Serve(io::Error::other(error)))?
        .map_err(ServeError::Open)?;
    let gateway = Arc::new(gateway);
    let (exchange_at, exchange) = exchange(&gateway)?;
    let (operations_at, operations) = operations(&gateway)?;
    let addresses = Addresses {
        exchange: exchange_at,
        operations: operations_at,
    };
    let servers = [exchange.handle(), operations.handle()];
    let serving = [tokio::spawn(exchange), tokio::spawn(operations)];
    let routed = Arc::new(Notify::new());
    let schedule = scheduler(&gateway, Arc::clone(&routed)).await?;
    let delivery = delivery::start(worker(&gateway), routed);
    let reload = tokio::spawn(reload(Arc::clone(&gateway)));
    tracing::info!(
        exchange = %addresses.exchange, operations = %addresses.operations,
        "Serving participants on {}", addresses.exchange
    );
    Ok(Running {
        addresses,
        servers,
        serving,
        schedule,
        delivery,
        reload,
    })
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn addresses(&self) -> Addresses {
        self.addresses
    }

    /// Ends: takes no new connection, lets open requests end, then stops the rest.
    ///
    /// # Errors
    /// When a listener had ended by a fault.
    pub async fn stop(self) -> Result<(), ServeError> {
        self.reload.abort();
        self.schedule.stop().await;
        for server in &self.servers {
            server.stop(true).await;
        }
        for serving in self.serving {
            match serving.await {
                Ok(ended) => ended.map_err(ServeError::Serve)?,
                Err(error) => return Err(ServeError::Serve(io::Error::other(error))),
            }
        }
        self.delivery.stop().await;
        Ok(())
    }
}

fn exchange(gateway: &Arc<Gateway>) -> Result<(SocketAddr, Server), ServeError> {
    let limits = &gateway.config.limits;
    let section = &gateway.config.exchange;
    let (listener, address) = listen(section.address)?;
    let acceptor = gateway.tls.acceptor().map_err(ServeError::Tls)?;
    let shared = Data::from(Arc::clone(gateway));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(shared.clone())
            .wrap(from_fn(http::gate))
            .configure(http::routes)
    })
    .workers(section.workers.max(1))
    .max_connections(limits.max_connections.max(1))
    .max_connection_rate(limits.max_handshakes.max(1))
    .tls_handshake_timeout(Duration::from_secs(limits.handshake_timeout_s))
    .client_request_timeout(Duration::from_secs(limits.header_timeout_s))
    .keep_alive(Duration::from_secs(limits.idle_timeout_s))
    .client_disconnect_timeout(DISCONNECT)
    .worker_max_blocking_threads(limits.max_receiving + SPARE_BLOCKING_THREADS)
    .shutdown_timeout(section.drain_s)
    .disable_signals()
    .on_connect(http::connected)
    .listen_openssl(listener, acceptor)
    .map_err(|source| ServeError::Listen { address, source })?
    .run();
    Ok((address, server))
}

fn operations(gateway: &Arc<Gateway>) -> Result<(SocketAddr, Server), ServeError> {
    let (listener, address) = listen(gateway.config.operations.address)?;
    let shared = Data::from(Arc::clone(gateway));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(shared.clone())
            .configure(http::health::routes)
    })
    .workers(1)
    .shutdown_timeout(1)
    .disable_signals()
    .listen(listener)
    .map_err(|source| ServeError::Listen { address, source })?
    .run();
    Ok((address, server))
}

fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), ServeError> {
    let failed = |source| ServeError::Listen { address, source };
    let listener = TcpListener::bind(address).map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

async fn scheduler(
    gateway: &Arc<Gateway>,
    routed: Arc<Notify>,
) -> Result<ScheduleHandle, ServeError> {
    let section = gateway.config.schedule.clone();
    let tick_s = section.tick_s;
    let scheduler = Scheduler::new(
        gateway.store.clone(),
        Arc::clone(&gateway.clock),
        section,
        Arc::new(gateway.signer.clone()),
        instance(),
    );
    schedule::start(scheduler, tick_s, routed)
        .await
        .map_err(|error| ServeError::Schedule(Box::new(error)))
}

fn worker(gateway: &Arc<Gateway>) -> Worker {
    Worker::new(
        gateway.store.clone(),
        Arc::clone(&gateway.clock),
        gateway.config.delivery.clone(),
        Arc::new(gateway.signer.clone()),
        instance(),
    )
}

/// Names this process to others that look at the same rows.
fn instance() -> String {
    uuid::Uuid::now_v7().to_string()
}

async fn reload(gateway: Arc<Gateway>) {
    let period = Duration::from_secs(gateway.config.tls.reload_s.max(1));
    loop {
        tokio::time::sleep(period).await;
        let gateway = Arc::clone(&gateway);
        if let Err(error) = tokio::task::spawn_blocking(move || gateway.reload_trust()).await {
            tracing::error!(%error, "A look at the files of trust ended early");
        }
    }
}
