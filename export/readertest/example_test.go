package readertest

import (
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A runner runs the examples of one kind: those below a heading, in a language.
type runner struct {
	heading, language string
	needs             [][2]string // programs, each with the package that it must have
	command           func(t *testing.T, text string) *exec.Cmd
}

// runners are for the README and for the home page of the site. Excel has an example that is no program, and the
// command line of this program has tests of its own.
var runners = []runner{
	{"Python", "python", [][2]string{{python, "pandas"}}, func(t *testing.T, text string) *exec.Cmd { return exec.Command(python, "-B", "-c", text) }},
	{"SSSOM", "python", [][2]string{{python, "pandas"}}, func(t *testing.T, text string) *exec.Cmd { return exec.Command(python, "-B", "-c", text) }},
	{"SSSOM", "r", [][2]string{{"Rscript", ""}}, func(t *testing.T, text string) *exec.Cmd { return exec.Command("Rscript", "--vanilla", "-e", text) }},
	{"R", "r", [][2]string{{"Rscript", "readr"}, {"Rscript", "dplyr"}}, func(t *testing.T, text string) *exec.Cmd { return exec.Command("Rscript", "--vanilla", "-e", text) }},
	{"DuckDB", "sql", [][2]string{{"node", ""}}, func(t *testing.T, text string) *exec.Cmd { return input(node(t, "duckdb"), text) }},
	{"SQLite", "sql", [][2]string{{"sqlite3", ""}}, func(t *testing.T, text string) *exec.Cmd {
		return input(exec.Command("sqlite3", "-bail", "out/sqlite/fwci-2210.sqlite"), text)
	}},
	{"SPARQL", "sparql", [][2]string{{"node", ""}}, func(t *testing.T, text string) *exec.Cmd {
		return input(node(t, "sparql", "out/jsonld/fwci-2210.jsonld"), text)
	}},
	{"JSON", "js", [][2]string{{"node", ""}}, func(t *testing.T, text string) *exec.Cmd {
		return input(exec.Command("node", "--input-type=module"), text)
	}},
}

func input(command *exec.Cmd, text string) *exec.Cmd {
	if command != nil {
		command.Stdin = strings.NewReader(text)
	}
	return command
}

// node returns the command of run.mjs, nil where the packages of npm are not installed.
func node(t *testing.T, arguments ...string) *exec.Cmd {
	script := script(t, "run.mjs")
	if script == "" {
		return nil
	}
	return exec.Command("node", append([]string{absolute(t, script)}, arguments...)...)
}

// TestReadmeExamples runs every example of the README next to a release and looks for what it must print.
func TestReadmeExamples(t *testing.T) {
	others(t)
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := strings.Split(string(data), "\n### ")[1:]
	fenced := regexp.MustCompile("(?s)```([a-z]+)\n(.*?)```")
	prints := map[string][]string{ // what each example prints, in the order of the README
		"Python": {"Cloud Administration"}, "R": {"Information Assurance", "2512.2"}, "DuckDB": {`"competency_name":"Enterprise Architecture"`, `"trend":"enters"`},
		"SQLite": {"Accessibility"}, "SPARQL": {`{"name":"Integrity/Honesty","rank":"1"}`}, "JSON": {"general|technical"}, "SSSOM": {"narrowMatch           C#|narrowMatch  C#", "narrowMatch           C#|narrowMatch  C#"},
	}
	for heading, expected := range prints {
		at := slices.IndexFunc(sections, func(s string) bool { return strings.HasPrefix(s, heading+"\n") })
		if at < 0 {
			t.Errorf("the README has no section %s", heading)
			continue
		}
		section, _, _ := strings.Cut(sections[at], "\n## ")
		examples := fenced.FindAllStringSubmatch(section, -1)
		if len(examples) != len(expected) {
			t.Errorf("the section %s has %d examples; expected %d", heading, len(examples), len(expected))
			continue
		}
		for i, m := range examples {
			run(t, heading, m[1], m[2], release(t), expected[i])
		}
	}
}

// TestSiteExamples runs the examples of the home page from the folder of a release.
func TestSiteExamples(t *testing.T) {
	others(t)
	page, err := os.ReadFile(filepath.Join(release(t), "out", "site", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile(`(?s)<h3>(\w+)</h3>\s*<p>[^<]*<pre[^>]*><code>(.*?)</code>`).FindAllStringSubmatch(string(page), -1)
	prints := map[string]string{"Python": "Cloud Administration", "R": "technical", "DuckDB": `"competency_name":"Enterprise Architecture"`}
	ran := 0
	for _, m := range examples {
		if prints[m[1]] != "" {
			language := map[string]string{"Python": "python", "R": "r", "DuckDB": "sql"}[m[1]]
			run(t, m[1], language, html.UnescapeString(m[2]), filepath.Join(release(t), "out"), prints[m[1]])
			ran++
		}
	}
	if ran != len(prints) {
		t.Errorf("the home page has %d examples; expected %d of %v", ran, len(prints), prints)
	}
}

// run runs an example in a folder; its output must hold one of the texts that | separates.
func run(t *testing.T, heading, language, text, folder, prints string) {
	t.Run(heading, func(t *testing.T) {
		at := slices.IndexFunc(runners, func(r runner) bool { return r.heading == heading && r.language == language })
		if at < 0 {
			t.Fatalf("no test runs examples in %s below %s", language, heading)
		}
		r := runners[at]
		for _, need := range r.needs {
			if !present(need[1], need[0]) {
				missing(t, strings.TrimSpace(need[0]+" "+need[1]))
				return
			}
		}
		command := r.command(t, text)
		if command == nil {
			missing(t, heading)
			return
		}
		command.Dir = folder
		output, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%v:\n%s\n%s", err, text, output)
		}
		if !slices.ContainsFunc(strings.Split(prints, "|"), func(p string) bool { return strings.Contains(string(output), p) }) {
			t.Errorf("it prints\n%s\nexpected %s in it", output, prints)
		}
	})
}
