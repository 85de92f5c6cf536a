-- Who may receive what, from whom, how fine, for what, until when. What no row allows is refused.
CREATE TABLE agreements (
    id          TEXT NOT NULL PRIMARY KEY,
    provider    TEXT NOT NULL,             -- participant that answers for the figures
    dataflow    TEXT NOT NULL,             -- for example DF_PERMIT
    recipient   TEXT NOT NULL,             -- participant, country (alpha-3) or group (G_RCM)
    finest      TEXT NOT NULL,             -- JSON: "all", or the dimensions that may be broken down
    purpose     TEXT NOT NULL,             -- in words, as the parties wrote it
    valid_from  TEXT NOT NULL,             -- first day, UTC, YYYY-MM-DD
    valid_to    TEXT,                      -- last day, UTC; none while no end is agreed
    direction   TEXT NOT NULL CHECK (direction IN ('one_way', 'mutual'))
) STRICT;
CREATE INDEX agreements_by_provider ON agreements (provider, dataflow);
