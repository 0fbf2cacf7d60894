package crosswalk

import "github.com/fwci-open-data/fwci/transform/dataset"

// A Side is a way from an occupational profile to an ESCO occupation by way of a work role of the NICE Framework, in addition to
// the direct mapping.
type Side struct {
	Profile, WorkRole, Occupation string
	First, Second                 string // the predicates: from the profile to the work role, from there to the occupation
	Follows                       string // what follows of the two: near, broader or narrower
	Direct                        string // the predicate of the mapping from the profile to the occupation; empty if there is none
}

// Agrees reports whether the mapping from the profile to the occupation says what follows by the work role.
func (s Side) Agrees() bool { return s.Direct != "" && s.Follows == direction[s.Direct] }

// The directions of a relation: equal or nearly so, to something broader, to something narrower.
const (
	near     = "near"
	broader  = "broader"
	narrower = "narrower"
)

var direction = map[string]string{"exactMatch": near, "closeMatch": near, "broadMatch": broader, "narrowMatch": narrower}

// follow returns what follows of two relations in a row, "" where nothing does: from a narrower thing to a broader one
// the way leads anywhere, and so does a thing that is merely related.
func follow(first, second string) string {
	a, b := direction[first], direction[second]
	switch {
	case a == "" || b == "":
		return ""
	case a == near:
		return b
	case b == near || a == b:
		return a
	}
	return ""
}

// Triangle returns each way from a profile by a work role of NICE to an occupation of ESCO from which something follows,
// in the order of the tables. The series-wide profile is left out: each work role is one part of it.
func Triangle(d *dataset.Dataset) []Side {
	direct := map[[2]string]string{}
	for _, m := range d.ProfileOccupation {
		direct[[2]string{m.ProfileID, m.OccupationURI}] = m.Predicate
	}
	special := map[string]bool{}
	for _, p := range d.Profiles {
		special[p.ProfileID] = p.ClusterID != nil
	}
	var sides []Side
	for _, first := range d.ProfileWorkRole {
		if !special[first.ProfileID] {
			continue
		}
		for _, second := range d.WorkRoleOccupation {
			if second.WorkRoleID != first.WorkRoleID {
				continue
			}
			if follows := follow(first.Predicate, second.Predicate); follows != "" {
				sides = append(sides, Side{first.ProfileID, first.WorkRoleID, second.OccupationURI, first.Predicate, second.Predicate, follows, direct[[2]string{first.ProfileID, second.OccupationURI}]})
			}
		}
	}
	return sides
}
