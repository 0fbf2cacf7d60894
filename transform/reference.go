package transform

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// Words of a title: capitalized ones, and small ones between them.
const (
	capitalized = `[A-Z0-9][\pL\pN'’&-]*`
	phrase      = capitalized + `(?: (?:(?:a|an|and|by|for|from|in|of|on|or|the|to|with) )*` + capitalized + `)*`
)

// link is a link of the text, which has the form of Markdown: its words and its target.
var link = source.NewPattern(`\[([^\[\]]+)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)`)

// authorities are the forms in which a text names a law or a standard without a link, by kind, the more special ones
// first.
var authorities = []struct {
	kind string
	form *source.Pattern
}{
	{"law", source.NewPattern(`\bExecutive Order (?:No\. ?)?\d{4,5}(?:, ` + phrase + `)?`)},
	{"law", source.NewPattern(`\b\d+ (?:CFR|C\.F\.R\.) (?:(?:§§?|[Pp]arts?|[Ss]ections?) ?)?\d+(?:\.\d+)?(?:\([a-z0-9]+\))*`)},
	{"law", source.NewPattern(`\b\d+ (?:USC|U\.S\.C\.|U\.S\. Code) (?:(?:§§?|[Cc]hapters?|[Ss]ections?) ?)?\d+[a-z]?(?:\([a-z0-9]+\))*`)},
	{"law", source.NewPattern(`\b(?:Public Law|Pub\. ?L\.)(?: No\.)? \d+[-–]\d+`)},
	{"law", source.NewPattern(`\bSection \d+ of the ` + phrase + ` Act(?: (?:of )?\d{4})?\b`)},
	{"law", source.NewPattern(`\b` + phrase + ` Act(?: (?:of )?\d{4})?\b`)},
	{"document", source.NewPattern(`\b` + phrase + ` (?:Classification|Qualification) Standards?\b`)},
}

// kindWords say what a linked title names, by the words that it has; what has none of them is a web site.
var kindWords = []struct {
	kind  string
	words *source.Pattern
}{
	{"law", source.NewPattern(`\b(?:Act|Executive Order|CFR|U\.S\.C\.|Public Law)\b`)},
	{"framework", source.NewPattern(`\bFrameworks?\b`)},
	{"document", source.NewPattern(`\b(?:Handbook|Manual|Guide|Guidance|Standards?|Models?|Report|Catalog)\b`)},
	{"policy", source.NewPattern(`\b(?:Plan|Policy|Memorandum|Strategy|Directive)\b`)},
}

// regulation is a citation of a section of the Code of Federal Regulations.
var regulation = source.NewPattern(`^(\d+) (?:CFR|C\.F\.R\.) (?:(?:§§?|[Ss]ections?) ?)?(\d+\.\d+)`)

// A mention is a place at which the text names something: its bytes in a paragraph, and what it names.
type mention struct {
	start, end       int
	kind, title, url string
}

// references fills source_references: what the running text of the handbook's sections links to, names as its
// authority, or names again after it was linked. A title counts once for each section; the further places are in
// the provenance.
func (b *builder) references(d extract.Document) {
	linked := linkedTitles(d)
	for _, s := range d.Handbook.Sections {
		section := naming.Slug(clean(s.Title.Value))
		known := map[string]bool{}
		for _, text := range s.Prose {
			for _, m := range mentions(text.Value, linked) {
				id := "reference-" + naming.Digest(section+"|"+m.title, 10)
				b.trace(d, "source_references", id, text.Span)
				if !known[id] {
					known[id] = true
					b.set.SourceReferences = append(b.set.SourceReferences, reference(id, section, m, text.Span))
				}
			}
		}
	}
}

func reference(id, section string, m mention, at source.Span) dataset.SourceReference {
	return dataset.SourceReference{
		ReferenceID: id, Kind: m.kind, Title: m.title, URL: dataset.Null(m.url), SectionID: &section, LineStart: at.Start, LineEnd: at.End,
	}
}

// linkedTitles returns the words of every link, the longest first.
func linkedTitles(d extract.Document) []string {
	var titles []string
	for _, s := range d.Handbook.Sections {
		for _, text := range s.Prose {
			for _, m := range link.FindAllStringSubmatch(text.Value, -1) {
				titles = append(titles, m[1])
			}
		}
	}
	slices.SortFunc(titles, func(x, y string) int { return cmp.Or(len(y)-len(x), cmp.Compare(x, y)) })
	return slices.Compact(titles)
}

// taken is a byte that no text of a source has.
const taken = "\x00"

// mentions returns what a paragraph names, in its order. A place belongs to one mention: to a link before an
// authority, to an authority before the words of a link elsewhere.
func mentions(text string, linked []string) []mention {
	var found []mention
	free := text // with a mark in place of what belongs to a mention
	add := func(m mention) {
		if m.title = clean(m.title); m.title != "" && !strings.Contains(free[m.start:m.end], taken) {
			found = append(found, m)
			free = free[:m.start] + strings.Repeat(taken, m.end-m.start) + free[m.end:]
		}
	}
	for _, at := range link.FindAllStringSubmatchIndex(text, -1) {
		title, target := text[at[2]:at[3]], text[at[4]:at[5]]
		if source.CheckAddress(target) != "" {
			target = ""
		}
		add(mention{at[0], at[1], kindOf(title), title, target})
	}
	for _, a := range authorities {
		for _, at := range a.form.FindAllStringIndex(free, -1) {
			title := strings.TrimPrefix(text[at[0]:at[1]], "The ")
			add(mention{at[0], at[1], a.kind, title, address(title)})
		}
	}
	for _, title := range linked {
		for at := 0; ; {
			next := strings.Index(free[at:], title)
			if next < 0 {
				break
			}
			at += next + len(title)
			add(mention{at - len(title), at, kindOf(title), title, ""})
		}
	}
	slices.SortFunc(found, func(x, y mention) int { return cmp.Compare(x.start, y.start) })
	return found
}

func kindOf(title string) string {
	for _, k := range kindWords {
		if k.words.MatchString(title) {
			return k.kind
		}
	}
	return "website"
}

// address returns the web address that follows from a citation: of a section of the Code of Federal Regulations its
// page in the eCFR, whose addresses are made of title and section.
func address(citation string) string {
	if m := regulation.FindStringSubmatch(citation); m != nil {
		return "https://www.ecfr.gov/current/title-" + m[1] + "/section-" + m[2]
	}
	return ""
}
