package linkeddata

import (
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/linkeddata/rdf"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
)

// ResourceFormat is the name of the files of single things, with the lines of the sources.
const ResourceFormat = "resource"

// WithoutResources leaves the files of single things out of a list of artifacts: what describes the dataset lists the
// files that hold it.
func WithoutResources(artifacts []artifact.Artifact) []artifact.Artifact {
	return slices.DeleteFunc(slices.Clone(artifacts), func(a artifact.Artifact) bool { return strings.HasPrefix(a.Path, ResourceFormat+"/") })
}

// Resource returns the place, without its extension, of the file inside a release that says what the graphs say of
// one thing: of a record whose IRI the contract promises and that is ours. It is the end of the record's IRI below
// resource/; things of which little is said share a file. It reports false for other records.
func Resource(table string, key ...string) (string, bool) {
	k := identity.Of(table)
	if !k.Fixed || k.Outside || k.Whole != "" || len(key) != 1 {
		return "", false
	}
	if k.Shared > 0 && len(key[0]) > k.Shared {
		key = []string{key[0][:k.Shared]}
	}
	return identity.Path(ResourceFormat+"/", k.Segment, key...), true
}

// satellites are the first parts of the IRIs below the base whose nodes belong to the things that they link to:
// rows about a thing, its labels, its mappings. A row of a band table or a ranking belongs to the competency, not to
// the band at its other end.
var satellites = []string{"label", "importance", "ranking", "work-type", mappingSegment}

// mappingSegment is the first part of the IRIs of mappings. Their reasons, and the version of what they lead to, are in
// the file of the crosswalk alone: a seventh of the size of all files of single things.
const mappingSegment = "mapping"

// stubs are what a file says of the things that its thing links to.
var stubs = []*rdf.Property{prefLabel, title, isPartOf, license}

// A cutter cuts the graphs into the parts that speak of single things.
type cutter struct {
	base   string
	nodes  map[string][]*rdf.Node // by IRI, from each graph
	around map[string][]string    // IRIs of the satellites of a thing, in order
}

// resources returns the files of the things that the graphs describe, those of withdrawn identifiers included.
func resources(d *dataset.Dataset, graphs ...*rdf.Graph) []artifact.Artifact {
	c := cutter{d.Info.Base, map[string][]*rdf.Node{}, map[string][]string{}}
	var paths []string
	things := map[string][]string{} // IRIs by path
	for _, g := range graphs {
		for _, n := range g.Nodes() {
			if r, ours := identity.Parse(c.base, n.IRI); ours && len(c.nodes[n.IRI]) == 0 {
				if path, fixed := Resource(r.Table, r.Key); fixed {
					if things[path] == nil {
						paths = append(paths, path)
					}
					things[path] = append(things[path], n.IRI)
				}
			}
			c.nodes[n.IRI] = append(c.nodes[n.IRI], n)
		}
	}
	for _, g := range graphs {
		for _, n := range g.Nodes() {
			c.assign(n)
		}
	}
	var artifacts []artifact.Artifact
	for _, path := range paths {
		g := graphs[0].Empty()
		for _, iri := range things[path] {
			c.part(g, iri)
		}
		about := "What is said of " + strings.TrimPrefix(path, ResourceFormat+"/")
		artifacts = append(artifacts, jsonLDFile(path, ResourceFormat, about, g), turtleFile(path, ResourceFormat, about, g))
	}
	return artifacts
}

// segment is the first part of an IRI below the base.
func (c *cutter) segment(iri string) string {
	rest, ours := strings.CutPrefix(iri, c.base)
	if !ours {
		return ""
	}
	segment, _, _ := strings.Cut(rest, "/")
	return segment
}

// assign files a satellite under the things that it belongs to: those it links to and those that link to it.
func (c *cutter) assign(n *rdf.Node) {
	segment := c.segment(n.IRI)
	if slices.Contains(satellites, segment) && !c.foreign(segment, n) {
		n.Links(func(iri string) {
			if c.owns(segment, c.segment(iri)) && !slices.Contains(c.around[iri], n.IRI) {
				c.around[iri] = append(c.around[iri], n.IRI)
			}
		})
	}
	if segment != "competency" {
		return
	}
	n.Links(func(iri string) {
		if c.segment(iri) == "label" && !slices.Contains(c.around[n.IRI], iri) {
			c.around[n.IRI] = append(c.around[n.IRI], iri)
		}
	})
}

// foreign reports whether a node is a mapping to what NICE or the DCWF identifies. A thing says plainly to what it is
// mapped there; how each mapping was judged is in the file of the crosswalk.
func (c *cutter) foreign(segment string, n *rdf.Node) (found bool) {
	if segment == mappingSegment {
		n.Links(func(iri string) {
			s := c.segment(iri)
			found = found || s == "nice" || s == "dcwf"
		})
	}
	return found
}

// owns reports whether a satellite belongs to a thing that it links to, by the first parts of their IRIs.
func (c *cutter) owns(satellite, thing string) bool {
	switch satellite {
	case "importance", "ranking":
		return thing == "competency"
	}
	return true
}

// part states in g what the graphs say of a thing: all of it and of its satellites, and what the things are called that
// it links to. The passages that they come from are left to source-lines.
func (c *cutter) part(g *rdf.Graph, thing string) {
	whole := append([]string{thing}, c.around[thing]...)
	for _, iri := range whole {
		for _, n := range c.nodes[iri] {
			if c.segment(iri) == mappingSegment {
				g.CopyWithout(n, comment, objectVersion)
			} else {
				g.Copy(n)
			}
		}
	}
	for _, iri := range whole {
		for _, n := range c.nodes[iri] {
			n.Links(func(to string) { c.mention(g, to) })
		}
	}
}

// mention states what a resource of ours is called that a part links to. ESCO's labels are at the mappings.
func (c *cutter) mention(g *rdf.Graph, iri string) {
	segment := c.segment(iri)
	if segment == "" || segment == "source" || slices.Contains(satellites, segment) {
		return
	}
	for _, n := range c.nodes[iri] {
		g.Copy(n, stubs...)
	}
}
