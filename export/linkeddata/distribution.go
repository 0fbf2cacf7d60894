package linkeddata

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	catalog "github.com/fwci-open-data/fwci/export/dcat"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform/dataset"
)

// mediaTypes is the beginning of IANA's IRIs of media types, which DCAT 3 asks for (section 6.8.15).
const mediaTypes = "https://www.iana.org/assignments/media-types/"

// Describe returns jsonld/dataset as .jsonld and, where Turtle is wanted, as .ttl: the dataset in DCAT 3, with a
// distribution for each of the artifacts. It fails as Write does.
func Describe(d *dataset.Dataset, raw *extract.Raw, artifacts []artifact.Artifact, s Selection) ([]artifact.Artifact, error) {
	p := publication{name: "dataset", title: "The dataset and its files", fill: func(b *builder, _ map[string]bool) { b.distributions(artifacts) }}
	from, err := prepare(d, raw, artifact.Tool{})
	if err != nil {
		return nil, fmt.Errorf("making the linked data: %w", err)
	}
	b, err := p.build(from, nil)
	if err != nil {
		return nil, err
	}
	made := []artifact.Artifact{jsonLDFile(p.path(), "dcat", p.about(), b.graph)}
	if s.Turtle {
		made = append(made, turtleFile(p.path(), TurtleFormat, p.about(), b.graph))
	}
	return made, nil
}

// distributions describes the dataset and its files. The IRI of a distribution ends in the path of its file. The
// checksums are in dcat-us.json and SHA256SUMS.
func (b *builder) distributions(artifacts []artifact.Artifact) {
	b.dataset()
	whole := b.graph.Node(b.d.Info.Base)
	for _, a := range artifacts {
		n := b.graph.Node(b.own("distribution", strings.Split(a.Path, "/")...), dcat+"Distribution")
		whole.Add(distribution, n.IRI)
		n.Add(title, a.Title)
		n.Add(downloadURL, b.external(catalog.Download(b.d.Info, a.Path)))
		n.Add(mediaType, mediaTypes+a.MediaType)
		n.Add(license, b.external(b.d.Info.License.URL))
		n.Add(byteSize, strconv.Itoa(a.Size()))
	}
}
