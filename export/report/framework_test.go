package report

import (
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

// The pairs that differ in one word are counted, and those of tasks that no statement is equal to.
func TestNearly(t *testing.T) {
	same := map[string]bool{"a": true, "b": true}
	for _, test := range []struct {
		near []string
		same map[string]bool
		want string
	}{
		{nil, same, "no pair differs in one word"},
		{[]string{"a"}, same, "1 more pair differs in one word"},
		{[]string{"c"}, same, "1 more pair differs in one word, and its task is not among these 2"},
		{[]string{"a", "b"}, same, "2 more pairs differ in one word"},
		{[]string{"a", "c"}, same, "2 more pairs differ in one word, and one of them has a task that is not among these 2"},
		{[]string{"c", "d", "a"}, same, "3 more pairs differ in one word, and 2 of them have a task that is not among these 2"},
		{[]string{"c", "d"}, nil, "2 more pairs differ in one word"},
	} {
		if got := nearly(test.near, test.same); got != test.want {
			t.Errorf("%v and %v give %q; expected %q", test.near, test.same, got, test.want)
		}
	}
}

// Chains that imply a relation are compared with the direct mapping; those without a direct mapping are counted.
func TestTriangle(t *testing.T) {
	cluster := "c"
	const all = "Each difference is a finding of the rule triangle"
	for _, test := range []struct {
		second, direct []string // the predicates of the mappings to the occupations a, b, …; "" for none
		want           string
	}{
		{[]string{"relatedMatch"}, []string{"closeMatch"}, ""},
		{[]string{"exactMatch", "narrowMatch", "broadMatch"}, []string{"closeMatch", "narrowMatch", "relatedMatch"}, "2 of 3 agree (67%). No chain implies a relation where there is no direct mapping. " + all + ". The"},
		{[]string{"exactMatch", "narrowMatch"}, []string{"exactMatch", ""}, "1 of 1 agree (100%). 1 chain implies a relation where there is no direct mapping. " + all + ", and so is"},
		{[]string{"exactMatch", "narrowMatch"}, []string{"", ""}, "none can be compared. 2 chains imply a relation where there is no direct mapping. " + all + ", and so is"},
	} {
		d := &dataset.Dataset{
			Profiles:        []dataset.Profile{{ProfileID: "p", ClusterID: &cluster}},
			ProfileWorkRole: []dataset.ProfileWorkRole{{ProfileID: "p", WorkRoleID: "R", Predicate: "closeMatch"}},
		}
		for i, second := range test.second {
			uri := "http://" + string(rune('a'+i))
			d.WorkRoleOccupation = append(d.WorkRoleOccupation, dataset.WorkRoleOccupation{WorkRoleID: "R", OccupationURI: uri, Predicate: second})
			if test.direct[i] != "" {
				d.ProfileOccupation = append(d.ProfileOccupation, dataset.ProfileOccupation{ProfileID: "p", OccupationURI: uri, Predicate: test.direct[i]})
			}
		}
		var p page
		triangle(&p, d)
		if got := p.String(); (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
			t.Errorf("%v and %v give %q; expected %q", test.second, test.direct, got, test.want)
		}
	}
}
