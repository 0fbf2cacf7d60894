package linkeddata

import (
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/exporttest"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest/triple"
	"github.com/fwci-open-data/fwci/extract/framework"
	"github.com/fwci-open-data/fwci/extract/turtle"
)

// Our reader of Turtle, which reads frameworks of others, finds in each graph the statements that another reader finds,
// and the concepts in that of the framework.
func TestOurReaderReadsTheTurtle(t *testing.T) {
	raw, d := exporttest.Real(t)
	files, read := writeFrom(t, d, raw), 0
	for file, a := range files {
		if !strings.HasPrefix(file, "jsonld/") || !strings.HasSuffix(file, ".ttl") {
			continue
		}
		read++
		other, err := triple.Turtle(a.Data)
		if err != nil {
			t.Fatal(err)
		}
		i := 0
		if err := turtle.Read(file, a.Data, func(s turtle.Statement) {
			if i < len(other) && (other[i].Subject != s.Subject || other[i].Predicate != s.Predicate || triple.Value(other[i].Object) != s.Object.Value) {
				t.Fatalf("%s:%d: statement %d is %+v; expected %s", file, s.Line, i+1, s, other[i])
			}
			i++
		}); err != nil || i != len(other) {
			t.Errorf("%s: %d statements, error %v; expected %d", file, i, err, len(other))
		}
	}
	if read != 6 {
		t.Errorf("%d graphs in Turtle; expected 6", read)
	}
	const path = "jsonld/fwci-2210.ttl"
	f, err := framework.Parse(path, files[path].Data)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(f.Concepts, func(c framework.Concept) bool {
		return c.ID == d.Info.Base+"competency/accessibility" && c.Label == "Accessibility" && strings.Contains(c.Definition, "used to help individuals use computer equipment")
	}) || len(f.Concepts) < 112 {
		t.Errorf("%d concepts, accessibility not among them as it is", len(f.Concepts))
	}
}
