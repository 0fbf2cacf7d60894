package site_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/site"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// What compares each specialty with each other, or with each competency, grows with a square. With more
// specialties than such a page can show it says so, and the rest of the site is as it was.
func TestMoreSpecialtiesThanAPageShows(t *testing.T) {
	if testing.Short() {
		t.Skip("left to make whole: a site of 1,500 specialties")
	}
	f := get(t)
	set := *f.set
	cluster := set.Clusters[0].ClusterID
	set.Profiles = slices.Clone(set.Profiles)
	set.Clusters = slices.Clone(set.Clusters)
	for i := range 1500 {
		owner := &cluster
		if i >= 40 { // in clusters of as many, so that the comparisons within them are few
			if i%40 == 0 {
				set.Clusters = append(set.Clusters, dataset.Cluster{ClusterID: fmt.Sprint("cluster-", i), Name: fmt.Sprint("Cluster ", i), Position: len(set.Clusters) + 1})
			}
			owner = &set.Clusters[len(set.Clusters)-1].ClusterID
		}
		set.Profiles = append(set.Profiles, dataset.Profile{ProfileID: fmt.Sprint("more-", i), Name: fmt.Sprint("More ", i), ClusterID: owner, Position: len(set.Profiles) + 1})
	}
	files, err := site.Write(&set, f.raw, f.others)
	if err != nil {
		t.Fatal(err)
	}
	page := func(files []artifact.Artifact, name string) []byte {
		i := slices.IndexFunc(files, func(a artifact.Artifact) bool { return a.Path == "site/"+name })
		if i < 0 {
			t.Fatalf("no page %s", name)
		}
		return files[i].Data
	}
	for _, test := range []struct{ name, few, many string }{
		{"compare/index.html", "<table class=overlap", "There are too many specialties for one table of all of them."},
		{"explore/matrix.html", "<table class=matrix>", "specialties are too many for one table."},
		{"index.html", "View as a table, with names", "Which specialty needs what"},
	} {
		if small := page(f.site, test.name); !bytes.Contains(small, []byte(test.few)) {
			t.Errorf("%s lacks %q with few specialties", test.name, test.few)
		}
		if large := page(files, test.name); bytes.Contains(large, []byte(test.few)) || !bytes.Contains(large, []byte(test.many)) {
			t.Errorf("%s with many specialties: expected %q and not %q", test.name, test.many, test.few)
		}
	}
	link := []byte("../compare/index.html#from=")
	if n, want := bytes.Count(page(f.site, "profile/information-security.html"), link), 10; n != want {
		t.Errorf("%d comparisons among few specialties; expected %d", n, want)
	}
	if n, want := bytes.Count(page(files, "profile/information-security.html"), link), 44; n != want {
		t.Errorf("%d comparisons among many specialties; expected the %d of the cluster", n, want)
	}
}
