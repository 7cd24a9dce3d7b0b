-- The first layout. {dimension} is the number of columns of the embedding model.

CREATE TABLE mureobwa.corpus (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    layout int NOT NULL,                         -- of the program that made it (retriever/storage.py)
    model text NOT NULL,
    dimension int NOT NULL,
    passage_chars int NOT NULL,
    dictionary text NOT NULL,
    revision bigint NOT NULL DEFAULT 0,          -- grows with every change
    documents bigint NOT NULL DEFAULT 0,         -- as of the last statistics, like all below
    passages bigint NOT NULL DEFAULT 0,
    mean_terms float8 NOT NULL DEFAULT 1,        -- the mean lengths that the weights of BM25 were made with
    mean_bigrams float8 NOT NULL DEFAULT 1,
    mean_whole float8 NOT NULL DEFAULT 1,
    register text NOT NULL DEFAULT '{}',
    removed text NOT NULL DEFAULT '[]'
);

CREATE TABLE mureobwa.document (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    revision bigint NOT NULL,
    title text NOT NULL,
    office text NOT NULL,
    department text NOT NULL,
    published date,
    source text NOT NULL,
    sha256 text NOT NULL,
    characters int NOT NULL,
    passages int NOT NULL,
    metadata text NOT NULL,                      -- JSON
    record text NOT NULL,                        -- JSON: the document with its text and blocks
    made text NOT NULL,                          -- JSON: the terms of its title, headings and sentences
    digest text NOT NULL,                        -- of the record and the passages' records
    terms tsvector NOT NULL,
    length int NOT NULL,
    words text[] NOT NULL,
    word_counts int[] NOT NULL,
    names text[] NOT NULL                        -- short, full, short, full ...
);
CREATE INDEX document_listed ON mureobwa.document (published DESC NULLS LAST, title, id);
CREATE INDEX document_terms ON mureobwa.document USING gin (terms) WITH (fastupdate = off);

CREATE TABLE mureobwa.passage (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document bigint NOT NULL REFERENCES mureobwa.document ON DELETE CASCADE,
    document_id text COLLATE "C" NOT NULL,       -- what filters ask for is copied here, beside the vector
    position int NOT NULL,
    office text NOT NULL,
    department text NOT NULL,
    published date,
    article text COLLATE "C" NOT NULL,           -- of a law or a rule ("제3조의2"), '' for none
    vector halfvec({dimension}) NOT NULL,
    terms tsvector NOT NULL,
    length int NOT NULL,
    bigrams tsvector NOT NULL,
    bigram_length int NOT NULL,
    record text NOT NULL,                        -- JSON: the passage with its sentences and cells
    sentence_vectors bytea NOT NULL,             -- sentences x dimension numbers of 16 bits (IEEE 754), little-endian
    sentence_terms int[] NOT NULL,               -- the terms of all sentences, one sentence after the other
    sentence_ends int[] NOT NULL,                -- where each ends in sentence_terms
    heading_terms int[] NOT NULL,
    UNIQUE (document, position)
);
ALTER TABLE mureobwa.passage ALTER COLUMN vector SET STORAGE PLAIN;
ALTER TABLE mureobwa.passage ALTER COLUMN sentence_vectors SET STORAGE EXTERNAL;
CREATE INDEX passage_document_id ON mureobwa.passage (document_id);
CREATE INDEX passage_published ON mureobwa.passage (published);
CREATE INDEX passage_department ON mureobwa.passage (department);
CREATE INDEX passage_office ON mureobwa.passage (office);
CREATE INDEX passage_article ON mureobwa.passage (article) WHERE article <> '';
CREATE INDEX passage_terms ON mureobwa.passage USING gin (terms) WITH (fastupdate = off);
CREATE INDEX passage_bigrams ON mureobwa.passage USING gin (bigrams) WITH (fastupdate = off);
CREATE INDEX passage_vector ON mureobwa.passage
    USING hnsw (vector halfvec_ip_ops) WITH (m = 16, ef_construction = 100);

-- The weights of BM25 stand apart: they change with the mean lengths, and an UPDATE of a passage would enter it into every index again.
CREATE TABLE mureobwa.weight (
    passage bigint PRIMARY KEY REFERENCES mureobwa.passage ON DELETE CASCADE,
    terms sparsevec(1000000000) NOT NULL,
    bigrams sparsevec(1000000000) NOT NULL
) WITH (toast_tuple_target = 8160);
CREATE TABLE mureobwa.document_weight (
    document bigint PRIMARY KEY REFERENCES mureobwa.document ON DELETE CASCADE,
    terms sparsevec(1000000000) NOT NULL
) WITH (toast_tuple_target = 8160);
ALTER TABLE mureobwa.document_weight ALTER COLUMN terms SET STORAGE EXTERNAL;

CREATE TABLE mureobwa.mark (
    mark text COLLATE "C" NOT NULL,
    document bigint NOT NULL REFERENCES mureobwa.document ON DELETE CASCADE,
    PRIMARY KEY (mark, document)
);
CREATE INDEX mark_document ON mureobwa.mark (document);

-- The vocabulary, as of the last statistics; words of later documents are there with small counts.
CREATE TABLE mureobwa.term (
    term text COLLATE "C" PRIMARY KEY, passages bigint NOT NULL, documents bigint NOT NULL
);
CREATE TABLE mureobwa.bigram (bigram text COLLATE "C" PRIMARY KEY, passages bigint NOT NULL);
CREATE TABLE mureobwa.word (
    word text COLLATE "C" PRIMARY KEY, count bigint NOT NULL, keys text COLLATE "C" NOT NULL
);
CREATE INDEX word_keys ON mureobwa.word (left(keys, 1), length(keys));
CREATE TABLE mureobwa.name (
    name text COLLATE "C" NOT NULL, other text COLLATE "C" NOT NULL, PRIMARY KEY (name, other)
);
CREATE INDEX name_long ON mureobwa.name (name) WHERE strpos(name, ' ') > 0;

-- Indexes that a large load has put off until it is over ('mureobwa index copy'); a load that was cut off leaves them here for the next.
CREATE TABLE mureobwa.postponed (definition text PRIMARY KEY);

-- Which departments' documents a role may see, once 'mureobwa index roles --by-department' is applied. A role that is not named here sees all.
CREATE TABLE mureobwa.access (
    role name NOT NULL, department text NOT NULL, PRIMARY KEY (role, department)
);
-- NULL: all. The role that logged in counts: SET ROLE changes nothing.
CREATE FUNCTION mureobwa.departments_seen() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = mureobwa, pg_temp
    RETURN (SELECT array_agg(department) FROM mureobwa.access WHERE role = session_user);
