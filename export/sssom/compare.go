package sssom

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	mapping "github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/schemas"
)

// slots are the slots of a mapping beyond what it maps.
var slots = []struct {
	name string
	text func(mapping.Mapping) string
}{
	{"subject_label", func(m mapping.Mapping) string { return m.SubjectLabel }},
	{"predicate_id", func(m mapping.Mapping) string { return m.Predicate }},
	{"predicate_modifier", modifier},
	{"object_label", func(m mapping.Mapping) string { return m.ObjectLabel }},
	{"object_category", func(m mapping.Mapping) string { return m.ObjectCategory }},
	{"mapping_justification", func(m mapping.Mapping) string { return m.Justification }},
	{"reviewer_label", func(m mapping.Mapping) string { return strings.Join(m.Reviewers, "|") }},
	{"subject_source", func(m mapping.Mapping) string { return m.SubjectSource }},
	{"subject_source_version", func(m mapping.Mapping) string { return m.SubjectVersion }},
	{"object_source", func(m mapping.Mapping) string { return m.ObjectSource }},
	{"object_source_version", func(m mapping.Mapping) string { return m.ObjectVersion }},
	{"mapping_tool", func(m mapping.Mapping) string { return m.Tool }},
	{"mapping_tool_version", func(m mapping.Mapping) string { return m.ToolVersion }},
	{"mapping_date", func(m mapping.Mapping) string { return m.Date }},
	{"confidence", func(m mapping.Mapping) string {
		if m.Unscored {
			return "none"
		}
		return strconv.FormatFloat(m.Confidence, 'f', -1, 64)
	}},
	{"other", func(m mapping.Mapping) string { return m.Other }},
	{"comment", func(m mapping.Mapping) string { return m.Comment }},
}

// Compare calls differs for each mapping and slot of a set that is not as in the expected set, naming the
// record of the crosswalk tables and the slot; "" is what is not there.
func Compare(found, expected *mapping.Set, differs func(place, found, expected string)) {
	got, want := byPair(found), byPair(expected)
	pairs := maps.Clone(got)
	maps.Copy(pairs, want)
	for _, pair := range slices.SortedFunc(maps.Keys(pairs), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		g, there := got[pair]
		w, wanted := want[pair]
		table, key := record(expected.ID, pair)
		place := table + " " + key
		switch {
		case !there:
			differs(place, "", "a mapping")
		case !wanted:
			differs(place, "a mapping", "")
		case len(g) > 1:
			differs(place, strconv.Itoa(len(g))+" mappings", "a mapping")
		default:
			for _, s := range slots {
				if a, b := s.text(g[0]), s.text(w[0]); a != b {
					differs(place+columnOf(table, s.name)+", slot "+s.name, strconv.Quote(a), strconv.Quote(b))
				}
			}
		}
	}
}

// CompareHead calls differs for each slot of the metadata of a set that is not as in the expected set. What
// a reviewed set says of how it was made, behind the description that all sets have, is left out: it stands
// nowhere else.
func CompareHead(found, expected *mapping.Set, differs func(place, found, expected string)) {
	description := found.Description
	if strings.HasPrefix(description, expected.Description+" ") {
		description = expected.Description
	}
	for _, slot := range [][3]string{
		{"mapping_set_id", found.ID, expected.ID}, {"mapping_set_version", found.Version, expected.Version}, {"mapping_set_title", found.Title, expected.Title},
		{"mapping_set_description", description, expected.Description}, {"creator_label", strings.Join(found.Creators, "|"), strings.Join(expected.Creators, "|")},
		{"license", found.License, expected.License}, {"publication_date", found.Published, expected.Published}, {"comment", found.Comment, expected.Comment},
		{"members that no set has", strings.Join(found.Ignored, ", "), strings.Join(expected.Ignored, ", ")},
	} {
		if slot[1] != slot[2] {
			differs("the metadata, slot "+slot[0], strconv.Quote(slot[1]), strconv.Quote(slot[2]))
		}
	}
}

// byPair returns the mappings by subject and object.
func byPair(set *mapping.Set) map[[2]string][]mapping.Mapping {
	found := map[[2]string][]mapping.Mapping{}
	for _, m := range set.Mappings {
		pair := [2]string{m.Subject, m.Object}
		found[pair] = append(found[pair], m)
	}
	return found
}

// record names the record of the crosswalk tables that a pair of a set is made from.
func record(set string, pair [2]string) (table, key string) {
	file := path.Base(set)
	base, name := strings.TrimSuffix(set, "sssom/"+file), strings.TrimSuffix(file, ".sssom.tsv")
	folder, subject, _ := strings.Cut(strings.TrimPrefix(pair[0], base), "/")
	if pair[1] == mapping.NoTermFound {
		for table, segment := range segments {
			if segment == folder+"/" {
				return "crosswalk_unmatched", table + "|" + subject + "|" + targets[name]
			}
		}
	}
	return "crosswalk_" + strings.ReplaceAll(name, "-", "_"), subject + "|" + strings.TrimPrefix(pair[1], base+"profile/")
}

// targets are what a set looks for, as crosswalk_unmatched names it.
var targets = map[string]string{"competency-skill": "esco-skill", "profile-occupation": "esco-occupation", "title-profile": "fwci-profile"}

// columnOf names the column of a table that a slot comes from, where there is one.
func columnOf(table, slot string) string {
	t, _ := schemas.Lookup(table)
	for _, c := range t.Columns {
		if c.Property == slotSpace+slot || c.Name == others[slot] {
			return ", column " + c.Name
		}
	}
	return ""
}

const slotSpace = "https://w3id.org/sssom/"

// others are the columns whose property in the dictionary is not the slot.
var others = map[string]string{"predicate_id": "predicate", "mapping_tool": "review_status", "mapping_tool_version": "review_status", "comment": "comment"}
