package handbook_test

import (
	"slices"
	"strings"
	"testing"
)

// A damage changes one place of the handbook and names every problem that this must give.
type damage struct {
	name     string
	old, new string
	want     []string
	more     int // how many problems follow those, where one damage unsettles a whole table
}

func TestDamages(t *testing.T) {
	text := raw(t)
	for _, test := range slices.Concat(proseDamages, tableDamages, residueDamages) {
		t.Run(test.name, func(t *testing.T) {
			got := strings.Split(refuse(t, swap(t, text, test.old, test.new)).Error(), "\n")
			if len(got) != len(test.want)+test.more {
				t.Errorf("%d problems; expected %d", len(got), len(test.want)+test.more)
			}
			if d := difference(got[:min(len(got), len(test.want))], test.want); d != "" {
				t.Error(strings.ReplaceAll(d, "fact", "problem"))
			}
		})
	}
}

// TestBrokenFiles damages the file as a whole.
func TestBrokenFiles(t *testing.T) {
	text := raw(t)
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "handbook.txt:1:1: the document is empty; expected the text of the source [source-empty]"},
		{"blank", " \n\t\n", "handbook.txt:1:1: the document is empty; expected the text of the source [source-empty]"},
		{"a mark alone", "\ufeff\n", "handbook.txt:1:1: the document is empty; expected the text of the source [source-empty]"},
		{"binary", strings.Replace(text, "Background\n", "Back\x00ground\n", 1), "handbook.txt:52:5: a zero byte: expected text [source-binary]"},
		{"Windows-1252", strings.Replace(text, "Grades 5 – 7", "Grades 5 \x96 7", 1), "handbook.txt:133:31: byte 0x96 is not UTF-8; expected a document in UTF-8 [source-encoding]"},
		{"half a character", text + "\xe2\x80", "handbook.txt:1338:31: byte 0xe2 is not UTF-8; expected a document in UTF-8 [source-encoding]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := refuse(t, test.text).Error(); got != test.want {
				t.Errorf("the problem is\n  %s\nexpected\n  %s", got, test.want)
			}
		})
	}
	t.Run("UTF-16", func(t *testing.T) {
		if got := refuse(t, "\xff\xfeT\x00\n\x00").Error(); !strings.Contains(got, "handbook.txt:1:") {
			t.Errorf("the problem %q does not name line 1", got)
		}
	})
}

// TestTruncated cuts the file at the end of a line: it must be refused everywhere but in the closing list
// and the imprint, where a shorter document cannot be distinguished from a whole one.
func TestTruncated(t *testing.T) {
	text := raw(t)
	lines := strings.Split(text, "\n")
	first := lineOf(t, text, "Accessibility: Knowledge of tools, equipment, and technologies used to help individuals use computer equipment, software, and applications.")
	for n := 1; n < len(lines); n += 7 {
		if n >= first {
			parse(t, strings.Join(lines[:n], "\n"))
		} else if problems := refuse(t, strings.Join(lines[:n], "\n")); len(problems) == 0 {
			t.Errorf("the first %d lines alone are refused without a problem", n)
		}
	}
	half := text[:strings.Index(text, "Encryption\tX\tX\tX")+len("Encryption\tX")]
	const want = `handbook.txt:154:1: the row "Encryption\tX" has 2 cells; expected a name and 3 cells (Intermediate Level, Journey Level, Senior Level) [table-row]`
	if got := refuse(t, half).Error(); !strings.Contains(got, want) {
		t.Errorf("a file cut in a row gives\n%s\nwithout\n%s", clip(got), want)
	}
}

// TestWhatTheParserCannotTell holds damages that give a document all the same, and what becomes of them:
// the dataset's own checks (doubled definitions, ranks given twice, ranked but not defined) find them.
func TestWhatTheParserCannotTell(t *testing.T) {
	text := raw(t)
	before := factLines(parse(t, text))
	for _, test := range []struct {
		name, old, new string
		added, removed []string
	}{
		{
			name: "a definition without its mark reads as a further sentence of the one above", old: "Memory - Recalls", new: "Memory Recalls",
			added: []string{"definition|general|Mathematical Reasoning|Solves practical problems by choosing appropriately from a variety of mathematical or statistical techniques. Memory Recalls information that has been presented previously."},
			removed: []string{
				"definition|general|Mathematical Reasoning|Solves practical problems by choosing appropriately from a variety of mathematical or statistical techniques.",
				"definition|general|Memory|Recalls information that has been presented previously.",
			},
		},
		{
			name: "a definition twice", old: "\n\nMemory - Recalls", new: "\n\nMemory - Keeps.\n\nMemory - Recalls",
			added: []string{"definition|general|Memory|Keeps."},
		},
		{
			name: "a second ranking of a cluster", old: "\nOccupational Profiles\n\nOPM",
			new:   "\nIT Development and Analysis\t\t\nCompetency\tCurrent Importance\tFuture Importance\nHardware\t1\t1\n\nOccupational Profiles\n\nOPM",
			added: []string{"rank|IT Development and Analysis|Hardware|1|1"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			added, removed := changes(before, factLines(parse(t, swap(t, text, test.old, test.new))))
			if d := difference(added, test.added); d != "" {
				t.Errorf("added facts: %s", d)
			}
			if d := difference(removed, test.removed); d != "" {
				t.Errorf("facts that went: %s", d)
			}
		})
	}
}

// TestSentenceAmongTasks: any sentence passes for a task, and for nothing else.
func TestSentenceAmongTasks(t *testing.T) {
	text := raw(t)
	doc := parse(t, text)
	before := factLines(doc)
	lines := strings.Split(text, "\n")
	for _, p := range doc.Profiles {
		for i := 0; i < len(p.Tasks); i += 6 {
			line := p.Tasks[i].Line()
			edited := slices.Insert(slices.Clone(lines), line, "Stray words stand here.")
			added, removed := changes(before, factLines(parse(t, strings.Join(edited, "\n"))))
			if d := difference(added, []string{"task|" + p.Name.Value + "|Stray words stand here."}); d != "" || len(removed) > 0 {
				t.Errorf("a sentence after line %d: %s; %d facts went", line, d, len(removed))
			}
		}
	}
}
