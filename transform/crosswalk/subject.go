package crosswalk

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// A Subject kind is a kind of thing that the crosswalk maps.
type Subject struct {
	Table    string // "competencies"
	Segment  string // of its IRIs, "competency"
	Target   string // what it is mapped to, "esco-skill"
	Mappings string // the table of its mappings
}

// Subjects are the kinds of things that the crosswalk maps.
var Subjects = []Subject{
	{"competencies", "competency", "esco-skill", "crosswalk_competency_skill"},
	{"profiles", "profile", "esco-occupation", "crosswalk_profile_occupation"},
	{"series_titles", "title", "fwci-profile", "crosswalk_title_profile"},
}

// Table returns the table of a segment, "" for another.
func Table(segment string) string {
	for _, s := range Subjects {
		if s.Segment == segment {
			return s.Table
		}
	}
	return ""
}

// MappingTable returns the table that holds the mappings of a segment, "" for another.
func MappingTable(segment string) string {
	for _, s := range Subjects {
		if s.Segment == segment {
			return s.Mappings
		}
	}
	return ""
}

var subjectIRI = regexp.MustCompile(`[/#]((?:competency|profile|title)/[a-z0-9-]+)$`)

// SubjectKey returns "<segment>/<id>" for an IRI of this dataset, whatever its base, and "" for another.
func SubjectKey(iri string) string {
	if m := subjectIRI.FindStringSubmatch(iri); m != nil {
		return m[1]
	}
	return ""
}

// SubjectTexts returns, by SubjectKey, the text on which a subject is judged: a competency's name,
// definition and note; a profile's name with its competencies and tasks; a title as printed.
func SubjectTexts(d *dataset.Dataset) map[string]string {
	texts := map[string]string{}
	for _, c := range d.Competencies {
		texts["competency/"+c.CompetencyID] = lines(c.Name, deref(c.Definition), deref(c.Note))
	}
	members := map[string][]string{}
	for _, pc := range d.ProfileCompetencies {
		members[pc.ProfileID] = append(members[pc.ProfileID], pc.CompetencyID)
	}
	for _, pt := range d.ProfileTasks {
		members[pt.ProfileID] = append(members[pt.ProfileID], pt.TaskID)
	}
	for _, p := range d.Profiles {
		ids := members[p.ProfileID]
		sort.Strings(ids)
		texts["profile/"+p.ProfileID] = lines(append([]string{p.Name}, ids...)...)
	}
	for _, t := range d.SeriesTitles {
		texts["title/"+t.TitleID] = lines(t.Title, deref(t.ParentheticalName), deref(t.ParentheticalCode))
	}
	return texts
}

// SubjectNames returns, by SubjectKey, the names under which this edition has a subject: the one it is called
// by first, then the others that mean it.
func SubjectNames(d *dataset.Dataset) map[string][]string {
	names := map[string][]string{}
	add := func(key string, all ...string) { names[key] = append(names[key], all...) }
	for _, r := range d.Competencies {
		add("competency/"+r.CompetencyID, r.Name)
	}
	for _, r := range d.CompetencyAliases {
		add("competency/"+r.CompetencyID, r.Alias)
	}
	for _, r := range d.Profiles {
		add("profile/"+r.ProfileID, r.Name)
	}
	for _, r := range d.SeriesTitles {
		full := r.Title
		if r.ParentheticalName != nil && r.ParentheticalCode != nil {
			full += " (" + *r.ParentheticalName + "/" + *r.ParentheticalCode + ")"
		}
		add("title/"+r.TitleID, full, r.Title)
	}
	return names
}

// Names reports whether a label is a name of a subject, spelling of spaces, case and marks aside: one of its
// names, or the one that its identifier was made from.
func Names(label, key string, names []string) bool {
	_, id, _ := strings.Cut(key, "/")
	slug := naming.Slug(naming.Name(label))
	return slug == id || slices.ContainsFunc(names, func(name string) bool { return slug == naming.Slug(naming.Name(name)) })
}

// ObjectText returns the text of an ESCO concept on which a mapping is judged.
func ObjectText(label, description string) string {
	return lines(naming.Clean(label), naming.Clean(description))
}

// Digest returns the first 16 hexadecimal digits of the SHA-256 of a text; a mapping keeps it to remember
// the wording it was judged on.
func Digest(text string) string { return naming.Digest(text, 16) }

func lines(parts ...string) string { return strings.Join(parts, "\n") }

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
