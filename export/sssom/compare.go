package sssom

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	mapping "github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/identity"
)

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
			for _, s := range mapping.Slots() {
				if a, b := s.Value(g[0]), s.Value(w[0]); a != b {
					differs(place+columnOf(table, s.Name)+", slot "+s.Name, strconv.Quote(a), strconv.Quote(b))
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
	base, _, _ := strings.Cut(set, "sssom/")
	k, _ := crosswalk.Lookup(strings.TrimSuffix(path.Base(set), mapping.Suffix))
	subject, _ := identity.Parse(base, pair[0])
	if pair[1] == mapping.NoTermFound {
		return "crosswalk_unmatched", subject.Table + "|" + subject.Key + "|" + k.Target()
	}
	object := pair[1]
	if r, ours := identity.Parse(base, object); ours {
		object = r.Key
	}
	return k.Table(), subject.Key + "|" + object
}

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
