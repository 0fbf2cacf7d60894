package verify

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/export"
	"github.com/fwci-open-data/fwci/export/cfpackage"
	"github.com/fwci-open-data/fwci/export/datapackage"
	"github.com/fwci-open-data/fwci/export/dcat"
	"github.com/fwci-open-data/fwci/export/excel"
	"github.com/fwci-open-data/fwci/export/linkeddata"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/triple"
	"github.com/fwci-open-data/fwci/export/manifest"
	"github.com/fwci-open-data/fwci/export/sqlite"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// whole reports whether all can be derived that formats add to the tables: every description of the dataset
// is there and was read, and the program and the dictionary that made the release are these.
func (r *release) whole() bool {
	m := r.result.Manifest
	return m.Tool == export.Tool && m.SchemaVersion == schemas.Version && r.has("jsonld") && r.has("dcat") && r.has("datapackage") && !r.unread
}

// graph is a file of linked data that was read.
type graph struct {
	triples []triple.Triple
	err     error
}

// readGraphs reads the files of linked data.
func (r *release) readGraphs() {
	r.graphs = map[string]graph{}
	var wait sync.WaitGroup
	var lock sync.Mutex
	for _, f := range r.result.Manifest.Files {
		if f.Format != "jsonld" {
			continue
		}
		wait.Go(func() {
			data, err := fs.ReadFile(r.files, f.Path)
			var g graph
			if g.err = err; err == nil {
				g.triples, g.err = linkeddata.Read(f.Path, data)
			}
			lock.Lock()
			defer lock.Unlock()
			r.graphs[f.Path] = g
		})
	}
	wait.Wait()
}

// said gathers what descriptions say, by fact.
type said map[string][]string

func (s said) say(fact, value string) {
	if value != "" {
		s[fact] = append(s[fact], value)
	}
}

// most returns what most descriptions say of a fact, what the first says where they are even.
func (s said) most(fact string) string {
	best, most := "", 0
	for _, value := range s[fact] {
		n := 0
		for _, other := range s[fact] {
			if other == value {
				n++
			}
		}
		if n > most {
			best, most = value, n
		}
	}
	return best
}

// info returns what the release says of itself. Each fact is what most of its descriptions say, so that one
// that says otherwise is the one that is named.
func (r *release) info() dataset.Info {
	all := said{}
	for _, info := range r.descriptions() {
		for fact, value := range facts(&info) {
			all.say(fact, *value)
		}
		all.say("keywords", strings.Join(info.Keywords, "\x00"))
		all.say("credits", strings.Join(info.Credits, "\x00"))
		for _, s := range info.Sources {
			for fact, value := range added(&s) {
				all.say(s.ID+s.SHA256+" "+fact, *value)
			}
		}
	}
	var info dataset.Info
	for fact, value := range facts(&info) {
		*value = all.most(fact)
	}
	info.Keywords, info.Credits = split(all.most("keywords")), split(all.most("credits"))
	for _, d := range r.set.SourceDocuments {
		s := dataset.SourceInfo{ID: d.SourceID, Kind: d.Kind, Title: d.Title, Publisher: d.Publisher, Rights: d.Rights, Attribution: d.Attribution, SHA256: d.SHA256}
		for fact, value := range added(&s) {
			all[s.ID+" "+fact] = append(all[s.ID+" "+fact], all[s.SHA256+" "+fact]...)
			*value = all.most(s.ID + " " + fact)
		}
		info.Sources = append(info.Sources, s)
	}
	return info
}

// facts are the facts of a dataset that are one text, by name.
func facts(i *dataset.Info) map[string]*string {
	return map[string]*string{
		"id": &i.ID, "base": &i.Base, "title": &i.Title, "description": &i.Description, "version": &i.Version, "issued": &i.Issued, "language": &i.Language,
		"homepage": &i.Homepage, "publisher": &i.Publisher, "contact": &i.Contact, "license": &i.License.ID, "license title": &i.License.Title,
		"license address": &i.License.URL, "ESCO version": &i.ESCOVersion, "ESCO version basis": &i.ESCOVersionBasis,
	}
}

// added are the facts of a source that the table source_documents does not hold.
func added(s *dataset.SourceInfo) map[string]*string {
	return map[string]*string{"url": &s.URL, "retrieved": &s.Retrieved, "language": &s.Language}
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, "\x00")
}

// describers are the files that say something of the dataset as a whole, and how they are read.
var describers = []struct {
	path func(id string) string
	info func(data []byte) (dataset.Info, error)
}{
	{at(manifest.File), manifestInfo},
	{at(dcat.SchemaPath), func(data []byte) (dataset.Info, error) { return dcat.Info(dcat.SchemaPath, data) }},
	{at(dcat.DCATPath), func(data []byte) (dataset.Info, error) { return dcat.Info(dcat.DCATPath, data) }},
	{at(datapackage.Path), datapackage.Info},
	{sqlite.Path, databaseInfo},
	{cfpackage.Path, cfpackage.Info},
	{at(excel.Path), workbookInfo},
	{at("sssom/competency-skill.sssom.tsv"), mappingInfo},
}

func at(path string) func(string) string { return func(string) string { return path } }

// descriptions returns what each description says of the dataset. One that cannot be read says nothing; the
// comparison of its format tells why.
func (r *release) descriptions() []dataset.Info {
	var all []dataset.Info
	for _, d := range describers {
		data, err := fs.ReadFile(r.files, d.path(r.result.Manifest.Dataset.ID))
		if err != nil {
			continue // there need not be one
		}
		info, err := dataset.Info{}, checkSize(data)
		if err == nil {
			info, err = d.info(data)
		}
		r.unread = r.unread || err != nil
		all = append(all, info)
	}
	for _, path := range slices.Sorted(maps.Keys(r.graphs)) {
		r.unread = r.unread || r.graphs[path].err != nil
		all = append(all, linkeddata.Info(r.graphs[path].triples))
	}
	return all
}

func manifestInfo(data []byte) (dataset.Info, error) {
	m, err := manifest.Parse(data)
	if err != nil {
		return dataset.Info{}, err
	}
	d := m.Dataset
	info := dataset.Info{ID: d.ID, Base: d.Base, Title: d.Title, Version: d.Version, Issued: d.Issued, License: dataset.License{ID: d.License}}
	if m.ESCO != nil {
		info.ESCOVersion, info.ESCOVersionBasis = m.ESCO.Version, m.ESCO.Basis
	}
	return info, nil
}

func workbookInfo(data []byte) (dataset.Info, error) {
	w, err := excel.Read(data)
	if err != nil {
		return dataset.Info{}, err
	}
	return w.Info()
}

func databaseInfo(data []byte) (info dataset.Info, err error) {
	db, err := sqlite.Open(data)
	if err != nil {
		return info, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Info()
}

func mappingInfo(data []byte) (dataset.Info, error) {
	set, err := parseSet("", data)
	if err != nil {
		return dataset.Info{}, err
	}
	return dataset.Info{Version: set.Version, Issued: set.Published, License: dataset.License{URL: set.License}}, nil
}
