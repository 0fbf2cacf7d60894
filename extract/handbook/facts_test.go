package handbook_test

import (
	"slices"
	"strings"
	"testing"
)

// ofKind returns the facts of one kind.
func ofKind(facts []string, kind string) []string {
	var out []string
	for _, fact := range facts {
		if strings.HasPrefix(fact, kind+"|") {
			out = append(out, fact)
		}
	}
	return out
}

// TestSecondReading compares each fact of the parsed handbook with a second reading of the same text. The
// counts were taken from the document by hand.
func TestSecondReading(t *testing.T) {
	text := raw(t)
	second := readHandbook(t, text)
	facts := factLines(parse(t, text))
	counts := []struct {
		kind  string
		count int
	}{
		{"title", 1},
		{"contents", 31},
		{"cluster", 3},
		{"work", 5 + 4 + 2},
		{"cluster profile", 3},
		{"listed", 30 + 43},
		{"band", 30*4 + (55+57+54)*3}, // 618
		{"footnote", 2},
		{"rank", 30 + 46 + 36 + 51}, // 163
		{"profile", 12},
		{"profile competency", 30 + 31 + 43 + 45 + 49 + 43 + 32 + 22 + 31 + 34 + 53 + 32}, // 445
		{"task", 11*20 + 13},    // 233
		{"definition", 31 + 79}, // 110
		{"note", 1},
	}
	for _, c := range counts {
		t.Run(c.kind, func(t *testing.T) {
			got, want := ofKind(facts, c.kind), second.facts[c.kind]
			if len(got) != c.count || len(want) != c.count {
				t.Errorf("the parser found %d, the second reading %d; counted by hand: %d", len(got), len(want), c.count)
			}
			if c.kind == "band" { // the second reading does not order the general competencies
				slices.Sort(got)
				slices.Sort(want)
			}
			if d := difference(got, want); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestSecondReadingNames compares the set of competencies that any table or definition names.
func TestSecondReadingNames(t *testing.T) {
	text := raw(t)
	want := readHandbook(t, text).names
	got := map[string]bool{}
	for _, fact := range factLines(parse(t, text)) {
		parts := strings.Split(fact, "|")
		switch parts[0] {
		case "listed", "profile competency":
			got[parts[2]] = true
		case "band", "rank":
			got[parts[2]] = true
		case "definition":
			got[parts[2]] = true
		}
	}
	for name := range got {
		if strings.Contains(name, "/ ") {
			delete(got, name)
			got[strings.ReplaceAll(name, "/ ", "/")] = true
		}
	}
	if len(got) != 112 || len(want) != 112 {
		t.Errorf("the parser names %d competencies, the second reading %d; counted by hand: 112", len(got), len(want))
	}
	for name := range want {
		if !got[name] {
			t.Errorf("the parser does not name %q", name)
		}
	}
}

func TestDistinctTasks(t *testing.T) {
	distinct := map[string]bool{}
	for _, p := range parse(t, raw(t)).Profiles {
		for _, task := range p.Tasks {
			distinct[task.Value] = true
		}
	}
	if len(distinct) != 181 {
		t.Errorf("%d distinct tasks; counted by hand: 181", len(distinct))
	}
}

// TestSectionProse compares the prose of the narrative sections with the text's own paragraphs.
func TestSectionProse(t *testing.T) {
	text := raw(t)
	r := readHandbook(t, text)
	facts := factLines(parse(t, text))
	tests := []struct {
		section, next string
		paragraphs    int
	}{
		{"Introduction", "Background", 4},
		{"Background", "IT Clusters of Work Model", 7},
		{"Information Technology Management Competency Framework Results", "Information Technology Management Competency List", 1},
		{"Information Technology Management Technical Competencies by Cluster and Band", "Information Technology Management Technical Competencies for IT Operations and Security", 2},
		{"Occupational Profiles", "Occupational Profile for all Information Technology Management", 1},
		{"Occupational Profiles for Specialized Work in Information Technology Management", "Occupational Profiles for IT Operations and Security", 2},
	}
	for _, test := range tests {
		t.Run(test.section, func(t *testing.T) {
			var want []string
			for _, paragraph := range rejoined(filled(r.between("\n"+test.section+"\n", "\n"+test.next+"\n"))) {
				want = append(want, "prose|"+test.section+"|"+paragraph)
			}
			got := ofKind(facts, "prose|"+test.section)
			if len(got) != test.paragraphs {
				t.Errorf("%d paragraphs; counted by hand: %d", len(got), test.paragraphs)
			}
			if d := difference(got, want); d != "" {
				t.Error(d)
			}
		})
	}
}
