package linkeddata

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// integrity returns where a graph breaks the conditions of the SKOS Reference that it names: S9, S13, S14,
// S27, S37 and S46, with the entailments that bear on them (S22, S24, S39 to S45), and the rules of section
// 10.1 and of this release: concepts are in a scheme, mappings lead from one scheme to another.
func integrity(x index) []string {
	var found []string
	fail := func(rule string, terms ...string) { found = append(found, rule+": "+strings.Join(terms, " ")) }
	concepts, schemes, collections := x.a(skos+"Concept"), x.a(skos+"ConceptScheme"), x.a(skos+"Collection")
	for s := range schemes {
		if concepts[s] {
			fail("S9", s)
		}
	}
	for c := range collections {
		if concepts[c] || schemes[c] {
			fail("S37", c)
		}
	}
	labels(x, fail)
	hierarchy(x, fail)
	exact(x, fail)
	for c := range concepts {
		if len(x.of(c, skos+"prefLabel")) == 0 || len(x.of(c, skos+"inScheme")) != 1 || !schemes[x.of(c, skos+"inScheme")[0]] {
			fail("label and scheme", c)
		}
		for _, match := range []string{"exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"} {
			for _, object := range x.of(c, skos+match) {
				if concepts[object] && slices.Equal(x.of(object, skos+"inScheme"), x.of(c, skos+"inScheme")) {
					fail("mapping inside a scheme", c, object)
				}
			}
		}
	}
	slices.Sort(found)
	return found
}

// labels checks S13 and S14.
func labels(x index, fail func(string, ...string)) {
	kinds := []string{"prefLabel", "altLabel", "hiddenLabel"}
	for s := range x {
		languages := map[string]bool{}
		for _, label := range x.of(s, skos+"prefLabel") {
			language := strings.ToLower(label[strings.LastIndex(label, `"`):])
			if languages[language] {
				fail("S14", s, label)
			}
			languages[language] = true
		}
		for i, kind := range kinds {
			for _, other := range kinds[i+1:] {
				for _, label := range x.of(s, skos+kind) {
					if slices.Contains(x.of(s, skos+other), label) {
						fail("S13", s, label)
					}
				}
			}
		}
	}
}

// hierarchy checks S27: what is related is not also broader, however many steps away.
func hierarchy(x index, fail func(string, ...string)) {
	up := map[string][]string{}
	for _, p := range []string{"broader", "broaderTransitive", "broadMatch"} {
		for pair := range x.relation(skos + p) {
			up[pair[0]] = append(up[pair[0]], pair[1])
		}
	}
	for _, p := range []string{"narrower", "narrowerTransitive", "narrowMatch"} {
		for pair := range x.relation(skos + p) {
			up[pair[1]] = append(up[pair[1]], pair[0])
		}
	}
	for _, p := range []string{"related", "relatedMatch"} {
		for pair := range x.relation(skos + p) {
			if reach(up, pair[0])[pair[1]] || reach(up, pair[1])[pair[0]] {
				fail("S27", pair[0], pair[1])
			}
		}
	}
}

// exact checks S46 over the symmetric and transitive closure of exactMatch (S44, S45).
func exact(x index, fail func(string, ...string)) {
	same := map[string][]string{}
	for pair := range x.relation(skos + "exactMatch") {
		same[pair[0]] = append(same[pair[0]], pair[1])
		same[pair[1]] = append(same[pair[1]], pair[0])
	}
	for _, p := range []string{"broadMatch", "narrowMatch", "relatedMatch"} {
		for pair := range x.relation(skos + p) {
			if reach(same, pair[0])[pair[1]] {
				fail("S46", pair[0], pair[1])
			}
		}
	}
}

// reach returns what a chain of steps leads to.
func reach(steps map[string][]string, from string) map[string]bool {
	found := map[string]bool{}
	for open := slices.Clone(steps[from]); len(open) > 0; {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		if !found[next] {
			found[next] = true
			open = append(open, steps[next]...)
		}
	}
	return found
}

func TestSKOSIntegrity(t *testing.T) {
	x := indexed(t, append(slices.Clone(graph(t, "fwci-2210")), graph(t, "crosswalk")...))
	for _, problem := range integrity(x) {
		t.Error(problem)
	}
	if got := [3]int{len(x.a(skos + "Concept")), len(x.a(skos + "ConceptScheme")), len(x.a(skos + "Collection"))}; got != [3]int{112 + 12 + 181 + 13, 4, 5} {
		t.Errorf("%v concepts, schemes and collections; counted by hand 112 competencies, 12 profiles, 181 tasks and 13 titles in 4 schemes, 3 clusters and 2 kinds", got)
	}
}

func TestSKOSIntegrityIsSeen(t *testing.T) {
	triple := func(s, p, o string) string {
		if !strings.HasPrefix(o, `"`) {
			o = "<" + o + ">"
		}
		return fmt.Sprintf("<%s> <%s> %s .", s, p, o)
	}
	good := []string{
		triple("urn:s", rdfNS+"type", skos+"ConceptScheme"), triple("urn:s2", rdfNS+"type", skos+"ConceptScheme"),
		triple("urn:a", rdfNS+"type", skos+"Concept"), triple("urn:a", skos+"inScheme", "urn:s"), triple("urn:a", skos+"prefLabel", `"A"@en`), triple("urn:a", skos+"prefLabel", `"A"@de`),
		triple("urn:b", rdfNS+"type", skos+"Concept"), triple("urn:b", skos+"inScheme", "urn:s2"), triple("urn:b", skos+"prefLabel", `"B"@en`),
		triple("urn:k", rdfNS+"type", skos+"Collection"),
		triple("urn:a", skos+"broadMatch", "urn:b"), triple("urn:c", skos+"exactMatch", "urn:b"), triple("urn:d", skos+"narrowMatch", "urn:a"),
	}
	if found := integrity(indexed(t, good)); len(found) > 0 {
		t.Errorf("found in a sound graph: %q", found)
	}
	for bad, rule := range map[string]string{
		triple("urn:s", rdfNS+"type", skos+"Concept"):   "S9",
		triple("urn:k", rdfNS+"type", skos+"Concept"):   "S37",
		triple("urn:a", skos+"altLabel", `"A"@en`):      "S13",
		triple("urn:a", skos+"prefLabel", `"Other"@en`): "S14",
		triple("urn:d", skos+"relatedMatch", "urn:a"):   "S27",
		triple("urn:b", skos+"relatedMatch", "urn:a"):   "S27",
		triple("urn:c", skos+"relatedMatch", "urn:b"):   "S46",
		triple("urn:b", skos+"broadMatch", "urn:c"):     "S46",
		triple("urn:e", rdfNS+"type", skos+"Concept"):   "label and scheme",
		triple("urn:a", skos+"closeMatch", "urn:a"):     "mapping inside a scheme",
	} {
		found := integrity(indexed(t, append(slices.Clone(good), bad)))
		if !slices.ContainsFunc(found, func(f string) bool { return strings.HasPrefix(f, rule+": ") }) {
			t.Errorf("%s: found %q, expected %s", bad, found, rule)
		}
	}
}
