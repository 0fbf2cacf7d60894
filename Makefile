# Everything a developer or CI does is a target here. Needs Go and make, nothing else.
GO     ?= go
RAW    ?= raw
OUT    ?= out
BIN    := .build/fwci

.PHONY: release test build check fmt vet fuzz bench clean
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
check: fmt vet

fmt:
	@test -z "$$(gofmt -l cmd extract transform export schemas)" || { gofmt -l cmd extract transform export schemas; echo "gofmt these files"; exit 1; }

vet:
	$(GO) vet ./...

## fuzz: run each fuzz target for FUZZTIME
FUZZTIME ?= 30s
fuzz:
	@for package in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
	    echo "$$package $$target"; $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
	  done; \
	done

## bench: measure the build and its stages
bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

clean:
	rm -rf .build
