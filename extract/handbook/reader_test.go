package handbook_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// A reading is a second reading of the published handbook with plain string operations: it cuts the text
// at literal headings, blank lines, tabs and bullets. It shares nothing with the parser and knows this
// edition alone.
type reading struct {
	tb    testing.TB
	body  string // after the table of contents, with a line end at both ends
	facts map[string][]string
	names map[string]bool
}

// readHandbook returns the facts by their kind, in the form of factLines.
func readHandbook(tb testing.TB, text string) *reading {
	r := &reading{tb: tb, facts: map[string][]string{}, names: map[string]bool{}}
	contents, body, ok := strings.Cut(text, "\n\nIntroduction\n\n")
	if !ok {
		tb.Fatal("no Introduction")
	}
	r.body = "\n\nIntroduction\n\n" + body + "\n"
	front, contents, _ := strings.Cut(contents, "Table of Contents")
	r.add("title", "%s", strings.TrimSpace(front))
	for _, line := range filled(contents) {
		digits := line[len(strings.TrimRight(line, "0123456789")):]
		r.add("contents", "%s|%s", digits, strings.TrimRight(strings.TrimSuffix(line, digits), ". \t"))
	}
	r.clusters()
	r.list()
	r.generalBands()
	for _, cluster := range []string{"IT Operations and Security", "IT Development and Analysis", "IT Strategy and Planning"} {
		r.technicalBands(cluster)
	}
	r.rankings()
	r.profiles()
	r.definitions("general", " - ", "\nFederal Workforce Competency Initiative (FWCI) General Competencies\n", "\nFederal Workforce Competency Initiative (FWCI) Technical Competencies\n")
	r.definitions("technical", ": ", "\nFederal Workforce Competency Initiative (FWCI) Technical Competencies\n", "\nU.S. Office of Personnel Management\n")
	return r
}

func (r *reading) add(kind, format string, args ...any) {
	r.facts[kind] = append(r.facts[kind], kind+"|"+fmt.Sprintf(format, args...))
}

// name notes the name of a competency without the space that some tables put after a slash.
func (r *reading) name(name string) { r.names[strings.ReplaceAll(name, "/ ", "/")] = true }

// between returns what is between two literal texts, the first in the body and the next after it.
func (r *reading) between(from, to string) string {
	_, rest, ok := strings.Cut(r.body, from)
	inside, _, ended := strings.Cut(rest, to)
	if !ok || !ended {
		r.tb.Fatalf("the handbook does not have %q … %q", from, to)
	}
	return inside
}

// filled returns the lines that are not blank.
func filled(text string) []string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// rejoined joins a line that begins in lower case to the line above.
func rejoined(lines []string) []string {
	var out []string
	for _, line := range lines {
		if first := line[:1]; strings.ToLower(first) == first && strings.ToUpper(first) != first {
			out[len(out)-1] += " " + line
		} else {
			out = append(out, line)
		}
	}
	return out
}

func (r *reading) clusters() {
	cluster := ""
	for _, line := range rejoined(filled(r.between("\nIT Clusters of Work Model\n", "\nInformation Technology Management Competency Framework Results\n"))) {
		if name, definition, ok := strings.Cut(line, ": "); ok && strings.HasPrefix(name, "IT ") {
			cluster = name
			r.add("cluster", "%s|%s", name, definition)
		} else if statement, ok := strings.CutPrefix(line, "- "); ok {
			r.add("work", "%s|%s", cluster, statement)
		}
	}
}

// bullets returns the items of a cell such as `<ul …> • Writing</ul>`.
func bullets(cell string) []string {
	if _, inside, ok := strings.Cut(cell, ">"); ok {
		cell = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(inside), "</ul>"))
	}
	var items []string
	for item := range strings.SplitSeq(cell, "•") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// columns returns the items of each column of a table of lists.
func columns(text string, n int) [][]string {
	all := make([][]string, n)
	for _, line := range filled(text) {
		if strings.Contains(line, "<ul") {
			for i, cell := range strings.Split(line, "\t") {
				all[i] = append(all[i], bullets(cell)...)
			}
		}
	}
	return all
}

func (r *reading) list() {
	section := r.between("\nInformation Technology Management Competency List\n", "\nInformation Technology Management General Competencies by Band\n")
	for i, items := range columns(section, 2) {
		for _, item := range items {
			r.add("listed", "%s|%s", []string{"general", "technical"}[i], item)
			r.name(item)
		}
	}
}

func (r *reading) generalBands() {
	section := r.between("\nInformation Technology Management General Competencies by Band\n", "\nInformation Technology Management Technical Competencies by Cluster and Band\n")
	bands := []string{"Entry Level", "Intermediate Level", "Journey Level", "Senior Level"}
	marked := map[string]bool{}
	names := map[string]bool{}
	for i, items := range columns(section, 4) {
		for _, item := range items {
			marked[item+"|"+bands[i]], names[item] = true, true
		}
	}
	for name := range names {
		r.name(name)
		for _, band := range bands {
			r.add("band", "|%s|%s|%s", name, band, map[bool]string{true: "X"}[marked[name+"|"+band]])
		}
	}
}

func (r *reading) technicalBands(cluster string) {
	section := r.between("\nInformation Technology Management Technical Competencies for "+cluster+"\n", "\nInformation Technology Management ")
	for _, line := range filled(section) {
		row := strings.Split(line, "\t")
		if footnote, ok := strings.CutPrefix(line, "***Note:* "); ok {
			r.add("footnote", "%s|%s", cluster, footnote)
		}
		if len(row) != 4 || row[0] == cluster || row[0] == "Competency" {
			continue
		}
		r.name(row[0])
		for i, band := range []string{"Intermediate Level", "Journey Level", "Senior Level"} {
			r.add("band", "%s|%s|%s|%s", cluster, row[0], band, row[i+1])
		}
	}
}

func (r *reading) rankings() {
	cluster := ""
	for _, line := range filled(r.between("\nInformation Technology Management General Competency Importance Rankings\n", "\nOccupational Profiles\n")) {
		row := strings.Split(line, "\t")
		switch {
		case len(row) != 3 || row[0] == "Competency":
		case row[1] == "":
			cluster = row[0]
		default:
			r.name(row[0])
			rank := func(cell string) int {
				n, _ := strconv.Atoi(cell) // NR* is 0
				return n
			}
			r.add("rank", "%s|%s|%d|%d", cluster, row[0], rank(row[1]), rank(row[2]))
		}
	}
}

func (r *reading) profiles() {
	section := r.between("\nOccupational Profiles\n", "\nFederal Workforce Competency Initiative (FWCI) General Competencies\n")
	cluster := ""
	for part := range strings.SplitSeq(section, "\nOccupational Profile") {
		heading, text, _ := strings.Cut(part, "\n")
		if summary := filled(text); strings.HasPrefix(strings.Join(summary, ""), "This cluster ") {
			_, cluster, _ = strings.Cut(heading, " for ")
			r.add("cluster profile", "%s|%s", cluster, summary[0])
		} else if name, ok := strings.CutPrefix(heading, " for "); ok {
			whole := strings.HasPrefix(name, "all ")
			name = strings.TrimPrefix(name, "all ")
			kind := map[bool]string{true: "general", false: "technical"}[whole]
			r.add("profile", "%s|%t|%s|%s|%s", name, whole, cluster, kind, summary[0])
			r.profile(name, summary[1:])
		}
	}
}

// profile reads the two tables: the competencies column by column, then the tasks.
func (r *reading) profile(name string, lines []string) {
	var table [][]string
	tasks := false
	for _, line := range lines {
		text := strings.TrimRight(line, "\t")
		switch {
		case strings.HasPrefix(text, "Important ") && strings.HasSuffix(text, " Tasks"):
			tasks = tasks || !strings.HasSuffix(text, " and Tasks")
		case strings.HasPrefix(text, "Important "), text == name && strings.HasSuffix(line, "\t\t"):
		case text == name: // above the tasks
		case tasks:
			r.add("task", "%s|%s", name, text)
		default:
			table = append(table, strings.Split(line, "\t"))
		}
	}
	for column := range 3 {
		for _, row := range table {
			if column < len(row) && row[column] != "" {
				r.add("profile competency", "%s|%s", name, row[column])
				r.name(row[column])
			}
		}
	}
}

func (r *reading) definitions(kind, mark, from, to string) {
	last := ""
	for _, line := range rejoined(filled(r.between(from, to))) {
		if text, ok := strings.CutPrefix(line, "Note: "); ok {
			r.add("note", "%s|%s", last, text)
			continue
		}
		name, text, ok := strings.Cut(line, mark)
		if !ok {
			r.tb.Fatalf("no %q in the definition %q", mark, line)
		}
		r.name(name)
		r.add("definition", "%s|%s|%s", kind, name, text)
		last = name
	}
}
