package crosswalk

import "github.com/fwci-open-data/fwci/transform/dataset"

// A Side is a way from an occupational profile to an ESCO occupation by way of a work role of the NICE Framework, in addition to
// the direct mapping.
type Side struct {
	Profile, WorkRole, Occupation string
	First, Second                 string // the predicates: from the profile to the work role, from there to the occupation
	Implied                       string // the relation that the two imply: near, broader or narrower
	Direct                        string // the predicate of the mapping from the profile to the occupation, or an empty text
}

// Agrees reports whether the mapping from the profile to the occupation says what the way by the work role implies.
func (s Side) Agrees() bool { return s.Direct != "" && s.Implied == direction[s.Direct] }

// The directions of a relation: equal or nearly so, to something broader, to something narrower.
const (
	near     = "near"
	broader  = "broader"
	narrower = "narrower"
)

var direction = map[string]string{"exactMatch": near, "closeMatch": near, "broadMatch": broader, "narrowMatch": narrower}

// implied returns the relation that two relations in a row imply, "" if they imply none: a narrower step and a broader
// one can lead anywhere, and so can a step to something that is only related.
func implied(first, second string) string {
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

// Triangle returns each way from a profile by a work role of NICE to an occupation of ESCO that implies a relation,
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
			if implied := implied(first.Predicate, second.Predicate); implied != "" {
				sides = append(sides, Side{first.ProfileID, first.WorkRoleID, second.OccupationURI, first.Predicate, second.Predicate, implied, direct[[2]string{first.ProfileID, second.OccupationURI}]})
			}
		}
	}
	return sides
}
