package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/linkeddata"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/report"
	"github.com/fwci-open-data/fwci/export/site/chart"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

type homeModel struct {
	Info     dataset.Info
	Subtitle string
	Figures  []figure
	Matrix   chart.Matrix
	Clusters []clusterProfiles
	Whole    link
	Best     []download // whole-release files that most people want
	downloadsModel
	Citation string
	Judged   string // who made the crosswalk
	Bibliography,
	RIS string
	Examples []example
	Series   []seriesLink
	Codes    bool // whether there is a list of work roles by code
	Roles    rolesModel
	JSONLD   any // schema.org
}

// A seriesLink leads to the page of a job series.
type seriesLink struct {
	Page      link
	Publisher string // who describes it
}

// downloadsModel is the files of the release.
type downloadsModel struct {
	Groups []downloadGroup
	Files  int
	Bytes  string
	Index  []link // files that list the others
}

// A figure is a number at a glance with the page that has the things counted.
type figure struct {
	Number int
	Text   string
	Href   string
}

// A downloadGroup is the files of one format.
type downloadGroup struct {
	Name, Use, Format string
	Files             []download
	Size              string
}

func (b *builder) home() page {
	info := b.d.Info
	model := homeModel{
		Judged: b.judged,
		Info:   info, Subtitle: b.chrome.Subject, Figures: b.figures(), Matrix: b.fingerprint(), downloadsModel: b.allDownloads("../"), Citation: report.Citation(info),
		Bibliography: bibTeX(info), RIS: ris(info), Examples: b.examples(), JSONLD: b.schemaOrg(),
	}
	for _, c := range b.clusterProfiles(b.allProfiles()) {
		for i := range c.Profiles {
			c.Profiles[i] = top(c.Profiles[i])
		}
		if c.Cluster = top(c.Cluster); c.Cluster.Href == "" {
			model.Whole = c.Profiles[0]
			continue
		}
		model.Clusters = append(model.Clusters, c)
	}
	model.Roles, model.Codes = b.roleList(), b.d.Has("nice_work_roles")
	for _, g := range model.Groups {
		if f := g.Files[0]; f.whole && slices.Contains([]string{"excel", "sqlite", "jsonld", "case"}, g.Format) {
			model.Best = append(model.Best, download{Href: f.Href, Name: f.Name, Size: f.Size, Format: f.Format, Title: g.Use})
		}
	}
	for _, p := range b.seriesPages() {
		model.Series = append(model.Series, seriesLink{link{p.Path, p.Title}, p.Body.(seriesModel).Publisher})
	}
	return page{Path: "index.html", Kind: "home", Section: "home", Title: info.Title, Description: shorten(info.Description, 300), Body: model}
}

// top makes a link for the home page, which is next to the folders of the others.
func top(l link) link { return link{strings.TrimPrefix(l.Href, "../"), l.Text} }

func (b *builder) allProfiles() []string {
	var ids []string
	for _, p := range b.d.Profiles {
		ids = append(ids, p.ProfileID)
	}
	return ids
}

// mappingCount is the number of mappings of all kinds.
func (b *builder) mappingCount() int {
	n := 0
	for _, rows := range b.rows {
		n += len(rows)
	}
	return n
}

func (b *builder) figures() []figure {
	return []figure{
		{len(b.d.Competencies), "competencies", "explore/index.html"},
		{len(b.specialties()), "specialties", "explore/matrix.html"},
		{len(b.d.Tasks), "tasks", "explore/index.html#kind=task"},
		{len(b.d.CompetencyRankings), "places in importance rankings", "explore/ranks.html"},
		{b.mappingCount(), "links between lists (mappings)", "crosswalk/index.html"},
		{len(b.d.Findings), "oddities in the sources (findings)", "findings/index.html"},
		{len(b.d.Tables()), "tables", "table/index.html"},
		{len(b.d.SourceLines), "lines of source text", "source/index.html"},
	}
}

// fingerprint is the picture of all specialties and the technical competencies, the widest shared first. It
// is empty where they are too many.
func (b *builder) fingerprint() chart.Matrix {
	if b.tooMany() {
		return chart.Matrix{}
	}
	columns := b.technical()
	slices.SortStableFunc(columns, func(x, y string) int {
		return cmp.Compare(len(b.competencyProfiles[y]), len(b.competencyProfiles[x]))
	})
	var rows []chart.MatrixRow
	var ids []string
	for _, p := range b.specialties() {
		rows = append(rows, chart.MatrixRow{Name: p.Name, Class: clusterMark(b.clusters[*p.ClusterID])})
		ids = append(ids, p.ProfileID)
	}
	summary := "A row for each specialty, a column for each technical competency, a filled mark where the specialty needs it. The table of competencies and specialties shows the same data."
	return chart.NewMatrix("fingerprint", "Which specialty needs which technical competency", summary, len(columns), rows, func(row, column int) bool {
		return slices.Contains(b.competencyProfiles[columns[column]], ids[row])
	})
}

// technical returns the technical competencies that a specialty needs.
func (b *builder) technical() []string {
	var ids []string
	for _, c := range b.d.Competencies {
		if c.Kind == "technical" && len(b.competencyProfiles[c.CompetencyID]) > 0 {
			ids = append(ids, c.CompetencyID)
		}
	}
	return ids
}

// formatOrder is the order in which the home page offers formats; others follow as they come.
var formatOrder = []string{"excel", "csv", "parquet", "json", "sqlite", "load", "jsonld", "sssom", "case", "datapackage", "csvw", "dcat", "schema", "report"}

// allDownloads describes the files of the release; root leads from the page to the release's folder.
func (b *builder) allDownloads(root string) downloadsModel {
	bytes := 0
	for _, a := range b.artifacts {
		bytes += a.Size()
	}
	return downloadsModel{
		Groups: b.downloads(root), Files: len(b.artifacts), Bytes: size(bytes),
		Index: []link{{root + manifest.File, manifest.File}, {root + manifest.Sums, manifest.Sums}},
	}
}

func (b *builder) downloadPage() page {
	return page{
		Path: "download/index.html", Kind: "downloads", Section: "data", Title: "Downloads", Description: "Every file of the release by format, with rows, size and checksum.",
		Body: b.allDownloads("../../"),
	}
}

// downloads groups the release's files by format, without those of single things, which their pages lead to.
func (b *builder) downloads(root string) []downloadGroup {
	listed := linkeddata.WithoutResources(b.artifacts)
	byFormat := group(listed, func(a artifact.Artifact) string { return a.Format })
	order := slices.DeleteFunc(slices.Clone(formatOrder), func(f string) bool { return byFormat[f] == nil })
	for _, a := range listed {
		if !slices.Contains(order, a.Format) {
			order = append(order, a.Format)
		}
	}
	var groups []downloadGroup
	for _, format := range order {
		g := downloadGroup{Name: formatName(format), Use: formatNames[format].use, Format: format}
		bytes := 0
		for _, a := range byFormat[format] {
			g.Files = append(g.Files, b.download(a, root))
			bytes += a.Size()
		}
		g.Size = size(bytes)
		groups = append(groups, g)
	}
	return groups
}

// An example shows how to load the data in one program.
type example struct{ Name, Text, Code string }

// examples returns the ways to load the data that the release's files allow.
func (b *builder) examples() []example {
	has := func(path string) bool {
		return slices.ContainsFunc(b.artifacts, func(a artifact.Artifact) bool { return a.Path == path })
	}
	workbook := slices.IndexFunc(b.artifacts, func(a artifact.Artifact) bool { return a.Format == "excel" })
	var examples []example
	if has("load/fwci.py") && has("load/fwci.R") {
		examples = append(examples,
			example{"Python", "With pandas and nothing else. Columns keep their types; codes stay whole.", pythonExample},
			example{"R", "The loader needs base R alone; dplyr is for the example.", rExample})
	}
	if has("load/fwci.sql") {
		examples = append(examples, example{"DuckDB", "A view of each Parquet file, and joined views, which begin with named_.", duckDBExample})
	}
	if workbook >= 0 {
		examples = append(examples, example{"Excel", "Open the workbook; the first sheet lists the others. To refresh from the files: Data, Get Data, From Text/CSV, and set the type of code columns to Text.", b.artifacts[workbook].Path})
	}
	return examples
}

const (
	pythonExample = `import sys

sys.path.insert(0, "load")
import fwci

competencies = fwci.table("competencies")
rankings = fwci.table("competency_rankings")

# What rises most in importance, and what enters the ranking (it has no change in rank)
named = rankings.merge(competencies, on="competency_id")
rising = named[named["trend"].isin(["rises", "enters"])].sort_values("rank_change", ascending=False)
print(rising[["scope_id", "name", "current_rank", "future_rank", "rank_change", "trend"]].to_string())`
	rExample = `library(dplyr)
source("load/fwci.R")

# The competencies that most specialties need
fwci_table("profile_competencies") |>
  count(competency_id, sort = TRUE) |>
  left_join(fwci_table("competencies"), by = "competency_id") |>
  select(name, kind, n) |>
  head(20)`
	duckDBExample = `.read load/fwci.sql
SELECT competency_name, predicate, skill_label, confidence
FROM named_crosswalk_competency_skill
WHERE recommended;`
)
