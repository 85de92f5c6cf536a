-- Submissions that were acknowledged, by their key.
CREATE TABLE submissions (
    id               TEXT NOT NULL PRIMARY KEY, -- made by the office
    provider         TEXT NOT NULL,
    dataflow         TEXT NOT NULL,
    dataflow_version TEXT NOT NULL,
    reference_period TEXT NOT NULL,
    revision         INTEGER NOT NULL,
    digest           TEXT NOT NULL,             -- sha-256:<hex> of the exact bytes
    bytes            INTEGER NOT NULL,          -- length of the exact bytes
    observations     INTEGER NOT NULL,
    embargo_until    TEXT,                      -- not passed on before this moment, UTC
    received_at      TEXT NOT NULL,
    audit_position   INTEGER NOT NULL           -- audit row of its acceptance
) STRICT;
CREATE INDEX submissions_by_key ON submissions (dataflow, provider, reference_period, revision);
CREATE INDEX submissions_by_digest ON submissions (provider, digest);
-- What the office signed, to the byte, and its signature: the one copy of the observations.
CREATE TABLE evidence (
    submission_id TEXT NOT NULL PRIMARY KEY REFERENCES submissions (id),
    document      BLOB NOT NULL,                -- the exact bytes, zstd
    signature     TEXT NOT NULL                 -- detached JWS of the office
) STRICT;
-- What the gateway answered; a second sending gets the same.
CREATE TABLE receipts (
    submission_id TEXT NOT NULL PRIMARY KEY REFERENCES submissions (id),
    findings      TEXT NOT NULL,                -- JSON: warnings
    receipt       TEXT NOT NULL                 -- JWS of the gateway
) STRICT;
