package sssom

import (
	"bytes"
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A prefix stands for a namespace in CURIEs.
type prefix struct{ name, iri string }

// prefixName is what CURIEs of a set may begin with.
var prefixName = regexp.MustCompile(`^[A-Za-z_][\w.-]*$`)

// prefixes returns the prefixes of a set and the built-in ones, longest namespace first.
func prefixes(declared map[string]string) []prefix {
	all := maps.Clone(Builtin)
	maps.Copy(all, declared)
	var list []prefix
	for name, iri := range all {
		if iri != "" && prefixName.MatchString(name) {
			list = append(list, prefix{name, iri})
		}
	}
	slices.SortFunc(list, func(a, b prefix) int {
		return cmp.Or(cmp.Compare(len(b.iri), len(a.iri)), cmp.Compare(a.name, b.name))
	})
	return list
}

// metadata writes the block of # lines, slots in the order of the standard's class MappingSet.
func (w *writer) metadata(out *bytes.Buffer, set *Set, shared map[string]string) {
	if set.ID == "" || set.License == "" {
		w.fail("metadata", "mapping_set_id and license are needed")
	}
	w.curieMap(out)
	w.slot(out, "mapping_set_id", set.ID)
	w.slot(out, "mapping_set_version", set.Version)
	w.slot(out, "mapping_set_title", set.Title)
	w.slot(out, "mapping_set_description", set.Description)
	if len(set.Creators) > 0 {
		out.WriteString("#creator_label:\n")
	}
	for _, creator := range set.Creators {
		out.WriteString("#  - " + w.scalar(creator) + "\n")
	}
	w.slot(out, "license", set.License)
	for _, s := range slots {
		if s.propagated {
			w.slot(out, s.Name, shared[s.Name])
		}
	}
	w.slot(out, "publication_date", set.Published)
	w.slot(out, "other", set.Other)
	w.slot(out, "comment", set.Comment)
}

func (w *writer) curieMap(out *bytes.Buffer) {
	names := slices.Sorted(maps.Keys(w.used))
	names = slices.DeleteFunc(names, func(name string) bool { return Builtin[name] != "" })
	if len(names) > 0 {
		out.WriteString("#curie_map:\n")
	}
	for _, name := range names {
		out.WriteString("#  " + w.scalar(name) + ": " + w.scalar(w.used[name]) + "\n")
	}
}

func (w *writer) slot(out *bytes.Buffer, name, value string) {
	if value == "" {
		return
	}
	text := value
	if !strings.HasSuffix(name, "_date") || !date.MatchString(value) {
		text = w.scalar(value)
	}
	out.WriteString("#" + name + ": " + text + "\n")
}

// date is a value of a slot that holds a date; there it is plain, as in the standard's examples.
var date = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// scalar returns a text in YAML's plain style where that keeps it a text, else in double quotes
// (TSV format, section "Rules for the metadata block").
func (w *writer) scalar(text string) string {
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		w.fail("metadata", "%q is not text in UTF-8", text)
		return ""
	}
	if plain := w.encoded(text, 0); plain == text {
		return plain
	}
	return w.encoded(text, yaml.DoubleQuotedStyle)
}

func (w *writer) encoded(text string, style yaml.Style) string {
	data, err := yaml.Marshal(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text, Style: style})
	if err != nil {
		w.fail("metadata", "%q cannot be written in YAML: %v", text, err)
	}
	return strings.TrimSuffix(string(data), "\n")
}
