package verify

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/excel"
	"github.com/fwci-open-data/fwci/export/linkeddata"
	"github.com/fwci-open-data/fwci/export/sqlite"
	"github.com/fwci-open-data/fwci/export/sssom"
	mapping "github.com/fwci-open-data/fwci/extract/sssom"
	"github.com/fwci-open-data/fwci/schemas"
)

// derive returns what a format makes of the tables, by path. It reports a failure at a file of the format.
func (c *comparison) derive(path string, made []artifact.Artifact, err error) []artifact.Artifact {
	if err != nil {
		c.fail(path, "what it should hold cannot be derived from the tables: %v", err)
	}
	return made
}

// workbook compares the sheets of the tables, then the views, charts, links and notes.
func (c *comparison) workbook() {
	d := differences{comparison: c, path: excel.Path}
	defer d.done()
	data, ok := c.file(excel.Path)
	if !ok {
		return
	}
	w, err := excel.Read(data)
	if err != nil {
		d.add("%v", err)
		return
	}
	for _, s := range schemas.Tables() {
		rows, err := w.Rows(s)
		d.table(s, reading{rows: rows, err: err}, true)
	}
	if !c.whole {
		return
	}
	made, err := excel.Write(&c.set)
	for _, a := range c.derive(excel.Path, made, err) {
		expected, err := excel.Read(a.Data)
		if err == nil {
			err = w.Compare(expected, d.differs)
		}
		if err != nil {
			d.add("%v", err)
		}
	}
}

// database compares the tables, then declarations, dictionary and index.
func (c *comparison) database() {
	path := sqlite.Path(c.set.Info.ID)
	d := differences{comparison: c, path: path}
	defer d.done()
	data, ok := c.file(path)
	if !ok {
		return
	}
	db, err := sqlite.Open(data)
	if err != nil {
		d.add("%v", err)
		return
	}
	defer func() { c.close(path, db.Close()) }()
	for _, s := range schemas.Tables() {
		rows, err := db.Rows(s)
		d.table(s, reading{rows: rows, err: err}, false)
	}
	if c.whole {
		made, err := sqlite.Write(&c.set)
		for _, a := range c.derive(path, made, err) {
			if err := compareDatabase(db, a.Data, d.differs); err != nil {
				d.add("%v", err)
			}
		}
	}
}

func compareDatabase(db *sqlite.Database, data []byte, differs func(place, found, expected string)) (err error) {
	expected, err := sqlite.Open(data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, expected.Close()) }()
	return db.Compare(expected, differs)
}

func (c *comparison) close(path string, err error) {
	if err != nil {
		c.fail(path, "closing it: %v", err)
	}
}

// linkedData compares what each file of linked data states.
func (c *comparison) linkedData() {
	graphs, err := linkeddata.Graphs(&c.set, c.result.Manifest.Tool)
	if err != nil {
		c.fail("jsonld", "what it should hold cannot be derived from the tables: %v", err)
	}
	for _, g := range graphs {
		for _, path := range g.Paths {
			d := differences{comparison: c, path: path}
			found, there := c.graphs[path]
			switch {
			case !there:
				d.add("the file is missing")
			case found.err != nil:
				d.add("%v", found.err)
			default:
				g.Compare(found.triples, func(iri string) bool { return c.whole || !linkeddata.Catalogued(c.set.Info.Base, iri) }, d.differs)
			}
			d.done()
		}
	}
}

// The limits of a mapping set that is read, far above any that is written (0.3 MB, 1,000 lines).
const (
	maxSetBytes = 64 << 20
	maxSetLines = 500_000
)

// parseSet reads a mapping set within the limits.
func parseSet(path string, data []byte) (*mapping.Set, error) {
	if len(data) > maxSetBytes || bytes.Count(data, []byte("\n")) > maxSetLines {
		return nil, fmt.Errorf("more than %d bytes or %d lines", maxSetBytes, maxSetLines)
	}
	return mapping.Parse(path, data)
}

// mappings compares the mapping sets, and their numbers of mappings in the manifest.
func (c *comparison) mappings() {
	made, err := sssom.Write(&c.set, c.result.Manifest.Tool)
	for _, a := range c.derive("sssom", made, err) {
		data, ok := c.file(a.Path)
		if !ok {
			continue
		}
		d := differences{comparison: c, path: a.Path}
		found, err := parseSet(a.Path, data)
		expected, other := mapping.Parse(a.Path, a.Data)
		if err != nil || other != nil {
			d.unread(errors.Join(err, other))
			continue
		}
		sssom.Compare(found, expected, d.differs)
		if c.whole {
			sssom.CompareHead(found, expected, d.differs)
		}
		d.done()
		for _, f := range c.result.Manifest.Files {
			if f.Path == a.Path && f.Rows != a.Rows {
				c.fail(a.Path, "%d mappings; the manifest says %d", a.Rows, f.Rows)
			}
		}
	}
}
