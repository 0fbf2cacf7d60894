package site

import (
	"fmt"
	"path"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/linkeddata"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// citationFiles returns the files that reference managers read.
func (b *builder) citationFiles() []artifact.Artifact {
	return []artifact.Artifact{
		file("cite.bib", "Citation for BibTeX", []byte(bibTeX(b.d.Info))),
		file("cite.ris", "Citation in RIS", []byte(ris(b.d.Info))),
	}
}

// bibTeX returns the entry of a release for BibLaTeX and BibTeX. Each value stands in two pairs of braces, which keep
// its capitals and take a name of several words as one.
func bibTeX(info dataset.Info) string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s,\n", strings.Map(keyRune, info.ID))
	year, month, _ := strings.Cut(info.Issued, "-")
	for _, f := range [][2]string{
		{"author", info.Publisher}, {"title", info.Title}, {"year", year}, {"month", strings.Split(month, "-")[0]}, {"version", info.Version},
		{"howpublished", "Data set"}, {"url", info.Base}, {"note", info.License.Title},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "  %-12s = {{%s}},\n", f[0], texEscape.Replace(f[1]))
		}
	}
	return b.String() + "}\n"
}

// texEscape writes out what TeX would read as a command.
var texEscape = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "\n", " ", "\r", " ",
)

func keyRune(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
		return r
	}
	return '-'
}

// ris returns the entry in the RIS format: tag, two spaces, hyphen, space, value; DATA is a data file.
func ris(info dataset.Info) string {
	var b strings.Builder
	line := func(tag, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s  - %s\r\n", tag, strings.NewReplacer("\r", " ", "\n", " ").Replace(value))
		}
	}
	line("TY", "DATA")
	line("AU", info.Publisher)
	line("TI", info.Title)
	line("PY", strings.Split(info.Issued, "-")[0])
	line("DA", strings.ReplaceAll(info.Issued, "-", "/"))
	line("PB", info.Publisher)
	line("ET", info.Version)
	line("LA", info.Language)
	for _, k := range info.Keywords {
		line("KW", k)
	}
	line("AB", info.Description)
	line("UR", info.Base)
	b.WriteString("ER  - \r\n")
	return b.String()
}

// schemaOrg describes the release for dataset search (schema.org/Dataset), with the files but those of single things. Addresses of files are relative
// to the page, so that the description holds wherever the site stands.
func (b *builder) schemaOrg() map[string]any {
	info := b.d.Info
	d := map[string]any{
		"@context": "https://schema.org/", "@type": "Dataset", "@id": info.Base, "name": info.Title, "description": info.Description, "url": info.Homepage,
		"identifier": info.Base, "version": info.Version, "datePublished": info.Issued, "inLanguage": info.Language, "keywords": info.Keywords,
		"license": info.License.URL, "isAccessibleForFree": true, "creditText": strings.Join(info.Credits, " "),
		"creator":   map[string]any{"@type": "Organization", "name": info.Publisher, "url": info.Homepage},
		"publisher": map[string]any{"@type": "Organization", "name": info.Publisher, "url": info.Homepage},
	}
	var based []any
	for _, s := range info.Sources {
		based = append(based, map[string]any{"@type": "CreativeWork", "name": s.Title, "url": s.URL, "publisher": map[string]any{"@type": "Organization", "name": s.Publisher}})
	}
	d["isBasedOn"] = based
	var files []any
	for _, a := range b.artifacts {
		if a.Table != "" && a.Format != "csv" && a.Format != "parquet" || a.Format == linkeddata.ResourceFormat {
			continue
		}
		files = append(files, map[string]any{
			"@type": "DataDownload", "name": path.Base(a.Path), "contentUrl": "../" + a.Path, "encodingFormat": a.MediaType,
			"contentSize": fmt.Sprintf("%d B", a.Size()), "sha256": b.sum(a),
		})
	}
	if files != nil {
		d["distribution"] = files
	}
	return d
}
