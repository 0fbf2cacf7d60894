package version_test

import (
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/extract/version"
)

func TestValid(t *testing.T) {
	for text, want := range map[string]bool{
		"0.0.0": true, "1.2.0": true, "10.20.30": true, "1.0.0-rc.1": true, "1.0.0-0": true, "1.0.0-a-b.7.z": true, "99999999999999999999.0.0": true,
		"": false, "1": false, "1.0": false, "v1.0.0": false, "1.0.0.0": false, "01.0.0": false, "1.02.0": false, "1.0.0-01": false, "1.0.0-rc.01": false,
		"1.0.0-": false, "1.0.0-rc..1": false, "1.0.0+5": false, "1.0.0-rc.1+5": false, " 1.0.0": false, "1.0.0\n": false, "1.0.0-é": false,
	} {
		if got := version.Valid(text); got != want {
			t.Errorf("%q is a version: %t; expected %t", text, got, want)
		}
	}
}

// Build metadata is part of a version only where it is asked for, and has no order.
func TestValidBuild(t *testing.T) {
	for text, want := range map[string]bool{"1.0.0": true, "2.0.0+esco.1.1.1": true, "2.0.0-rc.1+esco.1.1.1.fr": true, "1.0.0+": false, "1.0.0+a..b": false, "1.0+a": false, "": false} {
		if got := version.ValidBuild(text); got != want {
			t.Errorf("%q is a version, perhaps with build metadata: %t; expected %t", text, got, want)
		}
	}
	if version.Compare("1.0.0+a", "1.0.0+b") != 0 || version.Compare("1.0.0+b", "1.0.1") >= 0 || version.IsPre("1.0.0+a-b") {
		t.Error("build metadata counts in the order")
	}
}

// The example of order in the specification (section 11), with what is no version before it.
func TestCompare(t *testing.T) {
	order := []string{"x", "0.0.0-0", "0.1.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-beta.99999999999999999999",
		"1.0.0-beta.100000000000000000000", "1.0.0-rc.1", "1.0.0", "1.9.0", "1.9.1", "1.10.0", "2.0.0-0", "2.0.0--", "2.0.0", "10.0.0"}
	for i, a := range order {
		for j, b := range order {
			if got := version.Compare(a, b); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%s compared with %s is %d", a, b, got)
			}
		}
	}
}

func TestParts(t *testing.T) {
	for text, want := range map[string][3]string{"1.2.3": {"1", "2", "3"}, "10.0.0-rc.1": {"10", "0", "0"}, "1.0": {}, "1.0.0+esco.1.1.1": {"1", "0", "0"}} {
		if got := version.Numbers(text); got != want {
			t.Errorf("the numbers of %s are %q; expected %q", text, got, want)
		}
	}
	var pre []string
	for _, text := range []string{"1.0.0", "1.0.0-rc.1", "1.0-rc.1", "2.0.0-0"} {
		if version.IsPre(text) {
			pre = append(pre, text)
		}
	}
	if want := []string{"1.0.0-rc.1", "2.0.0-0"}; !slices.Equal(pre, want) {
		t.Errorf("pre-releases: %q; expected %q", pre, want)
	}
}
