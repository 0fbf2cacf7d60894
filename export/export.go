// Package export turns a dataset into the files of a release, one package for each format.
//
// In go the dataset and the names of the formats wanted; out come artifacts in memory, in a fixed order,
// the same bytes for the same inputs. Writing them to disk is the task of package release.
package export

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/cfpackage"
	"github.com/fwci-open-data/fwci/export/csv"
	"github.com/fwci-open-data/fwci/export/csvw"
	"github.com/fwci-open-data/fwci/export/datapackage"
	"github.com/fwci-open-data/fwci/export/dcat"
	"github.com/fwci-open-data/fwci/export/excel"
	"github.com/fwci-open-data/fwci/export/json"
	"github.com/fwci-open-data/fwci/export/linkeddata"
	"github.com/fwci-open-data/fwci/export/load"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/origin"
	"github.com/fwci-open-data/fwci/export/parquet"
	"github.com/fwci-open-data/fwci/export/report"
	"github.com/fwci-open-data/fwci/export/signpost"
	"github.com/fwci-open-data/fwci/export/site"
	"github.com/fwci-open-data/fwci/export/sqlite"
	"github.com/fwci-open-data/fwci/export/sssom"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// Tool is this program, as manifests and mapping sets name it.
var Tool = artifact.Tool{Name: manifest.ToolName, Version: "2.0.0"}

// source is what a format is made from. linked says what is wanted of linked data. others holds the artifacts of the
// formats before it, for a format that describes them.
type source struct {
	raw    *extract.Raw
	set    *dataset.Dataset
	linked linkeddata.Selection
	others []artifact.Artifact
}

// A format writes some files of a release.
type format struct {
	name  string
	about string
	write func(source) ([]artifact.Artifact, error)
}

// tables are the formats that hold data; they are made from the dataset alone, side by side.
var tables = []format{
	{"excel", "one workbook for analysts", func(s source) ([]artifact.Artifact, error) { return excel.Write(s.set, s.raw.Changes) }},
	{"sqlite", "one SQLite database with a full-text index", func(s source) ([]artifact.Artifact, error) { return sqlite.Write(s.set) }},
	{linkeddata.Format, "linked data in JSON-LD", func(s source) ([]artifact.Artifact, error) {
		return linkeddata.Write(s.set, s.raw, Tool, s.linked)
	}},
	{"csv", "each table as CSV", func(s source) ([]artifact.Artifact, error) { return csv.Write(s.set) }},
	{"json", "each table as JSON records", func(s source) ([]artifact.Artifact, error) { return json.Write(s.set) }},
	{"parquet", "each table as typed Parquet", func(s source) ([]artifact.Artifact, error) { return parquet.Write(s.set) }},
	{"sssom", "the mapping sets in SSSOM", func(s source) ([]artifact.Artifact, error) { return sssom.Write(s.set, Tool) }},
	{"case", "the framework in 1EdTech CASE", func(s source) ([]artifact.Artifact, error) { return cfpackage.Write(s.set) }},
}

// descriptions are the formats that describe others; each is made when those before it are.
var descriptions = []format{
	{"csvw", "CSV on the Web metadata for each CSV", func(s source) ([]artifact.Artifact, error) { return csvw.Write(s.set, s.others) }},
	{"datapackage", "Frictionless Data Package", func(s source) ([]artifact.Artifact, error) { return datapackage.Write(s.set, s.others) }},
	{"load", "programs that load the tables with the right types", func(s source) ([]artifact.Artifact, error) { return load.Write(s.set, s.others), nil }},
	{"dcat", "DCAT, DCAT-US and schema.org descriptions of the dataset", describe},
}

// describe makes the descriptions for catalogs, which list the files that hold the data and not those of single
// things.
func describe(s source) ([]artifact.Artifact, error) {
	s.others = linkeddata.WithoutResources(s.others)
	listed, err := dcat.Write(s.set, s.others)
	if err != nil {
		return nil, err
	}
	stated, err := linkeddata.Describe(s.set, s.raw, s.others, s.linked)
	return append(listed, stated...), err
}

// pages are the formats for people; they lead to the files before them, the reports included.
var pages = []format{
	{"site", "a website to read, explore and compare", func(s source) ([]artifact.Artifact, error) { return site.Write(s.set, s.raw, s.others) }},
	{"signpost", "redirects of the identifiers, a sitemap and robots.txt", func(s source) ([]artifact.Artifact, error) { return signpost.Write(s.set, s.others) }},
}

// served are the formats that a web server needs and a release for download leaves out: they say again what others
// say. They are made only when they are named, by the writer of linked data.
var served = []format{
	{linkeddata.TurtleFormat, "for a web server: the linked data also in Turtle", nil},
	{linkeddata.ResourceFormat, "for a web server: a file of linked data for each thing, and the lines of the sources", nil},
}

// needs says which other format a format describes or is made with.
var needs = map[string]string{
	"csvw": csv.Format, "datapackage": csv.Format, "load": "datapackage",
	linkeddata.TurtleFormat: linkeddata.Format, linkeddata.ResourceFormat: linkeddata.Format,
}

// Formats returns the names of all formats, each with what it is: those of a release, and those that only a web server
// needs.
func Formats() [][2]string {
	var names [][2]string
	for _, f := range slices.Concat(tables, descriptions, pages, served) {
		names = append(names, [2]string{f.name, f.about})
	}
	return names
}

// CheckFormats returns an error that lists the formats when one of the names is not among them, or
// describes another that is not named.
func CheckFormats(names []string) error {
	var known []string
	for _, f := range Formats() {
		known = append(known, f[0])
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return fmt.Errorf("no format %q; the formats are %s", name, strings.Join(known, ", "))
		}
		if other := needs[name]; other != "" && !slices.Contains(names, other) {
			return fmt.Errorf("the format %s needs the format %s; name both", name, other)
		}
	}
	return nil
}

// Build returns every file of a release: the formats wanted (all but those that only a web server needs, when none is
// named), reports, inputs, manifest and checksums.
func Build(raw *extract.Raw, d *dataset.Dataset, wanted []string) ([]artifact.Artifact, error) {
	return Make(raw, d, wanted, artifact.Artifact.Summed)
}

// Make makes the files of a release as Build does and hands each to keep as soon as it is made; keep returns
// what describes it to the formats that follow, which is the artifact, with or without its bytes. Several
// files may be handed over at once. It returns what keep returned, in the order of Build.
func Make(raw *extract.Raw, d *dataset.Dataset, wanted []string, keep func(artifact.Artifact) artifact.Artifact) ([]artifact.Artifact, error) {
	if err := CheckFormats(wanted); err != nil {
		return nil, err
	}
	linked := linkeddata.Selection{Turtle: slices.Contains(wanted, linkeddata.TurtleFormat), Resources: slices.Contains(wanted, linkeddata.ResourceFormat)}
	m := maker{source{raw: raw, set: d, linked: linked}, keep}
	chosen := func(formats []format) []format {
		return slices.DeleteFunc(slices.Clone(formats), func(f format) bool { return len(wanted) > 0 && !slices.Contains(wanted, f.name) })
	}
	if err := m.runConcurrently(chosen(tables)); err != nil {
		return nil, err
	}
	if err := m.runInOrder(chosen(descriptions)); err != nil {
		return nil, err
	}
	changes, err := report.Changes(d, raw.Changes)
	if err != nil {
		return nil, err
	}
	m.add(append(report.Write(d), report.Crosswalk(d, raw.Appraisal), changes)...)
	if err := m.runInOrder(chosen(pages)); err != nil {
		return nil, err
	}
	inputs, err := origin.Write(raw)
	if err != nil {
		return nil, err
	}
	m.add(inputs...)
	m.add(report.Readme(d, m.others))
	index, err := manifest.Write(raw, d, Tool, m.others)
	if err != nil {
		return nil, err
	}
	m.add(index...)
	return m.others, nil
}

// A maker makes the files of a release. What it has made so far are the others of its source.
type maker struct {
	source
	keep func(artifact.Artifact) artifact.Artifact
}

func (m *maker) add(made ...artifact.Artifact) {
	for _, a := range made {
		m.others = append(m.others, m.keep(a))
	}
}

// runInOrder runs formats one after the other, each with the artifacts of those before it.
func (m *maker) runInOrder(formats []format) error {
	for _, f := range formats {
		made, err := f.write(m.source)
		if err != nil {
			return err
		}
		m.add(made...)
	}
	return nil
}

// runConcurrently runs formats at once, as many as there are processors, for each needs memory while it is made,
// and adds their artifacts in the order of the formats.
func (m *maker) runConcurrently(formats []format) error {
	results := make([][]artifact.Artifact, len(formats))
	problems := make([]error, len(formats))
	var wait sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, f := range formats {
		free <- struct{}{}
		wait.Go(func() {
			made, err := f.write(m.source)
			for n := range made {
				made[n] = m.keep(made[n])
			}
			results[i], problems[i] = made, err
			<-free
		})
	}
	wait.Wait()
	m.others = append(m.others, slices.Concat(results...)...)
	return errors.Join(problems...)
}
