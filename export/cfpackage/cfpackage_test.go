package cfpackage

import (
	"bytes"
	"encoding/json"
	"runtime"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/google/uuid"
	"github.com/xeipuuv/gojsonschema"
)

func build(t testing.TB) *dataset.Dataset {
	t.Helper()
	_, real := exporttest.Real(t)
	d := exporttest.Copy(real)
	return d
}

func read(t testing.TB, d *dataset.Dataset) (cfPackage, []byte) {
	t.Helper()
	artifacts, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	var p cfPackage
	dec := json.NewDecoder(bytes.NewReader(artifacts[0].Data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		t.Fatal(err)
	}
	return p, artifacts[0].Data
}

// expectation is what CASE 1.1 asks of the classes that a release uses, in our own words.
const expectation = `{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "required": ["CFDocument", "CFItems", "CFAssociations", "CFDefinitions"],
 "definitions": {
  "uuid": {"pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"}, "time": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"}, "text": {"type": "string", "minLength": 1},
  "link": {"required": ["title", "identifier", "uri"], "properties": {"title": {"$ref": "#/definitions/text"}, "identifier": {"$ref": "#/definitions/uuid"}}}},
 "properties": {
  "CFDocument": {"required": ["identifier", "uri", "creator", "title", "lastChangeDateTime"], "properties": {"caseVersion": {"const": "1.1"}, "lastChangeDateTime": {"$ref": "#/definitions/time"}}},
  "CFItems": {"minItems": 1, "items": {"required": ["identifier", "fullStatement", "uri", "lastChangeDateTime"], "properties": {
   "identifier": {"$ref": "#/definitions/uuid"}, "fullStatement": {"$ref": "#/definitions/text"}, "lastChangeDateTime": {"$ref": "#/definitions/time"}, "CFItemTypeURI": {"$ref": "#/definitions/link"}}}},
  "CFAssociations": {"minItems": 1, "items": {"required": ["identifier", "associationType", "uri", "originNodeURI", "destinationNodeURI", "lastChangeDateTime"], "properties": {
   "identifier": {"$ref": "#/definitions/uuid"}, "associationType": {"enum": ["isChildOf", "isPartOf", "exactMatchOf"]}, "originNodeURI": {"$ref": "#/definitions/link"}, "destinationNodeURI": {"$ref": "#/definitions/link"}}}},
  "CFDefinitions": {"required": ["CFItemTypes", "CFAssociationGroupings", "CFLicenses"], "properties": {"CFItemTypes": {"items": {"required": ["identifier", "uri", "title", "description", "hierarchyCode", "lastChangeDateTime"]}}}}}}`

func TestPackageIsAsExpected(t *testing.T) {
	_, data := read(t, build(t))
	check := func(data []byte) []gojsonschema.ResultError {
		result, err := gojsonschema.Validate(gojsonschema.NewStringLoader(expectation), gojsonschema.NewBytesLoader(data))
		if err != nil {
			t.Fatal(err)
		}
		return result.Errors()
	}
	if errors := check(data); len(errors) > 0 {
		t.Error(errors[:min(5, len(errors))])
	}
	for _, change := range [][2]string{{`"fullStatement":"`, `"statement":"`}, {`"isPartOf"`, `"isIn"`}, {`T00:00:00Z`, ``}, {`-5`, `-9`}} {
		if len(check(bytes.ReplaceAll(data, []byte(change[0]), []byte(change[1])))) == 0 {
			t.Errorf("%s in place of %s is accepted", change[1], change[0])
		}
	}
}

func TestIdentifiersAreUnique(t *testing.T) {
	p, _ := read(t, build(t))
	seen := map[string]string{}
	note := func(id, uri string) {
		if other, ok := seen[id]; ok {
			t.Errorf("%s is the identifier of %s and %s", id, uri, other)
		}
		seen[id] = uri
	}
	note(p.Document.Identifier, p.Document.URI)
	for _, i := range p.Items {
		note(i.Identifier, i.URI)
		if i.Identifier != uuid.NewSHA1(uuid.NameSpaceURL, []byte(i.URI)).String() {
			t.Errorf("%s is not made from %s", i.Identifier, i.URI)
		}
	}
	for _, a := range p.Associations {
		note(a.Identifier, a.URI)
	}
	for _, i := range p.Definitions.ItemTypes {
		note(i.Identifier, i.URI)
	}
	for _, g := range p.Definitions.Groupings {
		note(g.Identifier, g.URI)
	}
}

// TestIdentifiersStay holds three identifiers, made with Python's uuid.uuid5(NAMESPACE_URL, iri). A release
// that changes them breaks every import of the release before.
func TestIdentifiersStay(t *testing.T) {
	for iri, want := range map[string]string{
		"competency/accessibility":           "eb6dd1ce-a82b-5a05-8506-fdf769f9afea",
		"cluster/it-operations-and-security": "e93c8bd2-29c8-5345-8032-116ad4aa1b16",
		"profile/information-security":       "d980ed36-c24e-5950-ae78-d1dac569ae81",
	} {
		if got := identifier("https://w3id.org/fwci/2210/" + iri); got != want {
			t.Errorf("%s is %s, want %s", iri, got, want)
		}
	}
}

func TestItemsAreTheDatasets(t *testing.T) {
	d := build(t)
	p, _ := read(t, d)
	if p.Document.Language != d.Info.Language || p.Document.License == nil || p.Document.License.URI != d.Info.License.URL {
		t.Errorf("language and license of the items are %s, %v", p.Document.Language, p.Document.License)
	}
	items := map[string]item{}
	for _, i := range p.Items {
		items[strings.TrimPrefix(i.URI, d.Info.Base)] = i
	}
	if want := 2 + len(d.Clusters) + len(d.Competencies) + len(d.Profiles) + len(d.Tasks); len(items) != want {
		t.Errorf("%d items, want %d", len(items), want)
	}
	for _, c := range d.Competencies {
		i := items["competency/"+c.CompetencyID]
		statement, short := c.Name, ""
		if c.Definition != nil {
			statement, short = *c.Definition, c.Name
		}
		if i.Statement != statement || i.Abbreviated != short || i.Type != strings.ToUpper(c.Kind[:1])+c.Kind[1:]+" Competency" {
			t.Errorf("%s is %+v", c.CompetencyID, i)
		}
	}
	for _, r := range d.Tasks {
		if i := items["task/"+r.TaskID]; i.Statement != r.Statement {
			t.Errorf("%s is %+v", r.TaskID, i)
		}
	}
	for _, r := range d.Profiles {
		if i := items["profile/"+r.ProfileID]; i.Statement != r.Name || i.Type != "Occupational Profile" {
			t.Errorf("%s is %+v", r.ProfileID, i)
		}
	}
}

func TestAssociationsAreTheDatasets(t *testing.T) {
	d := build(t)
	p, _ := read(t, d)
	nodes, types := map[string]string{p.Document.URI: p.Document.Identifier}, map[string]bool{}
	for _, i := range p.Items {
		nodes[i.URI] = i.Identifier
	}
	for _, i := range p.Definitions.ItemTypes {
		types[i.URI] = true
	}
	found, parents := map[string]int{}, map[string]bool{}
	for _, a := range p.Associations {
		ends := []link{a.Origin, a.Destination}
		if outside := strings.HasPrefix(a.Destination.URI, d.Info.Base+"nice/"); outside && a.Destination.Title != "" && a.Type == "exactMatchOf" {
			ends = ends[:1] // of the NICE Framework, which is not this document
		}
		for _, end := range ends {
			if nodes[end.URI] != end.Identifier || end.Title == "" {
				t.Errorf("%s ends at %+v, which is no item", a.URI, end)
			}
		}
		if grouped := a.Grouping != nil && a.Grouping.URI == p.Definitions.Groupings[0].URI; grouped != (a.Type == "isPartOf") || len(p.Definitions.Groupings) != 1 {
			t.Errorf("%s %s: its grouping is %v", a.Type, a.URI, a.Grouping)
		}
		found[a.Type+" "+strings.TrimPrefix(a.Origin.URI, d.Info.Base)+" "+strings.TrimPrefix(a.Destination.URI, d.Info.Base)] = a.Sequence
		parents[a.Origin.URI] = parents[a.Origin.URI] || a.Type == "isChildOf"
	}
	for _, i := range p.Items {
		if !types[i.TypeURI.URI] || !parents[i.URI] {
			t.Errorf("%s has no type that is defined, or is nowhere", i.URI)
		}
	}
	for _, r := range d.ProfileTasks {
		if got := found["isChildOf task/"+r.TaskID+" profile/"+r.ProfileID]; got != r.Position {
			t.Errorf("the task %s of %s is number %d, want %d", r.TaskID, r.ProfileID, got, r.Position)
		}
	}
	for _, r := range d.ProfileCompetencies {
		if got := found["isPartOf competency/"+r.CompetencyID+" profile/"+r.ProfileID]; got != r.Position {
			t.Errorf("the competency %s of %s is number %d, want %d", r.CompetencyID, r.ProfileID, got, r.Position)
		}
	}
	exact := 0
	expect := func(predicate, from, id, to string) {
		if predicate != "exactMatch" {
			return
		}
		exact++
		if _, there := found["exactMatchOf "+from+"/"+id+" nice/"+to]; !there {
			t.Errorf("%s %s is not said to be the same as %s", from, id, to)
		}
	}
	for _, r := range d.TaskNICE {
		expect(r.Predicate, "task", r.TaskID, r.StatementID)
	}
	for _, r := range d.CompetencyNICE {
		expect(r.Predicate, "competency", r.CompetencyID, r.ObjectID)
	}
	for _, r := range d.ProfileWorkRole {
		expect(r.Predicate, "profile", r.ProfileID, r.WorkRoleID)
	}
	if exact < 30 {
		t.Errorf("%d exact matches with NICE; expected more", exact)
	}
	if want := exact + len(d.ProfileTasks) + len(d.ProfileCompetencies) + 2 + len(d.Clusters) + len(d.Competencies) + len(d.Profiles); len(p.Associations) != want {
		t.Errorf("%d associations, want %d", len(p.Associations), want)
	}
}

func TestWriteRefuses(t *testing.T) {
	for name, change := range map[string]func(*dataset.Dataset){
		"no handbook":       func(d *dataset.Dataset) { d.Info.Sources = d.Info.Sources[1:] },
		"no date":           func(d *dataset.Dataset) { d.Info.Issued = "" },
		"reference nowhere": func(d *dataset.Dataset) { d.ProfileTasks[0].TaskID = "task-nowhere" },
	} {
		d := build(t)
		change(d)
		if _, err := Write(d); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestSameBytes(t *testing.T) {
	d := build(t)
	_, first := read(t, d)
	for _, n := range []int{1, 2} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		if _, again := read(t, d); !bytes.Equal(first, again) {
			t.Fatal("two runs differ")
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	d := build(b)
	for b.Loop() {
		if _, err := Write(d); err != nil {
			b.Fatal(err)
		}
	}
}
