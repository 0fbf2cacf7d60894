// Package origin publishes what a release was made from, byte for byte, in the folder source/: each file that was
// read of raw/, except the sources that are not text files.
//
// In go the parsed sources; out comes an artifact for each input. With them and the tables a release holds
// all that its other files are made from, so that they can be made again and compared. Nothing is made from the bytes of
// a source that is not a text, such as a workbook: no table names lines of it. The table source_documents has its
// size and checksum, and the README of the release says where it is published.
package origin

import (
	"path"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/extract/catalog"
)

// Format is the name of the format.
const Format = "source"

// Folder is the place of the inputs inside a release.
const Folder = "source/"

// Path returns the place of an input inside a release.
func Path(input string) string { return Folder + input }

// Elsewhere returns the paths of the inputs that a release does not hold: the sources that are not text files.
func Elsewhere(sources []catalog.Source) map[string]bool {
	paths := map[string]bool{}
	for _, s := range sources {
		if !s.Kind.Text() {
			paths[s.Path] = true
		}
	}
	return paths
}

// mediaTypes are those of the files of raw/, by their extension.
var mediaTypes = map[string]string{".txt": "text/plain", ".json": "application/json", ".csv": "text/csv", ".tsv": "text/tab-separated-values"}

// Write returns the copies, in the order of the inputs.
func Write(raw *extract.Raw) []artifact.Artifact {
	elsewhere := Elsewhere(raw.Catalog.Sources)
	var artifacts []artifact.Artifact
	for _, in := range raw.Inputs {
		if elsewhere[in.Path] {
			continue
		}
		kind, known := mediaTypes[path.Ext(in.Path)]
		if !known {
			kind = "application/octet-stream"
		}
		artifacts = append(artifacts, artifact.Artifact{Path: Path(in.Path), Format: Format, MediaType: kind, Title: "Input " + in.Path + ", as it was read", Data: in.Data})
	}
	return artifacts
}
