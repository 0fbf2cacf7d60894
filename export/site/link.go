package site

import (
	"fmt"
	"strings"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The links of this file are relative to a page one folder deep, where all pages but the home page are.

func (b *builder) competency(id string) link {
	return link{"../competency/" + id + ".html", b.competencies[id].Name}
}

func (b *builder) profile(id string) link {
	return link{"../profile/" + id + ".html", b.profiles[id].Name}
}

func (b *builder) cluster(id string) link {
	return link{"../cluster/" + id + ".html", b.clusters[id].Name}
}

func (b *builder) task(id string) link {
	return link{"../task/" + id + ".html", b.tasks[id].Statement}
}

func (b *builder) band(id string) link {
	return link{"../band/" + id + ".html", b.bands[id].Name}
}

func (b *builder) title(id string) link {
	return link{"../title/" + id + ".html", titleName(b.titles[id])}
}

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
	for _, p := range b.clusterMembers[""] {
		return link{b.profile(p.ProfileID).Href, s.Name}
	}
	return link{"", s.Name}
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

// titleName is how a position's title is written in full.
func titleName(t dataset.SeriesTitle) string {
	if t.ParentheticalName == nil {
		return t.Title
	}
	if t.ParentheticalCode == nil {
		return fmt.Sprintf("%s (%s)", t.Title, *t.ParentheticalName)
	}
	return fmt.Sprintf("%s (%s, %s)", t.Title, *t.ParentheticalName, *t.ParentheticalCode)
}

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
	switch r.table {
	case "competencies":
		l = b.competency(r.key)
	case "profiles":
		l = b.profile(r.key)
	case "clusters":
		l = b.cluster(r.key)
	case "tasks":
		l = b.task(r.key)
	case "bands":
		l = b.band(r.key)
	case "series_titles":
		l = b.title(r.key)
	case "source_documents":
		l = b.source(r.key)
	case "esco_occupations":
		if b.occupationPage[r.key] {
			l = b.occupation(r.key)
		}
	}
	if l.Text == "" {
		return link{}
	}
	return l
}

// iri returns the identifier of a thing.
func (b *builder) iri(folder, id string) string { return b.d.Info.Base + folder + "/" + id }
