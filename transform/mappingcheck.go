package transform

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/concepturi"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// objectKinds are what the subjects of a segment are mapped to in ESCO. Titles are mapped to profiles.
var objectKinds = map[string]concepturi.Kind{"competency": concepturi.SkillURI, "profile": concepturi.OccupationURI}

// mappingCheck holds the mappings of all sets against what their identifiers name, and against one another.
type mappingCheck struct {
	b       *builder
	names   map[string][]string      // the names of each subject of this edition, by "<segment>/<id>"
	objects map[string]namedObject   // by identifier and version of the vocabulary
	judged  map[string]judgedMapping // by subject and object
	title   map[string]string        // the name that messages give a subject
}

// namedObject is what a mapping says of its object, and where.
type namedObject struct{ label, category, place string }

// judgedMapping is whether a pair was mapped or rejected, and where.
type judgedMapping struct {
	rejected bool
	place    string
}

func (b *builder) newMappingCheck() *mappingCheck {
	c := &mappingCheck{b: b, names: map[string][]string{}, objects: map[string]namedObject{}, judged: map[string]judgedMapping{}, title: map[string]string{}}
	add := func(at string, names ...string) {
		if c.title[at] == "" {
			c.title[at] = names[0]
		}
		for _, name := range names {
			c.names[at] = append(c.names[at], naming.Slug(naming.Name(name)))
		}
	}
	for _, r := range b.set.Competencies {
		add("competency/"+r.CompetencyID, r.Name)
	}
	for _, r := range b.set.CompetencyAliases {
		add("competency/"+r.CompetencyID, r.Alias)
	}
	for _, r := range b.set.Profiles {
		add("profile/"+r.ProfileID, r.Name)
	}
	for _, r := range b.set.SeriesTitles {
		full := r.Title
		if r.ParentheticalName != nil && r.ParentheticalCode != nil {
			full = fmt.Sprintf("%s (%s/%s)", r.Title, *r.ParentheticalName, *r.ParentheticalCode)
		}
		add("title/"+r.TitleID, full, r.Title)
	}
	return c
}

// check adds the problems of a mapping whose subject is one of this dataset's kinds.
func (c *mappingCheck) check(set *sssom.Set, m sssom.Mapping, segment string) {
	at := crosswalk.SubjectKey(m.Subject)
	c.label(set, m, "subject_label", m.SubjectLabel, at)
	if object := crosswalk.SubjectKey(m.Object); object != "" {
		c.label(set, m, "object_label", m.ObjectLabel, object)
	}
	c.kind(set, m, segment)
	c.object(set, m)
	c.pair(set, m, at)
}

// label refuses a label that is not a name of what the identifier beside it names. An identifier that this
// edition does not have is left to the findings.
func (c *mappingCheck) label(set *sssom.Set, m sssom.Mapping, column, label, at string) {
	names, known := c.names[at]
	_, id, _ := strings.Cut(at, "/")
	if slug := naming.Slug(naming.Name(label)); label == "" || !known || slug == id || slices.Contains(names, slug) {
		return
	}
	c.b.fail(set.Path, m.Line, "mapping-label", "the %s is %q, and its identifier %s names %q; expected that label, or the identifier of what the label names", column, label, at, c.title[at])
}

// kind refuses an ESCO concept of another kind than the subject is mapped to.
func (c *mappingCheck) kind(set *sssom.Set, m sssom.Mapping, segment string) {
	want, ofESCO := objectKinds[segment]
	if !ofESCO || m.Object == sssom.NoTermFound || concepturi.KindOf(m.Object) == want || strings.HasPrefix(m.Object, c.b.set.Info.Base+"esco/") {
		return
	}
	c.b.fail(set.Path, m.Line, "mapping-object", "the object of a %s is %s; expected the URI of an ESCO %s, %s", segment, m.Object, want, want.Form())
}

// object refuses two labels, or two categories, of one object of one version of its vocabulary.
func (c *mappingCheck) object(set *sssom.Set, m sssom.Mapping) {
	if m.Object == sssom.NoTermFound || m.ObjectLabel == "" {
		return
	}
	key := m.Object + " " + m.ObjectVersion
	first, known := c.objects[key]
	switch {
	case !known:
		c.objects[key] = namedObject{m.ObjectLabel, m.ObjectCategory, place(set, m)}
	case !strings.EqualFold(clean(first.label), clean(m.ObjectLabel)):
		c.b.fail(set.Path, m.Line, "mapping-label", "the object_label of %s is %q; %s has %q: expected one label", m.Object, m.ObjectLabel, first.place, first.label)
	case first.category != "" && m.ObjectCategory != "" && first.category != m.ObjectCategory:
		c.b.fail(set.Path, m.Line, "mapping-label", "the object_category of %s is %q; %s has %q: expected one category", m.Object, m.ObjectCategory, first.place, first.category)
	}
}

// pair refuses a pair that is mapped and rejected, or rejected twice.
func (c *mappingCheck) pair(set *sssom.Set, m sssom.Mapping, at string) {
	key := at + " " + m.Object
	first, known := c.judged[key]
	switch {
	case !known:
		c.judged[key] = judgedMapping{m.Not, place(set, m)}
	case first.rejected != m.Not:
		c.b.fail(set.Path, m.Line, "mapping-double", "%s and %s are mapped and, with predicate_modifier Not, rejected; the other row is %s: expected one of the two", at, m.Object, first.place)
	case m.Not:
		c.b.fail(set.Path, m.Line, "mapping-double", "%s and %s are rejected a second time; the first is %s", at, m.Object, first.place)
	}
}

// place names a row of a set.
func place(set *sssom.Set, m sssom.Mapping) string {
	return fmt.Sprintf("%s/%s:%d", extract.MappingsDir, path.Base(set.Path), m.Line)
}
