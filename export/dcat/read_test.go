package dcat

import (
	"testing"
)

func TestInfoReadsBack(t *testing.T) {
	d, artifacts := build(t)
	entry, page := write(t, d, artifacts)
	for path, data := range map[string][]byte{DCATPath: entry, SchemaPath: page} {
		got, err := Info(path, data)
		i := d.Info
		if err != nil || got.ID != i.ID || got.Base != i.Base || got.Title != i.Title || got.Description != i.Description || got.Version != i.Version ||
			got.Issued != i.Issued || got.Publisher != i.Publisher || got.Homepage != i.Homepage || got.License.URL != i.License.URL {
			t.Errorf("%s: %+v, %v; expected %+v", path, got, err, i)
		}
		if len(got.Keywords) != len(i.Keywords) || len(got.Credits) != len(i.Credits) || len(got.Sources) != len(i.Sources) {
			t.Fatalf("%s: %+v; expected as many keywords, credits and sources as in %+v", path, got, i)
		}
		for n, s := range got.Sources {
			want := i.Sources[n]
			if path == DCATPath && (s.SHA256 != want.SHA256 || s.Retrieved != want.Retrieved) || path == SchemaPath && (s.ID != want.ID || s.URL != want.URL) {
				t.Errorf("%s: the source %+v; expected %+v", path, s, want)
			}
		}
		listed, err := Listed(d.Info, path, data)
		if err != nil || len(listed) != len(artifacts) {
			t.Fatalf("%s lists %d files, %v; expected %d", path, len(listed), err, len(artifacts))
		}
		for n, a := range artifacts {
			if listed[n].Path != a.Path || listed[n].Title != a.Title {
				t.Errorf("%s lists %s, %s; expected %s, %s", path, listed[n].Path, listed[n].Title, a.Path, a.Title)
			}
		}
		if _, err := Info(path, []byte("[]")); err == nil {
			t.Errorf("%s: what is no description has no error", path)
		}
	}
}
