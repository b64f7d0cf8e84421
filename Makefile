# Everything a fresh machine with the Swift toolchain needs. `make help` lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

CONFIGURATION ?= release
# With the standard library inside, the program starts in a third of the time and can be copied to another machine.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
BUILD := swift build -c $(CONFIGURATION) $(STATIC)
SOURCES := Package.swift Sources Commands Tests Examples Benchmarks
RUNS ?= 10000000
ROWS ?= 1000000
SEEDS ?= 100000
SIMULATE := -c release -Xswiftc -enable-testing --scratch-path .build-simulate
THREAD_SANITIZER := --sanitize=thread --scratch-path .build-tsan -Xswiftc -DTHREAD_SANITIZER
THREAD_OPTIONS := SIMULATION_SEEDS=200 RESIDENT_LIMIT_MIB=4000 TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.supp
ADDRESS_SANITIZER := --sanitize=address --scratch-path .build-asan
ADDRESS_OPTIONS := SIMULATION_SEEDS=200 RESIDENT_LIMIT_MIB=4000 LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/leak-sanitizer.supp

# What keeps all processors busy runs apart from what waits for others.
COST_TESTS := Cost(Files|Model|Store|Tools)Tests
NETWORK_TESTS := HTTPClientTests|MCPStreamableHTTPTests

say = @printf '\n==> %s\n' "$(1)"

.PHONY: help run example build test lint format bench bench-costs fuzz simulate sanitize setup setup-tests clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## Install what building needs and the machine lacks
	@Scripts/setup-system

run: setup ## Build the hub, put two public servers and sample costs behind it, and ask each something
	$(call say,Building the hub (the first time takes some minutes))
	@$(BUILD) --product mcphub
	$(call say,Setting up two public servers)
	@Scripts/setup-system python
	@Scripts/setup-peers public
	@Scripts/try-hub "$$($(BUILD) --show-bin-path)/mcphub"

example: setup ## Build, start the example server, attach the example client and show the exchange
	$(call say,Building (the first time takes a minute or two))
	@$(BUILD) --product mcp-example-server
	@$(BUILD) --product mcp-example-client
	$(call say,Starting the example server and talking to it)
	@bin=$$($(BUILD) --show-bin-path); "$$bin/mcp-example-client" "$$bin/mcp-example-server"

build: setup ## Build everything
	@$(BUILD)

setup-tests: setup
	$(call say,Setting up the peers that the tests talk to)
	@Scripts/setup-system python
	@Scripts/setup-system tests
	@Scripts/setup-peers

test: setup-tests ## Set up and run all tests
	$(call say,Building the tests)
	@swift build --build-tests
	$(call say,Running the tests)
	@swift test --skip-build --skip 'EndToEndTests|$(COST_TESTS)|$(NETWORK_TESTS)'
	$(call say,Running the tests of costs)
	@swift test --skip-build --filter '$(COST_TESTS)'
	$(call say,Running the tests of the network)
	@swift test --skip-build --filter '$(NETWORK_TESTS)'
	$(call say,Running the tests of the built programs)
	@swift test --skip-build --filter EndToEndTests

lint: ## Check the format of the sources; any finding is an error
	@swift format lint --strict --recursive $(SOURCES)

format: ## Format the sources
	@swift format --in-place --recursive $(SOURCES)

bench: setup ## Measure the hot paths beside their baselines
	@$(BUILD) --product Benchmarks
	@"$$($(BUILD) --show-bin-path)/Benchmarks"

bench-costs: setup-tests ## Measure the cost store with ROWS charges beside DuckDB and pyarrow, in SQLite and PostgreSQL
	@Scripts/bench-costs $(ROWS)

fuzz: setup ## Fuzz scanner, parser, framer and schema validator, RUNS executions each
	@RUNS=$(RUNS) Scripts/fuzz

simulate: setup ## Drive the routing core through SEEDS simulated worlds
	$(call say,Building the tests (the first time takes ten minutes))
	@swift build --build-tests $(SIMULATE)
	$(call say,Simulating)
	@SIMULATION_SEEDS=$(SEEDS) swift test --skip-build $(SIMULATE) --filter SimulationTests

# One test at a time: all at once, what is slowed down tenfold runs into the tests' time limits.
sanitize: setup-tests ## Run the tests under Thread Sanitizer and Address Sanitizer
	$(call say,Building with Thread Sanitizer)
	@swift build --build-tests $(THREAD_SANITIZER)
	$(call say,Testing with Thread Sanitizer)
	@$(THREAD_OPTIONS) swift test --no-parallel --skip-build $(THREAD_SANITIZER) --skip EndToEndTests
	@$(THREAD_OPTIONS) swift test --no-parallel --skip-build $(THREAD_SANITIZER) --filter EndToEndTests
	$(call say,Building with Address Sanitizer)
	@swift build --build-tests $(ADDRESS_SANITIZER)
	$(call say,Testing with Address Sanitizer)
	@$(ADDRESS_OPTIONS) swift test --no-parallel --skip-build $(ADDRESS_SANITIZER) --skip EndToEndTests
	@$(ADDRESS_OPTIONS) swift test --no-parallel --skip-build $(ADDRESS_SANITIZER) --filter EndToEndTests

clean: ## Remove everything that was built
	@rm -rf .build .build-* .venvs .run
