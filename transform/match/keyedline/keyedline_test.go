package keyedline

import (
	"fmt"
	"strings"
	"testing"
)

// Every key is found in texts of many lengths, and nothing between, before or after the keys.
func TestFind(t *testing.T) {
	for n := range 40 {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "key%03d\t%s\n", i, strings.Repeat("x", i*7%11))
		}
		text := b.String()
		for i := range n {
			want := strings.Repeat("x", i*7%11)
			if rest, ok := Find(text, fmt.Sprintf("key%03d", i)); !ok || rest != want {
				t.Errorf("%d lines: key %d has %q, %v; expected %q", n, i, rest, ok, want)
			}
		}
		for _, key := range []string{"", "a", "key", "key000x", "key01", "key999", "z", "x"} {
			if rest, ok := Find(text, key); ok {
				t.Errorf("%d lines: %q has %q; expected nothing", n, key, rest)
			}
		}
	}
}

func TestWithoutHead(t *testing.T) {
	for text, want := range map[string]string{"": "", "# a\n# b\nc\t#\n": "c\t#\n", "c\n# d\n": "c\n# d\n", "# a": ""} {
		if got := WithoutHead(text); got != want {
			t.Errorf("%q: %q; expected %q", text, got, want)
		}
	}
}
