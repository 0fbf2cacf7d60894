package sssom

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/extract/source"
	"go.yaml.in/yaml/v4"
)

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

// texts is a slot of several values; a single value may stand without a list.
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
	var head, body strings.Builder
	headLines := 0
	for _, l := range text.Lines {
		if strings.HasPrefix(l.Raw, "#") && body.Len() == 0 {
			head.WriteString(strings.TrimPrefix(l.Raw, "#") + "\n")
			headLines++
			continue
		}
		body.WriteString(l.Raw + "\n")
	}
	var meta metadata
	if err := yaml.Unmarshal([]byte(head.String()), &meta); err != nil {
		f.fail(1, "the metadata in the leading # lines is not YAML: %v", err)
		return nil, f.problems
	}
	if meta.ID == "" || meta.License == "" {
		f.fail(1, "the metadata lacks mapping_set_id or license")
	}
	for prefix, iri := range meta.Prefixes {
		if fixed, ok := Builtin[prefix]; ok && fixed != iri {
			f.fail(1, "the curie_map gives the built-in prefix %s to %s; expected %s", prefix, iri, fixed)
		}
	}
	set := &Set{
		Path: path, ID: meta.ID, License: meta.License, Title: meta.Title, Description: meta.Description, Version: meta.Version,
		Published: meta.Published, Creators: meta.Creators, Comment: meta.Comment, Prefixes: meta.Prefixes,
		Ignored: slices.Sorted(maps.Keys(meta.Unknown)),
	}
	f.rows(set, meta, body.String(), headLines)
	if err := f.problems.Err(); err != nil {
		return nil, err
	}
	return set, nil
}

func (f *file) fail(line int, format string, args ...any) {
	f.problems = append(f.problems, source.Problem{Path: f.path, Line: line, Rule: "sssom", Message: fmt.Sprintf(format, args...)})
}

func (f *file) rows(set *Set, meta metadata, body string, headLines int) {
	reader := csv.NewReader(strings.NewReader(body))
	reader.Comma = '\t'
	reader.FieldsPerRecord = -1
	columns, err := reader.Read()
	if err != nil {
		f.fail(headLines+1, "no header row: %v", err)
		return
	}
	// An unknown column is a problem, so that nothing a reviewer wrote is dropped.
	var known []string
	for _, s := range slots {
		known = append(known, s.Name)
		if s.needed && !slices.Contains(columns, s.Name) {
			f.fail(headLines+1, "the column %q is missing", s.Name)
		}
	}
	for _, c := range columns {
		if !slices.Contains(known, c) {
			f.fail(headLines+1, "the column %q; expected columns among %s", c, strings.Join(known, ", "))
		}
	}
	if len(f.problems) > 0 {
		return
	}
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			f.fail(headLines+lineOf(err), "not tab-separated text: %v", errors.Unwrap(err))
			return
		}
		line, _ := reader.FieldPos(0)
		line += headLines
		if len(record) != len(columns) {
			f.fail(line, "%d cells; the header has %d", len(record), len(columns))
			continue
		}
		row := map[string]string{}
		for i, c := range columns {
			row[c] = strings.TrimSpace(record[i])
		}
		set.Mappings = append(set.Mappings, f.mapping(line, row, meta))
	}
}

// lineOf returns the line of the rows at which a reader of CSV stopped.
func lineOf(err error) int {
	var at *csv.ParseError
	if errors.As(err, &at) {
		return at.Line
	}
	return 1
}

func (f *file) mapping(line int, row map[string]string, meta metadata) Mapping {
	m := Mapping{
		Line: line, SubjectLabel: row["subject_label"], ObjectLabel: row["object_label"], ObjectCategory: row["object_category"],
		Subject: f.expand(line, row["subject_id"], meta.Prefixes), Object: f.expand(line, row["object_id"], meta.Prefixes),
		Predicate: f.expand(line, row["predicate_id"], meta.Prefixes), Not: row["predicate_modifier"] == "Not",
		Tool: cmp.Or(row["mapping_tool"], meta.Tool), ToolVersion: cmp.Or(row["mapping_tool_version"], meta.ToolVersion),
		SubjectVersion: cmp.Or(row["subject_source_version"], meta.SubjectVersion), ObjectVersion: cmp.Or(row["object_source_version"], meta.ObjectVersion),
		Date: cmp.Or(row["mapping_date"], meta.Date), Comment: row["comment"], Other: row["other"], Unscored: row["confidence"] == "",
	}
	if source := cmp.Or(row["subject_source"], meta.SubjectSource); source != "" {
		m.SubjectSource = f.expand(line, source, meta.Prefixes)
	}
	if source := cmp.Or(row["object_source"], meta.ObjectSource); source != "" {
		m.ObjectSource = f.expand(line, source, meta.Prefixes)
	}
	m.Justification, _ = strings.CutPrefix(f.expand(line, row["mapping_justification"], meta.Prefixes), SEMAPV)
	if row["reviewer_label"] != "" {
		m.Reviewers = strings.Split(row["reviewer_label"], "|")
	}
	if row["predicate_modifier"] != "" && !m.Not {
		f.fail(line, "predicate_modifier is %q; expected Not or nothing", row["predicate_modifier"])
	}
	if text := row["confidence"]; text != "" {
		confidence, err := strconv.ParseFloat(text, 64)
		if err != nil || !(confidence >= 0 && confidence <= 1) {
			f.fail(line, "the confidence is %q; expected a number from 0 to 1", text)
		}
		m.Confidence = confidence
	}
	return m
}

var curie = regexp.MustCompile(`^([A-Za-z_][\w.-]*):(\S+)$`)

// expand turns a CURIE into the IRI it stands for.
func (f *file) expand(line int, id string, prefixes map[string]string) string {
	m := curie.FindStringSubmatch(id)
	if m == nil || strings.HasPrefix(m[2], "//") {
		f.fail(line, "the identifier %q; expected a CURIE, prefix:name", id)
		return ""
	}
	if iri, ok := prefixes[m[1]]; ok {
		return iri + m[2]
	}
	if iri, ok := Builtin[m[1]]; ok {
		return iri + m[2]
	}
	f.fail(line, "the prefix of %q is not in the curie_map", id)
	return ""
}
