// Package version knows the form and the order of the versions of releases: Semantic Versioning 2.0.0
// (https://semver.org), major.minor.patch with an optional pre-release, "2.0.0-rc.1".
//
// In goes the text of a version; out comes whether it is one, and which of two comes first. Build metadata
// ("2.0.0+esco.1.1.1") says which ESCO download enriched a release; it has no order, and what is written by hand
// has none.
package version

import (
	"strings"

	"golang.org/x/mod/semver"
)

// Form says what a version looks like, for messages.
const Form = "major.minor.patch such as 1.2.0, or with a pre-release such as 2.0.0-rc.1"

// Valid reports whether a text is a version. Numbers, those of a pre-release too, have no leading zeros.
func Valid(text string) bool {
	v := "v" + text
	return semver.Canonical(v) == v // the canonical form has all three numbers and no build metadata
}

// ValidBuild reports whether a text is a version, with or without build metadata.
func ValidBuild(text string) bool {
	v := "v" + text
	return semver.Canonical(v)+semver.Build(v) == v
}

// Compare orders two versions by precedence: it returns a negative number when a comes before b, zero when both
// are the same, a positive number otherwise. A pre-release comes before its release; what is no version comes
// first.
func Compare(a, b string) int { return semver.Compare(ordered(a), ordered(b)) }

// ordered returns a version as the library orders it, "" for what is not a version.
func ordered(text string) string {
	if !ValidBuild(text) {
		return ""
	}
	return "v" + text
}

// IsPre reports whether a version is a pre-release.
func IsPre(text string) bool { return ValidBuild(text) && semver.Prerelease("v"+text) != "" }

// Numbers returns the numbers of a version, major, minor and patch, as written; empty texts for what is not a version.
func Numbers(text string) (numbers [3]string) {
	if ValidBuild(text) {
		release, _, _ := strings.Cut(text, "+")
		release, _, _ = strings.Cut(release, "-")
		copy(numbers[:], strings.Split(release, "."))
	}
	return numbers
}
