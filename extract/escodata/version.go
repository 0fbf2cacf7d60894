package escodata

import (
	"cmp"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

var (
	versionPattern  = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])v(?:ersion)?[ _]?(\d+\.\d+(?:\.\d+)?)(?:[^a-z0-9]|$)`)
	languagePattern = regexp.MustCompile(`(?i)\bclassification\W+([a-z]{2})\W+csv\b`)
)

// A claim is a value that a name or a cell states. brief is its place without the folders of this machine:
// it is published, so that the same download gives the same words from any folder.
type claim struct{ value, place, brief string }

// versions are the published versions that this program can distinguish by content, oldest first. Version
// 1.1 was the first with the files and columns that are read; what came before is ESCO 1.0.
var versions = []string{"1.1.0", "1.1.1", "1.2.0", "1.2.1"}

// A proof is something in a download that only some versions have, as counted in the official downloads
// themselves: a file, a column, a concept. A number of rows is not proof: 1.2.0 and 1.2.1 have as many
// occupations. Neither is the language in the names of relation files, from 1.2.0 on: people rename files.
type proof struct {
	from, until string // the versions that have it; an empty until: also later ones
	what        string
}

// The proofs that lie in names of files and columns.
var (
	formerDigital = proof{"1.1.0", "1.1.0", "the file ictSkillsCollection"}
	laterDigital  = proof{"1.1.1", "", "the file digitalSkillsCollection"}

	columnProofs = map[string]map[string]proof{ // by file and column
		OccupationsFile:    {"naceCode": {"1.2.1", "", "the column naceCode"}},
		BroaderOccupations: {"conceptLabel": {"1.2.1", "", "the column conceptLabel of broaderRelationsOccPillar"}},
	}
	fileProofs = map[string]proof{
		"greenShareOcc": {"1.2.1", "", "the file greenShareOcc"},
		"dictionary":    {"1.2.1", "", "the file dictionary"},
	}
)

// conceptProofs are occupations that a version dropped or added, by URI.
var conceptProofs = map[string]proof{
	"http://data.europa.eu/esco/occupation/46d0568d-7415-4643-94aa-89d2470fbe3c": {"1.1.0", "1.1.1", "the occupation contact tracing agent"},
	"http://data.europa.eu/esco/occupation/81309031-dad2-4a7a-bde6-7f6e518f89ff": {"1.1.0", "1.1.1", "the occupation residential care home worker"},
	"http://data.europa.eu/esco/occupation/6fe645b0-463a-445d-ab8f-c0a5132beb68": {"1.1.0", "1.1.1", "the occupation fruit and vegetable preserver"},
	"http://data.europa.eu/esco/occupation/01d74409-5303-4b5c-8925-0cc21c4da8ee": {"1.2.0", "", "the occupation medical writer"},
	"http://data.europa.eu/esco/occupation/10841c22-0154-48ab-aaca-ce61b9a8e448": {"1.2.0", "", "the occupation battery manufacturing technician"},
}

// cityConsultant is the occupation smart city consultant, whose ISCO group version 1.2.1 changed.
const cityConsultant = "http://data.europa.eu/esco/occupation/8d463763-5d38-4f47-903c-1c4df32141c1"

var cityGroups = map[string]proof{
	"2421": {"1.1.0", "1.2.0", "the ISCO group 2421 of smart city consultant"},
	"2164": {"1.2.1", "", "the ISCO group 2164 of smart city consultant"},
}

// provenByName returns what the name of a file proves.
func provenByName(f *input) []proof {
	var proofs []proof
	if p, ok := fileProofs[f.kind.name]; ok {
		proofs = append(proofs, p)
	}
	switch {
	case f.kind.name == DigitalFile && f.alias != "":
		proofs = append(proofs, formerDigital)
	case f.kind.name == DigitalFile:
		proofs = append(proofs, laterDigital)
	}
	return proofs
}

// provenByContent returns what the columns and the occupations of a file prove.
func provenByContent(p *part) []proof {
	var proofs []proof
	for _, column := range p.header {
		if found, ok := columnProofs[p.kind.name][column]; ok {
			proofs = append(proofs, found)
		}
	}
	for _, uri := range p.uris {
		if found, ok := conceptProofs[uri]; ok {
			proofs = append(proofs, found)
		}
	}
	if p.kind.name != OccupationsFile {
		return proofs
	}
	for i := range p.concepts {
		c := &p.concepts[i]
		if found, ok := conceptProofs[c.URI]; ok {
			proofs = append(proofs, found)
		}
		if found, ok := cityGroups[c.ISCOGroup]; ok && c.URI == cityConsultant {
			proofs = append(proofs, found)
		}
	}
	return proofs
}

// A span is the versions that all proofs allow: versions[first:last+1], and later ones where open.
type span struct {
	first, last int
	open        bool
	lower       proof // the strictest of each side, for the words
	upper       proof
}

// allowed joins proofs. It fails where no version has them all: then files of two versions were mixed.
func allowed(proofs []proof) (span, error) {
	s := span{last: len(versions) - 1, open: true}
	for _, p := range proofs {
		if from := slices.Index(versions, p.from); from > s.first {
			s.first, s.lower = from, p
		}
		if until := slices.Index(versions, p.until); p.until != "" && (s.open || until < s.last) {
			s.last, s.upper, s.open = until, p, false
		}
	}
	if s.first > s.last {
		return s, fmt.Errorf("two versions of ESCO in one call: %s is in version %s and later, %s in version %s and earlier; give files of one version",
			s.lower.what, versions[s.first], s.upper.what, versions[s.last])
	}
	return s, nil
}

// words says what the proofs show.
func (s span) words() string {
	var said []string
	if s.lower.what != "" {
		said = append(said, s.lower.what+" is in version "+s.lower.from+" and later")
	}
	if s.upper.what != "" {
		said = append(said, s.upper.what+" in version "+s.upper.until+" and earlier")
	}
	return strings.Join(said, ", ")
}

// holds reports whether a stated version, such as 1.2 or 1.3.0, is one that the proofs allow.
func (s span) holds(stated string) bool {
	for i := s.first; i <= s.last; i++ {
		if versions[i] == stated || strings.HasPrefix(versions[i], stated+".") {
			return true
		}
	}
	return s.open && compareVersions(stated, versions[len(versions)-1]) > 0
}

// CompareVersions orders versions by their numbers; an empty one is the oldest, 1.1 comes before 1.1.0.
func CompareVersions(a, b string) int { return compareVersions(zeroed(a), zeroed(b)) }

// compareVersions orders versions by their numbers.
func compareVersions(a, b string) int {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(x), len(y)) {
		m, _ := strconv.Atoi(x[i]) // versionPattern lets nothing but digits through
		n, _ := strconv.Atoi(y[i])
		if order := cmp.Compare(m, n); order != 0 {
			return order
		}
	}
	return cmp.Compare(len(x), len(y))
}

// sameVersion reports whether two stated versions agree: 1.1 and 1.1.1 do.
func sameVersion(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+".") || strings.HasPrefix(b, a+".")
}

// statedVersion returns the version on which all claims agree, in its longest form: 1.1 and 1.1.1 agree.
// It fails when two different versions are stated.
func statedVersion(claims []claim) (claim, error) {
	best := claim{}
	for _, next := range claims {
		switch {
		case best.value == "" || strings.HasPrefix(next.value, best.value+"."):
			best = next
		case !sameVersion(best.value, next.value):
			return claim{}, fmt.Errorf("two versions of ESCO in one call: %s is version %s, %s is version %s; give files of one version",
				best.place, best.value, next.place, next.value)
		}
	}
	return best, nil
}

// settleVersion determines the version from content that is proof, else from what names and cells state, and
// leaves it empty where neither decides. A name that the content contradicts is a problem.
func settleVersion(claims []claim, proofs []proof, c *Classification) error {
	stated, err := statedVersion(claims)
	if err != nil {
		return err
	}
	if stated.value != "" && compareVersions(stated.value, "1.1") < 0 {
		return fmt.Errorf("%s is version %s of ESCO; %s", stated.place, stated.value, readFrom)
	}
	s, err := allowed(proofs)
	if err != nil {
		return err
	}
	c.allowed = s
	if stated.value != "" && !s.holds(stated.value) {
		c.Problems = append(c.Problems, source.Problem{Path: filepath.Base(stated.place), Rule: "esco-version-name",
			Message: fmt.Sprintf("%s states version %s; the content is of another version: %s", stated.brief, stated.value, s.words())})
		stated = claim{}
	}
	switch {
	case s.first == s.last && (stated.value == "" || sameVersion(stated.value, versions[s.first])):
		c.Version, c.VersionBasis = versions[s.first], "proved by the content: "+s.words()
		if s.open && stated.value != versions[s.first] {
			c.VersionOpen = true
			c.VersionBasis += ", the latest that this program knows"
		}
	case stated.value != "":
		c.Version, c.VersionBasis = stated.value, "stated in "+stated.brief
	case s.words() != "":
		c.VersionBasis = "not stated by any name or cell; by the content it may be " + s.list() + ": " + s.words()
	default:
		c.VersionBasis = "not stated by any name or cell, and nothing in the content proves one"
	}
	return nil
}

// list names the versions that a span holds.
func (s span) list() string {
	list := strings.Join(versions[s.first:s.last+1], " or ")
	if s.open {
		list += " or later"
	}
	return list
}

// readFrom ends the messages about a download of ESCO 1.0.
const readFrom = "version 1.1 or later is read; download it from https://esco.ec.europa.eu/en/use-esco/download"
