package fit

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"

	"github.com/fwci-open-data/fwci/extract/nice"
	"github.com/fwci-open-data/fwci/transform/match"
)

// shownForNICE are the competencies whose mappings to NICE were shown to the readers as examples of how strictly to
// judge.
var shownForNICE = []string{
	"communications-security-management", "conflict-management", "contracting-procurement", "data-management",
	"identity-management", "information-technology-architecture", "information-technology-program-management",
	"information-technology-resources-strategy-and-planning", "planning-and-evaluating", "service-incident-management",
	"technical-documentation", "technology-awareness",
}

// NICE returns the competencies whose reviewed mappings to the NICE Framework are used for nothing but measuring, and
// what a competency can be mapped to: the knowledge and skill statements, then the competency areas. The competencies
// are those whose identifier has a SHA-256 with a first byte that 3 divides, without those shown as examples.
func (s Source) NICE() (*Set, []match.Concept, error) {
	set, err := s.mappings("competency-nice.sssom.tsv", func(id string) bool {
		return sha256.Sum256([]byte(id))[0]%3 == 0 && !slices.Contains(shownForNICE, id)
	})
	if err != nil {
		return nil, nil, err
	}
	path := filepath.Join(s.Root, "raw", "nice", "cprt_SP_800_181_2_1_0.json")
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	framework, err := nice.Parse(path, data)
	if err != nil {
		return nil, nil, err
	}
	const base = "https://w3id.org/fwci/2210/nice/"
	var concepts []match.Concept
	for _, statement := range framework.Statements {
		if statement.Kind != nice.Task {
			concepts = append(concepts, match.Concept{ID: base + statement.ID, Label: statement.Text})
		}
	}
	for _, area := range framework.Areas {
		concepts = append(concepts, match.Concept{ID: base + area.ID, Label: area.Title, Definition: area.Text})
	}
	return set, concepts, nil
}
