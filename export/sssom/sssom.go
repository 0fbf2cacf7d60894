// Package sssom writes mapping sets in the Simple Standard for Sharing Ontological Mappings, canonical TSV
// form (SSSOM 1.0).
//
// In goes the dataset; out come its three published sets: competency-skill, profile-occupation and
// title-profile, each with the mappings and, as sssom:NoTermFound, the subjects for which somebody looked
// and found nothing. Format does the same for a set that people keep by hand. The package judges no
// mapping, drops no row that states something, and writes no slot that the standard does not have.
package sssom

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	mapping "github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A Tool names the program that suggested the mappings which nobody has reviewed, as SSSOM's slots
// mapping_tool and mapping_tool_version give it.
type Tool struct{ Name, Version string }

// unspecified is the justification of a subject that nobody has judged yet; it states nothing about the
// target, so no set holds it.
const unspecified = "UnspecifiedMatching"

// judged ends the description of each set.
const judged = " Who judged a mapping, a person or a program, stands in reviewer_label."

const esco = "http://data.europa.eu/esco/"

// Prefixes returns the prefixes of published and hand-kept sets for a dataset whose identifiers begin with
// base: prefix fwci_competency for base+"competency/" and so on, and those of ESCO.
func Prefixes(base string) map[string]string {
	return map[string]string{
		"fwci_competency": base + "competency/",
		"fwci_profile":    base + "profile/",
		"fwci_title":      base + "title/",
		"fwci_esco":       base + "esco/",
		"esco_skill":      esco + "skill/",
		"esco_occupation": esco + "occupation/",
		"esco_scheme":     esco + "concept-scheme/",
	}
}

// Write returns the published mapping sets at sssom/<name>.sssom.tsv. It fails when an identifier fits none
// of Prefixes, or a confidence is not between 0 and 1.
func Write(d *dataset.Dataset, tool Tool) ([]artifact.Artifact, error) {
	p := &publisher{d: d, tool: tool, names: names(d)}
	var artifacts []artifact.Artifact
	for _, s := range []struct {
		name, title, description string
		mappings                 []mapping.Mapping
	}{
		{"competency-skill", "Competencies of the FWCI framework and ESCO skills",
			"Mappings from the competencies of the handbook to skills and knowledge concepts of ESCO. broadMatch says that the ESCO concept is broader than the competency." + judged,
			p.competencySkill()},
		{"profile-occupation", "Occupational profiles of the FWCI framework and ESCO occupations",
			"Mappings from the occupational profiles of the handbook to occupations of ESCO. broadMatch says that the ESCO occupation is broader than the profile." + judged,
			p.profileOccupation()},
		{"title-profile", "Position titles of the series and occupational profiles of the FWCI framework",
			"Mappings from the position titles of the job-series page to the occupational profiles of the handbook. broadMatch says that the profile is broader than the title." + judged,
			p.titleProfile()},
	} {
		set := p.set(s.name, s.title, strings.TrimSpace(s.description+" "+d.Info.MappingSets[s.name]), s.mappings)
		data, err := Format(set)
		if err != nil {
			return nil, fmt.Errorf("writing the mapping set %s: %w", s.name, err)
		}
		artifacts = append(artifacts, artifact.Artifact{
			Path: "sssom/" + s.name + ".sssom.tsv", Format: "sssom", MediaType: "text/tab-separated-values",
			Title: s.title + " (SSSOM)", Rows: len(set.Mappings), Data: data,
		})
	}
	return artifacts, nil
}

// publisher turns rows of the crosswalk tables into mappings.
type publisher struct {
	d     *dataset.Dataset
	tool  Tool
	names map[string]string // label by table and identifier, "competencies/accessibility"
}

func (p *publisher) set(name, title, description string, mappings []mapping.Mapping) *mapping.Set {
	info := p.d.Info
	set := &mapping.Set{
		ID: info.Base + "sssom/" + name + ".sssom.tsv", License: info.License.URL, Title: title, Description: description,
		Version: info.Version, Published: info.Issued, Comment: strings.Join(info.Credits, " "),
		Prefixes: Prefixes(info.Base), Mappings: mappings,
	}
	if info.Publisher != "" {
		set.Creators = []string{info.Publisher}
	}
	return set
}

// names returns the label of every thing that a mapping can speak of.
func names(d *dataset.Dataset) map[string]string {
	names := map[string]string{}
	for _, c := range d.Competencies {
		names["competencies/"+c.CompetencyID] = c.Name
	}
	for _, r := range d.Profiles {
		names["profiles/"+r.ProfileID] = r.Name
	}
	for _, t := range d.SeriesTitles {
		names["series_titles/"+t.TitleID] = t.Printed()
	}
	return names
}
