// Package report writes the pages of a release that people read: README.md, data-dictionary.md,
// quality-report.md and CHANGELOG.md.
//
// In go a dataset and, for the README, the other files of the release; out comes Markdown. Text of the
// sources is escaped, so that it cannot become markup.
package report

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/export/view"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/finding"
)

// Format is the name of the format.
const Format = "report"

// page collects Markdown.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// row writes a row of a table; cells are escaped.
func (p *page) row(cells ...any) {
	for _, c := range cells {
		fmt.Fprintf(p, "| %s ", Escape(fmt.Sprint(c)))
	}
	p.WriteString("|\n")
}

func (p *page) header(names ...string) {
	p.WriteString("| " + strings.Join(names, " | ") + " |\n|" + strings.Repeat(" --- |", len(names)) + "\n")
}

func (p *page) artifact(path, title string) artifact.Artifact {
	return artifact.Artifact{Path: path, Format: Format, MediaType: "text/markdown", Title: title, Data: []byte(p.String())}
}

var escapes = strings.NewReplacer("\\", "\\\\", "|", "\\|", "&", "&amp;", "<", "&lt;", ">", "&gt;", "`", "\\`", "*", "\\*", "_", "\\_",
	"[", "\\[", "]", "\\]", "~", "\\~", "$", "\\$")

// opening is what begins a heading, a list, a rule or an underline when a line begins with it.
var opening = regexp.MustCompile(`^(\d{0,9})(#|=|---|[-+.)](?:\s|$))`)

// Escape returns text that Markdown shows as it is, on one line, without control characters and marks of
// direction.
func Escape(text string) string {
	text = strings.TrimSpace(strings.Map(visible, text))
	return opening.ReplaceAllString(escapes.Replace(text), `$1\$2`)
}

// visible maps white space to a space and drops what has no form of its own.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r), unicode.Is(unicode.Z, r):
		return ' '
	case unicode.In(r, unicode.Cc, unicode.Cf):
		return -1
	}
	return r
}

// target returns an address as a Markdown link takes it; one that is not of the web is "#".
func target(address string) string {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") {
		return "#"
	}
	return strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E").Replace(u.String())
}

// Write returns the reports of a release: data dictionary and quality report.
func Write(d *dataset.Dataset) []artifact.Artifact {
	return []artifact.Artifact{dictionary(d), quality(d)}
}

func dictionary(d *dataset.Dataset) artifact.Artifact {
	var p page
	p.line("# Data dictionary\n\n%s, version %s. Schemas %s.\n", Escape(d.Info.Title), d.Info.Version, schemas.Version)
	p.line("Every table is in each format under the same name. A column marked ? may be null: the empty field in CSV, null in JSON, SQL and Parquet, an empty cell in Excel.\n")
	p.header("Table", "Rows", "What a row is")
	for _, s := range schemas.Present(d.Has) {
		t, _ := d.Table(s.Name)
		p.line("| [%s](#%s) | %d | %s |", s.Name, s.Name, t.Len(), Escape(s.Description))
	}
	for _, s := range schemas.Present(d.Has) {
		p.line("\n## %s\n\n%s\n\nPrimary key: %s.", s.Name, Escape(s.Description), code(s.PrimaryKey))
		for _, r := range s.ForeignKeys {
			p.line("%s → [%s](#%s).", code(r.Columns), r.Table, r.Table)
		}
		p.line("")
		p.header("Column", "Type", "Meaning", "Values")
		for _, c := range s.Columns {
			null := ""
			if c.Nullable {
				null = "?"
			}
			p.line("| `%s`%s | %s | %s | %s |", c.Name, null, c.Type, Escape(c.Description), Escape(values(c)))
		}
	}
	joinedViews(&p, d)
	reading(&p, d)
	return p.artifact("data-dictionary.md", "Data dictionary")
}

// joinedViews lists the views that the database and load/fwci.sql add to the tables.
func joinedViews(p *page, d *dataset.Dataset) {
	p.line("\n## Joined views\n\nThe SQLite database and `load/fwci.sql` (DuckDB) have these views of the tables above, with the names of what the keys lead to.\n")
	p.header("View", "What a row is")
	for _, v := range view.Views(d.Has) {
		p.line("| `%s` | %s |", v.Name, Escape(v.About))
	}
}

func code(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }

// values says in words what a column allows.
func values(c schemas.Column) string {
	var parts []string
	if len(c.Enum) > 0 {
		parts = append(parts, strings.Join(c.Enum, ", "))
	}
	if c.Pattern != "" && c.Pattern != schemas.TextPattern {
		parts = append(parts, c.Pattern)
	}
	switch {
	case c.Minimum != nil && c.Maximum != nil:
		parts = append(parts, fmt.Sprintf("%g to %g", *c.Minimum, *c.Maximum))
	case c.Minimum != nil:
		parts = append(parts, fmt.Sprintf("from %g", *c.Minimum))
	}
	if c.Unit != "" {
		parts = append(parts, c.Unit)
	}
	return strings.Join(parts, "; ")
}

func quality(d *dataset.Dataset) artifact.Artifact {
	var p page
	p.line("# Quality report\n\n%s, version %s: what the rules found in the sources, and where the sources disagree. The sources are published as they are; nothing was corrected, except that extra spaces and invisible characters were removed.\n", Escape(d.Info.Title), d.Info.Version)
	count := map[string]int{}
	for _, f := range d.Findings {
		count[f.Severity]++
		count[f.Rule]++
	}
	p.header("Severity", "Findings", "What it means")
	p.row("error", count["error"], "stops the build; a release has none")
	p.row("warning", count["warning"], "marks what may mislead an analysis; the publisher of the source, or this project, may want to fix it")
	p.row("info", count["info"], "worth knowing when the data is used")
	p.line("\n## Lines of the sources\n\nEach line of each source has one class; a line that no rule knows stops the build. toc: table of contents. note: footnote or legend. narrative: text without data. boilerplate: what surrounds the text on a web page or in a document, such as menus.\n")
	classes(&p, d)
	p.line("\n## Rules\n")
	p.header("Rule", "Severity", "Looks for", "Findings")
	for _, r := range finding.Rules() {
		p.row(r.ID, r.Severity, r.Title, count[r.ID])
	}
	paths := map[string]string{}
	for _, s := range d.SourceDocuments {
		paths[s.SourceID] = s.Path
	}
	for _, r := range finding.Rules() {
		if count[r.ID] == 0 {
			continue
		}
		p.line("\n## %s\n\n%s: %s.\n", r.ID, r.Severity, Escape(r.Title))
		for _, f := range d.Findings {
			if f.Rule == r.ID {
				p.line("- %s%s", Escape(f.Message), where(f, paths))
			}
		}
	}
	return p.artifact("quality-report.md", "Quality report")
}

func where(f dataset.Finding, paths map[string]string) string {
	switch {
	case f.SourceID == nil:
		return ""
	case f.LineStart == nil:
		return fmt.Sprintf(" (%s)", Escape(paths[*f.SourceID]))
	case *f.LineStart == *f.LineEnd:
		return fmt.Sprintf(" (%s, line %d)", Escape(paths[*f.SourceID]), *f.LineStart)
	}
	return fmt.Sprintf(" (%s, lines %d–%d)", Escape(paths[*f.SourceID]), *f.LineStart, *f.LineEnd)
}

// classes writes how many lines of each source have each class.
func classes(p *page, d *dataset.Dataset) {
	schema, _ := schemas.Lookup("source_lines")
	column, _ := schema.Column("class")
	p.header(append([]string{"Source", "Lines"}, column.Enum...)...)
	type kind struct{ source, class string }
	count := map[kind]int{}
	for _, l := range d.SourceLines {
		count[kind{l.SourceID, l.Class}]++
	}
	for _, s := range d.SourceDocuments {
		if s.Lines == nil {
			continue // not a text
		}
		cells := []any{s.Path, *s.Lines}
		for _, class := range column.Enum {
			cells = append(cells, count[kind{s.SourceID, class}])
		}
		p.row(cells...)
	}
}

// Changes returns CHANGELOG.md: the recorded differences between releases, newest first, then the first
// release. A record is the JSON of a change.Report; one of another form is an error.
func Changes(d *dataset.Dataset, records []extract.Input) (artifact.Artifact, error) {
	var p page
	p.line("# Changes to the data\n\n%s. Version numbers follow the patterns of Data Package v2: a column renamed, added, removed or moved is a major change, new tables and rows are minor, corrections are patches.\n", Escape(d.Info.Title))
	reports, err := change.Records(records)
	if err != nil {
		return artifact.Artifact{}, err
	}
	first := d.Info.Version
	for _, r := range reports {
		p.line("%s", r.Markdown(Escape))
		first = r.Old
	}
	if len(reports) > 0 {
		p.line("## %s\n\nFirst release.", first)
		return p.artifact("CHANGELOG.md", "Changes to the data"), nil
	}
	p.line("## %s (%s)\n\nFirst release.\n", d.Info.Version, d.Info.Issued)
	p.header("Table", "Records")
	for _, t := range d.Tables() {
		p.row(t.Name, t.Len())
	}
	return p.artifact("CHANGELOG.md", "Changes to the data"), nil
}
