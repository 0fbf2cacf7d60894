package verify

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export"
	csvformat "github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/export/excel"
	jsonformat "github.com/fwci-open-data/fwci/export/json"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/origin"
	"github.com/fwci-open-data/fwci/export/parquet"
	"github.com/fwci-open-data/fwci/export/sqlite"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/schemas"
)

// own names the files of a release of this version that are not as they are made again.
func (r *release) own(made *remake) {
	for _, path := range slices.Sorted(maps.Keys(made.unlike)) {
		if path == manifest.File || path == manifest.Sums {
			continue
		}
		u := made.unlike[path]
		d := differences{release: r, path: path}
		for _, place := range u.places {
			d.add("%s", place)
		}
		d.done()
		if !r.named(path) {
			r.fail(path, "equal", "%s", u.first)
		}
	}
	r.index(made)
}

// named reports whether a problem names a file, beyond its checksums.
func (r *release) named(path string) bool {
	return slices.ContainsFunc(r.result.Problems, func(p source.Problem) bool { return p.Path == path && p.Rule != "checksum" && p.Rule != "manifest" })
}

// index compares manifest.json and SHA256SUMS with what they should say of the files as they are.
func (r *release) index(made *remake) {
	if made.manifest == nil || made.same[manifest.File] && made.same[manifest.Sums] {
		return
	}
	data, err := r.read(manifest.File)
	if err != nil {
		r.fail(manifest.File, "equal", "%v", err)
		return
	}
	expected, err := made.listing(r.result.Manifest)
	if err != nil {
		r.fail(manifest.File, "equal", "%v", err)
		return
	}
	if place, same := sameValues(data, expected); !same {
		r.fail(manifest.File, "equal", "%s", place)
	}
	if len(r.result.Problems) > 0 {
		return // whoever changed the files wrote the lists again, in a form of their own
	}
	for _, path := range []string{manifest.File, manifest.Sums} {
		if u, ok := made.unlike[path]; ok {
			r.fail(path, "equal", "it says the right things in another form: %s", u.first)
		}
	}
}

// listing returns the manifest that was made again, with the sizes and checksums of damaged files as they
// are listed: it is the file that is wrong, and named.
func (m *remake) listing(listed *manifest.Manifest) ([]byte, error) {
	expected, err := manifest.Parse(m.manifest)
	if err != nil {
		return nil, err
	}
	found := map[string]manifest.Entry{}
	for _, f := range listed.Files {
		found[f.Path] = f
	}
	for i, f := range expected.Files {
		if _, damaged := m.unlike[f.Path]; damaged && found[f.Path].Path != "" {
			expected.Files[i].Bytes, expected.Files[i].SHA256 = found[f.Path].Bytes, found[f.Path].SHA256
		}
	}
	return expected.Encode()
}

// foreign says what of a release of another version was compared, and how. Where every file is what this
// version makes, it is the manifest that is wrong.
func (r *release) foreign(made *remake) {
	if made != nil && len(made.same) > 0 && !slices.ContainsFunc(slices.Collect(maps.Keys(made.unlike)), func(path string) bool { return path != manifest.File && path != manifest.Sums }) {
		r.index(made)
		return
	}
	m := r.result.Manifest
	held := map[string]int{}
	read := 0
	for _, f := range m.Files {
		switch {
		case made != nil && made.same[f.Path]:
		case slices.Contains([]string{csvformat.Format, jsonformat.Format, parquet.Format, excel.Format, sqlite.Format}, f.Format):
			read++
		default:
			held[f.Format]++
		}
	}
	if r.has(origin.Format) {
		r.note("%s %s with schemas %s wrote the release; this is %s %s with schemas %s, which makes %d of its %d files the same again", m.Tool.Name, m.Tool.Version, m.SchemaVersion,
			export.Tool.Name, export.Tool.Version, schemas.Version, r.result.Remade, len(r.digests))
	} else {
		r.note("the release, written by %s %s, does not have the inputs it was made from (%s): nothing can be made again", m.Tool.Name, m.Tool.Version, origin.Folder)
	}
	if read > 0 {
		r.note("%d files were compared cell by cell, in the tables that they have: not their statistics, styles, views and indexes", read)
	}
	if len(held) > 0 {
		var formats []string
		for _, format := range slices.Sorted(maps.Keys(held)) {
			formats = append(formats, fmt.Sprintf("%s (%d)", format, held[format]))
		}
		r.note("only compared with their checksums: %s", strings.Join(formats, ", "))
	}
}
