package excel

import (
	"strings"

	"github.com/fwci-open-data/fwci/transform/announcement"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

const titleSheet = "Titles and duties"

// fillTitles shows what the page of the job series prints: titles, ways to qualify, duties and facts.
func (b *book) fillTitles(v *view) error {
	v.holds = len(b.data.SeriesTitles)
	s, err := b.open(v.name, frame{widths: []float64{12, 62, 26, 40, 44}})
	if err != nil {
		return err
	}
	if err := s.heading(v.name, strings.TrimSpace("What "+announcement.Page(b.data, b.series())+" prints: position titles, ways to qualify by grade, duties. "+b.judgedTitles())); err != nil {
		return err
	}
	for _, fill := range []func(*sheet) error{b.putTitles, b.putQualifications, b.putDuties, b.putPageFacts} {
		if err := fill(s); err != nil {
			return err
		}
	}
	return s.close()
}

// judgedTitles says who judged to which profile each title belongs.
func (b *book) judgedTitles() string {
	switch judged := crosswalk.WhoJudged(mapped(b.data, "title-profile")); judged {
	case "":
		return ""
	case crosswalk.ByModel:
		return "Which profile a title belongs to was judged by an AI language model; no person has checked it."
	case crosswalk.ByModels:
		return "Which profile a title belongs to was judged by AI language models; no person has checked it."
	default:
		return "Which profile a title belongs to: " + judged
	}
}

func (b *book) putTitles(s *sheet) error {
	if err := part(s, "Position titles", headings("Series", "Title", "Role", "The title …", "… this profile")...); err != nil {
		return err
	}
	profiles := grouped(mapped(b.data, "title-profile"), func(m crosswalk.Row) string { return m.Subject })
	for _, t := range b.data.SeriesTitles {
		relation, profile := none, ""
		if m, ok := closest(profiles[t.TitleID]); ok {
			relation, profile = predicateWords[m.Predicate], b.profileName(m.Object)
		}
		if err := s.put(texts(t.Series, identity.Title(t), t.Role, relation, profile)...); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) putQualifications(s *sheet) error {
	if err := part(s, "Ways to qualify", headings("Series", "Statement, as printed", "Grades", "Education or experience required", "Alternative")...); err != nil {
		return err
	}
	for _, q := range b.data.SeriesQualifications {
		if err := s.put(texts(q.Series, q.Statement, q.Grades, yesNo(q.EducationOrExperienceRequired), q.Alternative)...); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) putDuties(s *sheet) error {
	if err := part(s, "Duties", headings("Series", "Duty, as printed")...); err != nil {
		return err
	}
	for _, d := range b.data.SeriesDuties {
		if err := s.put(texts(d.Series, d.Statement)...); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) putPageFacts(s *sheet) error {
	if err := part(s, "Other facts of the page", headings("Series", "Value, as printed", "Fact")...); err != nil {
		return err
	}
	for _, f := range b.data.SeriesPageFacts {
		if err := s.put(texts(f.Series, f.Value, strings.ReplaceAll(f.Fact, "_", " "))...); err != nil {
			return err
		}
	}
	return nil
}

// titlesOf names the position titles of a profile as the page prints them.
func titlesOf(titles []dataset.SeriesTitle) string {
	var names []string
	for _, t := range titles {
		names = append(names, identity.Title(t))
	}
	return strings.Join(names, "; ")
}
