package transform

import (
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/handbook"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// allScope is the scope of what is said of all work of the series.
const allScope = "all"

func (b *builder) handbook(d extract.Document) {
	b.define(d)
	b.clusterTables(d)
	b.scopes(d)
	b.bands(d)
	b.bandTable(d, handbook.General, d.Handbook.GeneralBands)
	for _, t := range d.Handbook.TechnicalBands {
		b.bandTable(d, handbook.Technical, t)
	}
	for _, r := range d.Handbook.Rankings {
		b.ranking(d, r)
	}
	b.profiles(d)
	b.sections(d)
	b.references(d)
	b.competencyTables(d)
}

func (b *builder) clusterTables(d extract.Document) {
	headings := map[string][]handbook.ClusterProfile{}
	for _, heading := range d.Handbook.ClusterProfiles {
		name := fold(heading.Name.Value)
		headings[name] = append(headings[name], heading)
	}
	for i, c := range d.Handbook.Clusters {
		name := naming.Name(c.Name.Value)
		id := naming.Slug(name)
		record := dataset.Cluster{ClusterID: id, Name: name, Definition: clean(c.Definition.Value), Position: i + 1}
		spans := []source.Span{c.Name.Span, c.Definition.Span}
		for _, heading := range headings[fold(name)] {
			record.ProfileSummary = clean(heading.Summary.Value)
			spans = append(spans, heading.Summary.Span)
		}
		if record.ProfileSummary == "" {
			b.fail(d.Path, c.Name.Line(), "cluster", "the cluster %s has no sentence under \"Occupational Profiles for %s\"", source.Quote(name), name)
		}
		if b.clusters[fold(name)] != "" {
			b.fail(d.Path, c.Name.Line(), "identifier", "two clusters have the name %s", source.Quote(name))
			continue
		}
		b.clusters[fold(name)] = id
		b.set.Clusters = append(b.set.Clusters, record)
		b.trace(d, "clusters", id, spans...)
		for n, statement := range c.WorkTypes {
			b.set.ClusterWorkTypes = append(b.set.ClusterWorkTypes, dataset.ClusterWorkType{ClusterID: id, Position: n + 1, Statement: clean(statement.Value)})
			b.trace(d, "cluster_work_types", key(id, n+1), statement.Span)
		}
	}
}

func fold(name string) string { return strings.ToLower(naming.Name(name)) }

// scope returns the scope that a table speaks of: a cluster's, or all for an empty name.
func (b *builder) scope(d extract.Document, cluster source.Text) string {
	if cluster.Value == "" {
		return allScope
	}
	id := b.clusters[fold(cluster.Value)]
	if id == "" {
		b.fail(d.Path, cluster.Line(), "cluster", "a table speaks of %s, which is not a cluster of the section on the clusters of work", source.Quote(cluster.Value))
	}
	return id
}

// scopes writes the scope of the whole series, named after the series-wide profile, and one for each
// cluster.
func (b *builder) scopes(d extract.Document) {
	name, span := "All work of the series", source.Span{}
	for _, p := range d.Handbook.Profiles {
		if p.Whole {
			name, span = "All "+naming.Name(p.Name.Value), p.Name.Span
		}
	}
	b.set.Scopes = append(b.set.Scopes, dataset.Scope{ScopeID: allScope, Name: name})
	b.trace(d, "scopes", allScope, span)
	for i, c := range b.set.Clusters {
		b.set.Scopes = append(b.set.Scopes, dataset.Scope{ScopeID: c.ClusterID, Name: c.Name, ClusterID: dataset.Null(c.ClusterID)})
		b.trace(d, "scopes", c.ClusterID, d.Handbook.Clusters[i].Name.Span)
	}
}

// bandID turns "Entry Level" into "entry".
func bandID(name string) string { return naming.Slug(strings.TrimSuffix(naming.Name(name), " Level")) }

// bands writes the bands in the order of the general table's columns, with the grades that the notes
// give. Notes that disagree, and a band without grades, are problems.
func (b *builder) bands(d extract.Document) {
	columns := append([]string(nil), d.Handbook.GeneralBands.Bands...)
	for _, t := range d.Handbook.TechnicalBands {
		columns = append(columns, t.Bands...)
	}
	known := map[string]bool{}
	for _, name := range columns {
		id := bandID(name)
		if known[id] {
			continue
		}
		known[id] = true
		record := dataset.Band{BandID: id, Name: naming.Name(name), Position: len(b.set.Bands) + 1}
		for _, g := range d.Handbook.Grades {
			if bandID(g.Band.Value) != id {
				continue
			}
			if record.GSMax != 0 && (record.GSMin != g.Min || record.GSMax != g.Max) {
				b.fail(d.Path, g.Band.Line(), "band-grades", "%s is grades %d to %d here and %d to %d in an earlier note", record.Name, g.Min, g.Max, record.GSMin, record.GSMax)
			}
			record.GSMin, record.GSMax = g.Min, g.Max
			b.trace(d, "bands", id, g.Band.Span)
		}
		if record.GSMax == 0 {
			b.fail(d.Path, d.Handbook.GeneralBands.Header.Line(), "band-grades", "no note gives the grades of %s; expected \"%s = Grades n – m\"", record.Name, record.Name)
		}
		b.set.Bands = append(b.set.Bands, record)
	}
}

func (b *builder) bandTable(d extract.Document, kind handbook.Kind, t handbook.BandTable) {
	scope := b.scope(d, t.Cluster)
	seen := map[string]bool{}
	bands := make([]string, len(t.Bands))
	for i, name := range t.Bands {
		bands[i] = bandID(name)
	}
	for _, row := range t.Rows {
		id := b.mention(d, kind, row.Name)
		if seen[id] {
			b.fail(d.Path, row.Name.Line(), "band-table", "%s appears twice in the table", source.Quote(row.Name.Value))
			continue
		}
		seen[id] = true
		var named []source.Span
		for _, span := range row.Lines {
			if span.Start != 0 {
				named = append(named, span)
			}
		}
		for i, cell := range row.Cells {
			record := dataset.CompetencyBand{ScopeID: scope, CompetencyID: id, BandID: bands[i], Important: cell == "X"}
			if scope != allScope {
				record.Marker = dataset.Null(cell)
			}
			b.set.CompetencyBands = append(b.set.CompetencyBands, record)
			at := key(scope, id, record.BandID)
			if row.Lines[i].Start != 0 {
				b.trace(d, "competency_bands", at, row.Lines[i])
			} else {
				b.trace(d, "competency_bands", at, named...)
			}
			if strings.Contains(cell, "*") {
				b.bandNotes(d, record, at, row.Name, t.Notes)
			}
		}
	}
}

// bandNotes writes the footnotes that name the competency of a ** cell. A cell that no footnote explains
// is left to the findings.
func (b *builder) bandNotes(d extract.Document, cell dataset.CompetencyBand, at string, name source.Text, notes []source.Text) {
	for _, note := range notes {
		if strings.Contains(fold(note.Value), fold(name.Value)) {
			b.set.CompetencyBandNotes = append(b.set.CompetencyBandNotes, dataset.CompetencyBandNote{
				ScopeID: cell.ScopeID, CompetencyID: cell.CompetencyID, BandID: cell.BandID, Note: clean(note.Value),
			})
			b.trace(d, "competency_band_notes", at, note.Span)
			return
		}
	}
}

func (b *builder) ranking(d extract.Document, r handbook.Ranking) {
	scope := b.scope(d, r.Cluster)
	kind := handbook.Technical
	if scope == allScope {
		kind = handbook.General
	}
	for _, row := range r.Rows {
		id := b.mention(d, kind, row.Name)
		record := dataset.CompetencyRanking{ScopeID: scope, CompetencyID: id, CurrentRank: dataset.Null(row.Current), FutureRank: dataset.Null(row.Future)}
		if row.Current != 0 && row.Future != 0 {
			change := row.Current - row.Future
			record.RankChange = &change
		}
		record.Trend = record.Direction()
		b.set.CompetencyRankings = append(b.set.CompetencyRankings, record)
		b.trace(d, "competency_rankings", key(scope, id), row.Name.Span)
	}
}
