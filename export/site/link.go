package site

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/role"
)

// The links of this file are relative to a page one folder deep, where all pages but the home page are.

// page leads to the page of a record. Its folder is the segment of the record's IRI.
func (b *builder) page(table, id string) link {
	return link{"../" + identity.Of(table).Segment + "/" + id + ".html", b.label(table, id)}
}

// label is what a record is called, "" for one that is not there.
func (b *builder) label(table, id string) string {
	if b.labels[table] == nil {
		b.labels[table] = identity.Labels(b.d, table)
	}
	if table == "profiles" {
		return role.Name(b.d.Profiles, b.profiles[id])
	}
	return b.labels[table][id]
}

func (b *builder) competency(id string) link { return b.page("competencies", id) }

func (b *builder) profile(id string) link { return b.page("profiles", id) }

func (b *builder) cluster(id string) link { return b.page("clusters", id) }

func (b *builder) task(id string) link { return b.page("tasks", id) }

func (b *builder) band(id string) link { return b.page("bands", id) }

func (b *builder) title(id string) link { return b.page("series_titles", id) }

func (b *builder) table(name string) link {
	return link{"../table/" + name + ".html", b.fields[name].Title}
}

func (b *builder) source(id string) link {
	return link{"../source/" + id + ".html", b.documents[id].Source.Title}
}

// sourceLine leads to a line of a source.
func (b *builder) sourceLine(id string, start, end int) link {
	text := fmt.Sprintf("line %d", start)
	if end > start {
		text = fmt.Sprintf("lines %d–%d", start, end)
	}
	return link{fmt.Sprintf("../source/%s.html#L%d", id, start), text}
}

// scope leads to the cluster of a scope, or to the profile of the whole series.
func (b *builder) scope(id string) link {
	s := b.scopes[id]
	if s.ClusterID != nil {
		return b.cluster(*s.ClusterID)
	}
	name := role.ScopeName(b.d.Scopes, s)
	for _, p := range b.clusterMembers[""] {
		return link{b.profile(p.ProfileID).Href, name}
	}
	return link{"", name}
}

// occupation leads to the occupation's page, where it has one, or to ESCO.
func (b *builder) occupation(uri string) link {
	o := b.occupations[uri]
	if b.occupationPage[uri] {
		return link{"../occupation/" + lastSegment(uri) + ".html", o.PreferredLabel}
	}
	return link{uri, o.PreferredLabel}
}

func lastSegment(uri string) string { return uri[strings.LastIndexByte(uri, '/')+1:] }

// record leads to the page of the first thing that a record's key names, else to the table's description.
func (b *builder) record(table, key string) link {
	for _, thing := range b.things(table, key) {
		if l := b.thing(thing); l.Href != "" {
			return l
		}
	}
	if _, ok := b.fields[table]; ok {
		return b.table(table)
	}
	return link{"", key}
}

// thing leads to the page of a record; the link is empty when the record has none.
func (b *builder) thing(r recordKey) link {
	var l link
	switch k := identity.Of(r.table); {
	case r.table == "source_documents":
		l = b.source(r.key)
	case r.table == "esco_occupations" && b.occupationPage[r.key]:
		l = b.occupation(r.key)
	case k.Whole != "" && !HasPages(r.table): // no page of its own
	case k.Fixed && !k.Outside:
		l = b.page(r.table, r.key)
	}
	if l.Text == "" {
		return link{}
	}
	return l
}

// iri returns the identifier of a thing.
func (b *builder) iri(table, id string) string { return identity.IRI(b.d.Info.Base, table, id) }
