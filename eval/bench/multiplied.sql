-- Copies of all documents of the bench (eval/bench/generated.py), as many as the temporary table `copies` has rows. {turn}: the noise's length.
-- A copy's name ends in its first number, so that copies of copies have names of their own.

SET LOCAL session_replication_role = replica;  -- the references hold by construction

CREATE TEMP TABLE base ON COMMIT DROP AS
SELECT (SELECT max(number) FROM mureobwa.document) AS documents, (SELECT max(number) FROM mureobwa.passage) AS passages,
    (SELECT max(copy) + 1 FROM copies) AS times;

CREATE TEMP TABLE noise ON COMMIT DROP AS
SELECT number, array_agg(random_normal(0, {turn} / sqrt(dimension)))::vector AS vector
FROM generate_series(0, 4999) AS number, mureobwa.corpus, generate_series(1, dimension) GROUP BY number;
CREATE UNIQUE INDEX ON noise (number);
ANALYZE noise;

INSERT INTO mureobwa.document OVERRIDING SYSTEM VALUE
SELECT number + copy * documents, id || '.' || copy * documents, revision, title, office, department, published, source || '.' || copy * documents, sha256, characters,
    d.passages, metadata, replace(record, '"' || id || '"', '"' || id || '.' || copy * documents || '"'), made, digest || '.' || copy * documents, terms, length, words,
    word_counts, names
FROM copies, base, mureobwa.document d;

INSERT INTO mureobwa.passage OVERRIDING SYSTEM VALUE
SELECT p.number + copy * passages, document + copy * documents, document_id || '.' || copy * documents, position, office, department, published, article,
    l2_normalize(p.vector::vector + n.vector)::halfvec, length, bigram_length,
    replace(replace(record, '"' || document_id || '#', '"' || document_id || '.' || copy * documents || '#'),
        '"' || document_id || '"', '"' || document_id || '.' || copy * documents || '"'),
    sentence_vectors, sentence_terms, sentence_ends, heading_terms
FROM copies CROSS JOIN base CROSS JOIN mureobwa.passage p JOIN noise n ON n.number = (p.number * 7919 + copy * 104729) % 5000;

INSERT INTO mureobwa.weight
SELECT passage + copy * passages,
    regexp_replace(terms::text, '\d*' || copy || ':[^,}]*,', '', 'g')::sparsevec,
    regexp_replace(bigrams::text, '\d*' || copy || ':[^,}]*,', '', 'g')::sparsevec, held_terms, held_bigrams
FROM copies, base, mureobwa.weight;

INSERT INTO mureobwa.document_weight
SELECT document + copy * documents, regexp_replace(terms::text, '\d*' || copy || ':[^,}]*,', '', 'g')::sparsevec
FROM copies, base, mureobwa.document_weight;

UPDATE mureobwa.term SET passages = term.passages * times, documents = term.documents * times FROM base;
UPDATE mureobwa.bigram SET passages = bigram.passages * times FROM base;
UPDATE mureobwa.word SET count = count * times FROM base;
UPDATE mureobwa.corpus SET revision = revision + 1, documents = corpus.documents * times, passages = corpus.passages * times FROM base;
