package main

import (
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	for name, c := range map[string]struct {
		in, want string
		ok       bool
	}{
		"passes, skips and seeds": {ok: true, in: `
{"Action":"run","Package":"a","Test":"TestX"}
{"Action":"output","Package":"a","Test":"TestX","Output":"=== RUN   TestX\n"}
{"Action":"output","Package":"a","Test":"TestX","Output":"    x_test.go:7: FWCI_CRASH_SEED=42\n"}
{"Action":"pass","Package":"a","Test":"TestX"}
{"Action":"output","Package":"a","Test":"TestY","Output":"    y_test.go:7: node is not installed\n"}
{"Action":"output","Package":"a","Test":"TestY","Output":"--- SKIP: TestY (0.00s)\n"}
{"Action":"skip","Package":"a","Test":"TestY"}
{"Action":"output","Package":"b","Test":"TestY/z","Output":"    --- SKIP: TestY/z (0.00s)\n"}
{"Action":"skip","Package":"b","Test":"TestY/z"}
{"Action":"output","Package":"a","Output":"PASS\n"}
{"Action":"output","Package":"a","Output":"ok  \ta\t0.1s\n"}
{"Action":"pass","Package":"a"}
{"Action":"output","Package":"c","Output":"?   \tc\t[no test files]\n"}
{"Action":"skip","Package":"c"}`,
			want: "TestX FWCI_CRASH_SEED=42\nskipped: 2; no reason given (1); node is not installed (1)\nok  \ta\t0.1s\n?   \tc\t[no test files]\n"},
		"a script says why it ends": {ok: true, in: `
{"Action":"output","Package":"a","Test":"TestScripts/s","Output":"    testscript.go:7: WORK=$WORK\n"}
{"Action":"output","Package":"a","Test":"TestScripts/s","Output":"        > mkdir mine\n"}
{"Action":"output","Package":"a","Test":"TestScripts/s","Output":"        > [short] skip 'takes long'\n"}
{"Action":"output","Package":"a","Test":"TestScripts/s","Output":"        \n"}
{"Action":"output","Package":"a","Test":"TestScripts/s","Output":"    --- SKIP: TestScripts/s (0.00s)\n"}
{"Action":"skip","Package":"a","Test":"TestScripts/s"}
{"Action":"output","Package":"a","Output":"ok  \ta\t0.1s\n"}
{"Action":"pass","Package":"a"}`,
			want: "skipped: 1; takes long (1)\nok  \ta\t0.1s\n"},
		"a failure shows its output, and nothing of the others": {in: `
{"Action":"output","Package":"a","Test":"TestX","Output":"    x_test.go:7: fine\n"}
{"Action":"output","Package":"a","Test":"TestZ","Output":"    z_test.go:9: wrong\n"}
{"Action":"output","Package":"a","Test":"TestZ","Output":"--- FAIL: TestZ (0.00s)\n"}
{"Action":"pass","Package":"a","Test":"TestX"}
{"Action":"fail","Package":"a","Test":"TestZ"}
{"Action":"output","Package":"a","Output":"FAIL\n"}
{"Action":"output","Package":"a","Output":"FAIL\ta\t0.1s\n"}
{"Action":"fail","Package":"a"}`,
			want: "    z_test.go:9: wrong\n--- FAIL: TestZ (0.00s)\nFAIL\ta\t0.1s\n"},
		"a package that panics": {in: `
{"Action":"output","Package":"a","Output":"panic: oh\n"}
{"Action":"output","Package":"a","Output":"FAIL\ta\t0.1s\n"}
{"Action":"fail","Package":"a"}`, want: "panic: oh\nFAIL\ta\t0.1s\n"},
		"a package that does not compile": {in: `
{"ImportPath":"a","Action":"build-output","Output":"a.go:1: no\n"}
{"ImportPath":"a","Action":"build-fail"}
{"Action":"output","Package":"a","Output":"FAIL\ta [build failed]\n"}
{"Action":"fail","Package":"a"}`, want: "a.go:1: no\nFAIL\ta [build failed]\n"},
		"no test": {in: "go: cannot find main module\n", want: "go: cannot find main module\n"},
	} {
		var out strings.Builder
		ok, err := report(strings.NewReader(strings.TrimPrefix(c.in, "\n")), &out)
		if err != nil || ok != c.ok || out.String() != c.want {
			t.Errorf("%s: good %t, error %v, it prints %q; expected %t and %q", name, ok, err, &out, c.ok, c.want)
		}
	}
}
