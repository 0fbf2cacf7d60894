package escodata

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	versionPattern  = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])v(?:ersion)?[ _]?(\d+\.\d+(?:\.\d+)?)(?:[^a-z0-9]|$)`)
	languagePattern = regexp.MustCompile(`(?i)\bclassification\W+([a-z]{2})\W+csv\b`)
)

// A claim is a value that a name or a cell states. brief is its place without the folders of this machine:
// it is published, so that the same download gives the same words from any folder.
type claim struct{ value, place, brief string }

// knownCounts holds what was counted in the official downloads themselves: the numbers of rows of
// occupations and of skills; a zero number was not available to count.
var knownCounts = []struct {
	version             string
	occupations, skills int
}{
	{"1.1.1", 3007, 13896},
	{"1.2.0", 3039, 0},
}

// statedVersion returns the version on which all claims agree, in its longest form: 1.1 and 1.1.1 agree.
// It fails when two different versions are stated.
func statedVersion(claims []claim) (claim, error) {
	best := claim{}
	for _, next := range claims {
		switch {
		case best.value == "" || strings.HasPrefix(next.value, best.value+"."):
			best = next
		case best.value != next.value && !strings.HasPrefix(best.value, next.value+"."):
			return claim{}, fmt.Errorf("two versions of ESCO in one call: %s is version %s, %s is version %s; give files of one version",
				best.place, best.value, next.place, next.value)
		}
	}
	return best, nil
}

// settleVersion decides the version from what names and cells state, else from the number of concepts,
// else from the names of the relation files, which carry a language suffix from version 1.2 on.
func settleVersion(claims []claim, c *Classification, parts []*part) error {
	stated, err := statedVersion(claims)
	if err != nil {
		return err
	}
	if stated.value != "" {
		c.Version, c.VersionBasis = stated.value, "stated in "+stated.brief
		return nil
	}
	c.Version, c.VersionBasis = inferVersion(parts)
	return nil
}

func inferVersion(parts []*part) (version, basis string) {
	rows := map[string]int{}
	for _, p := range parts {
		rows[p.kind.name] = p.rows
	}
	for _, known := range knownCounts {
		switch {
		case rows["occupations"] == known.occupations && (known.skills == 0 || rows["skills"] == known.skills || rows["skills"] == 0):
			return known.version, fmt.Sprintf("inferred from %d occupations, the number in version %s", known.occupations, known.version)
		case rows["occupations"] == 0 && known.skills > 0 && rows["skills"] == known.skills:
			return known.version, fmt.Sprintf("inferred from %d skills, the number in version %s", known.skills, known.version)
		}
	}
	for _, p := range parts {
		if strings.Contains(p.kind.name, "Relations") && p.language != "" {
			return "1.2", "inferred from " + filepath.Base(p.name) + ": relation files carry a language suffix from version 1.2 on"
		}
	}
	return "", "not stated by any name or cell, and the number of concepts is that of no known version"
}

// settleLanguage decides the language; it fails when files of two languages were given.
func settleLanguage(claims []claim, c *Classification) error {
	first := claim{}
	for _, next := range claims {
		if first.value != "" && first.value != next.value {
			return fmt.Errorf("two languages in one call: %s is in %q, %s is in %q; give files of one language",
				first.place, first.value, next.place, next.value)
		}
		if first.value == "" {
			first = next
		}
	}
	c.Language = first.value
	return nil
}
