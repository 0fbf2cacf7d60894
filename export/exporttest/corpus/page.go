package corpus

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"path"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
)

// skillSets is how many sets of concepts the pages share: with those of the real page it makes as many
// concepts as ESCO has skills, about 13,900.
const skillSets = 365

// pages writes the occupation pages and the URIs of what they name, and returns the sources of the pages
// beyond the first.
func (g *grower) pages(d extract.Document, text []byte) ([]catalog.Source, error) {
	var uris bytes.Buffer
	list := csv.NewWriter(&uris)
	rows := [][]string{{"preferred_label", "concept_uri", "concept_type"}}
	for _, e := range g.raw.ConceptURIs {
		rows = append(rows, []string{e.Label, e.URI, e.Type})
	}
	if err := g.file(d.Source.Path, text); err != nil {
		return nil, err
	}
	var more []catalog.Source
	lines := strings.SplitAfter(string(text), "\n")
	for n := 1; n < g.size.Pages; n++ {
		s := d.Source
		s.ID, s.Path, s.Title = fmt.Sprintf("%s-%d", s.ID, n), fmt.Sprintf("%s-%d%s", strings.TrimSuffix(s.Path, path.Ext(s.Path)), n, path.Ext(s.Path)), numbered(s.Title, n)
		s.URL = uri("occupation", numbered(d.Occupation.Title.Value, n))
		rows = append(rows, []string{numbered(d.Occupation.Title.Value, n), s.URL, "occupation"})
		if n < skillSets {
			rows = append(rows, conceptRows(d, n)...)
		}
		if err := g.file(s.Path, occupationPage(d, lines, n)); err != nil {
			return nil, err
		}
		more = append(more, s)
	}
	if err := list.WriteAll(rows); err != nil {
		return nil, err
	}
	return more, g.file(extract.ConceptURIsFile, uris.Bytes())
}

// conceptRows lists the concepts of a set; the page has one of them twice, as essential and as optional.
func conceptRows(d extract.Document, set int) (rows [][]string) {
	seen := map[string]bool{}
	for _, r := range d.Occupation.Relations {
		label := numbered(r.Label.Value, set)
		if key := label + " " + r.SkillType; !seen[key] {
			seen[key] = true
			rows = append(rows, []string{label, uri("skill", key), r.SkillType})
		}
	}
	return rows
}

// occupationPage prints page n: its own title and code, and the concepts of one of the sets.
func occupationPage(d extract.Document, lines []string, n int) []byte {
	changed := map[int]string{}
	name := func(line int, name string, n int) {
		changed[line] = strings.Replace(lines[line-1], name, numbered(name, n), 1)
	}
	page := d.Occupation
	name(page.Title.Line(), page.Title.Value, n)
	changed[page.CodeLine.Line()] = strings.Replace(lines[page.CodeLine.Line()-1], page.Code, fmt.Sprintf("%s.%d", page.Code, n), 1)
	if set := n % skillSets; set > 0 {
		for _, r := range page.Relations {
			name(r.Label.Line(), r.Label.Value, set)
		}
	}
	var out bytes.Buffer
	for i, line := range lines {
		if with, ok := changed[i+1]; ok {
			line = with
		}
		out.WriteString(line)
	}
	return out.Bytes()
}

// numbered distinguishes a name from those of the other pages.
func numbered(name string, n int) string { return fmt.Sprintf("%s, unit %d", name, n) }

// uri makes the address of a concept in the form of ESCO's: a UUID, here of the concept's name.
func uri(kind, name string) string {
	sum := sha256.Sum256([]byte(name))
	id := hex.EncodeToString(sum[:16])
	return fmt.Sprintf("http://data.europa.eu/esco/%s/%s-%s-%s-%s-%s", kind, id[:8], id[8:12], id[12:16], id[16:20], id[20:])
}
