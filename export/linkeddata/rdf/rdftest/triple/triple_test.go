package triple_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest/triple"
)

const turtle = `@base <https://example.org/set/> .
@prefix v: <https://example.org/v#> .
<a> a v:Thing; v:count 1,-2; v:share 0.5; v:yes true; v:text "x \"y\" \u00e9\n"@en-GB;
 v:day "2026-01-31"^^v:day; v:link <b#L1>,<urn:x:y>,v:c .
`

const jsonld = `{"@context":{"@version":1.1,"@base":"https://example.org/set/","id":"@id","type":"@type","v":"https://example.org/v#",
 "count":{"@id":"v:count"},"share":{"@id":"v:share","@type":"http://www.w3.org/2001/XMLSchema#decimal"},"yes":{"@id":"v:yes"},
 "text":{"@id":"v:text","@language":"en-GB","@container":"@set"},"day":{"@id":"v:day","@type":"v:day"},"link":{"@id":"v:link","@type":"@id"}},
"@graph":[{"id":"a","type":"v:Thing","count":[1,-2],"share":"0.5","yes":true,"text":["x \"y\" \u00e9\n"],"day":"2026-01-31","link":["b#L1","urn:x:y","v:c"]}]}`

// sorted returns triples as lines, the language in lower case, as RDF 1.1 (section 3.3) compares it.
func sorted(triples []triple.Triple) []string {
	var lines []string
	for _, t := range triples {
		lines = append(lines, strings.ReplaceAll(t.String(), "@en-GB", "@en-gb"))
	}
	slices.Sort(lines)
	return lines
}

func TestBothReadersFindTheSame(t *testing.T) {
	first, err := triple.Turtle([]byte(turtle))
	if err != nil {
		t.Fatal(err)
	}
	second, err := triple.JSONLD([]byte(jsonld))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := sorted(first), sorted(second); !slices.Equal(a, b) || len(a) != 10 {
		t.Errorf("Turtle\n%s\nJSON-LD\n%s\nexpected the same 10", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
	want := triple.Triple{Subject: "https://example.org/set/a", Predicate: "https://example.org/v#text", Object: `"x \"y\" é\n"@en-gb`}
	if !slices.Contains(second, want) || triple.Value(want.Object) != "x \"y\" é\n" || triple.Value("<urn:x:y>") != "urn:x:y" {
		t.Errorf("no %s in\n%v", want, second)
	}
}

func TestTurtleRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"<a> <b> <c> .":                        "without a base",
		"x:a x:b x:c .":                        "the prefix x is not declared",
		`<urn:a> <urn:b> "open .`:              "no token",
		"<urn:a> <urn:b> \"two\nlines\" .":     "no token",
		`<urn:a> <urn:b> "\x" .`:               "no token",
		`<urn:a> <urn:b> "\u12" .`:             "the string",
		"<urn:a> <urn:b> <urn:c>":              "ends inside",
		"<urn:a> <urn:b> [] .":                 "no token",
		"<urn:a> <urn:b> (1) .":                "no token",
		"<urn:a> _:b 1 .":                      "not declared",
		"<urn:a> \"b\" 1 .":                    "expected an IRI",
		"<urn:a> <urn:b> 1 1 .":                "expected one of",
		"@prefix x <urn:x> .":                  "no token",
		"<urn:a b> <urn:b> 1 .":                "no token",
		"<urn:a> <urn:b> - .":                  "no token",
		"<urn:a> <urn:b> 1 .\n\n<urn:a> } 1 .": "line 3",
	} {
		if found, err := triple.Turtle([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v; expected an error with %q", text, found, err, want)
		}
	}
}

func TestJSONLDRefuses(t *testing.T) {
	for change, want := range map[[2]string]string{
		{`"@graph"`, `"@nodes"`}:         "expected @graph",
		{`"@graph":[`, `"@graph":[1,`}:   "cannot unmarshal",
		{`}]}`, `}]}{}`}:                 "{ follows the end",
		{`}]}`, `}]`}:                    "EOF",
		{`}]}`, `}],"@id":"x"}`}:         "expected }",
		{`"id":"a"`, `"id":7`}:           "a node without an IRI",
		{`"count":[1,-2]`, `"number":1`}: `the key "number" is not in the context`,
		{`[1,-2]`, `[1.5]`}:              "count: 1.5 is no value",
		{`[1,-2]`, `[null]`}:             "count: <nil> is no value",
		{`[1,-2]`, `[[1]]`}:              "count: [1] is no value",
		{`[1,-2]`, `{"@value":1}`}:       "is no value",
		{`"share":"0.5"`, `"share":0.5`}: "share: 0.5 is no value",
		{`"@language":"en-GB","@container":"@set"`, `"@reverse":"x"`}: "unknown field",
		{`"@container":"@set"`, `"@container":"@list"`}:               "no definition",
		{`"@type":"v:day"`, `"@type":"v:day","@language":"en"`}:       "no definition",
		{`{"@context":{`, `{"@context":["https://schema.org/",{`}:     "invalid character",
		{`"@base":"https://example.org/set/",`, ``}:                   "without a base",
	} {
		text := strings.Replace(jsonld, change[0], change[1], 1)
		if text == jsonld {
			t.Fatalf("nothing to change for %q", change)
		}
		if found, err := triple.JSONLD([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v; expected an error with %q", change[1], found, err, want)
		}
	}
}

func FuzzTurtle(f *testing.F) {
	f.Add(turtle)
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := triple.Turtle([]byte(text)); err != nil && !strings.HasPrefix(err.Error(), "not Turtle, line ") {
			t.Errorf("the error %q names no line", err)
		}
	})
}

func FuzzJSONLD(f *testing.F) {
	f.Add(jsonld)
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := triple.JSONLD([]byte(text)); err != nil && !strings.HasPrefix(err.Error(), "not JSON-LD") {
			t.Errorf("the error is %q", err)
		}
	})
}

// A key without a definition is one of the vocabulary, and so is one whose definition has no IRI.
func TestJSONLDWithAVocabulary(t *testing.T) {
	const text = `{"@context":{"@version":1.1,"@base":"https://example.org/set/","@vocab":"https://example.org/v#","id":"@id","v":"https://example.org/v#",
"text":{"@language":"en"},"name":"v:title"},"@graph":[{"id":"a","count":1,"text":"x","name":"y"}]}`
	found, err := triple.JSONLD([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var want []triple.Triple
	for predicate, object := range map[string]string{"count": triple.Literal("1", "http://www.w3.org/2001/XMLSchema#integer"), "text": triple.Literal("x", "@en"), "title": triple.Literal("y", "http://www.w3.org/2001/XMLSchema#string")} {
		want = append(want, triple.Triple{Subject: "https://example.org/set/a", Predicate: "https://example.org/v#" + predicate, Object: object})
	}
	if !slices.Equal(sorted(found), sorted(want)) {
		t.Errorf("found\n%s\nexpected\n%s", strings.Join(sorted(found), "\n"), strings.Join(sorted(want), "\n"))
	}
}
