package rdf_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf/rdftest"
	"github.com/fwci-open-data/fwci/transform/identity"
)

const (
	base = "https://example.org/set/"
	ns   = "https://example.org/set/vocab#"
	xsd  = "http://www.w3.org/2001/XMLSchema#"
)

var prefixes = []rdf.Prefix{
	{Name: "v", Namespace: ns, Vocabulary: true}, {Name: "xsd", Namespace: xsd}, {Name: "unused", Namespace: "https://example.org/unused/"},
	{Name: "skill", Namespace: "http://data.example/skill/"},
}

var (
	label    = &rdf.Property{Name: "label", IRI: ns + "label", Kind: rdf.Text}
	code     = &rdf.Property{Name: "code", IRI: ns + "code", Kind: rdf.String, Many: true}
	count    = &rdf.Property{Name: "count", IRI: ns + "count", Kind: rdf.Integer}
	score    = &rdf.Property{Name: "score", IRI: ns + "score", Kind: rdf.Decimal}
	flag     = &rdf.Property{Name: "flag", IRI: ns + "flag", Kind: rdf.Boolean}
	day      = &rdf.Property{Name: "day", IRI: ns + "day", Kind: rdf.Date}
	size     = &rdf.Property{Name: "size", IRI: ns + "size", Kind: rdf.NonNegative}
	sum      = &rdf.Property{Name: "sum", IRI: ns + "sum", Kind: rdf.HexBinary}
	link     = &rdf.Property{Name: "link", IRI: "https://other.example/link?a=b", Kind: rdf.Link}
	hostile  = []string{"\"quoted\" \\ back\\slash\\n", "line\nfeed\r\ttab\x00\x01\x7F", "caf\u00e9 \u2028 \U0001F600 \ufeff", `"""`, "@en", "^^<x>", "<a> . #", "\\u0041"}
	segments = []string{"..", ".", "a b/c:d", "<>\"{}|\\^`", "caf\u00e9", "%41", "#?&=", "\x00"}
)

func graph(t *testing.T, at string) *rdf.Graph {
	t.Helper()
	g, err := rdf.NewGraph(at, "en", prefixes)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// read returns the triples of both texts of a graph, which must be equal.
func read(t *testing.T, g *rdf.Graph) rdftest.Triples {
	t.Helper()
	turtle, err := rdftest.Turtle(g.Turtle())
	if err != nil {
		t.Fatalf("%v\n%s", err, g.Turtle())
	}
	json, err := rdftest.JSONLD(g.JSONLD())
	if err != nil {
		t.Fatalf("%v\n%s", err, g.JSONLD())
	}
	if !slices.Equal(turtle, json) {
		t.Fatalf("different graphs\nTurtle\n%s\nJSON-LD\n%s", strings.Join(turtle, "\n"), strings.Join(json, "\n"))
	}
	if stated := rdftest.Set(g.Triples()); !slices.Equal(turtle, stated) {
		t.Fatalf("the graph is read as\n%s\nand states\n%s", strings.Join(turtle, "\n"), strings.Join(stated, "\n"))
	}
	return turtle
}

func TestKinds(t *testing.T) {
	g := graph(t, base)
	n := g.Node(base+"thing/1", ns+"Thing", "https://other.example/Type")
	n.Add(label, "one", "two", "one", "")
	n.Add(code, "0110")
	n.Add(count, "-7")
	n.Add(score, "1")
	n.Add(flag, "false")
	n.Add(day, "2026-11-21")
	n.Add(size, "0")
	n.Add(sum, "00ff")
	n.Add(link, base+"thing/2", "http://data.example/skill/0a-1", ns+"term", "urn:x:y")
	g.Node(base + "mentioned-only")
	got := read(t, g)
	s := "<" + base + "thing/1>"
	for _, want := range [][2]string{
		{ns + "label", `"one"@en`}, {ns + "label", `"two"@en`}, {ns + "code", `"0110"`}, {ns + "count", `"-7"^^<` + xsd + `integer>`},
		{ns + "score", `"1.0"^^<` + xsd + `decimal>`}, {ns + "flag", `"false"^^<` + xsd + `boolean>`},
		{ns + "day", `"2026-11-21"^^<` + xsd + `date>`}, {ns + "size", `"0"^^<` + xsd + `nonNegativeInteger>`},
		{ns + "sum", `"00ff"^^<` + xsd + `hexBinary>`}, {link.IRI, "<" + base + "thing/2>"},
		{link.IRI, "<http://data.example/skill/0a-1>"}, {link.IRI, "<" + ns + "term>"}, {link.IRI, "<urn:x:y>"},
	} {
		if !got.Has(s, "<"+want[0]+">", want[1]) {
			t.Errorf("no triple %s %s", want[0], want[1])
		}
	}
	if len(got) != 15 {
		t.Errorf("%d triples, counted 15 by hand:\n%s", len(got), strings.Join(got, "\n"))
	}
	json := string(g.JSONLD())
	for text, there := range map[string]bool{
		"unused": false, `"skill:0a-1"`: true, `"code":["0110"]`: true, `"@vocab":"` + ns + `"`: true,
		`"code":{"@container":"@set"}`: true, `"label":{"@language":"en"}`: true, `"count":-7`: true, `"count":"`: false, `"count":{`: false,
	} {
		if strings.Contains(json, text) != there {
			t.Errorf("%s is there: %t; expected %t in:\n%s", text, !there, there, json)
		}
	}
}

func TestHostileText(t *testing.T) {
	g := graph(t, base)
	n := g.Node(base + "thing")
	n.Add(label, hostile...)
	n.Add(code, hostile...)
	got := read(t, g)
	for _, text := range hostile {
		for predicate, kind := range map[string]string{label.IRI: "@en", code.IRI: xsd + "string"} {
			if !got.Has("<"+base+"thing>", "<"+predicate+">", rdftest.Literal(text, kind)) {
				t.Errorf("%q did not survive as %s", text, kind)
			}
		}
	}
	bad := graph(t, base)
	bad.Node(base+"thing").Add(label, "bad \xff byte")
	if got := read(t, bad); !got.Has("<"+base+"thing>", "<"+label.IRI+">", "\"bad \uFFFD byte\"@en") {
		t.Errorf("%s", got)
	}
}

func TestHostileSegments(t *testing.T) {
	for _, at := range []string{base, "https://example.org/set#", "https://example.org/a?b=/"} {
		g := graph(t, at)
		want := 0
		for _, text := range segments {
			iri := at + "thing/" + identity.Segment(text)
			g.Node(iri).Add(link, iri+"/x", at+"../up", at+"//double")
			want += 3
			if strings.ContainsAny(identity.Segment(text), " <>\"{}|\\^`/.:#?") {
				t.Errorf("the segment of %q is %q", text, identity.Segment(text))
			}
			if got := read(t, g); !got.Has("<"+iri+">", "<"+link.IRI+">", "<"+iri+"/x>") || len(got) != want {
				t.Errorf("%q at %s: %d triples, want %d\n%s", text, at, len(got), want, strings.Join(got, "\n"))
			}
		}
	}
}

func TestExternal(t *testing.T) {
	for in, want := range map[string]string{
		"http://data.europa.eu/esco/skill/a": "http://data.europa.eu/esco/skill/a",
		"http://x.example/a b<c>":            "http://x.example/a%20b%3Cc%3E",
		"https://x.example/caf\u00e9":        "https://x.example/caf%C3%A9",
		"urn:uuid:1":                         "urn:uuid:1",
		"relative/path":                      "", "": "", "skos:prefLabel": "", "javascript:alert(1)": "", "http://": "",
	} {
		got, err := rdf.External(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("External(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestNewGraphRefuses(t *testing.T) {
	for _, c := range [][2]string{{"https://x.example", "en"}, {"relative/", "en"}, {"https://x y/", "en"}, {"", "en"}, {base, ""}, {base, "English!"}} {
		if _, err := rdf.NewGraph(c[0], c[1], nil); err == nil {
			t.Errorf("base %q, language %q: no error", c[0], c[1])
		}
	}
}

// The readers must notice what is wrong, or the tests above prove nothing.
func TestReadersRefuse(t *testing.T) {
	for _, text := range []string{"<a> <b> <c> .", "x:a x:b x:c .", `<urn:a> <urn:b> "open .`, "<urn:a> <urn:b> <urn:c>", "<urn:a> <urn:b> [] .", "@prefix x <urn:x> .", "<urn:a b> <urn:b> 1 ."} {
		if got, err := rdftest.Turtle([]byte(text)); err == nil {
			t.Errorf("Turtle %s: %s", text, got)
		}
	}
	for _, text := range []string{`{"@id": "urn:a", "unknown": 1}`, `{"@context": "https://schema.org/"}`, `{`} {
		if got, err := rdftest.JSONLD([]byte(text)); err == nil {
			t.Errorf("JSON-LD %s: %s", text, got)
		}
	}
}
