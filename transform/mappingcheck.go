package transform

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract/concepturi"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// objectKinds are the concepts of ESCO that mappings lead to, by the table of the objects.
var objectKinds = map[string]concepturi.Kind{"esco_skills": concepturi.SkillURI, "esco_occupations": concepturi.OccupationURI}

// mappingCheck compares the mappings of all sets with what their identifiers name, and with one another.
type mappingCheck struct {
	b       *builder
	names   map[identity.Record][]string          // of each subject and object of this edition
	owners  map[string]map[string]identity.Record // the record that has a name, by its table and the name's slug; filled where they are asked for
	objects map[string]namedObject                // by identifier and version of the vocabulary
	labeled map[string]namedObject                // by label, category and version of the vocabulary
	judged  map[string]judgedMapping              // by subject and object
}

// namedObject is what a mapping says of its object, and where.
type namedObject struct{ object, label, category, place string }

// judgedMapping is whether a pair was mapped or rejected, and where.
type judgedMapping struct {
	rejected bool
	place    string
}

func (b *builder) newMappingCheck() *mappingCheck {
	c := &mappingCheck{b: b, names: crosswalk.SubjectNames(b.set), owners: map[string]map[string]identity.Record{}, objects: map[string]namedObject{}, labeled: map[string]namedObject{}, judged: map[string]judgedMapping{}}
	return c
}

// owner returns the record of a table that is called by a name.
func (c *mappingCheck) owner(table, name string) (identity.Record, bool) {
	if c.owners[table] == nil {
		c.owners[table] = map[string]identity.Record{}
		for key, names := range c.names {
			if key.Table != table {
				continue
			}
			slug := naming.Slug(naming.Name(names[0]))
			if first, known := c.owners[table][slug]; !known || key.Key < first.Key { // two statements may have one text
				c.owners[table][slug] = key
			}
		}
	}
	owner, ok := c.owners[table][naming.Slug(naming.Name(name))]
	return owner, ok
}

// check adds the problems of a mapping whose subject is one of this dataset's kinds.
func (c *mappingCheck) check(set *sssom.Set, m sssom.Mapping, k crosswalk.Kind, subject identity.Record) {
	c.label(set, m, "subject_label", m.SubjectLabel, subject)
	if object, ours := identity.Parse("", m.Object); ours {
		c.label(set, m, "object_label", m.ObjectLabel, object)
	}
	c.kind(set, m, k)
	c.value(set, m, "mapping_justification", m.Justification, k.Justifications())
	if m.ObjectCategory != "" {
		c.value(set, m, "object_category", m.ObjectCategory, k.Categories())
	}
	c.object(set, m)
	c.pair(set, m, local(subject))
}

// label refuses a label that is the name of another subject than its identifier names. A label that names
// nothing in this edition, and an identifier that it does not have, are left to the findings.
func (c *mappingCheck) label(set *sssom.Set, m sssom.Mapping, column, label string, at identity.Record) {
	names, known := c.names[at]
	if !known || label == names[0] || crosswalk.Names(label, at.Key, names) {
		return
	}
	other, named := c.owner(at.Table, label)
	if !named || other == at {
		return
	}
	c.b.fail(set.Path, m.Line, "mapping-label", "the %s is %q, the name of %s; its identifier is %s, %q: expected label and identifier of one %s", column, label, local(other), local(at), names[0], identity.Of(at.Table).Segment)
}

// kind refuses an ESCO concept of another kind than the subject is mapped to.
func (c *mappingCheck) kind(set *sssom.Set, m sssom.Mapping, k crosswalk.Kind) {
	want, ofESCO := objectKinds[k.Objects[0].Table]
	if !ofESCO || m.Object == sssom.NoTermFound || concepturi.KindOf(m.Object) == want || strings.HasPrefix(m.Object, c.b.set.Info.Base+"esco/") {
		return
	}
	c.b.fail(set.Path, m.Line, "mapping-object", "the object of a %s is %s; expected the URI of an ESCO %s, %s", identity.Of(k.Subjects).Segment, m.Object, want, want.Form())
}

// value refuses a value that the tables do not have; nil allows all.
func (c *mappingCheck) value(set *sssom.Set, m sssom.Mapping, column, value string, allowed []string) {
	if allowed != nil && !slices.Contains(allowed, value) {
		c.b.fail(set.Path, m.Line, "mapping-value", "the %s is %q; expected %s", column, value, choice(allowed))
	}
}

// choice lists what is allowed, for messages.
func choice(allowed []string) string {
	if len(allowed) == 1 {
		return allowed[0]
	}
	return "one of " + strings.Join(allowed, ", ")
}

// object refuses two labels, or two categories, of one ESCO concept of one version of its vocabulary.
func (c *mappingCheck) object(set *sssom.Set, m sssom.Mapping) {
	if m.ObjectLabel == "" || concepturi.KindOf(m.Object) == "" {
		return
	}
	key := m.Object + " " + m.ObjectVersion
	first, known := c.objects[key]
	switch {
	case !known:
		c.objects[key] = namedObject{m.Object, m.ObjectLabel, m.ObjectCategory, crosswalk.Place(set, m.Line)}
		c.oneObject(set, m)
	case !strings.EqualFold(clean(first.label), clean(m.ObjectLabel)):
		c.b.fail(set.Path, m.Line, "mapping-label", "the object_label of %s is %q; %s has %q: expected one label", m.Object, m.ObjectLabel, first.place, first.label)
	case first.category != "" && m.ObjectCategory != "" && first.category != m.ObjectCategory:
		c.b.fail(set.Path, m.Line, "mapping-label", "the object_category of %s is %q; %s has %q: expected one category", m.Object, m.ObjectCategory, first.place, first.category)
	}
}

// oneObject refuses a label that another ESCO concept of its kind, category and version has: one of the two rows
// has the identifier or the label of another concept.
func (c *mappingCheck) oneObject(set *sssom.Set, m sssom.Mapping) {
	key := strings.Join([]string{string(concepturi.KindOf(m.Object)), m.ObjectCategory, m.ObjectVersion, strings.ToLower(clean(m.ObjectLabel))}, "\t")
	first, known := c.labeled[key]
	if !known {
		c.labeled[key] = c.objects[m.Object+" "+m.ObjectVersion]
		return
	}
	c.b.fail(set.Path, m.Line, "mapping-label", "the object_label %q is given to %s; %s gives it to %s: expected one identifier", m.ObjectLabel, m.Object, first.place, first.object)
}

// pair refuses a pair that is mapped and rejected, or rejected twice. A person and a model may judge one pair
// differently.
func (c *mappingCheck) pair(set *sssom.Set, m sssom.Mapping, at string) {
	key := at + " " + m.Object
	if crosswalk.Status(set, m) == crosswalk.Person {
		key += " by a person"
	}
	first, known := c.judged[key]
	switch {
	case !known:
		c.judged[key] = judgedMapping{m.Not, crosswalk.Place(set, m.Line)}
	case first.rejected != m.Not:
		c.b.fail(set.Path, m.Line, "mapping-double", "%s and %s are mapped and, with predicate_modifier Not, rejected; the other row is %s: expected one of the two", at, m.Object, first.place)
	case m.Not:
		c.b.fail(set.Path, m.Line, "mapping-double", "%s and %s are rejected a second time; the first is %s", at, m.Object, first.place)
	}
}

// local names a record by the end of its IRI, "competency/accessibility", for messages.
func local(r identity.Record) string { return identity.Of(r.Table).Segment + "/" + r.Key }
