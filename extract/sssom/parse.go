package sssom

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/csv"
	"github.com/fwci-open-data/fwci/extract/source"
	"go.yaml.in/yaml/v4"
)

var rowsForm = csv.Form{Comma: '\t', Rule: "sssom", Columns: slotNames(false), Needed: slotNames(true)}

// metadata is the YAML block of a set. Members that it does not know are noted, not read, as the standard
// asks of readers.
type metadata struct {
	ID             string            `yaml:"mapping_set_id"`
	License        string            `yaml:"license"`
	Title          string            `yaml:"mapping_set_title"`
	Description    string            `yaml:"mapping_set_description"`
	Version        string            `yaml:"mapping_set_version"`
	Published      string            `yaml:"publication_date"`
	Creators       texts             `yaml:"creator_label"`
	Other          string            `yaml:"other"`
	Comment        string            `yaml:"comment"`
	Prefixes       map[string]string `yaml:"curie_map"`
	Tool           string            `yaml:"mapping_tool"`
	ToolVersion    string            `yaml:"mapping_tool_version"`
	Date           string            `yaml:"mapping_date"`
	SubjectSource  string            `yaml:"subject_source"`
	SubjectVersion string            `yaml:"subject_source_version"`
	ObjectSource   string            `yaml:"object_source"`
	ObjectVersion  string            `yaml:"object_source_version"`
	Unknown        map[string]any    `yaml:",inline"`
}

// texts is a slot of several values; a single value may be given without a list.
type texts []string

// UnmarshalYAML reads a list of texts or one text.
func (t *texts) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*t = texts{node.Value}
		return nil
	}
	var list []string
	if err := node.Decode(&list); err != nil {
		return err
	}
	*t = list
	return nil
}

// Parse reads a set. It returns every problem with its line: metadata that is not YAML, an unknown
// column, an identifier whose prefix is not declared, a ragged row, a confidence beyond 0 to 1.
func Parse(path string, data []byte) (*Set, error) {
	text, err := source.Split(path, data)
	if err != nil {
		return nil, err
	}
	f := &file{path: path}
	var head strings.Builder
	lines := text.Lines
	for len(lines) > 0 && strings.HasPrefix(lines[0].Raw, "#") {
		head.WriteString(strings.TrimPrefix(lines[0].Raw, "#") + "\n")
		lines = lines[1:]
	}
	var meta metadata
	if err := yaml.Unmarshal([]byte(head.String()), &meta); err != nil {
		f.fail(yamlLine(err), "the metadata in the leading # lines is not YAML: %v", err)
		return nil, f.problems
	}
	f.checkMetadata(meta)
	for prefix, iri := range meta.Prefixes {
		if fixed, ok := Builtin[prefix]; ok && fixed != iri {
			f.fail(1, "the curie_map gives the built-in prefix %s to %s; expected %s", prefix, iri, fixed)
		}
	}
	set := &Set{
		Path: path, ID: meta.ID, License: meta.License, Title: meta.Title, Description: meta.Description, Version: meta.Version,
		Published: meta.Published, Creators: meta.Creators, Other: meta.Other, Comment: meta.Comment, Prefixes: meta.Prefixes,
		Ignored: slices.Sorted(maps.Keys(meta.Unknown)),
	}
	table := csv.ReadLines(path, lines, rowsForm)
	errors.As(table.Err(), &f.problems)
	for _, row := range table.Rows {
		set.Mappings = append(set.Mappings, f.mapping(row, meta))
	}
	if err := f.problems.Err(); err != nil {
		return nil, err
	}
	return set, nil
}

func (f *file) fail(line int, format string, args ...any) {
	f.problems = append(f.problems, source.Problem{Path: f.path, Line: line, Rule: "sssom", Message: fmt.Sprintf(format, args...)})
}

// yamlLine returns the line that an error of the YAML reader names, 1 where it names none. The metadata
// begins on line 1 of the file.
func yamlLine(err error) int {
	if m := regexp.MustCompile(`line (\d+)`).FindStringSubmatch(err.Error()); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n > 0 {
			return n
		}
	}
	return 1
}

func (f *file) checkMetadata(meta metadata) {
	for _, slot := range []struct{ name, value string }{{"mapping_set_id", meta.ID}, {"license", meta.License}} {
		if wrong := source.CheckAddress(slot.value); slot.value == "" || wrong != "" {
			f.fail(1, "the metadata has the %s %q; expected an address that begins with http:// or https://%s", slot.name, slot.value, wrong)
		}
	}
	for _, slot := range []struct{ name, value string }{{"publication_date", meta.Published}, {"mapping_date", meta.Date}} {
		if slot.value != "" && !source.IsDate(slot.value) {
			f.fail(1, "the metadata has the %s %q; expected a date such as 2026-01-31", slot.name, slot.value)
		}
	}
}

func (f *file) mapping(row csv.Row, meta metadata) Mapping {
	line := row.Line
	m := Mapping{
		Line: line, SubjectLabel: row.Cell("subject_label"), ObjectLabel: row.Cell("object_label"), ObjectCategory: row.Cell("object_category"),
		Subject: f.expand(line, row.Cell("subject_id"), meta.Prefixes), Object: f.expand(line, row.Cell("object_id"), meta.Prefixes),
		Predicate: f.expand(line, row.Cell("predicate_id"), meta.Prefixes), Not: row.Cell("predicate_modifier") == "Not",
		Tool: cmp.Or(row.Cell("mapping_tool"), meta.Tool), ToolVersion: cmp.Or(row.Cell("mapping_tool_version"), meta.ToolVersion),
		SubjectVersion: cmp.Or(row.Cell("subject_source_version"), meta.SubjectVersion), ObjectVersion: cmp.Or(row.Cell("object_source_version"), meta.ObjectVersion),
		Date: cmp.Or(row.Cell("mapping_date"), meta.Date), Comment: row.Cell("comment"), Other: row.Cell("other"), Unscored: row.Cell("confidence") == "",
	}
	if from := cmp.Or(row.Cell("subject_source"), meta.SubjectSource); from != "" {
		m.SubjectSource = f.expand(line, from, meta.Prefixes)
	}
	if from := cmp.Or(row.Cell("object_source"), meta.ObjectSource); from != "" {
		m.ObjectSource = f.expand(line, from, meta.Prefixes)
	}
	if m.Date != "" && !source.IsDate(m.Date) && m.Date != meta.Date {
		f.fail(line, "the mapping_date is %q; expected a date such as 2026-01-31", m.Date)
	}
	m.Justification, _ = strings.CutPrefix(f.expand(line, row.Cell("mapping_justification"), meta.Prefixes), SEMAPV)
	if row.Cell("reviewer_label") != "" {
		m.Reviewers = strings.Split(row.Cell("reviewer_label"), "|")
	}
	if row.Cell("predicate_modifier") != "" && !m.Not {
		f.fail(line, "predicate_modifier is %q; expected Not or nothing", row.Cell("predicate_modifier"))
	}
	if text := row.Cell("confidence"); text != "" {
		confidence, err := strconv.ParseFloat(text, 64)
		if err != nil || !decimal.MatchString(text) || !(confidence >= 0 && confidence <= 1) {
			f.fail(line, "the confidence is %q; expected a number from 0 to 1", text)
		}
		m.Confidence = confidence
	}
	return m
}

// decimal is how a confidence is written. Go reads more, such as 0x1p-1.
var decimal = regexp.MustCompile(`^[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?$`)

// expand turns a CURIE into the IRI it stands for.
func (f *file) expand(line int, id string, prefixes map[string]string) string {
	prefix, name, ok := strings.Cut(id, ":")
	if !ok || !isPrefix(prefix) || name == "" || strings.ContainsAny(name, "\t\n\f\r ") || strings.HasPrefix(name, "//") {
		f.fail(line, "the identifier %q; expected a CURIE, prefix:name", id)
		return ""
	}
	if iri, ok := prefixes[prefix]; ok {
		return iri + name
	}
	if iri, ok := Builtin[prefix]; ok {
		return iri + name
	}
	f.fail(line, "the prefix of %q is not in the curie_map", id)
	return ""
}

// isPrefix reports whether a text can be the prefix of a CURIE: ASCII letters, digits, "_", "." and "-", with a
// letter or "_" at the beginning.
func isPrefix(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_':
		case i > 0 && ('0' <= c && c <= '9' || c == '.' || c == '-'):
		default:
			return false
		}
	}
	return text != ""
}
