package dcat

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/piprate/json-gold/ld"
	"github.com/xeipuuv/gojsonschema"
)

func build(t testing.TB) (*dataset.Dataset, []artifact.Artifact) {
	t.Helper()
	_, real := exporttest.Texts(t)
	d := exporttest.Copy(real)
	artifacts := []artifact.Artifact{{Path: dictionaryPath, Format: "report", MediaType: "text/markdown", Title: "Data dictionary", Data: []byte("# x")}}
	for _, table := range d.Tables() {
		file := "csv/" + table.Name + ".csv"
		artifacts = append(artifacts,
			artifact.Artifact{Path: file, Format: "csv", MediaType: "text/csv", Title: table.Name, Table: table.Name, Rows: table.Len(), Data: []byte(table.Name)},
			artifact.Artifact{Path: file + "-metadata.json", Format: "csvw", MediaType: "application/csvm+json", Title: table.Name + " metadata", Data: []byte("{}")})
	}
	return d, artifacts
}

func write(t testing.TB, d *dataset.Dataset, artifacts []artifact.Artifact) (dcat, schema []byte) {
	t.Helper()
	written, err := Write(d, artifacts)
	if err != nil {
		t.Fatal(err)
	}
	if written[0].Path != "dcat-us.json" || written[1].Path != "schema-org.jsonld" {
		t.Fatalf("written to %s and %s", written[0].Path, written[1].Path)
	}
	return written[0].Data, written[1].Data
}

// expectation is what DCAT-US 3.0 asks of the properties that a release uses, in our own words: text where
// one expects a number, lists where it allows several values.
const expectation = `{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
 "required": ["title", "description", "publisher", "contactPoint", "identifier", "distribution", "keyword", "version", "issued"],
 "definitions": {"iri": {"type": "string", "pattern": "^https?://[^ ]+$"}, "texts": {"type": "array", "items": {"type": "string", "minLength": 1}},
  "distribution": {"type": "object", "required": ["title", "downloadURL", "mediaType", "byteSize", "checksum", "license"], "properties": {
   "downloadURL": {"$ref": "#/definitions/iri"}, "byteSize": {"type": "string", "pattern": "^[0-9]+$"}, "mediaType": {"pattern": "^[a-z]+/[a-z0-9.+-]+$"},
   "checksum": {"required": ["algorithm", "checksumValue"], "properties": {"algorithm": {"const": "SHA-256"}, "checksumValue": {"pattern": "^[0-9a-f]{64}$"}}},
   "describedBy": {"$ref": "#/definitions/distribution"}}}},
 "properties": {"description": {"type": "string", "minLength": 50, "maxLength": 5000}, "publisher": {"required": ["name"]}, "issued": {"pattern": "^\\d{4}-\\d\\d-\\d\\d$"},
  "contactPoint": {"type": "array", "items": {"required": ["fn", "hasEmail"], "properties": {"hasEmail": {"pattern": "^mailto:.+@.+$"}}}},
  "language": {"items": {"type": "string", "maxLength": 2}}, "landingPage": {"required": ["title"]}, "rights": {"$ref": "#/definitions/texts"},
  "provenance": {"$ref": "#/definitions/texts"}, "describedBy": {"$ref": "#/definitions/distribution"}, "relation": {"type": "array", "items": {"$ref": "#/definitions/iri"}},
  "distribution": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/distribution"}}}}`

func valid(t *testing.T, data []byte) bool {
	t.Helper()
	result, err := gojsonschema.Validate(gojsonschema.NewStringLoader(expectation), gojsonschema.NewBytesLoader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range result.Errors() {
		t.Log(e)
	}
	return result.Valid()
}

func TestEntryIsAsExpected(t *testing.T) {
	d, artifacts := build(t)
	data, _ := write(t, d, artifacts)
	if !valid(t, data) {
		t.Error("the entry is not valid")
	}
	for _, change := range [][2]string{{`"checksumValue":"`, `"checksumValue":"x`}, {`"byteSize":"`, `"byteSize":"-`}, {`"downloadURL":"https`, `"downloadURL":"ftp`}, {`"publisher"`, `"published"`}} {
		if valid(t, bytes.Replace(data, []byte(change[0]), []byte(change[1]), 1)) {
			t.Errorf("%s in place of %s is accepted", change[1], change[0])
		}
	}
}

func TestContact(t *testing.T) {
	d, artifacts := build(t)
	for contact, want := range map[string]string{"mailto:open-data@example.org": `"hasEmail":"mailto:open-data@example.org"`, "https://example.org/contact": `"accessURL":"https://example.org/contact"`} {
		d.Info.Contact = contact
		data, _ := write(t, d, artifacts)
		if !bytes.Contains(data, []byte(want)) || !valid(t, data) {
			t.Errorf("the contact %s is not given as %s", contact, want)
		}
	}
}

func TestEveryFileIsADistribution(t *testing.T) {
	d, artifacts := build(t)
	dcat, schema := write(t, d, artifacts)
	var entry dcatDataset
	var page schemaDataset
	for data, into := range map[*[]byte]any{&dcat: &entry, &schema: &page} {
		dec := json.NewDecoder(bytes.NewReader(*data))
		dec.DisallowUnknownFields()
		if err := dec.Decode(into); err != nil {
			t.Fatal(err)
		}
	}
	if len(entry.Distribution) != len(artifacts) || len(page.Distribution) != len(artifacts) {
		t.Fatalf("%d and %d distributions, want %d", len(entry.Distribution), len(page.Distribution), len(artifacts))
	}
	for n, a := range artifacts {
		sum := sha256.Sum256(a.Data)
		address, hash := "https://w3id.org/fwci/2210/"+a.Path, hex.EncodeToString(sum[:])
		x, y := entry.Distribution[n], page.Distribution[n]
		if x.DownloadURL != address || x.Checksum.Value != hash || x.ByteSize != strconv.Itoa(len(a.Data)) || x.MediaType != a.MediaType {
			t.Errorf("%s is %+v in %s", a.Path, x, DCATPath)
		}
		if y.Content != address || y.SHA256 != hash || y.Size != strconv.Itoa(len(a.Data))+" B" || y.Format != a.MediaType {
			t.Errorf("%s is %+v in %s", a.Path, y, SchemaPath)
		}
		if described := x.DescribedBy != nil; described != (path.Ext(a.Path) == ".csv") {
			t.Errorf("%s has metadata: %v", a.Path, described)
		}
	}
	if entry.DescribedBy == nil || !strings.HasSuffix(entry.DescribedBy.DownloadURL, dictionaryPath) {
		t.Error("the data dictionary is not named")
	}
}

// TestSchemaOrgIsLinkedData reads the file with an independent JSON-LD processor, without a network.
func TestSchemaOrgIsLinkedData(t *testing.T) {
	d, artifacts := build(t)
	_, data := write(t, d, artifacts)
	var document any
	if err := json.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = offline{}
	options.Format = "application/n-quads"
	quads, err := ld.NewJsonLdProcessor().ToRDF(document, options)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(quads.(string)), "\n")
	base := "<" + d.Info.Base + ">"
	for _, want := range []string{
		base + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Dataset> .",
		base + " <https://schema.org/license> <" + d.Info.License.URL + "> .",
		base + ` <https://schema.org/datePublished> "` + d.Info.Issued + `"^^<https://schema.org/Date> .`,
		base + " <https://schema.org/distribution> <" + d.Info.Base + "csv/bands.csv> .",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("missing: %s", want)
		}
	}
	for _, line := range lines {
		if strings.Contains(line, "_:") {
			t.Errorf("a node without a name: %s", line)
		}
		predicate := strings.Fields(line)[1]
		if !strings.HasPrefix(predicate, "<https://schema.org/") && !strings.HasSuffix(predicate, "#type>") {
			t.Errorf("a term that is not of schema.org: %s", line)
		}
	}
}

type offline struct{}

// LoadDocument refuses every address.
func (offline) LoadDocument(address string) (*ld.RemoteDocument, error) {
	return nil, fmt.Errorf("%s is asked for", address)
}

func TestAddressesAreEscaped(t *testing.T) {
	got := Download(dataset.Info{Homepage: "https://example.org/data"}, "a b/ü#.csv")
	u, err := url.Parse(got)
	if err != nil || u.Path != "/data/a b/ü#.csv" || strings.ContainsAny(got, " #") {
		t.Errorf("got %s, %v", got, err)
	}
	if got := Download(dataset.Info{Base: "https://example.org/base/"}, "x"); got != "https://example.org/base/x" {
		t.Errorf("without a homepage: %s", got)
	}
}

func TestWriteRefuses(t *testing.T) {
	for name, change := range map[string]func(*dataset.Dataset, *[]artifact.Artifact){
		"no files":       func(_ *dataset.Dataset, a *[]artifact.Artifact) { *a = nil },
		"a path twice":   func(_ *dataset.Dataset, a *[]artifact.Artifact) { *a = append(*a, (*a)[0]) },
		"no title":       func(d *dataset.Dataset, _ *[]artifact.Artifact) { d.Info.Title = "" },
		"no description": func(d *dataset.Dataset, _ *[]artifact.Artifact) { d.Info.Description = "" },
		"no address":     func(d *dataset.Dataset, _ *[]artifact.Artifact) { d.Info.Base, d.Info.Homepage = "", "" },
	} {
		d, artifacts := build(t)
		change(d, &artifacts)
		if _, err := Write(d, artifacts); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestSameBytes(t *testing.T) {
	d, artifacts := build(t)
	dcat, schema := write(t, d, artifacts)
	for _, n := range []int{1, 2} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		if a, b := write(t, d, artifacts); !bytes.Equal(a, dcat) || !bytes.Equal(b, schema) {
			t.Fatal("two runs differ")
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	d, artifacts := build(b)
	for b.Loop() {
		write(b, d, artifacts)
	}
}
