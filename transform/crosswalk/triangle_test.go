package crosswalk

import (
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

func TestImplied(t *testing.T) {
	for _, test := range [][3]string{
		{"exactMatch", "exactMatch", "near"}, {"exactMatch", "closeMatch", "near"}, {"closeMatch", "closeMatch", "near"}, {"closeMatch", "broadMatch", "broader"}, {"broadMatch", "exactMatch", "broader"},
		{"broadMatch", "broadMatch", "broader"}, {"narrowMatch", "narrowMatch", "narrower"}, {"narrowMatch", "closeMatch", "narrower"}, {"exactMatch", "narrowMatch", "narrower"},
		{"narrowMatch", "broadMatch", ""}, {"broadMatch", "narrowMatch", ""}, {"relatedMatch", "exactMatch", ""}, {"exactMatch", "relatedMatch", ""},
	} {
		if got := implied(test[0], test[1]); got != test[2] {
			t.Errorf("%s and %s imply %q; expected %q", test[0], test[1], got, test[2])
		}
	}
}

func TestTriangle(t *testing.T) {
	cluster := "c"
	d := &dataset.Dataset{
		Profiles:           []dataset.Profile{{ProfileID: "all"}, {ProfileID: "p", ClusterID: &cluster}},
		ProfileWorkRole:    []dataset.ProfileWorkRole{{ProfileID: "all", WorkRoleID: "R", Predicate: "narrowMatch"}, {ProfileID: "p", WorkRoleID: "R", Predicate: "closeMatch"}, {ProfileID: "p", WorkRoleID: "S", Predicate: "relatedMatch"}},
		WorkRoleOccupation: []dataset.WorkRoleOccupation{{WorkRoleID: "R", OccupationURI: "http://a", Predicate: "exactMatch"}, {WorkRoleID: "R", OccupationURI: "http://b", Predicate: "narrowMatch"}, {WorkRoleID: "R", OccupationURI: "http://c", Predicate: "broadMatch"}, {WorkRoleID: "S", OccupationURI: "http://a", Predicate: "exactMatch"}},
		ProfileOccupation:  []dataset.ProfileOccupation{{ProfileID: "p", OccupationURI: "http://a", Predicate: "closeMatch"}, {ProfileID: "p", OccupationURI: "http://b", Predicate: "broadMatch"}},
	}
	sides := Triangle(d)
	if len(sides) != 3 || !sides[0].Agrees() || sides[1].Agrees() || sides[1].Direct != "broadMatch" || sides[2].Agrees() || sides[2].Direct != "" {
		t.Errorf("the sides are %+v; expected one that agrees, one that does not, one without a mapping", sides)
	}
}
