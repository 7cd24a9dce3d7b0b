-- The columns are those of SQLite (chat/log/statements.py): yes and no are 1 and 0, times whole milliseconds since 1970 in UTC.
-- SELECT to_timestamp(time / 1000.0), status, question FROM mureobwa_log.entries ORDER BY place DESC;

CREATE TABLE mureobwa_log.setups (id text PRIMARY KEY, record text NOT NULL);  -- record: JSON

CREATE TABLE mureobwa_log.entries (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    time bigint NOT NULL,
    day text NOT NULL,
    door text NOT NULL,
    status text NOT NULL,
    question text NOT NULL,
    text text NOT NULL,
    setup text NOT NULL REFERENCES mureobwa_log.setups (id),
    notes text NOT NULL,                         -- JSON, like the citations and the timings
    citations text NOT NULL,
    department text NOT NULL,
    evidence float8 NOT NULL,
    scope text NOT NULL,
    site text NOT NULL,
    cached smallint NOT NULL,
    model_written smallint NOT NULL,
    timings_ms text NOT NULL
);
CREATE INDEX entries_by_time ON mureobwa_log.entries (time);

CREATE TABLE mureobwa_log.feedback (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    time bigint NOT NULL,
    answer_id text COLLATE "C" NOT NULL,
    helpful smallint NOT NULL,
    reasons text NOT NULL,                       -- JSON
    comment text NOT NULL,
    question text NOT NULL,
    answer text NOT NULL,
    status text NOT NULL,
    site text NOT NULL,
    index_version text NOT NULL
);
CREATE INDEX feedback_by_time ON mureobwa_log.feedback (time);
CREATE INDEX feedback_by_answer ON mureobwa_log.feedback (answer_id);

CREATE TABLE mureobwa_log.tallies (
    day text COLLATE "C" NOT NULL, door text COLLATE "C" NOT NULL, status text COLLATE "C" NOT NULL, count bigint NOT NULL,
    PRIMARY KEY (day, door, status)
);
