package extract_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzEditedSource puts any text after a line of a real source, or in its place: the source is refused,
// or the document is sound.
func FuzzEditedSource(f *testing.F) {
	if testing.Short() {
		f.Skip("left to make whole: the first inputs of the fuzzers that build")
	}
	sources := make([][]string, len(kinds))
	for i, k := range kinds {
		sources[i] = strings.Split(k.text(f), "\n")
	}
	for _, line := range []string{"@@ unknown @@", "Stray words stand here.", "A\tX\tX\tX", "A\t1\t2", "Name: text", "Name:", "Note:", "Note: text", "- item;", "and so on", "ESCO source", "digital", "Occupational Profile for X", "Important Technical Tasks", "• A", "<ul> • A\t• B", "***Note:* A", "1 competence", "\f", "Job Series: 1"} {
		for at := range 8 {
			f.Add(uint8(0), uint16(at*167), at%2 == 0, line)
			f.Add(uint8(1), uint16(at*7), at%2 == 0, line)
			f.Add(uint8(2), uint16(at*37), at%2 == 0, line)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, at uint16, replace bool, text string) {
		if !utf8.ValidString(text) {
			return
		}
		k := kinds[int(which)%len(kinds)]
		lines := sources[int(which)%len(kinds)]
		i := int(at) % len(lines)
		edited := with(lines, i+1, text)
		if replace {
			edited = strings.Join(append(append(append([]string{}, lines[:i]...), text), lines[i+1:]...), "\n")
		}
		doc, classes, err := k.parse("doc.txt", []byte(edited))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "doc.txt:") {
				t.Errorf("the problem %q does not name the file", err)
			}
			return
		}
		if err := sound(edited, doc, classes); err != nil {
			t.Errorf("line %d: %v", i+1, err)
		}
	})
}
