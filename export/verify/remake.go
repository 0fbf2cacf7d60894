package verify

import (
	"fmt"
	"path"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/origin"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/appraisal"
	"github.com/fwci-open-data/fwci/extract/catalog"
	"github.com/fwci-open-data/fwci/extract/source"
	"github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/transform"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// A remake is a release made again from its tables and its inputs.
type remake struct {
	*release
	raw *extract.Raw

	lock     sync.Mutex
	same     map[string]bool   // files that came out the same, by path
	unlike   map[string]unlike // how the others differ, by path
	manifest []byte            // as it came out
}

// unlike says how a file differs from what was made again.
type unlike struct {
	places []string // that a reader of the format finds
	first  string   // the first difference of the bytes, for where a reader finds none
}

// inputs reads what the release was made from, besides its tables. It returns nil where that is not whole:
// then nothing can be made again, which is a problem of a release that this version wrote.
func (r *release) inputs() *remake {
	raw := &extract.Raw{Dir: strings.TrimSuffix(origin.Folder, "/")}
	byPath := map[string][]byte{}
	whole := true
	fail := func(path, format string, args ...any) {
		if whole = false; r.ours() {
			r.fail(path, "input", format, args...)
		}
	}
	var elsewhere map[string]bool
	c, err := r.catalog()
	if err != nil {
		fail(origin.Path(extract.CatalogFile), "%v", err)
	} else {
		elsewhere, raw.Catalog = origin.Elsewhere(c.Sources), *c
	}
	for _, in := range r.result.Manifest.Inputs {
		if elsewhere[in.Path] {
			byPath[in.Path] = nil
			raw.Inputs = append(raw.Inputs, extract.Input{Path: in.Path})
			continue
		}
		file := origin.Path(in.Path)
		if c == nil && !r.seen[file] {
			continue // only the catalog says whether the release should hold it
		}
		found, err := r.digest(file)
		var data []byte
		if err == nil {
			data, err = r.read(file)
		}
		if err == nil {
			data, err = origin.Read(in.Path, data, min(in.Bytes, MaxReadBytes))
			found = digestOf(data)
		}
		switch {
		case err != nil:
			fail(file, "the input %s of %s is not in the release, and nothing can be made again without it: %v", in.Path, manifest.File, err)
			fail(manifest.File, "the input %s is not in the release: one of the two is wrong", in.Path)
		case found.sum != in.SHA256 || found.bytes != in.Bytes:
			fail(file, "the file has %d bytes and a different checksum from the input %s of %s (%d bytes): one of the two is wrong", found.bytes, in.Path, manifest.File, in.Bytes)
			fail(manifest.File, "the input %s has a different checksum from %s: one of the two is wrong", in.Path, file)
		}
		byPath[in.Path] = data
		raw.Inputs = append(raw.Inputs, extract.Input{Path: in.Path, Data: data})
	}
	if _, listed := byPath[extract.CatalogFile]; whole && !listed {
		fail(manifest.File, "the inputs do not name %s, and nothing can be made again without it", extract.CatalogFile)
	}
	if whole {
		if name, err := parse(raw, byPath); err != nil {
			fail(origin.Path(name), "%v", err)
		}
	}
	if !whole {
		return nil
	}
	return &remake{release: r, raw: raw}
}

// catalog reads the catalog of sources in the release.
func (r *release) catalog() (*catalog.Catalog, error) {
	data, err := r.read(origin.Path(extract.CatalogFile))
	if err != nil {
		return nil, fmt.Errorf("nothing can be made again without the catalog of sources: %w", err)
	}
	return catalog.Parse(extract.CatalogFile, data)
}

// parse fills the parts of raw that formats use besides the tables and the catalog. A source that the release does not
// have has no bytes. It returns the input that cannot be read.
func parse(raw *extract.Raw, byPath map[string][]byte) (name string, err error) {
	if data, there := byPath[extract.AppraisalFile]; there {
		if raw.Appraisal, err = appraisal.Parse(extract.AppraisalFile, data); err != nil {
			return extract.AppraisalFile, err
		}
	}
	for _, in := range raw.Inputs {
		switch folder := path.Dir(in.Path); {
		case folder == extract.ChangesDir:
			raw.Changes = append(raw.Changes, in)
		case folder == extract.MappingsDir && strings.HasSuffix(in.Path, extract.MappingsSuffix):
			set, err := sssom.Parse(in.Path, in.Data)
			if err != nil {
				return in.Path, err
			}
			raw.Mappings = append(raw.Mappings, set)
		}
	}
	for _, s := range raw.Catalog.Sources {
		data, there := byPath[s.Path]
		if !there {
			return extract.CatalogFile, fmt.Errorf("it names %s, which is not an input", s.Path)
		}
		d := extract.Document{Source: s, Path: s.Path, Data: data}
		if s.Kind.Text() {
			file, err := source.Split(s.Path, data)
			if err != nil {
				return s.Path, err
			}
			d.Lines = file.Lines
		}
		raw.Documents = append(raw.Documents, d)
	}
	return "", nil
}

// run makes the release again from a dataset and compares each file.
func (m *remake) run(set *dataset.Dataset) error {
	m.same, m.unlike = map[string]bool{}, map[string]unlike{}
	set.Info = transform.Info(m.raw)
	m.sums(set)
	if esco := m.result.Manifest.ESCO; esco != nil {
		transform.Enriched(&set.Info, esco.Version, esco.Basis, esco.Language)
	}
	m.classify(set)
	made, err := export.Make(m.raw, set, m.formats(), func(a artifact.Artifact) artifact.Artifact {
		a = a.Summed()
		m.keep(a)
		return a.WithoutData()
	})
	if err != nil {
		return fmt.Errorf("the release cannot be made again: %w", err)
	}
	for _, a := range made {
		if _, there := m.digests[a.Path]; !there {
			m.unlike[a.Path] = unlike{first: "the file is missing; the release as it is made again has it"}
		}
	}
	for path := range m.seen {
		if _, differs := m.unlike[path]; !differs && !m.same[path] {
			m.unlike[path] = unlike{first: "the release as it is made again has no such file"}
		}
	}
	return nil
}

// sums gives the sources that the release does not hold the checksums of source_documents.
func (m *remake) sums(set *dataset.Dataset) {
	for i, d := range m.raw.Documents {
		for _, s := range set.SourceDocuments {
			if d.Data == nil && s.Path == d.Path {
				set.Info.Sources[i].SHA256 = s.SHA256
			}
		}
	}
}

// classify gives the lines of the documents the classes that source_lines gives them.
func (m *remake) classify(set *dataset.Dataset) {
	classes := map[string][]source.Class{}
	for _, line := range set.SourceLines {
		classes[line.SourceID] = append(classes[line.SourceID], source.Class(line.Class))
	}
	for i := range m.raw.Documents {
		m.raw.Documents[i].Classes = classes[m.raw.Documents[i].Source.ID]
	}
}

// formats names the formats that the release holds.
func (m *remake) formats() (names []string) {
	for _, f := range export.Formats() {
		if m.has(f[0]) {
			names = append(names, f[0])
		}
	}
	return names
}

// keep compares a file that was made again with that of the release.
func (m *remake) keep(a artifact.Artifact) {
	found, there := m.digests[a.Path]
	same, how := there && found.sum == a.SHA256(), unlike{}
	if there && !same {
		how = m.explain(a)
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	if same {
		m.same[a.Path] = true
	} else {
		m.unlike[a.Path] = how
	}
	if a.Path == manifest.File {
		m.manifest = a.Data
	}
}
