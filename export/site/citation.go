package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/dcat"
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

// bibTeX returns the entry of a release for BibLaTeX and BibTeX. each value is in two pairs of braces, which keep
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

// schemaOrg describes the release for dataset search, with the files but those of single things and of a table in a
// format other than CSV. Addresses of files are relative to the page, so that the description holds wherever the site
// is published.
func (b *builder) schemaOrg() any {
	files := slices.DeleteFunc(linkeddata.WithoutResources(b.artifacts), func(a artifact.Artifact) bool { return a.Table != "" && a.Format != "csv" })
	return dcat.SchemaOrg(b.d.Info, files, func(path string) string { return "../" + path })
}
