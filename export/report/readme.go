package report

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/glossary"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Readme returns the README.md of a release: what it is, its files, how to cite it, its license.
func Readme(d *dataset.Dataset, artifacts []artifact.Artifact) artifact.Artifact {
	var p page
	info := d.Info
	p.line("# %s\n\n%s\n", Escape(info.Title), Escape(info.Description))
	p.line("Version %s, %s. License: [%s](%s).\n", info.Version, info.Issued, Escape(info.License.Title), target(info.License.URL))
	p.line("## Words used here\n\n%s", glossary.Markdown())
	p.line("## Files\n")
	p.header("Folder", "Files", "Bytes", "What")
	folders := map[string][]artifact.Artifact{}
	var order []string
	for _, a := range artifacts {
		folder, _, nested := strings.Cut(a.Path, "/")
		if !nested {
			continue
		}
		if folders[folder] == nil {
			order = append(order, folder)
		}
		folders[folder] = append(folders[folder], a)
	}
	slices.Sort(order)
	for _, folder := range order {
		bytes := 0
		for _, a := range folders[folder] {
			bytes += a.Size()
		}
		p.line("| `%s/` | %d | %d | %s |", folder, len(folders[folder]), bytes, describe(folder))
	}
	p.line("\nThe meaning of each column is in [data-dictionary.md](data-dictionary.md); what is odd in the sources is in [quality-report.md](quality-report.md); what changed is in [CHANGELOG.md](CHANGELOG.md). `sha256sum --check SHA256SUMS` checks the files; `manifest.json` lists inputs and outputs.\n")
	if judges := crosswalk.AllJudged(d); judges != "" {
		p.line("Who made the crosswalk: %s The column review_status says who judged each mapping. The column recommended marks the mapping to use where you need only one. [crosswalk-quality.md](crosswalk-quality.md) says how good the crosswalk is.\n", judges)
	}
	if folders["load"] != nil {
		p.line("## Loading the tables\n\nFrom the folder of the release, each with the right types, nulls, truth values and lists:\n")
		p.line("- Python with pandas: `import sys; sys.path.insert(0, \"load\"); import fwci; fwci.table(\"competencies\")`")
		p.line("- R: `source(\"load/fwci.R\"); fwci_table(\"competencies\")`")
		p.line("- DuckDB: `.read load/fwci.sql`, then `FROM named_competency_rankings;`\n")
		p.line("What other readers make of the CSV files, column by column, is in [data-dictionary.md](data-dictionary.md#what-readers-make-of-the-csv-files). In SSSOM files the lines at the top that begin with # are metadata; cells that contain a # are quoted.\n")
	}
	p.line("## How to cite\n\n> %s\n\nThe address does not resolve yet: the identifiers are not registered. Until they are, use the site in the release.\n", Escape(Citation(info)))
	p.line("## Sources and credits\n")
	for _, s := range info.Sources {
		p.line("- %s. %s. %s%s%s", Escape(s.Publisher), Escape(s.Title), Escape(s.Rights), published(s.URL), elsewhere(d, s.ID))
	}
	p.line("")
	for _, c := range info.Credits {
		p.line("- %s", Escape(c))
	}
	if len(info.Related) > 0 {
		p.line("\n## Related official documents\n\nThe data were not read from these documents.\n")
	}
	for _, r := range info.Related {
		p.line("- %s. [%s](%s). %s", Escape(r.Publisher), Escape(r.Title), target(r.URL), Escape(r.Description))
	}
	return p.artifact("README.md", "About the release")
}

// published says where a source was published, nothing where that is not known.
func published(address string) string {
	if address == "" {
		return ""
	}
	if u, err := url.Parse(address); err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return fmt.Sprintf(" [Publisher's site](%s); the address of the document itself is not known.", target(address))
	}
	return fmt.Sprintf(" [Published here](%s).", target(address))
}

// elsewhere says how to tell the file of a source that the release does not hold; nothing of a text, which it holds.
func elsewhere(d *dataset.Dataset, id string) string {
	for _, s := range d.SourceDocuments {
		if s.SourceID == id && s.Lines == nil {
			return fmt.Sprintf(" This release does not repeat the file: `%s`, %d bytes, SHA-256 `%s`.", path.Base(s.Path), s.Bytes, s.SHA256)
		}
	}
	return ""
}

// Citation returns the line by which a release is cited.
func Citation(info dataset.Info) string {
	return fmt.Sprintf("%s (%s). %s (version %s) [data set]. %s", info.Publisher, info.Issued[:4], info.Title, info.Version, info.Base)
}

// describe says what a folder of a release is for.
func describe(folder string) string {
	switch folder {
	case "csv":
		return "each table as CSV, with its CSV on the Web metadata"
	case "json":
		return "each table as JSON records"
	case "parquet":
		return "each table as typed Parquet"
	case "excel":
		return "one workbook for analysts"
	case "jsonld":
		return "linked data in JSON-LD: competencies, profiles and tasks as SKOS concepts, and every mapping"
	case "sssom":
		return "the mapping sets in SSSOM"
	case "sqlite":
		return "one SQLite database with all tables and a search index"
	case "case":
		return "the framework as 1EdTech CASE, for learning and HR systems"
	case "load":
		return "programs that load the tables with the right types: Python with pandas, R, DuckDB"
	case "source":
		return "what the release was made from, byte for byte, compressed except for the texts; sources that are not text files are named below with their checksums"
	case "resource":
		return "the linked data of one competency, profile, band or other record"
	case "w3id":
		return "for the web server: where each identifier leads"
	case "site":
		return "a website to read, explore and compare; open index.html"
	}
	return "further files"
}
