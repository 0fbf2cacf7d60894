package sssom

import (
	mapping "github.com/fwci-open-data/fwci/extract/sssom"
)

// segments are the parts of an IRI between the base and the identifier, by table.
var segments = map[string]string{"competencies": "competency/", "profiles": "profile/", "series_titles": "title/"}

// judgement is what the three crosswalk tables have in common.
type judgement struct {
	table, id, predicate string
	confidence           *float64
	justification        string
	status               string
	reviewer, comment    *string
}

// mapping makes the subject's side of a mapping and what was judged of it.
func (p *publisher) mapping(j judgement) mapping.Mapping {
	m := mapping.Mapping{
		Subject: p.d.Info.Base + segments[j.table] + j.id, SubjectLabel: p.names[j.table+"/"+j.id], SubjectVersion: p.d.Info.Version,
		Predicate: mapping.SKOS + j.predicate, Justification: j.justification, Comment: text(j.comment),
	}
	if m.Unscored = j.confidence == nil; !m.Unscored {
		m.Confidence = *j.confidence
	}
	if j.reviewer != nil {
		m.Reviewers = []string{*j.reviewer}
	}
	if j.status == "suggested" {
		m.Tool, m.ToolVersion = p.tool.Name, p.tool.Version
	}
	return m
}

func (p *publisher) competencySkill() []mapping.Mapping {
	mappings := p.notFound("competencies", "esco-skill")
	for _, r := range p.d.CompetencySkill {
		m := p.mapping(judgement{"competencies", r.CompetencyID, r.Predicate, r.Confidence, r.Justification, r.ReviewStatus, r.Reviewer, r.Comment})
		m.Object, m.ObjectLabel, m.ObjectCategory = r.SkillURI, r.SkillLabel, r.SkillType
		m.ObjectSource, m.ObjectVersion = esco+"concept-scheme/skills", text(r.ESCOVersion)
		mappings = append(mappings, m)
	}
	return mappings
}

func (p *publisher) profileOccupation() []mapping.Mapping {
	codes := map[string]string{}
	for _, o := range p.d.ESCOOccupations {
		codes[o.OccupationURI] = o.Code
	}
	mappings := p.notFound("profiles", "esco-occupation")
	for _, r := range p.d.ProfileOccupation {
		m := p.mapping(judgement{"profiles", r.ProfileID, r.Predicate, r.Confidence, r.Justification, r.ReviewStatus, r.Reviewer, r.Comment})
		m.Object, m.ObjectLabel, m.ObjectCategory = r.OccupationURI, r.OccupationLabel, "occupation"
		m.ObjectSource, m.ObjectVersion = esco+"concept-scheme/occupations", text(r.ESCOVersion)
		if code := codes[r.OccupationURI]; code != "" {
			m.Other = "object_code=" + code
		}
		mappings = append(mappings, m)
	}
	return mappings
}

func (p *publisher) titleProfile() []mapping.Mapping {
	mappings := p.notFound("series_titles", "fwci-profile")
	for _, r := range p.d.TitleProfile {
		m := p.mapping(judgement{"series_titles", r.TitleID, r.Predicate, r.Confidence, r.Justification, r.ReviewStatus, r.Reviewer, r.Comment})
		m.Object, m.ObjectLabel = p.d.Info.Base+"profile/"+r.ProfileID, p.names["profiles/"+r.ProfileID]
		m.ObjectVersion = p.d.Info.Version
		mappings = append(mappings, m)
	}
	return mappings
}

// notFound states for each subject of a table which somebody judged that the target has no counterpart.
// SSSOM asks for a predicate here too; exactMatch is the one of its own example.
func (p *publisher) notFound(table, target string) []mapping.Mapping {
	var mappings []mapping.Mapping
	for _, r := range p.d.Unmatched {
		if r.SubjectTable != table || r.Target != target || r.Justification == unspecified {
			continue
		}
		m := p.mapping(judgement{table: table, id: r.SubjectID, predicate: "exactMatch", justification: r.Justification, reviewer: r.Reviewer, comment: &r.Comment})
		m.Object, m.ObjectVersion = mapping.NoTermFound, text(r.ESCOVersion)
		switch target {
		case "esco-skill":
			m.ObjectSource = esco + "concept-scheme/skills"
		case "esco-occupation":
			m.ObjectSource = esco + "concept-scheme/occupations"
		default:
			m.ObjectVersion = p.d.Info.Version
		}
		mappings = append(mappings, m)
	}
	return mappings
}

func text(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}
