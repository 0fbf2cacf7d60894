package sssom

import (
	"slices"
	"strconv"
	"strings"
)

// A Slot is a slot of a mapping that this package reads and writes.
type Slot struct {
	Name  string
	Value func(Mapping) string // identifiers as IRIs, several values joined by "|"; empty for no value

	form       form
	needed     bool // every mapping has it
	propagated bool // the standard lets a value that all mappings share be in the metadata instead
}

// form is how a cell spells a value.
type form int

const (
	plain form = iota
	identifier
	list
	number
)

// slots are in the order of the standard's class Mapping, which canonical files keep (TSV format, section
// "Rules for the mappings block").
var slots = []Slot{
	{Name: "subject_id", form: identifier, needed: true, Value: func(m Mapping) string { return m.Subject }},
	{Name: "subject_label", Value: func(m Mapping) string { return m.SubjectLabel }},
	{Name: "predicate_id", form: identifier, needed: true, Value: func(m Mapping) string { return m.Predicate }},
	{Name: "predicate_modifier", Value: modifier},
	{Name: "object_id", form: identifier, needed: true, Value: func(m Mapping) string { return m.Object }},
	{Name: "object_label", Value: func(m Mapping) string { return m.ObjectLabel }},
	{Name: "object_category", Value: func(m Mapping) string { return m.ObjectCategory }},
	{Name: "mapping_justification", form: identifier, needed: true, Value: justification},
	{Name: "reviewer_label", form: list, Value: func(m Mapping) string { return strings.Join(m.Reviewers, "|") }},
	{Name: "subject_source", form: identifier, propagated: true, Value: func(m Mapping) string { return m.SubjectSource }},
	{Name: "subject_source_version", propagated: true, Value: func(m Mapping) string { return m.SubjectVersion }},
	{Name: "object_source", form: identifier, propagated: true, Value: func(m Mapping) string { return m.ObjectSource }},
	{Name: "object_source_version", propagated: true, Value: func(m Mapping) string { return m.ObjectVersion }},
	{Name: "mapping_tool", propagated: true, Value: func(m Mapping) string { return m.Tool }},
	{Name: "mapping_tool_version", propagated: true, Value: func(m Mapping) string { return m.ToolVersion }},
	{Name: "mapping_date", propagated: true, Value: func(m Mapping) string { return m.Date }},
	{Name: "confidence", form: number, Value: confidence},
	{Name: "other", Value: func(m Mapping) string { return m.Other }},
	{Name: "comment", Value: func(m Mapping) string { return m.Comment }},
}

// Slots returns the slots of a mapping in the order of the standard.
func Slots() []Slot { return slices.Clone(slots) }

// slotNames are the names of the slots, or of those that every mapping has. Another column is a problem, so that
// nothing a reviewer wrote is dropped.
func slotNames(needed bool) []string {
	var names []string
	for _, s := range slots {
		if s.needed || !needed {
			names = append(names, s.Name)
		}
	}
	return names
}

// text returns a slot as a cell holds it.
func (w *writer) text(s Slot, m Mapping) string {
	switch value := s.Value(m); s.form {
	case identifier:
		if value == "" && s.needed {
			w.fail(s.Name, "is empty; every mapping needs it")
		}
		return w.curie(value)
	case list:
		return w.list(m.Reviewers)
	case number:
		return w.confidence(m)
	default:
		return w.cell(value)
	}
}

func modifier(m Mapping) string {
	if m.Not {
		return "Not"
	}
	return ""
}

// justification returns the IRI of the justification; a bare name is one of SEMAPV.
func justification(m Mapping) string {
	if m.Justification == "" || strings.Contains(m.Justification, ":") {
		return m.Justification
	}
	return SEMAPV + m.Justification
}

func confidence(m Mapping) string {
	if m.Unscored {
		return ""
	}
	return strconv.FormatFloat(m.Confidence, 'f', -1, 64)
}
