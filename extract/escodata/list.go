package escodata

// FromList returns a classification of concepts that have no relations, such as those of another framework,
// in the order given. It takes the concepts as they are.
func FromList(language, version string, concepts []Concept) *Classification {
	n := len(concepts)
	c := &Classification{Language: language, Version: version, VersionBasis: "given", Concepts: concepts, byURI: make(map[string]int, n), labels: &labelIndex{}}
	for i := range concepts {
		c.byURI[concepts[i].URI] = i
	}
	none := adjacency{start: make([]int32, n+1)}
	c.broader, c.narrower, c.workersOf = none, none, none
	c.skillsOf, c.relatedOf = make([]int32, n+1), make([]int32, n+1)
	return c
}
