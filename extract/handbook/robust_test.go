package handbook_test

import (
	"regexp"
	"strings"
	"testing"
)

// eachLine rewrites every line of a text.
func eachLine(text string, edit func(string) string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = edit(lines[i])
	}
	return strings.Join(lines, "\n")
}

// TestSameFacts changes the layout of the handbook and nothing it says.
func TestSameFacts(t *testing.T) {
	text := raw(t)
	want := factLines(parse(t, text))
	header := func(of string, stray string) func(string) string {
		return func(text string) string {
			return eachLine(text, func(l string) string {
				if strings.HasPrefix(l, of) {
					return l + stray
				}
				return l
			})
		}
	}
	replace := func(old, replacement string) func(string) string {
		return func(text string) string { return strings.ReplaceAll(text, old, replacement) }
	}
	tests := []struct {
		name string
		edit func(string) string
	}{
		{"CRLF", replace("\n", "\r\n")},
		{"byte-order mark", func(text string) string { return "\ufeff" + text }},
		{"NBSP for each space", replace(" ", "\u00a0")},
		{"narrow NBSP around the dash", replace(" – ", "\u202f–\u202f")},
		{"NBSP before a tab", replace("\t", "\u00a0\t")},
		{"doubled blank lines", replace("\n\n", "\n\n\n\n")},
		{"white space on blank lines", replace("\n\n", "\n \t \n")},
		{"trailing spaces", replace("\n", "   \n")},
		{"leading spaces", replace("\n", "\n  ")},
		{"spaces around tabs", replace("\t", " \t ")},
		{"form feeds between pages", replace("\n\n", "\n\f\n")},
		{"a form feed before each paragraph", replace("\n\n", "\n\n\f")},
		{"no blank lines at the top", func(text string) string { return strings.TrimLeft(text, "\n") }},
		{"a final line end", func(text string) string { return text + "\n" }},
		{"blank lines at the end", func(text string) string { return text + "\n\n\n" }},
		{"stray tab in a band header", header("Competency\tIntermediate", "\t")},
		{"stray tabs in a ranking header", header("Competency\tCurrent", "\t\t")},
		{"stray tabs in the titles of tables", header("IT Operations and Security\t", "\t")},
		{"no stray tabs in the titles of tables", replace("IT Operations and Security\t\t\n", "IT Operations and Security\n")},
		{"stray tab in a task header", header("Important Technical Tasks", "\t")},
		{"stray tab in a task title", replace("Customer Support\nImportant", "Customer Support\t\t\nImportant")},
		{"stray tab in a competency header", header("Important Technical Competencies", "\t")},
		{"stray tabs in list headers", header("General Competencies\t", "\t")},
		{"stray tab in the bands of the general list", header("Entry Level*", "\t")},
		{"stray tabs after tasks", func(text string) string {
			return eachLine(text, func(l string) string {
				if strings.HasSuffix(l, "s.") && !strings.Contains(l, " - ") && strings.HasPrefix(l, "Develops ") {
					return l + "\t\t"
				}
				return l
			})
		}},
		{"stray tabs after rows", func(text string) string {
			return eachLine(text, func(l string) string {
				if strings.HasSuffix(l, "\tX") || strings.HasSuffix(l, "\t**") || strings.HasSuffix(l, "\tNR*") {
					return l + "\t"
				}
				return l
			})
		}},
		{"rows without their empty last cells", replace("Identity Management\t\t\n", "Identity Management\t\n")},
		{"list items tagged li", replace(" • ", "<li> • ")},
		{"lists without attributes", func(text string) string {
			return regexp.MustCompile(`<ul [^>]*>`).ReplaceAllString(text, "<ul>")
		}},
		{"ranks marked ** as not ranked", replace("NR*\n", "NR\n")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			edited := test.edit(text)
			if edited == text {
				t.Fatal("the edit changes nothing")
			}
			if d := difference(factLines(parse(t, edited)), want); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestContentsStyles changes how the table of contents leads from a title to its page.
func TestContentsStyles(t *testing.T) {
	text := raw(t)
	want := factLines(parse(t, text))
	front, rest, _ := strings.Cut(text, "Table of Contents\n")
	contents, body, _ := strings.Cut(rest, "\n\nIntroduction\n\n")
	leaders := regexp.MustCompile(`[.\s]+(\d+)$`)
	for name, leader := range map[string]string{
		"a tab": "\t", "spaces": "     ", "a space": " ", "dots": "..........", "spaced dots": " . . . . . ", "ellipses": "……… ", "dots and a tab": ".....\t", "two tabs": "\t\t",
	} {
		t.Run(name, func(t *testing.T) {
			edited := eachLine(contents, func(l string) string { return leaders.ReplaceAllString(l, leader+"${1}") })
			edited = front + "TABLE OF CONTENTS\n" + edited + "\n\nIntroduction\n\n" + body
			if d := difference(factLines(parse(t, edited)), want); d != "" {
				t.Error(d)
			}
		})
	}
}

// tableHeader returns how many lines of a block of lines are the header of a table: 0 for no table.
func tableHeader(block []string) int {
	isHeader := func(l string) bool {
		return strings.HasPrefix(l, "Competency\t") || strings.HasPrefix(l, "Important ")
	}
	switch {
	case len(block) > 2 && isHeader(block[1]):
		return 2
	case len(block) > 1 && isHeader(block[0]):
		return 1
	}
	return 0
}

// breaks calls visit with the text in which a page break, with the table's header printed again, is
// before each row of each table in turn; except the first row, which has its header above it already.
func breaks(text string, visit func(line int, broken string)) {
	lines := strings.Split(text, "\n")
	for start := 0; start < len(lines); start++ {
		end := start
		for end < len(lines) && lines[end] != "" {
			end++
		}
		n := tableHeader(lines[start:end])
		for i := start + n + 1; n > 0 && i < end; i++ {
			broken := append([]string{}, lines[:i]...)
			broken = append(append(broken, ""), lines[start:start+n]...)
			visit(i+1, strings.Join(append(broken, lines[i:]...), "\n"))
		}
		start = end
	}
}

// TestMovedPageBreakInTables puts a page break before each row of each table, one at a time.
func TestMovedPageBreakInTables(t *testing.T) {
	text := raw(t)
	want := factLines(parse(t, text))
	tables := 0
	breaks(text, func(line int, broken string) {
		tables++
		if testing.Short() && tables%10 > 0 {
			return
		}
		if d := difference(factLines(parse(t, broken)), want); d != "" {
			t.Errorf("a page break before line %d: %s", line, d)
		}
	})
	if testing.Short() {
		t.Run("other rows", func(t *testing.T) { t.Skip("left to make whole: page breaks before nine of ten rows of tables") })
	}
	if tables < 600 {
		t.Errorf("%d rows were broken; the document has some 700 rows of tables", tables)
	}
}

// TestPageBreaksGone joins the parts of every table that a page break cuts.
func TestPageBreaksGone(t *testing.T) {
	text := raw(t)
	want := factLines(parse(t, text))
	blocks := strings.Split(text, "\n\n")
	var whole []string
	header, gone := "", 0
	for _, block := range blocks {
		lines := strings.Split(block, "\n")
		n := tableHeader(lines)
		if own := strings.Join(lines[:n], "\n"); n > 0 && own == header {
			whole[len(whole)-1] += "\n" + strings.Join(lines[n:], "\n")
			gone++
			continue
		} else if header = own; n == 0 {
			header = ""
		}
		whole = append(whole, block)
	}
	if gone < 15 {
		t.Errorf("%d page breaks were taken out; the document has more than 15 in tables", gone)
	}
	if d := difference(factLines(parse(t, strings.Join(whole, "\n\n"))), want); d != "" {
		t.Error(d)
	}
}

// TestMovedPageBreakInLists moves the break of the two tables of lists to after each item of a column.
func TestMovedPageBreakInLists(t *testing.T) {
	text := raw(t)
	want := factLines(parse(t, text))
	for number, line := range strings.Split(text, "\n") {
		if !strings.Contains(line, "<ul") {
			continue
		}
		header := "General Competencies\tTechnical Competencies"
		if strings.Count(line, "\t") == 3 {
			header = "Entry Level*\tIntermediate Level*\tJourney Level*\tSenior Level*"
		}
		cells := strings.Split(line, "\t")
		last := len(cells) - 1
		for at := range strings.Count(cells[last], "•") {
			i := 0
			for range at + 1 {
				i += strings.Index(cells[last][i:], "•") + len("•")
			}
			if i -= len("•"); at == 0 {
				continue
			}
			above := strings.Join(cells[:last], "\t") + "\t" + strings.TrimSpace(cells[last][:i])
			below := strings.Repeat("\t", last) + "<ul> " + cells[last][i:]
			broken := swap(t, text, line+"\n", above+"</ul>\n\n"+header+"\n"+below+"\n")
			if d := difference(factLines(parse(t, broken)), want); d != "" {
				t.Errorf("line %d broken before item %d: %s", number+1, at+1, d)
			}
		}
	}
}
