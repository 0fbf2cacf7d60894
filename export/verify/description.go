package verify

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/cfpackage"
	csvformat "github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/export/csvw"
	"github.com/fwci-open-data/fwci/export/datapackage"
	"github.com/fwci-open-data/fwci/export/dcat"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/report"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// framework compares the items and associations of CASE; the rest of the package where it can be derived.
func (c *comparison) framework() {
	base := c.set.Info.Base
	made, err := cfpackage.Write(&c.set)
	wanted := func(place string) bool {
		data := strings.HasPrefix(place, "CFItems") || strings.HasPrefix(place, "CFAssociations")
		return c.whole || data && !strings.HasSuffix(place, ".lastChangeDateTime")
	}
	c.documents(c.derive(cfpackage.Path(c.set.Info.ID), made, err), wanted, func(element map[string]any, member string) string {
		return cfpackage.Record(base, element, member)
	})
}

// figures are the members of descriptions that say what the files are.
var figures = []string{"bytes", "hash", "rows", "path", "byteSize", "checksumValue", "contentSize", "sha256"}

// figure reports whether a place of a description is compared: everything where it can be derived, else
// the figures, and which files there are. The figures of a file that is not the one that SHA256SUMS lists
// are not held against the description: it is the file that is wrong, and named.
func (c *comparison) figure(place string) bool {
	if !slices.Contains(figures, place[strings.LastIndexByte(place, '.')+1:]) {
		return c.whole || strings.HasSuffix(place, "]")
	}
	_, file, _ := strings.Cut(place, "[")
	file, _, _ = strings.Cut(file, "]")
	for path := range c.broken {
		if c.broken[path] && (strings.HasSuffix(file, "/"+path) || csvformat.Path(file) == path) {
			return false
		}
	}
	return true
}

// csvFiles are the CSV files as they are.
func (c *comparison) csvFiles() []artifact.Artifact {
	var files []artifact.Artifact
	for _, t := range c.set.Tables() {
		path := csvformat.Path(t.Name)
		files = append(files, artifact.Artifact{Path: path, Format: csvformat.Format, Table: t.Name, Rows: t.Len(), Data: c.content(path)})
	}
	return files
}

// content reads a file; that it can be read is checked elsewhere.
func (c *comparison) content(path string) []byte {
	data, err := fs.ReadFile(c.files, path)
	if err != nil {
		return nil
	}
	return data
}

func (c *comparison) dataPackage() {
	made, err := datapackage.Write(&c.set, c.csvFiles())
	c.documents(c.derive(datapackage.Path, made, err), c.figure, nil)
}

// csvOnTheWeb compares what describes the columns; no figure is in it.
func (c *comparison) csvOnTheWeb() {
	made, err := csvw.Write(&c.set, c.csvFiles())
	c.documents(c.derive("csv", made, err), func(string) bool { return c.whole }, nil)
}

// catalogues compares the two descriptions of every file. The titles of files are those that the other one
// gives, for they stand nowhere else; those of its own where the other cannot be read.
func (c *comparison) catalogues() {
	entry, page := c.listed(dcat.DCATPath), c.listed(dcat.SchemaPath)
	same := slices.EqualFunc(entry, page, func(a, b artifact.Artifact) bool { return a.Path == b.Path && a.Title == b.Title })
	if same || page == nil {
		c.catalogue(entry, dcat.DCATPath, dcat.SchemaPath)
		return
	}
	c.catalogue(page, dcat.DCATPath)
	if entry == nil {
		entry = page
	}
	c.catalogue(entry, dcat.SchemaPath)
}

// catalogue compares descriptions with what they should say of the files that were listed.
func (c *comparison) catalogue(listed []artifact.Artifact, paths ...string) {
	made, err := dcat.Write(&c.set, c.described(listed))
	made = slices.DeleteFunc(c.derive(paths[0], made, err), func(a artifact.Artifact) bool { return !slices.Contains(paths, a.Path) })
	c.documents(made, c.figure, nil)
}

// listed returns the files that a catalogue lists, none where it cannot be read, as its comparison tells.
func (c *comparison) listed(path string) []artifact.Artifact {
	data := c.content(path)
	if checkSize(data) != nil {
		return nil
	}
	files, err := dcat.Listed(c.set.Info, path, data)
	if err != nil {
		return nil
	}
	return files
}

// described returns the files that catalogues describe, as they are, those that one lists first, with the
// titles that it gives them.
func (c *comparison) described(listed []artifact.Artifact) []artifact.Artifact {
	tables := map[string]dataset.Table{}
	for _, t := range c.set.Tables() {
		for _, s := range sources {
			tables[s.path(t.Name)] = t
		}
	}
	entries := map[string]manifest.Entry{}
	for _, f := range c.result.Manifest.Files {
		if !slices.Contains([]string{"report", "site", "dcat"}, f.Format) {
			entries[f.Path] = f
			listed = append(listed, artifact.Artifact{Path: f.Path})
		}
	}
	var files []artifact.Artifact
	for _, a := range listed {
		f, left := entries[a.Path]
		if !left {
			continue
		}
		delete(entries, a.Path)
		a.Format, a.MediaType, a.Data = f.Format, f.MediaType, c.content(a.Path)
		if t, ok := tables[a.Path]; ok {
			a.Table, a.Rows = t.Name, t.Len()
		}
		files = append(files, a)
	}
	return files
}

// reports compares the reports that are made of the tables alone, line by line.
func (c *comparison) reports() {
	if !c.whole {
		return
	}
	for _, a := range report.Write(&c.set) {
		data, ok := c.file(a.Path)
		if !ok {
			continue
		}
		d := differences{comparison: c, path: a.Path}
		found, expected := bytes.Split(data, []byte("\n")), bytes.Split(a.Data, []byte("\n"))
		for i := range max(len(found), len(expected)) {
			var lines [2]string
			for n, text := range [][][]byte{found, expected} {
				if i < len(text) {
					lines[n] = string(text[i])
				}
			}
			if lines[0] != lines[1] {
				d.differs(fmt.Sprintf("line %d", i+1), lines[0], lines[1])
			}
		}
		d.done()
	}
}

// inputs compares what the manifest says of the dataset and of the sources with the other descriptions and
// the table of sources.
func (c *comparison) inputs() {
	m := c.result.Manifest
	d := differences{comparison: c, path: manifest.File}
	defer d.done()
	if info := c.set.Info; c.whole {
		for _, fact := range [][3]string{
			{"id", m.Dataset.ID, info.ID}, {"base", m.Dataset.Base, info.Base}, {"title", m.Dataset.Title, info.Title}, {"version", m.Dataset.Version, info.Version},
			{"issued", m.Dataset.Issued, info.Issued}, {"license", m.Dataset.License, info.License.ID},
		} {
			if fact[1] != fact[2] {
				d.differs("dataset."+fact[0], text(fact[1]), text(fact[2]))
			}
		}
	}
	for _, s := range c.set.SourceDocuments {
		for _, in := range m.Inputs {
			if in.Path == s.Path && (in.Bytes != s.Bytes || in.SHA256 != s.SHA256) {
				d.differs("inputs["+s.Path+"]", fmt.Sprint(in.Bytes, " bytes, ", in.SHA256), fmt.Sprint(s.Bytes, " bytes, ", s.SHA256, " as source_documents ", s.SourceID, " says"))
			}
		}
	}
}
