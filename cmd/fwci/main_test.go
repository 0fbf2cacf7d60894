package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The test binary is also the command: "fwci" in a script, or started by a test, runs main.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"fwci": main})
}
