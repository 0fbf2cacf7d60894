package handbook

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
)

// sectionKind is what a heading promises.
type sectionKind int

const (
	narrative sectionKind = iota
	clusterModel
	competencyList
	generalBands
	technicalBands
	generalRankings
	technicalRankings
	seriesProfile
	clusterProfiles
	specialtyProfile
	generalDefinitions
	technicalDefinitions
)

// A headingRule reads the kind and level of a section off its heading. The subject is what the heading
// is about: a cluster or a specialty. Rules are tried in order.
type headingRule struct {
	pattern *source.Pattern
	kind    sectionKind
	level   int
	alone   bool // known by its wording even where the table of contents does not name it
}

var headingRules = []headingRule{
	{source.NewPattern(`(?i)^.+ Clusters of Work Model$`), clusterModel, 1, false},
	{source.NewPattern(`(?i)^.+ Competency List$`), competencyList, 2, false},
	{source.NewPattern(`(?i)^.+ General Competencies by Band$`), generalBands, 2, false},
	{source.NewPattern(`(?i)^.+ Technical Competencies by Cluster and Band$`), narrative, 2, false},
	{source.NewPattern(`(?i)^.+ Technical Competencies for (.+)$`), technicalBands, 3, true},
	{source.NewPattern(`(?i)^.+ General Competency Importance Rankings$`), generalRankings, 2, false},
	{source.NewPattern(`(?i)^.+ Technical Competency Importance Rankings$`), technicalRankings, 2, false},
	{source.NewPattern(`(?i)^Occupational Profile for all (.+)$`), seriesProfile, 2, true},
	{source.NewPattern(`(?i)^Occupational Profiles for Specialized Work\b.*$`), narrative, 2, false},
	{source.NewPattern(`(?i)^Occupational Profiles for (.+)$`), clusterProfiles, 3, true},
	{source.NewPattern(`(?i)^Occupational Profile for (.+)$`), specialtyProfile, 4, true},
	{source.NewPattern(`(?i)^.*\bGeneral Competencies$`), generalDefinitions, 1, false},
	{source.NewPattern(`(?i)^.*\bTechnical Competencies$`), technicalDefinitions, 1, false},
}

// classify returns the rule a heading follows and its subject; a heading that no rule knows opens a
// chapter of prose.
func classify(title string) (headingRule, string) {
	for _, rule := range headingRules {
		if m := rule.pattern.FindStringSubmatch(title); m != nil {
			return rule, strings.TrimSpace(m[len(m)-1])
		}
	}
	return headingRule{kind: narrative, level: 1}, ""
}

// key makes headings comparable: letters and digits only, in lower case, so that the leaders and tabs of
// a table of contents and the spacing of a page do not matter.
func key(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r > 127:
			return r
		}
		return -1
	}, title)
}
