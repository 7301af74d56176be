//! The log and the metrics of the process.

use crate::config::Settings;
use crate::config::value::LogFormat;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::Duration;
use tracing_subscriber::EnvFilter;

/// How often the recorder folds what it has seen.
const UPKEEP_EVERY: Duration = Duration::from_secs(5);

/// Begins to log, to standard error. A second time does nothing.
pub fn init(settings: &Settings) {
    init_with(&settings.log.0, settings.log_format);
}

/// Begins to log with this filter.
pub fn init_with(filter: &str, format: LogFormat) {
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none());
    // An error means that somebody set the log up already, which is what we want.
    let _ = match format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
}

static METRICS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Begins to count. The recorder is the process's: several servers in one process (tests) share it.
pub fn install_metrics() {
    METRICS.get_or_init(|| match PrometheusBuilder::new().install_recorder() {
        Ok(handle) => {
            let upkeep = handle.clone();
            tokio::spawn(async move {
                loop {
                    tokio::time::sleep(UPKEEP_EVERY).await;
                    upkeep.run_upkeep();
                }
            });
            Some(handle)
        }
        Err(error) => {
            tracing::warn!(%error, "nothing is counted: another recorder is in place");
            None
        }
    });
}

/// Every metric, as Prometheus reads it.
pub fn metrics_text() -> String {
    METRICS
        .get()
        .and_then(Option::as_ref)
        .map(PrometheusHandle::render)
        .unwrap_or_default()
}
