package escopage_test

import (
	"archive/zip"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/fwci-open-data/fwci/export/exporttest/escotest"
	"github.com/fwci-open-data/fwci/extract/escopage"
)

// An occupation is what a page is written of.
type occupation struct {
	title, description, code, isco string
	skills                         []skill
}

// A skill is one relation of an occupation.
type skill struct{ kind, skillType, reuse, label, description, tags string }

// page writes an occupation in the page's layout. gap parts the paragraphs of a text.
func (o occupation) page(gap string) string {
	text := func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", gap) }
	kinds := map[string]int{}
	groups := map[string][]skill{}
	for _, s := range o.skills {
		kinds[s.kind]++
		groups[s.kind+" "+s.skillType] = append(groups[s.kind+" "+s.skillType], s)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Skip to content\nESCO occupation\n\n%s\n\nBack to ESCO occupations\n\n%s\n\n%s ISCO %s ESCO source\n", o.title, text(o.description), o.code, o.isco)
	fmt.Fprintf(&b, "Competences\n%d\nGroups\n%d\nEssential\n%d\nOptional\n%d\n\nCompetences and skills\n\n%d ESCO relations\n", len(o.skills), len(groups), kinds["Essential"], kinds["Optional"], len(o.skills))
	for _, group := range []string{"Essential knowledge", "Essential skills and competences", "Optional knowledge", "Optional skills and competences"} {
		if len(groups[group]) == 0 {
			continue
		}
		b.WriteString(group + " " + plural(len(groups[group])) + "\n")
		for _, bucket := range []string{"Occupation specific", "Sector-specific", "Cross-sector", "Transversal"} {
			inside := slices.DeleteFunc(slices.Clone(groups[group]), func(s skill) bool { return s.reuse != strings.ToLower(strings.ReplaceAll(bucket, " ", "-")) })
			if bucket == "Transversal" && len(inside) == 0 {
				continue
			}
			fmt.Fprintf(&b, "\n%s\n\n%s\n", bucket, plural(len(inside)))
			if len(inside) == 0 {
				b.WriteString("\nNo competences in this bucket.\n")
			}
			for _, s := range inside {
				fmt.Fprintf(&b, "%s\n\n", s.label)
				if s.description != "" {
					fmt.Fprintf(&b, "%s\n\n", text(s.description))
				}
				if s.tags != "" {
					b.WriteString(s.tags + "\n")
				}
				b.WriteString("ESCO source\n")
			}
		}
	}
	return b.String()
}

func plural(n int) string {
	if n == 1 {
		return "1 competence"
	}
	return strconv.Itoa(n) + " competences"
}

// facts states an occupation as factLines states a page, without the counts, in the order of the page.
func (o occupation) facts() []string {
	facts := []string{"title|" + words(o.title), "code|" + o.code + "|" + o.isco, "description|" + words(o.description)}
	for _, s := range o.skills {
		skillType := map[string]string{"knowledge": "knowledge", "skills and competences": "skill/competence"}[s.skillType]
		facts = append(facts, relation(strings.ToLower(s.kind), skillType, s.reuse, words(s.label), s.tags, words(s.description)))
	}
	slices.Sort(facts[3:])
	return facts
}

// words leaves out what no reader sees: invisible characters, and how words are parted.
func words(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf) {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// read states what is read of a page as facts does.
func read(doc *escopage.Document) []string {
	facts := []string{"title|" + words(doc.Title.Value), "code|" + doc.Code + "|" + doc.ISCO, "description|" + words(doc.Description.Value)}
	for _, r := range doc.Relations {
		facts = append(facts, relation(r.Kind, r.SkillType, r.ReuseLevel, words(r.Label.Value), strings.Join(r.Tags, ""), words(r.Description.Value)))
	}
	slices.Sort(facts[3:])
	return facts
}

// asWritten writes an occupation, its paragraphs parted by blank lines and not, and reads it back.
func asWritten(t *testing.T, o occupation) {
	t.Helper()
	for _, gap := range []string{"\n\n", "\n"} {
		page := o.page(gap)
		doc, err := escopage.Parse(path, []byte(page))
		if err != nil {
			t.Errorf("%s: the page is refused:\n%v\n%s", o.title, err, page[:min(len(page), 4000)])
			return
		}
		compare(t, read(doc), o.facts())
	}
}

// hostile are lines of made-up descriptions: each looks like something else, and each is text.
var hostile = []string{
	"Transversal", "Sector-specific", "Cross-sector", "Occupation specific", "Essential knowledge 6 competences", "Optional skills and competences 12 competences",
	"4 competences", "1 competence", "38 ESCO relations", "Competences", "Groups", "38", "Competences and skills", "No competences in this bucket.", "ESCO occupation",
	"Back to ESCO occupations", "Skip to content", "2519.3 ISCO 2519 ESCO source", "digital", "digCompdigital", "research", "language", "ESCO source:", "See the ESCO source.",
	"\t- with a tab", "• a bullet", "·\u00a0a point", "o an o", "– a dash;", "1. One", "2) Two", "a) three", "(i) four", "https://example.org/a?b=c", "[a link](https://example.org)", "<a href=\"x\">a link</a>",
	"Work with non\u2011breaking\u00a0spaces.", "\u200bInvisible at the start.", "so\u00adft hyphen", "…", "*", "@@ signs @@", "“Quoted”", "¿Which?", "=1+1", "Ends with a colon:", "A sentence.", "Another sentence!",
}

// TestMadeUpTexts reads pages whose texts hold every line that looks like something else, in a random order.
func TestMadeUpTexts(t *testing.T) {
	random := rand.New(rand.NewPCG(2210, 2519))
	text := func() string {
		var lines []string
		for range random.IntN(6) {
			lines = append(lines, hostile[random.IntN(len(hostile))])
		}
		return strings.Join(append(lines, "It ends."), "\n")
	}
	for n := range 300 {
		o := occupation{title: "made-up occupation " + strconv.Itoa(n), description: text(), code: "2519." + strconv.Itoa(n), isco: "2519"}
		for i := range 1 + random.IntN(12) {
			pick := func(options ...string) string { return options[random.IntN(len(options))] }
			o.skills = append(o.skills, skill{
				kind: pick("Essential", "Optional"), skillType: pick("knowledge", "skills and competences"), reuse: pick("occupation-specific", "sector-specific", "cross-sector", "transversal"),
				label: pick("\u200bdo the work ", "C#\u00a0", ".NET ", "3D work ") + strconv.Itoa(i), description: pick(text(), text(), hostile[random.IntN(len(hostile))], ""), tags: pick("", "digital", "digCompdigital", "research"),
			})
		}
		asWritten(t, o)
	}
}

// TestFrameInTexts holds texts with the words that close a concept: the counts decide, or the page is refused.
func TestFrameInTexts(t *testing.T) {
	of := func(text string) occupation {
		s := skill{kind: "Essential", skillType: "knowledge", reuse: "transversal", tags: "digital"}
		first, second := s, s
		first.label, first.description = "one", text
		second.label, second.description = "two", "Something else."
		return occupation{title: "t", description: "D.", code: "2519.3", isco: "2519", skills: []skill{first, second}}
	}
	asWritten(t, of("See the\nESCO source\nfor more."))
	asWritten(t, of("A sentence.\nESCO source\nAnother one.\nESCO source\nThe last."))
	asWritten(t, of("A sentence.\nESCO source\nTransversal\n2 competences\nThe last."))
	refused(t, of("digital\nESCO source\nThe last.").page("\n"), `page.txt:45:1: the page declares 2 here and shows 3, and no other count says otherwise; expected every relation, each closed by "ESCO source" [esco-page-count]`)
}

// TestNotClosed removes words that close a concept: none is swallowed, whatever the counts say.
func TestNotClosed(t *testing.T) {
	text := raw(t)
	fewer := []string{"Competences\n38", "Competences\n37", "Essential\n18", "Essential\n17", "38 ESCO relations", "37 ESCO relations", "skills and competences 12 competences", "skills and competences 11 competences"}
	const seven, four = "7 competences\nadminister ICT", "4 competences\napply change"
	inside := "above it [esco-page-concept]"
	for _, test := range []struct{ name, bucket, old, new, want string }{
		{"in mid-bucket", four, "possible.\n\nESCO source\nbuild", "possible.\n\nbuild", `page.txt:138:1: "build business relationships" reads as the label of another concept inside the description of "apply change management"; expected "ESCO source" ` + inside},
		{"after tags", seven, "requirements.\n\ndigital\nESCO source\ndeploy", "requirements.\n\ndigital\ndeploy", `page.txt:93:1: "deploy ICT systems" reads as the label of another concept inside the description of "administer ICT system"; expected "ESCO source" ` + inside},
		{"at the end of a bucket", seven, "Ruby.\n\ndigital\nESCO source\n", "Ruby.\n\ndigital\n", `page.txt:124:1: the concept "use scripting programming" is not closed; expected "ESCO source" below its description [esco-page-concept]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			one := strings.NewReplacer("7 ", "6 ", "4 ", "3 ").Replace(test.bucket)
			edited := strings.NewReplacer(append(fewer, test.bucket, one)...).Replace(swap(t, text, test.old, test.new))
			_, err := escopage.Parse(path, []byte(edited))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the problems are\n%v\nexpected among them\n%s", err, test.want)
			}
		})
	}
}

// TestFields: a field of ESCO's own pages is no description.
func TestFields(t *testing.T) {
	for _, field := range []string{"Status: released", "Status", "status released", "Concept status: proposed", "released", "Code: 2519.3", "Concept URI: http://data.europa.eu/esco/x", "Alternative labels: a, b", "Alternative labels", "alternative label", "Scope note",
		"Concept URI", "Skill reusability level", "http://data.europa.eu/esco/skill/f0de4973-0a70-4644-8fd4-3a97080476f4", "<https://data.europa.eu/esco/isco/C2519>"} {
		refused(t, swap(t, raw(t), "Back to ESCO occupations\n", "Back to ESCO occupations\n\n"+field+"\n"), `page.txt:8:1: "`+field+`" is a field of the concept and not its description; expected the text of the description [esco-page-field]`)
		refused(t, swap(t, raw(t), "DevOps\n", "DevOps\n\n"+field+"\n"), `page.txt:36:1: "`+field+`" is a field of the concept and not its description; expected the text of the description [esco-page-field]`)
	}
}

// A sentence that speaks of labels or of a URI, and a link to somewhere else, are text.
func TestFieldsInText(t *testing.T) {
	for _, text := range []string{"Alternative labels are kept.", "The URI http://data.europa.eu/esco/skill/x names it.", "https://example.org/standard"} {
		d, err := escopage.Parse(path, []byte(swap(t, raw(t), "DevOps\n", "DevOps\n\n"+text+"\n")))
		if err != nil {
			t.Errorf("%q: %v; expected a description", text, err)
		} else if got := d.Relations[0].Description.Value; !strings.HasPrefix(got, text+" The DevOps") {
			t.Errorf("%q: the description begins %.60q", text, got)
		}
	}
}

// TestDownload writes every occupation of the official download that has relations as a page, and reads it.
func TestDownload(t *testing.T) {
	folder := escotest.Download(t, "esco-v1.1.1")
	tables := map[string][]map[string]string{}
	for _, archive := range []string{"classification - en", "relations"} {
		unpack(t, filepath.Join(folder, "ESCO dataset - v1.1.1 - "+archive+" - csv.zip"), tables)
	}
	skills, occupations := map[string]skill{}, map[string]*occupation{}
	tags := map[string]string{}
	for _, name := range []string{"digComp", "digital", "green", "language", "research", "transversal"} {
		for _, row := range tables[name+"SkillsCollection_en.csv"] {
			tags[row["conceptUri"]] += name
		}
	}
	for _, row := range tables["skills_en.csv"] {
		skillType := map[string]string{"knowledge": "knowledge"}[row["skillType"]]
		if skillType == "" {
			skillType = "skills and competences"
		}
		reuse := row["reuseLevel"]
		if reuse == "" {
			reuse = "cross-sector"
		}
		skills[row["conceptUri"]] = skill{skillType: skillType, reuse: reuse, label: row["preferredLabel"], description: row["description"], tags: tags[row["conceptUri"]]}
	}
	for _, row := range tables["occupations_en.csv"] {
		occupations[row["conceptUri"]] = &occupation{title: row["preferredLabel"], description: row["description"], code: row["code"], isco: row["iscoGroup"]}
	}
	for _, row := range tables["occupationSkillRelations.csv"] {
		if o := occupations[row["occupationUri"]]; o != nil {
			s, known := skills[row["skillUri"]]
			if !known {
				t.Fatalf("the relations name a skill that no file describes: %s", row["skillUri"])
			}
			s.kind = map[string]string{"essential": "Essential", "optional": "Optional"}[row["relationType"]]
			o.skills = append(o.skills, s)
		}
	}
	written := 0
	for _, row := range tables["occupations_en.csv"] {
		if o := occupations[row["conceptUri"]]; len(o.skills) > 0 {
			asWritten(t, *o)
			written++
		}
	}
	if written != 3007 {
		t.Errorf("%d pages were written; each of the 3007 occupations of ESCO v1.1.1 has relations", written)
	}
}

// unpack reads the tables of an archive, each row by column.
func unpack(t *testing.T, path string, tables map[string][]map[string]string) {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		reader := csv.NewReader(r)
		reader.FieldsPerRecord = -1 // one file has rows of another length than its header
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatal(f.Name, err)
		}
		for _, cells := range rows[1:] {
			row := map[string]string{}
			for i, cell := range cells[:min(len(cells), len(rows[0]))] {
				row[rows[0][i]] = cell
			}
			tables[filepath.Base(f.Name)] = append(tables[filepath.Base(f.Name)], row)
		}
	}
}
