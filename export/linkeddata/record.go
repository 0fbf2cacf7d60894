package linkeddata

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// given is what the graphs are made from, read once for all of them.
type given struct {
	d        *dataset.Dataset
	tool     artifact.Tool
	lines    map[string][]source.Line // of the sources as published, by source_id
	previous string                   // version of the release before this one, "" where none is recorded
}

// prepare takes from the parsed sources what the tables do not hold: the text of each line as published, without
// declared corrections, and the version of the release before. raw may be nil: then no text of the sources is known.
func prepare(d *dataset.Dataset, raw *extract.Raw, tool artifact.Tool) (given, error) {
	from := given{d: d, tool: tool, lines: map[string][]source.Line{}}
	if raw == nil {
		return from, nil
	}
	for _, document := range raw.Documents {
		from.lines[document.Source.ID] = document.Lines
	}
	previous, err := change.Previous(raw.Changes, d.Info.Version)
	from.previous = previous
	return from, err
}

// builder makes the graph of a dataset and gathers the problems.
type builder struct {
	given
	graph    *rdf.Graph
	subjects map[string][]*rdf.Node       // what a record became, by table and record key; nil where nobody asks
	labels   map[string]map[string]string // what records are called, by table and key
	plans    map[string][]statement       // how records become statements, by table
	iris     map[string]map[string]string // of records with a key of one value, by table and key
	problems []error
}

// newBuilder returns a builder of an empty graph.
func newBuilder(from given) (*builder, error) {
	graph, err := rdf.NewGraph(from.d.Info.Base, from.d.Info.Language, prefixes)
	if err != nil {
		return nil, err
	}
	return &builder{given: from, graph: graph, labels: map[string]map[string]string{}, plans: map[string][]statement{}, iris: map[string]map[string]string{}}, nil
}

func (b *builder) fail(err error) {
	if err != nil {
		b.problems = append(b.problems, err)
	}
}

func (b *builder) err() error { return errors.Join(b.problems...) }

// own returns an IRI of the dataset: the base, a path and segments.
func (b *builder) own(path string, keys ...string) string {
	return identity.Path(b.d.Info.Base, path, keys...)
}

// external returns the IRI that an input gave; the empty one stays empty.
func (b *builder) external(iri string) string {
	if iri == "" {
		return ""
	}
	valid, err := rdf.External(iri)
	b.fail(err)
	return valid
}

// iri returns the IRI of the record of a table with that primary key.
func (b *builder) iri(table string, keys ...string) string {
	if len(keys) != 1 {
		return identity.IRI(b.d.Info.Base, table, keys...)
	}
	known := b.iris[table]
	if known == nil {
		known = map[string]string{}
		b.iris[table] = known
	}
	iri, ok := known[keys[0]]
	if !ok {
		iri = identity.IRI(b.d.Info.Base, table, keys...)
		if identity.Of(table).Outside {
			iri = b.external(iri)
		}
		known[keys[0]] = iri
	}
	return iri
}

// label is what a record is called.
func (b *builder) label(table, key string) string {
	if b.labels[table] == nil {
		b.labels[table] = identity.Labels(b.d, table)
	}
	return b.labels[table][key]
}

// digestLength is how many hex digits of a SHA-256 are in an identifier, as in those of tasks.
const digestLength = 10

// A record is one row of a table with what the field dictionary says of the table.
type record struct {
	table   schemas.Table
	columns []string
	values  []any
	plan    []statement
}

// A statement says how a column becomes one.
type statement struct {
	column   string
	at       int           // of the column in a record
	property *rdf.Property // nil for one that is not known
	name     string        // of the property
	silent   bool          // an identifier is not repeated: it is the end of the IRI, and the notation of a concept
	refers   string        // the table that the column alone refers to, or ""
	address  bool          // it holds IRIs
	list     bool
}

// plan returns how the columns of a table become statements, with the properties of the field dictionary.
func (b *builder) plan(t schemas.Table, columns []string) []statement {
	if known, ok := b.plans[t.Name]; ok {
		return known
	}
	plan := make([]statement, 0, len(t.Columns))
	for _, c := range t.Columns {
		s := statement{
			column: c.Name, at: slices.Index(columns, c.Name), property: properties()[c.Property], name: c.Property,
			silent:  c.Property == identifier.IRI && t.KeyColumn(c.Name),
			address: c.Format == "uri", list: c.Type == schemas.List,
		}
		for _, f := range t.ForeignKeys {
			if len(f.Columns) == 1 && f.Columns[0] == c.Name {
				s.refers = f.Table
			}
		}
		plan = append(plan, s)
	}
	b.plans[t.Name] = plan
	return plan
}

// text returns a cell as CSV prints it.
func (r record) text(column string) string {
	return lexical(r.values[slices.Index(r.columns, column)])
}

// keys returns the values of the primary key.
func (r record) keys() []string {
	keys := make([]string, len(r.table.PrimaryKey))
	for i, column := range r.table.PrimaryKey {
		keys[i] = r.text(column)
	}
	return keys
}

// key returns the record key, by which provenance and findings name the record.
func (r record) key() string { return strings.Join(r.keys(), "|") }

// lexical returns a cell as a literal spells it: numbers without an exponent, which xsd:decimal forbids.
func lexical(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return dataset.Text(value)
}

// each calls do with every record of a table, in order.
func (b *builder) each(name string, do func(record)) {
	rows, ok := b.d.Table(name)
	table, described := schemas.Lookup(name)
	if !ok || !described {
		b.fail(fmt.Errorf("there is no table %s", name))
		return
	}
	plan := b.plan(table, rows.Columns)
	for i := range rows.Len() {
		do(record{table, rows.Columns, rows.Values(i), plan})
	}
}

// present calls do with every record of a table that not every release has.
func (b *builder) present(name string, do func(record)) {
	if b.d.Has(name) {
		b.each(name, do)
	}
}

// node returns the node of a record and remembers it for provenance.
func (b *builder) node(r record, iri string, types ...string) *rdf.Node {
	n := b.graph.Node(iri, types...)
	b.remember(r, n)
	return n
}

// remember notes that a node stands for a record, for provenance and findings.
func (b *builder) remember(r record, n *rdf.Node) {
	if b.subjects == nil {
		return
	}
	at := r.table.Name + "\n" + r.key()
	b.subjects[at] = append(b.subjects[at], n)
}

// describe makes the node of a record at the IRI of its key, with a property for each column that is not
// left out.
func (b *builder) describe(r record, types []string, leaveOut ...string) *rdf.Node {
	n := b.node(r, b.iri(r.table.Name, r.keys()...), types...)
	b.cells(n, r, leaveOut...)
	return n
}

// cells states the columns of a record that are not left out, with the properties of the field dictionary.
func (b *builder) cells(n *rdf.Node, r record, leaveOut ...string) {
	for _, s := range r.plan {
		switch {
		case s.silent || slices.Contains(leaveOut, s.column):
		case s.property == nil:
			b.fail(fmt.Errorf("the column %s.%s has the property %s, which the linked data does not know", r.table.Name, s.column, s.name))
		default:
			b.cell(n, r, s)
		}
	}
}

// cell states one column: a literal, the items of a list, the record that a foreign key names, or the
// resource that a code stands for. Null states nothing.
func (b *builder) cell(n *rdf.Node, r record, s statement) {
	p, text := s.property, lexical(r.values[s.at])
	switch {
	case text == "":
	case s.refers != "":
		n.Add(p, b.iri(s.refers, text))
	case p.Kind == rdf.Link && s.address:
		n.Add(p, b.external(text))
	case p.Kind == rdf.Link && codes[p] == "":
		b.fail(fmt.Errorf("the column %s.%s names resources that are neither records nor codes", r.table.Name, s.column))
	case p.Kind == rdf.Link:
		n.Add(p, code(p, text))
	case s.list:
		n.Add(p, strings.Split(text, "|")...)
	default:
		n.Add(p, text)
	}
}

func code(p *rdf.Property, text string) string {
	if own, ok := escoCodes[text]; ok {
		text = own
	}
	return codes[p] + identity.Segment(text)
}
