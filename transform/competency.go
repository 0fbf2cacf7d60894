package transform

import (
	"sort"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// competency is what the handbook says of one competency, gathered over its tables.
type competency struct {
	id         string
	name       string
	kind       handbook.Kind
	definition *handbook.Definition
	listed     bool
	listedAt   source.Span            // the line of the Competency List that names it
	mentions   []source.Span          // each place that names it
	variants   map[string]source.Span // spellings other than the name, with the first place
}

func clean(text string) string { return naming.Clean(text) }

// mention registers a name that a table holds and returns the competency's identifier. Two names that
// give one identifier are a problem unless they differ in case alone.
func (b *builder) mention(d extract.Document, kind handbook.Kind, text source.Text) string {
	name := naming.Name(text.Value)
	id := naming.Slug(name)
	if id == "" {
		b.fail(d.Path, text.Line(), "identifier", "the competency %s gives no identifier; expected letters or digits", source.Quote(text.Value))
		return id
	}
	c, known := b.competencies[id]
	if !known {
		c = &competency{id: id, name: name, kind: kind, variants: map[string]source.Span{}}
		b.competencies[id] = c
	}
	if !strings.EqualFold(c.name, name) {
		b.fail(d.Path, text.Line(), "identifier", "the competencies %s and %s give one identifier, %s", source.Quote(c.name), source.Quote(name), id)
	}
	c.mentions = append(c.mentions, text.Span)
	if printed := naming.Clean(text.Value); printed != c.name {
		if _, seen := c.variants[printed]; !seen {
			c.variants[printed] = text.Span
		}
	}
	return c.id // not id: the records share one text
}

// define registers the definitions first, so that their spelling is the name.
func (b *builder) define(d extract.Document) {
	for i := range d.Handbook.Definitions {
		definition := &d.Handbook.Definitions[i]
		id := b.mention(d, definition.Kind, definition.Name)
		c := b.competencies[id]
		if c == nil {
			continue
		}
		if c.definition != nil {
			b.fail(d.Path, definition.Name.Line(), "definition", "the competency %s is defined twice; the first definition is at line %d", source.Quote(c.name), c.definition.Name.Line())
			continue
		}
		c.definition = definition
		c.mentions = c.mentions[:len(c.mentions)-1] // the definition is no use of the name
	}
	for _, listed := range d.Handbook.Listed {
		if c := b.competencies[b.mention(d, listed.Kind, listed.Name)]; c != nil {
			c.listed, c.listedAt = true, listed.Name.Span
		}
	}
}

// competencyTables writes competencies and competency_aliases: defined ones in the order of their
// definitions, then the others by name.
func (b *builder) competencyTables(d extract.Document) {
	all := make([]*competency, 0, len(b.competencies))
	for _, c := range b.competencies {
		all = append(all, c)
	}
	sort.Slice(all, func(i, j int) bool {
		x, y := all[i], all[j]
		switch {
		case (x.definition == nil) != (y.definition == nil):
			return x.definition != nil
		case x.definition != nil:
			return x.definition.Name.Line() < y.definition.Name.Line()
		}
		return x.name < y.name
	})
	for i, c := range all {
		record := dataset.Competency{CompetencyID: c.id, Kind: string(c.kind), Name: c.name, Listed: c.listed, Position: i + 1}
		if c.definition != nil {
			record.Definition = dataset.Null(clean(c.definition.Text.Value))
			record.Note = dataset.Null(clean(c.definition.Note.Value))
			b.trace(d, "competencies", c.id, c.definition.Name.Span.Join(c.definition.Text.Span), c.definition.Note.Span)
		}
		if c.definition == nil {
			b.trace(d, "competencies", c.id, c.mentions...)
		}
		b.trace(d, "competencies", c.id, c.listedAt)
		b.set.Competencies = append(b.set.Competencies, record)
		b.aliases(d, c)
	}
}

func (b *builder) aliases(d extract.Document, c *competency) {
	add := func(alias, kind string, span source.Span) {
		b.set.CompetencyAliases = append(b.set.CompetencyAliases, dataset.CompetencyAlias{CompetencyID: c.id, Alias: alias, Kind: kind})
		b.trace(d, "competency_aliases", c.id+"|"+alias, span)
	}
	for variant, span := range c.variants {
		add(variant, "source_variant", span)
	}
	first := source.Span{}
	if len(c.mentions) > 0 {
		first = c.mentions[0]
	}
	if c.definition != nil {
		first = c.definition.Name.Span
	}
	if expansion, acronym, ok := naming.Acronym(c.name); ok {
		for alias, kind := range map[string]string{expansion: "expansion", acronym: "acronym"} {
			if _, taken := c.variants[alias]; !taken {
				add(alias, kind, first)
			}
		}
	}
}
