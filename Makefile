# Everything a developer or CI does is a target here. Needs Go and make, nothing else.
GO     ?= go
RAW    ?= raw
OUT    ?= out
BIN    := .build/fwci

.PHONY: readers release test build check committed verify dist previous publish fmt vet lint race cross crash fuzz bench scale clean
.DEFAULT_GOAL := release

## release: build all datasets from raw/ into out/
release: build
	$(BIN) build --raw $(RAW) --out $(OUT)

## build: compile the command line
build:
	@mkdir -p .build
	$(GO) build -trimpath -o $(BIN) ./cmd/fwci

## test: run the tests
test:
	$(GO) test ./...

## check: formatting, vet, and that out/ is what raw/ gives
check: fmt vet committed

## committed: build the release twice and hold both against out/
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

## dist: gate the release and pack its archive; VERSION, and PREVIOUS or FIRST=1
dist: build
	$(BIN) release --version $(VERSION) $(if $(FIRST),--first,--previous $(PREVIOUS)) --raw $(RAW) --out $(OUT) --dist .build/dist

fmt:
	@test -z "$$(gofmt -l cmd extract transform export schemas)" || { gofmt -l cmd extract transform export schemas; echo "gofmt these files"; exit 1; }

vet:
	$(GO) vet ./...

## lint: staticcheck on the whole tree
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
lint:
	$(GO) run $(STATICCHECK) ./...

## race: the tests of the packages that run things at once, with the race detector
RACE := ./cmd/fwci ./export ./export/release ./export/verify ./extract/escodata ./transform/match ./transform/evaluate
race:
	$(GO) test -race -short $(RACE)

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

## clean: remove what was compiled, and a stage that a build left beside out/ when its machine stopped
clean:
	rm -rf .build
	cd $(dir $(abspath $(OUT))) && $(shell command -v flock >/dev/null && echo flock .) rm -rf .$(notdir $(abspath $(OUT))).stage-*[0-9]

## previous: fetch the archive of the release before TAG into .build (needs gh)
previous:
	@mkdir -p .build && rm -f .build/previous .build/*.zip
	@tag=$$(gh release list --exclude-drafts --json tagName --jq '[.[].tagName | select(. != "$(TAG)")][0] // ""'); \
	if [ -n "$$tag" ]; then gh release download "$$tag" --pattern '*.zip' --dir .build && ls .build/*.zip > .build/previous; else : > .build/previous; fi

## publish: upload the packed archive as the release TAG (needs gh)
publish:
	gh release create "$(TAG)" --title "$(TAG)" --notes-file $(OUT)/CHANGELOG.md .build/dist/*
